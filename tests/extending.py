"""Pages as a copy of the code shows them; see ``test_extending.py``."""

from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from explainer.view.shell import sitemap

TOP = Path(__file__).resolve().parents[1]


def page_html(name: str, **query: str) -> str:
    """Return what a page says to a new visitor: its HTML, what its components get, its files."""
    app = AppTest.from_file(str(TOP / "app.py"), default_timeout=60)
    app.context["url"] = f"http://site.test/{sitemap.page_named(name).slug}"
    for parameter, value in query.items():
        app.query_params[parameter] = value
    app.run()
    assert not app.exception
    bodies = [element.proto.body for element in app.get("html")]
    bodies += [element.proto.json for element in app.get("bidi_component")]
    return unescape(" ".join(bodies))
