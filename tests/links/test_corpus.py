"""Links that were ever given out open for good: no problem is told, every value is the same."""

import pytest

from content import LANGUAGES
from explainer.view.shell import links
from explainer.view.shell.sitemap import PAGES
from explainer.view.simulator.saved import pinned_runs
from explainer.view.simulator.saved.pinned_runs import Pins
from simulations import MODEL_VERSION
from tests.links import record
from tests.links.corpus import KIND, SUMS, add, changed, lines_of, plain_values, recorded, versions
from tests.pages.conftest import site

__all__ = ["site"]

BY_SLUG = {place.slug: place for place in PAGES}
ALL = [one for version in versions() for one in recorded(version)]
NOW = list(recorded(MODEL_VERSION))
LIGHT = 1_000_000
"""Weeks lived by shoppers, all together; the usual scenario has a quarter of that."""
OPENED = [*ALL[4::15], *(one for one in ALL if one.page in ("sim", "twins") and one.choices)]
"""Those that are opened on the real page: of each kind one, lives, and all that a run keeps."""


def meaning(here, name, value):
    """What a choice says: pinned runs may be written anew by a younger model."""
    if not isinstance(here.choices[name], Pins):
        return value
    pins, _ = pinned_runs.read(value)
    assert pins or value == here.choices[name][0]
    return [(pin.name, plain_values(pin.scenario)) for pin in pins]


def names(links):
    return [f"{number}-{one.page or 'home'}" for number, one in enumerate(links)]


@pytest.mark.parametrize("version", versions())
def test_no_recorded_link_was_changed(version):
    assert changed(version) == ""


def test_links_of_this_version_are_recorded():
    """If not: `python -m tests.links.record`."""
    assert MODEL_VERSION in versions()
    kept = {(one.page, one.link) for one in recorded(MODEL_VERSION)}
    pages = {one.page for one in recorded(MODEL_VERSION)}
    assert pages == set(BY_SLUG)
    chosen = {(one.page, name) for one in recorded(MODEL_VERSION) for name in one.choices}
    assert chosen == {(here.slug, name) for here in PAGES for name in here.choices}
    assert len(kept) >= 60


@pytest.mark.parametrize("one", ALL, ids=names(ALL))
def test_a_recorded_link_means_what_it_meant(one):
    assert one.query["lang"] in LANGUAGES
    here = BY_SLUG[one.page]
    scenario, corrected = links.read(one.query)
    assert [problem for problem in corrected if not problem.is_note] == []
    if one.values is None:
        assert scenario is None
    else:
        assert {name: plain_values(scenario)[name] for name in one.values} == one.values
    chosen, unknown = links.read_choices(one.query, here)
    assert [problem for problem in unknown if not problem.is_note] == []
    for name, value in one.choices.items():
        assert meaning(here, name, chosen[name]) == meaning(here, name, value), name
    for name in set(chosen) - set(one.choices):  # what an older page did not have
        assert chosen[name] == here.choices[name][0]


def is_light(one):
    """Say whether the run of a link takes no longer than a few usual ones."""
    size = one.values or {"shoppers": 0, "weeks": 0}
    return size["shoppers"] * size["weeks"] <= LIGHT


SOME = [one for one in OPENED[::3] if is_light(one)]


@pytest.mark.parametrize("one", SOME, ids=names(SOME))
def test_a_recorded_link_opens_on_the_page(site, one):
    opens(site, one)


@pytest.mark.slow
@pytest.mark.parametrize("one", OPENED, ids=names(OPENED))
def test_every_recorded_link_of_a_run_opens_on_the_page(site, one):
    opens(site, one)


def opens(site, one):
    here = BY_SLUG[one.page]
    page = site(here.name, **one.query)
    assert not page.exception
    assert "ec-problems" not in page.html
    if one.values is not None:
        shown = plain_values(page.scenario)
        assert {name: shown[name] for name in one.values} == one.values
    for name, value in one.choices.items():
        kept = page.session_state["choices"][here.name, name]
        assert meaning(here, name, kept) == meaning(here, name, value)
        assert page.query(name) == kept


def test_links_are_added_at_the_end_and_no_other_line_is_touched(tmp_path):
    some = NOW[:6]
    assert add(some[:4], "9.0", tmp_path) == 4
    before = lines_of("9.0", tmp_path)
    assert add(some, "9.0", tmp_path) == 2
    assert add(some, "9.0", tmp_path) == 0
    assert lines_of("9.0", tmp_path)[:5] == before
    assert list(recorded("9.0", tmp_path)) == some
    assert changed("9.0", tmp_path) == ""


@pytest.mark.parametrize("line", [1, 3, -1])
@pytest.mark.parametrize("harm", ["change", "remove", "append"])
def test_a_changed_line_is_found(tmp_path, line, harm):
    add(NOW[:3], "9.0", tmp_path)
    add(NOW[:5], "9.0", tmp_path)
    lines = lines_of("9.0", tmp_path)
    match harm:
        case "change":
            lines[line] = lines[line].replace("e", "3", 1)
        case "remove":
            del lines[line]
        case "append":
            lines.append(lines[line])
    (tmp_path / f"9.0{KIND}").write_text("\n".join(lines) + "\n", encoding="ascii")
    assert changed("9.0", tmp_path)
    with pytest.raises(ValueError, match="were changed"):
        add(NOW[:1], "9.0", tmp_path)


def test_a_file_without_its_sums_is_found(tmp_path):
    add(NOW[:1], "9.0", tmp_path)
    (tmp_path / f"9.0{SUMS}").unlink()
    assert changed("9.0", tmp_path)


def test_the_same_version_gives_the_same_links():
    assert list(record.links_of_this_version()) == list(record.links_of_this_version())
