"""What is relied on beside Streamlit's documentation: listed, and still there."""

import ast
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import streamlit

TOP = Path(__file__).resolve().parents[2]
LISTED = tomllib.loads(
    (TOP / "explainer/view/shell/streamlit_parts.toml").read_text(encoding="utf-8")
)
BUNDLE = Path(streamlit.__file__).parent / "static"
PARTS = re.compile(r"(?:data-testid\^?=\\?[\"']?|\.(?=st[A-Z]))([A-Za-z]+)")
MARKS = re.compile(
    r"data-(?:stale|retained|selected|test-script-state|rac|variant|baseweb)\b|st-emotion-cache"
)
INNER = re.compile(r"__reactContainer\$|\bon[A-Z]\w*Change\b|\b__streamlit\b")


def own_files(*endings):
    for folder in ("explainer", "pages"):
        for ending in endings:
            yield from (TOP / folder).rglob(f"*.{ending}")
    yield TOP / "app.py"


def used(pattern, *endings):
    """What the pattern finds in our files, without the list itself."""
    found = set()
    for path in own_files(*endings):
        found |= set(pattern.findall(path.read_text(encoding="utf-8")))
    return found


def imported():
    """Names of Streamlit's modules and what is taken from them, other than `st`."""
    found = set()
    for path in [*own_files("py"), *(TOP / "deploy").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("streamlit"):
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_part_of_the_page_that_is_used_is_listed_and_the_other_way_round():
    assert used(PARTS, "css", "js", "py") == set(LISTED["page"])
    assert used(MARKS, "css", "js", "py") == {*LISTED["marks"], *LISTED["older_marks"]}
    assert used(INNER, "js") == set(LISTED["page_scripts"])


def test_every_import_of_what_is_not_documented_is_listed_and_the_other_way_round():
    assert imported() == set(LISTED["python"])


@pytest.fixture(scope="module")
def bundle():
    return "".join(path.read_text(encoding="utf-8") for path in BUNDLE.rglob("*.js"))


@pytest.mark.parametrize("name", [*LISTED["page"], *LISTED["marks"], *LISTED["page_scripts"]])
def test_the_installed_streamlit_has_it(bundle, name):
    assert name in bundle


@pytest.mark.parametrize("name", LISTED["python"])
def test_the_installed_streamlit_can_be_asked_for_it(name):
    module, _, wanted = name.rpartition(".")
    found = import_module(module)
    assert hasattr(found, wanted) or import_module(name)


def test_each_says_why():
    assert all(len(why) > 10 for part in LISTED.values() for why in part.values())
