"""Drawings and tables that are shown through Markdown keep what they say."""

import re
from html import unescape

from streamlit.testing.v1 import AppTest

ASKED = """
from explainer.figures.tables import html_table
from explainer.results.block import Column
from explainer.view.shell import style

style.show(html_table("Caja", (Column("Quién"), Column("Cuánto")), (("Ana", "$5 a $9"),)))
"""


def test_amounts_of_money_in_a_table_are_neither_a_formula_nor_escaped_twice():
    app = AppTest.from_string(ASKED, default_timeout=60).run()
    (shown,) = app.markdown
    assert "$" not in shown.value
    assert "$5 a $9" in unescape(re.sub(r"<[^>]*>", " ", shown.value))
