"""50 random scenarios in the browser's Python and in the one here: `make test-static`."""

import json
import math
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.simulations.worlds import random_scenario
from tests.static.edition import BUILT
from tests.static.told import told

HERE = Path(__file__).parent
MANY, SHOPPERS = 50, 200
RELATIVE, ABSOLUTE = 1e-9, 1e-12
"""The last bit of a logarithm differs between the two; what is nothing may be some bits of it."""
WIDTH = 1e-13
"""Of the square of the mean: an interval's width is the root of a difference of sums of squares, so
that where everybody has the same, nothing comes out as some bits of those sums."""
INTERVAL = ("low", "mean", "high")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """What both say of the same scenarios."""
    node = shutil.which("node")
    assert node, "Node.js is needed, as for `make static`"
    folder = tmp_path_factory.mktemp("numbers")
    scenarios = [random_scenario(number, SHOPPERS).to_json() for number in range(MANY)]
    (folder / "scenarios.json").write_text(json.dumps(scenarios), "utf-8")
    files = [BUILT, HERE / "told.py", folder / "scenarios.json", folder / "answers.json"]
    done = subprocess.run(
        [node, HERE / "numbers.mjs", *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    there = json.loads((folder / "answers.json").read_text("utf-8"))
    begin = time.perf_counter()
    here = json.loads(json.dumps([told(one) for one in scenarios]))
    own = time.perf_counter() - begin
    print(f"\n{MANY} scenarios: {there['seconds']:.1f} s there, {own:.1f} s here")  # noqa: T201 - a measure, to read
    return here, there


def alike(here, there):
    return math.isclose(here, there, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


def same_interval(here, there):
    """Compare means, and the squares of the widths, which are what is summed."""
    if any(one[name] is None for one in (here, there) for name in INTERVAL):
        return False  # then each is compared by itself
    squares = [[(one[end] - one["mean"]) ** 2 for end in ("low", "high")] for one in (here, there)]
    floor = WIDTH * here["mean"] ** 2
    return alike(here["mean"], there["mean"]) and all(
        abs(one - other) <= max(RELATIVE * max(one, other), floor, ABSOLUTE**2)
        for one, other in zip(*squares, strict=True)
    )


def apart(here, there, where=""):
    """Yield the places in which two nested values are not the same."""
    if isinstance(here, dict) and isinstance(there, dict):
        if here.keys() != there.keys():
            yield f"{where}: {here.keys() ^ there.keys()}"
        both = here.keys() & there.keys()
        if both.issuperset(INTERVAL) and same_interval(here, there):
            both -= set(INTERVAL)
        for name in both:
            yield from apart(here[name], there[name], f"{where}.{name}")
    elif isinstance(here, list) and isinstance(there, list):
        if len(here) != len(there):
            yield f"{where}: {len(here)} and {len(there)}"
        for place, (one, other) in enumerate(zip(here, there, strict=False)):
            yield from apart(one, other, f"{where}[{place}]")
    elif isinstance(here, float) and isinstance(there, float | int):
        if not (alike(here, there) or (math.isnan(here) and math.isnan(there))):
            yield f"{where}: {here!r} and {there!r}"
    elif here != there:
        yield f"{where}: {here!r} and {there!r}"


def test_what_is_apart_is_found():
    assert list(apart({"a": [1.0, float("nan")]}, {"a": [1.0 + 1e-12, float("nan")]})) == []
    assert len(list(apart({"a": [1.0, 2]}, {"a": [1.0 + 1e-8, 3]}))) == 2
    assert len(list(apart({"a": 1}, {"b": 1}))) == 1


def test_an_interval_is_compared_by_the_squares_of_its_width():
    def interval(mean, width):
        return {"mean": mean, "low": mean - width, "high": mean + width, "n": 7}

    assert list(apart(interval(300.0, 0.0), interval(300.0, 3e-6))) == []
    assert len(list(apart(interval(300.0, 1.0), interval(300.0, 1.0 + 1e-5)))) == 2
    assert len(list(apart(interval(300.0, 1.0), interval(300.0 + 1e-6, 1.0)))) == 3
    assert len(list(apart(interval(300.0, 1.0), {**interval(300.0, 1.0), "n": 8}))) == 1


def test_the_numbers_are_the_same(both):
    here, there = both
    found = [
        f"scenario {number}{line}"
        for number, (own, other) in enumerate(zip(here, there["answers"], strict=True))
        for line in apart(own["numbers"], other["numbers"])
    ]
    assert found == []


def test_what_is_shown_is_the_same(both):
    here, there = both
    assert sum(len(one["shown"]) for one in here) > 40 * MANY
    assert [one["shown"] for one in here] == [one["shown"] for one in there["answers"]]


def test_nothing_that_only_a_server_has_is_loaded_for_it(both):
    assert not {"scipy", "sqlalchemy", "lxml", "sqlite3"} & set(both[1]["modules"])
