"""The site in memory: pages run by Streamlit's test harness, without a browser."""

import secrets
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from explainer.view.shell import sitemap, state


class Site:
    """One visitor."""

    def __init__(self, app):
        self.app = app

    def __getattr__(self, name):
        return getattr(self.app, name)

    @property
    def html(self):
        """All HTML of the page in one text, without the style sheet."""
        bodies = (element.proto.body for element in self.app.get("html"))
        return " ".join(body for body in bodies if not body.startswith("<style"))

    @property
    def words(self):
        """The same with its entities resolved."""
        return unescape(self.html)

    @property
    def scenario(self):
        return self.app.session_state["scenario"]

    def query(self, name):
        """What the address says: a whole one says by leaving a choice out that it is the default.

        The harness of Streamlit 1.62 keeps lists of values.
        """
        here = self.app.session_state[state.HERE]
        if name not in self.app.query_params and "v" in self.app.query_params:
            return here.choices[name][0]
        value = self.app.query_params[name]
        return value[0] if isinstance(value, list) else value

    def go(self, **query):
        """Move to an address of this page, as a link or the browser's history does.

        One with a version is whole; another adds to what the address says.
        """
        if "v" in query:
            language = self.query("lang")
            self.app.query_params.clear()
            self.app.query_params["lang"] = language
        for name, value in query.items():
            self.app.query_params[name] = value
        self.app.query_params[state.MARK] = secrets.token_hex(4)
        self.app.run()
        return self

    def group(self, key):
        return next(group for group in self.app.get("button_group") if group.key == key)


@pytest.fixture
def site(top):
    """Open a page as a new visitor: site("simulator", lang="pt", v="1", …)."""

    def visit(name="home", **query):
        app = AppTest.from_file(str(top / "app.py"), default_timeout=60)
        # The harness knows the pages only after a first run, and opens that one.
        for parameter, value in query.items():
            app.query_params[parameter] = value
        app.run()
        if name != "home":
            app.switch_page(sitemap.place(name).file)
            app.run()
        return Site(app)

    return visit
