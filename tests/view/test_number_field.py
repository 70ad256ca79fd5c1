"""A typed number is read as the country writes it, or refused in words."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from content import load_texts

TOP = Path(__file__).parents[2]


def page():
    import streamlit as st

    from content.words import load_words
    from explainer.view.widgets.fields.number_field import number_field

    country = st.session_state.get("country", "es-CO")
    words = load_words("es", country)
    found = number_field("Presupuesto", 1500.5, (0, 1e9), name="budget", words=words)
    st.text(repr(found))


@pytest.fixture
def app():
    return AppTest.from_function(page, default_timeout=30).run()


def said(app):
    return " ".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12,5", 12.5), ("1.000", 1000.0), ("1 000,5", 1000.5), ("1e3", 1000.0), ("１２", 12.0)],
)
def test_a_number_is_read_as_the_country_writes_it(app, typed, read):
    assert app.text[0].value == "1500.5"
    assert app.text_input[0].value == "1.500,5"
    app.text_input[0].set_value(typed).run()
    assert not app.exception
    assert app.text[0].value == repr(read)


@pytest.mark.parametrize("typed", ["", "-", "mil", "1,000,000.5", "1 2", "-1", "1e12", "<b>x</b>"])
def test_what_is_not_legal_is_refused_with_field_and_range(app, typed):
    app.text_input[0].set_value(typed).run()
    assert not app.exception
    assert app.text[0].value == "None"
    assert app.text_input[0].value == typed
    assert "Presupuesto" in said(app)
    assert "1.000.000.000" in said(app)
    assert "<b>x" not in said(app)


def test_another_country_writes_the_same_number_in_its_way(app):
    app.text_input[0].set_value("1.000").run()
    app.session_state["country"] = "es-MX"
    app.run()
    assert app.text[0].value == "1000.0"
    assert app.text_input[0].value == "1,000"


def test_no_page_asks_for_numbers_in_a_field_that_guesses():
    found = [
        f"{path.relative_to(TOP)}:{node.lineno}"
        for folder in ("explainer", "pages")
        for path in (TOP / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "number_input"
    ]
    found += [
        str(path.relative_to(TOP))
        for path in (TOP / "explainer").rglob("*.js")
        if 'type = "number"' in path.read_text(encoding="utf-8")
    ]
    assert found == []
    assert load_texts("es")("problems.not_a_number", field="x", given="y", low="1", high="2")
