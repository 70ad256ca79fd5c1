"""The pages of the model's functions: whole, of this version, and shown without a network."""

import re
import subprocess
import sys

import pytest

from deploy.api_reference import LEFT_OUT, TOP, write
from simulations import MODEL_VERSION
from tests.test_docstrings import TREES, public_functions


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """HTML of each module, by its name, and the script of the search."""
    folder = tmp_path_factory.mktemp("api")
    files = {page.relative_to(folder): page.read_text("utf-8") for page in write(folder)}
    named = {".".join(path.with_suffix("").parts): html for path, html in files.items()}
    return named | {"search": (folder / "search.js").read_text("utf-8")}


def test_every_public_function_of_the_model_has_an_entry(pages):
    entries = 0
    for file, tree in TREES.items():
        module = ".".join(file.relative_to(TOP).with_suffix("").parts)
        if module in {"simulations.__main__"} or file.name == "__init__.py":
            continue
        for name, _, _ in public_functions(tree):
            assert f'id="{name}"' in pages[module], (module, name)
            entries += 1
    assert entries > 300


def test_sections_of_a_docstring_are_headings_and_shapes_stay(pages):
    html = pages["simulations.engine.estimates"]
    entry = html[html.index('id="ratios"') :]
    assert re.search(r"<h6[^>]*>Parameters</h6>", entry)
    assert re.search(r"<h6[^>]*>Returns</h6>", entry)


def test_every_page_names_the_version_and_nothing_of_this_machine(pages):
    assert not [name for name in pages if name.startswith(LEFT_OUT)]
    for name, html in pages.items():
        assert TOP.as_posix() not in html, name
        if name not in {"index", "search"}:
            assert MODEL_VERSION in html, name


def test_no_page_asks_another_site_for_anything(pages):
    asked = re.compile(r'(?:src=|<link[^>]*href=|url\()["\']?(?:https?:)?//')
    assert [name for name, html in pages.items() if asked.search(html)] == []


def test_a_file_in_the_place_of_the_folder_is_refused_by_name(tmp_path):
    file = tmp_path / "taken"
    file.write_text("mine")
    ended = subprocess.run(
        [sys.executable, "-m", "deploy.api_reference", "--folder", str(file)],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "--folder" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert file.read_text() == "mine"
