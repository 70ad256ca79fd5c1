"""How many files hold the value of a knob on its way from the address to the chart."""

import sys
import threading
from pathlib import Path

import pytest

KNOB, VALUE = "market.basket_mean", 777.77
MOST = 20
TELLING = {
    "content/formats.py",
    "content/html.py",
    "content/texts.py",
    "explainer/reading/page_tools.py",
    "explainer/view/shell/share.py",
    "explainer/view/widgets/files/save_image.py",
}
"""Files that write it for people: as text, in a link to share, in a citation, on a picture."""
QUERY = {"lang": "es", "v": "2", "country": "es-MX", "shoppers": "200", "weeks": "12"}


def holds(value, depth=1):
    """Whether a value is the knob's, says it, or is a list or dict in which it stands.

    What is held deeper is a whole scenario, which many files hand on without a look into it.
    """
    if isinstance(value, float):
        return value == VALUE
    if isinstance(value, str):
        return str(VALUE) in value
    if depth and isinstance(value, list | tuple):
        return any(holds(one, depth - 1) for one in value)
    if depth and isinstance(value, dict):
        return any(holds(one, depth - 1) for one in value.values())
    return False


@pytest.fixture
def held(top):
    """Names of the project's files in which some call had the value, while it is asked for."""
    found: set[str] = set()

    def returned(frame, event, result):
        path = Path(frame.f_code.co_filename)
        if event != "return" or not path.is_relative_to(top) or ".venv" in path.parts:
            return
        name = path.relative_to(top).as_posix()
        if name in found or name.startswith("tests/"):
            return
        if holds(result) or any(holds(one) for one in frame.f_locals.values()):
            found.add(name)

    threading.setprofile(returned)
    sys.setprofile(returned)
    yield found
    sys.setprofile(None)
    threading.setprofile(None)


@pytest.mark.slow
def test_a_knob_passes_few_files_from_the_address_to_the_chart(site, held):
    page = site("simulator", **QUERY, chapter="money", **{KNOB: str(VALUE)})
    assert page.scenario.get(KNOB) == VALUE
    assert {"simulations/scenario/knobs.py", "simulations/model/costs.py"} <= held
    assert held >= TELLING
    assert len(held - TELLING) <= MOST, sorted(held - TELLING)
