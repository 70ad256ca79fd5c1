import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.figures.drawings.people import (
    Figure,
    people_grid_svg,
    person_svg,
    selectable_people,
)
from explainer.results.marks import KINDS, Crowd
from simulations.people.rounding import share_out

COUNTS = {"both": 58, "only_b": 13, "only_a": 4, "neither": 25}
LABELS = {kind: f"{count} {kind}" for kind, count in COUNTS.items()}


def shapes(markup: str) -> str:
    """Drop colours: what is left is what a colour-blind eye or a copier sees."""
    return re.sub(r"var\(--ec-\w+\)|ec-person-\w+", "", markup)


def test_the_four_kinds_differ_in_shape_as_well_as_in_colour():
    assert len({shapes(person_svg(kind)) for kind in KINDS}) == 4
    assert len({tuple(re.findall(r"var\(--ec-\w+\)", person_svg(kind))) for kind in KINDS}) == 4


def test_a_person_is_named_or_silent():
    assert 'aria-label="Ana &#34;A&#34;"' in person_svg("both", label='Ana "A"')
    assert 'aria-hidden="true"' in person_svg("both")


def test_a_hundred_people_are_drawn_and_told():
    markup = people_grid_svg(Crowd(COUNTS, "Cien <b>", "58 & 13", LABELS))
    crowd, key = markup.split("<ul")
    assert crowd.count("<svg") == 100
    assert key.count("<li>") == 4
    assert 'aria-label="Cien &lt;b&gt;. 58 &amp; 13"' in crowd
    assert "\n" not in markup


@pytest.mark.parametrize("counts", [{"both": -1}, {"nobody": 3}])
def test_counts_that_make_no_sense_are_refused(counts):
    with pytest.raises(ValueError, match="counts"):
        people_grid_svg(Crowd(counts, "", "", {}))


shares = st.dictionaries(st.sampled_from(KINDS), st.floats(0, 1), min_size=1)


@given(shares, st.integers(0, 200))
def test_people_add_up_and_none_is_off_by_one_or_more(parts, total):
    counts = share_out(parts, total)
    whole = sum(parts.values())
    if whole == 0:
        assert set(counts.values()) == {0}
        return
    assert sum(counts.values()) == total
    assert all(abs(counts[name] - parts[name] / whole * total) < 1 + 1e-6 for name in parts)


def test_a_hundred_of_a_hundred_stay_as_they_are():
    assert share_out({kind: count / 100 for kind, count in COUNTS.items()}) == COUNTS


def test_each_person_to_pick_has_an_id_a_name_and_the_figure_of_their_kind():
    people = [Figure("1", "both", 'Ana "A"'), Figure("<2>", "neither", "Bo & co")]
    crowd = ElementTree.fromstring(selectable_people(people))
    spans = [span for span in crowd.iter("span") if span.get("data-pick")]
    assert [(span.get("data-pick"), span.get("aria-label")) for span in spans] == [
        ("1", 'Ana "A"'),
        ("<2>", "Bo & co"),
    ]
    pictures = [span.find("svg") for span in spans]
    assert [picture.get("class").split()[1] for picture in pictures] == [
        "ec-person-both",
        "ec-person-neither",
    ]
    assert all(picture.get("aria-hidden") == "true" for picture in pictures)
