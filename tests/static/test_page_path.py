"""What a page imports must exist in a browser: no compiled extras, no processes."""

import ast
import json
import subprocess
import sys

import pytest

from deploy.static.sources import TOP
from explainer.view.shell.sitemap import PAGES

ABSENT = {
    "scipy",
    "sqlalchemy",
    "lxml",
    "pptx",
    "python_calamine",
    "psycopg",
    "sqlite3",
    "resvg_py",
}
LOADED_LATER = {"openpyxl", "xlsxwriter", "multiprocessing", "distributed"}
ASK = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
from simulations.experiments import ensemble, plan, premium, credit
from simulations.experiments.methods import sensitivity
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_no_page_imports_what_a_browser_has_not():
    modules = json.dumps([place.module for place in PAGES])
    done = subprocess.run(
        [sys.executable, "-c", ASK, modules], cwd=TOP, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert {"streamlit", "numpy", "pandas", "plotly"} <= loaded
    assert loaded & ABSENT == set()
    assert loaded & LOADED_LATER == set()


@pytest.mark.parametrize("room", ["simulations", "explainer", "pages", "content"])
def test_equal_values_keep_their_order_in_every_edition(room):
    """Without `kind`, NumPy and pandas order ties as the machine likes: a table would differ."""
    found = [
        f"{file.relative_to(TOP)}: {node.lineno}"
        for file in sorted((TOP / room).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"argsort", "sort_values", "nlargest", "nsmallest"}
        and not any(
            one.arg == "kind" and ast.literal_eval(one.value) == "stable" for one in node.keywords
        )
    ]
    assert found == []
