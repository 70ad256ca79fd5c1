"""The site in memory: pages run by Streamlit's test harness, without a browser."""

import json
from html import unescape
from urllib.parse import parse_qsl, urlencode

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from explainer.view.shell import sitemap
from explainer.view.widgets import address
from tests.escaping import escaped_twice

HOST, REPORT = "http://site.test", "report_of_the_test"


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
        found = " ".join(body for body in bodies if not body.startswith("<style"))
        assert escaped_twice(found) == []
        return found

    @property
    def drawn(self):
        """What is put on the page as Markdown that holds HTML: drawings and tables."""
        return " ".join(element.proto.body for element in self.app.get("markdown"))

    @property
    def words(self):
        """The same with its entities resolved."""
        return unescape(self.html)

    @property
    def scenario(self):
        return self.app.session_state["scenario"]

    @property
    def told(self):
        """What the page tells the owner of the browser's address."""
        return self.given(address.KEY)

    def given(self, key):
        """What the component under a key is given to show."""
        protos = (element.proto for element in self.app.get("bidi_component"))
        return next(json.loads(one.json) for one in protos if one.id.endswith(f"-{key}"))

    @property
    def asked(self):
        """The parameters of the address."""
        return dict(parse_qsl(self.told["address"].partition("?")[2]))

    def query(self, name):
        """What the address says; what a whole one leaves out is the default."""
        said = self.asked
        here = sitemap.page_named(self.told["page"])
        if name not in said and "v" in said:
            return here.choices[name][0]
        return said[name]

    def go(self, name=None, **query):
        """Move to an address, of this page or another, as a link or the history does."""
        slug = sitemap.page_named(name or self.told["page"]).slug
        there = f"{slug}?{urlencode(query)}"
        self.app.session_state[REPORT] = self.report(there)
        self.app.run()
        return self

    def report(self, there):
        """What the browser reports when it is at an address."""
        n = self.told["n"]
        return {"session": self.told["session"], "n": n + 1, "shown": n, "address": there}

    def group(self, key):
        return next(group for group in self.app.get("button_group") if group.key == key)


@pytest.fixture
def site(top, monkeypatch):
    """Open a page as a new visitor: site("simulator", lang="pt", v="1", …)."""

    def reported(key, name):  # Streamlit's harness has no browser in which a component could speak
        return st.session_state.get(REPORT) if (key, name) == (address.KEY, address.AT) else None

    monkeypatch.setattr(address, "reported", reported)

    def visit(name="home", **query):
        app = AppTest.from_file(str(top / "app.py"), default_timeout=60)
        app.context["url"] = f"{HOST}/{sitemap.page_named(name).slug}"
        for parameter, value in query.items():
            app.query_params[parameter] = value
        app.run()
        return Site(app)

    return visit
