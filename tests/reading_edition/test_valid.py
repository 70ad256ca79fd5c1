"""The pages are valid HTML: parsed without an error, and by the checker of the standard itself."""

import json
import subprocess
from pathlib import Path

import html5lib
import pytest

from explainer.reading_edition.addresses import FILE, EditionPage
from explainer.reading_edition.build import edition_pages
from tests.reading_edition.find_checker import ADVICE, find


def faults(html: str) -> list[str]:
    """Return what a parser of the standard has to forgive."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [f"{place}: {code}" for place, code, _ in parser.errors]


@pytest.mark.parametrize(
    "edition_page", edition_pages(), ids=lambda edition_page: edition_page.folder
)
def test_a_page_is_parsed_without_an_error(edition: Path, edition_page: EditionPage):
    assert faults((edition / edition_page.folder / FILE).read_text("utf-8")) == []


def test_a_fault_is_found():
    assert faults("<!doctype html><title>a</title><p><div></p>") != []


@pytest.mark.slow
def test_the_checker_of_the_standard_finds_nothing(edition: Path, tmp_path: Path):
    checker = find()
    assert checker, ADVICE
    assert faults_of(checker, edition) == []
    bad = tmp_path / "bad.html"
    bad.write_text("<!doctype html><title>a</title><img src=a.png><table><td>b</table>", "utf-8")
    assert faults_of(checker, bad) != []


def faults_of(checker: tuple[str, ...], where: Path) -> list[str]:
    """Return the errors that the Nu checker finds in a file or folder."""
    command = [*checker, "--skip-non-html", "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, where], capture_output=True, check=True, timeout=300)
    messages = json.loads(done.stderr)["messages"]
    return [f"{one.get('url', '')}: {one['message']}" for one in messages if one["type"] != "info"]
