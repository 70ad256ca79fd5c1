"""A phone zooms into a field with letters under 16 px: no field has such letters."""

import pytest

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
