"""Fields can be seen; a phone does not zoom into them, as it does where letters are under 16 px."""

import pytest

from explainer.figures.palette import DARK, LIGHT, contrast

SMALL = """() => [...document.querySelectorAll('input, textarea, select')]
  .filter((field) => !['range', 'radio', 'checkbox', 'file', 'hidden'].includes(field.type))
  .map((field) => [field.ariaLabel || field.id, parseFloat(getComputedStyle(field).fontSize)])"""


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/sim?chapter=money&settings=run", 5),
        ("/twins?person=3", 1),
        ("/model", 1),
        ("/sim?chapter=people", 5),
    ],
)
def test_letters_in_fields_are_large_enough_for_a_phone(stroll, path, fields):
    found = stroll(path, lang="es").evaluate(SMALL)
    assert len(found) >= fields
    assert [one for one in found if one[1] < 16] == []


EDGES = """() => {
  const hex = (rgb) => '#' + rgb.match(/[0-9]+/g).slice(0, 3)
    .map((part) => Number(part).toString(16).padStart(2, '0')).join('');
  return [...document.querySelectorAll('input, textarea, select')]
    .filter((field) => !['range', 'radio', 'checkbox', 'file', 'hidden'].includes(field.type))
    .map((field) => field.closest('[data-testid=stTextInputRootElement]') ?? field)
    .map((box) => getComputedStyle(box))
    .map((style) => [style.borderTopStyle, hex(style.borderTopColor)]);
}"""


@pytest.mark.parametrize(
    ("path", "scheme", "paper"),
    [
        ("/business", "light", LIGHT.paper),
        ("/business", "dark", DARK.paper),
        ("/sim?chapter=people", "dark", DARK.paper),
        ("/join", "light", LIGHT.paper),
    ],
)
def test_the_edge_of_a_field_can_be_seen(stroll, path, scheme, paper):
    # WCAG 1.4.11: what tells where a field is has three times the light of what is around it.
    edges = stroll(path, lang="pt", scheme=scheme).evaluate(EDGES)
    assert edges
    faint = [one for one in edges if one[0] == "none" or contrast(one[1], paper) < 3]
    assert faint == []
