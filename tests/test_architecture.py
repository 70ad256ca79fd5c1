"""The house rules that a machine can check, and proof that each check can fail."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from tests.architecture import (
    LINE_LIMITS,
    MOST_MODULES,
    USUAL,
    Source,
    circles,
    crowded_rooms,
    forbidden_calls,
    forbidden_imports,
    foreign_pages,
    misleading_names,
    mutated_globals,
    too_long,
    traces_of_a_machine,
    unsafe_markup,
)

TOP = Path(__file__).resolve().parent.parent
SHIPPED = ("app.py", "pages", "content", "explainer", "simulations")


def shipped() -> list[Source]:
    files: list[Path] = []
    for name in SHIPPED:
        place = TOP / name
        files += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [Source(file.relative_to(TOP).as_posix(), file.read_text("utf-8")) for file in files]


SOURCES = shipped()


def test_every_part_of_the_house_is_there():
    present = {source.path.split("/")[0] for source in SOURCES}
    assert present == set(SHIPPED)


@pytest.mark.parametrize(
    "check",
    [
        *(forbidden_imports, forbidden_calls, mutated_globals, too_long, unsafe_markup),
        misleading_names,
    ],
)
def test_no_shipped_file_breaks_a_house_rule(check: Callable[[Source], list[str]]):
    assert [line for source in SOURCES for line in check(source)] == []


def test_every_name_that_is_excused_is_there():
    paths = {source.path: source for source in SOURCES}
    for path, names in USUAL.items():
        bare = Source("elsewhere/" + path.rpartition("/")[2], paths[path].text)
        found = {line.split(": ")[1] for line in misleading_names(bare)}
        assert set(names) <= found, path


def pairs_of_sides(source: Source) -> list[str]:
    """Find the two sides written out where they should be taken from where they are declared."""
    return [
        f"{source.path}:{node.lineno}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Tuple)
        and [getattr(part, "value", None) for part in node.elts] == ["a", "b"]
    ]


def test_the_two_sides_are_written_out_once_for_the_model_and_once_for_the_words():
    """Words may not import the model."""
    found = [line.split(":")[0] for source in SOURCES for line in pairs_of_sides(source)]
    assert sorted(found) == [
        "content/fields.py",
        *2 * ["simulations/scenario/knobs.py"],  # the type and the values
    ]
    assert pairs_of_sides(Source("a.py", 'for side in ("a", "b"):\n    pass'))


def test_no_files_import_each_other_in_a_circle():
    assert circles(SOURCES) == []


def test_no_folder_holds_more_modules_than_one_overlooks():
    inside = [s.path for s in SOURCES if s.path.startswith(("simulations/", "explainer/"))]
    assert crowded_rooms(inside) == []


def needing_tests(source: Source) -> list[str]:
    return [name for name, _, _ in source.imports() if name.split(".")[0] == "tests"]


def test_what_runs_the_site_needs_no_tests():
    files = sorted((TOP / "deploy").rglob("*.py"))
    sources = [Source(file.relative_to(TOP).as_posix(), file.read_text("utf-8")) for file in files]
    assert [source.path for source in sources if needing_tests(source)] == []
    assert needing_tests(Source("deploy/a.py", "from tests.b import c")) == ["tests.b"]


def test_only_one_file_knows_faker():
    knowing = [source.path for source in SOURCES if "faker" in source.imported_packages()]
    assert len(knowing) <= 1, knowing


def test_streamlit_has_no_pages_of_its_own():
    """It would run what is in a folder of that name, and write the history when pages change."""
    assert [line for source in SOURCES for line in foreign_pages(source)] == []
    AppTest.from_file(str(TOP / "app.py"), default_timeout=60).run()
    assert PagesManager.uses_pages_directory is False


def test_the_clone_holds_no_trace_of_the_machine_it_was_made_on():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=True, text=True
    )
    found: list[str] = []
    for name in filter(None, listed.stdout.split("\0")):
        file = TOP / name
        if file.is_file() and name != "tests/test_architecture.py":
            found += traces_of_a_machine(name, file.read_bytes())
    assert found == []


def test_every_requirement_is_pinned():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (TOP / name).read_text("utf-8").splitlines():
            pinned = re.match(r"[a-z0-9-]+==[0-9][0-9.]*(; .+)?$", line)
            assert not line or line.startswith(("#", "-r ")) or pinned, line


# Each check can fail.


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("simulations/model.py", "import streamlit as st"),
        ("simulations/model.py", "from plotly import graph_objects"),
        ("simulations/model.py", "def late():\n    import requests"),
        ("simulations/model.py", "import babel"),
        ("simulations/model.py", "from content import load_texts"),
        ("simulations/model.py", "from explainer.figures import chart"),
        ("simulations/workers.py", "import multiprocessing"),
        ("simulations/workers.py", "from concurrent.futures import ProcessPoolExecutor"),
        ("simulations/workers.py", "if True:\n    import threading"),
        ("simulations/store.py", "import sqlite3"),
        ("simulations/model.py", "def late():\n    import python_calamine"),
        ("simulations/orders/table.py", "from explainer.business import client"),
        ("simulations/store.py", "if TYPE_CHECKING:\n    ...\nelse:\n    import sqlite3"),
        ("simulations/model.py", "from .. import content"),
        ("content/texts.py", "import streamlit"),
        ("content/texts.py", "import numpy"),
        ("content/texts.py", "from simulations import Scenario"),
        ("explainer/figures/charts/lines.py", "import streamlit as st"),
        ("explainer/figures/charts/lines.py", "from explainer.view import links"),
        ("explainer/figures/tables.py", "from ..view import links"),
        ("explainer/results/money.py", "import streamlit as st"),
        ("explainer/results/money.py", "from explainer.figures import tables"),
        ("explainer/narration/story.py", "from explainer.view.shell import links"),
        ("explainer/business/plan.py", "import streamlit"),
        ("explainer/figures/charts/lines.py", "import pptx"),
        ("explainer/exports/slides.py", "import streamlit"),
        ("explainer/workshop/rooms.py", "from streamlit import session_state"),
        ("explainer/view/shell/links.py", "import socket"),
        ("explainer/view/shell/links.py", "import pages.home"),
        ("explainer/view/shell/links.py", "import requests"),
        ("pages/home.py", "from pages.simulator import main"),
        ("pages/home.py", "import app"),
        ("pages/home.py", "import plotly.graph_objects as go"),
        ("pages/home.py", "from explainer.figures.charts.lines import chart\nimport asyncio"),
        ("app.py", "from pages import home"),
        ("app.py", "import subprocess"),
        ("content/texts.py", "import tests.conftest"),
    ],
)
def test_a_forbidden_import_is_found(path: str, code: str):
    assert len(forbidden_imports(Source(path, code))) == 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("simulations/model.py", "import math\nimport numpy as np\nfrom simulations import knobs"),
        ("simulations/workers.py", "def pool():\n    import multiprocessing"),
        ("simulations/people/identity.py", "def names():\n    from faker import Faker"),
        ("simulations/workers.py", "if TYPE_CHECKING:\n    from concurrent.futures import Future"),
        ("simulations/store.py", "from .knobs import KNOBS"),
        ("simulations/orders/table.py", "def book():\n    import python_calamine"),
        ("content/formats.py", "import tomllib\nfrom babel import numbers"),
        ("explainer/figures/charts/lines.py", "from plotly import graph_objects\nimport pandas"),
        (
            "explainer/figures/charts/lines.py",
            "from .palette import INK\nfrom content import Texts",
        ),
        ("explainer/exports/slides.py", "import pptx\nfrom explainer.figures import lines"),
        ("explainer/figures/tables.py", "from explainer.results import money"),
        ("explainer/workshop/rooms.py", "def store():\n    import sqlalchemy"),
        ("explainer/view/shell/links.py", "import streamlit\nfrom simulations import Scenario"),
        ("pages/home.py", "import streamlit\nfrom explainer.view import links"),
        ("app.py", "import streamlit\nfrom content import load_texts"),
    ],
)
def test_a_permitted_import_is_not_found(path: str, code: str):
    assert forbidden_imports(Source(path, code)) == []


@pytest.mark.parametrize(
    "code",
    [
        "import time\ntime.sleep(1)",
        "from time import sleep\nsleep(1)",
        "import streamlit as st\nst.write_stream([])",
        "import asyncio\nasyncio.run(None)",
        "import numpy as np\nnp.random.seed(1)",
        "import streamlit as st\n@st.cache_data\ndef f(): ...",
        "import streamlit as st\n@st.cache_data(ttl=3)\ndef f(): ...",
    ],
)
def test_a_forbidden_call_is_found(code: str):
    assert len(forbidden_calls(Source("pages/home.py", code))) == 1


@pytest.mark.parametrize(
    "code",
    [
        "from html import escape, unescape",
        "import html\nhtml.escape(name)",
        'Markup(f"<p>{name}</p>")',
        'Markup("<p>" + name)',
        'Markup("<p>{told.name}</p>").format(told=told)',
        'Markup("<p>{names[first]}</p>").format(names=names)',
    ],
)
def test_words_that_no_type_escapes_are_found(code: str):
    assert len(unsafe_markup(Source("explainer/view/home/bet.py", code))) == 1


def test_words_that_are_put_into_markup_are_fine():
    code = "from html import unescape\nMarkup('<p>{}</p>').format(f'{name}.')"
    assert unsafe_markup(Source("explainer/view/home/bet.py", code)) == []


def test_a_bounded_cache_and_an_own_generator_are_fine():
    code = "@st.cache_data(max_entries=32)\ndef f(): ...\nnp.random.default_rng(1)\n"
    assert forbidden_calls(Source("pages/home.py", code)) == []


@pytest.mark.parametrize(
    "code",
    [
        "SEEN = []\ndef f(x):\n    SEEN.append(x)",
        "SEEN = {}\ndef f(x):\n    SEEN[x] = 1",
        "SEEN: set[int] = set()\ndef f(x):\n    SEEN.add(x)",
        "count = 0\ndef f():\n    global count\n    count += 1",
    ],
)
def test_a_changed_module_level_value_is_found(code: str):
    assert len(mutated_globals(Source("content/texts.py", code))) == 1


def test_a_local_list_and_a_constant_are_not_state():
    code = "NAMES = ['a']\ndef f():\n    SEEN = []\n    SEEN.append(NAMES[0])\n    return SEEN"
    assert mutated_globals(Source("content/texts.py", code)) == []


@pytest.mark.parametrize("path", ["app.py", "pages/home.py", "content/texts.py"])
def test_one_line_too_many_is_found(path: str):
    limit = LINE_LIMITS.get(path.split("/")[0], LINE_LIMITS["*"])
    assert too_long(Source(path, "x = 1\n" * limit)) == []
    assert len(too_long(Source(path, "x = 1\n" * (limit + 1)))) == 1


def test_a_circle_of_files_is_found():
    one = Source("simulations/one.py", "from simulations.two import x")
    two = Source("simulations/two.py", "def late():\n    from simulations import one")
    types = Source("simulations/three.py", "if TYPE_CHECKING:\n    from simulations import four")
    four = Source("simulations/four.py", "from simulations.three import x")
    assert circles([one, two]) == ["simulations.one → simulations.two → simulations.one"]
    assert circles([types, four]) == ["simulations.four → simulations.three → simulations.four"]
    assert circles([types]) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("explainer/results/totals.py", "def _told(x):\n    return x"),
        ("explainer/results/totals.py", "for place, row in enumerate(rows):\n    print(row)"),
        ("explainer/results/totals.py", "def totals(ways):\n    return ways"),
        ("simulations/model/turns.py", "x = 1"),
        ("content/texts.py", "class Sketch:\n    frame = 1"),
    ],
)
def test_a_name_that_misleads_is_found(path: str, code: str):
    assert misleading_names(Source(path, code))


def test_a_plain_name_and_a_placeholder_of_a_text_are_fine():
    code = "def totals(index):\n    return texts('a', place=index, here=index)"
    assert misleading_names(Source("explainer/results/totals.py", code)) == []


def test_a_crowded_room_is_found():
    names = [f"explainer/view/file{n}.py" for n in range(MOST_MODULES)]
    assert crowded_rooms(names) == []
    assert len(crowded_rooms([*names, "explainer/view/one_more.py"])) == 1


@pytest.mark.parametrize(
    "code",
    [
        "st.navigation([])",
        'st.switch_page("x")',
        'st.page_link("x")',
        "st.query_params['a'] = '1'",
        "st.query_params.from_dict({})",
        "st.query_params.clear()",
    ],
)
def test_a_second_owner_of_the_address_is_found(code: str):
    assert len(foreign_pages(Source("pages/home.py", f"import streamlit as st\n{code}"))) == 1
    reading = "import streamlit as st\nst.query_params.to_dict()"
    assert foreign_pages(Source("pages/home.py", reading)) == []


@pytest.mark.parametrize(
    "text",
    [
        "see /home/ana/project/file.py",
        "/Users/ana/project",
        "/ro" + "ot/.cache/pip",
        "cd /wo" + "rk/main",
        "log in /tmp/bash_jobs",
        r"C:\Users\ana\project",
        "https://pypi.example.org/simple",
        "--index-url https://mirror/",
        "https://artifactory.example.org/x",
        "resolved https://registry" + ".npmjs.org/x",
        'HOST = "pyp' + 'i.org"',
    ],
)
def test_a_trace_of_a_machine_is_found(text: str):
    assert len(traces_of_a_machine("notes.md", text.encode())) == 1


def test_public_addresses_and_pictures_are_no_trace():
    assert traces_of_a_machine("notes.md", b"https://www.python.org/ and path/to/home") == []
    assert traces_of_a_machine("picture.png", b"\x89PNG\x00/root/x") == []
