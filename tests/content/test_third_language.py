"""Adding a language is adding one folder: proved with a made-up one."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from content import LANGUAGES, load_texts
from content.languages import find_languages
from content.pages import find_pages, load_page
from content.texts import placeholders
from tests.content.sources import TOP

CARD = 'name = "Ẋẋ"\nhtml_lang = "en-XA"\ndefault_country = "en-GB"\n'
VOWELS = str.maketrans("aeiouAEIOU", "åéîöûÅÉÎÖÛ")
SCRIPT = """
import datetime
from content import LANGUAGES, load_texts
from content.formats import Formats
from content.lesson_plans import load_plans
from content.lessons import find_lessons, load_lesson
from content.pages import find_pages, load_page
from explainer.view.shell import sitemap

assert sorted(LANGUAGES) == ["es", "pt", "xx"], LANGUAGES
texts = load_texts("xx")
assert texts.keys() == load_texts("es").keys()
assert "Éntré" in texts("site.name"), texts("site.name")
formats = Formats("en-GB", "xx")
assert formats.interval(1000, 2000, formats.integer) == "\u27e6éntré 1,000 y 2,000\u27e7"
assert formats.date(datetime.date(2026, 3, 5)) == "5 March 2026"
assert [load_page("xx", slug).slug for slug in find_pages("xx")] == list(find_pages("es"))
assert find_lessons("xx") == find_lessons("es")
for name in find_lessons("xx"):
    assert load_lesson("xx", name).plan == load_plans()[name]
assert "shared_stock" in sitemap.offered_lessons()
print("ready")
"""


def pseudo(line: str) -> str:
    """Make the text of one catalogue line longer and accented, keeping its places."""
    found = re.fullmatch(r'([\w-]+ = ")(.*)(")', line)
    if found is None:
        return line
    head, text, tail = found.groups()
    parts = re.split(r"(\{[\w:.]+\}|\\u[0-9A-F]{4})", text)
    text = "".join(p if p.startswith(("{", "\\u")) else p.translate(VOWELS) for p in parts)
    return f"{head}⟦{text}⟧{tail}"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of `content/` with one more folder and nothing else changed."""
    shutil.copytree(TOP / "content", tmp_path / "content", ignore=shutil.ignore_patterns("*.pyc"))
    source, folder = tmp_path / "content" / "es", tmp_path / "content" / "xx"
    shutil.copytree(source, folder)
    for file in folder.glob("*.toml"):
        lines = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join(map(pseudo, lines)), encoding="utf-8")
    (folder / "language.toml").write_text(CARD, encoding="utf-8")
    for part in ("explainer", "simulations"):
        (tmp_path / part).symlink_to(TOP / part, target_is_directory=True)
    return tmp_path


def test_a_new_folder_is_a_new_language(clone: Path):
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=clone,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert result.stdout.strip() == "ready", result.stderr


def test_a_new_language_has_every_text_with_its_places(clone: Path):
    root = clone / "content"
    assert set(find_languages(root)) == {*LANGUAGES, "xx"}
    new, old = load_texts("xx", root=root), load_texts("es")
    for key, entry in old.entries.items():
        made = new.entries[key]
        if isinstance(entry, str):
            assert placeholders(made) == placeholders(entry)
            assert made.startswith("⟦")
        else:
            assert made.keys() == entry.keys()


def test_a_new_language_has_every_page(clone: Path):
    root = clone / "content"
    assert find_pages("xx", root) == find_pages("es")
    for slug in find_pages("xx", root):
        assert load_page("xx", slug, root).sections == load_page("es", slug).sections
