"""What all tests share: reproducible property tests and a place for what they leave behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

TOP = Path(__file__).resolve().parent.parent

# Pages that run inside a test do their work there too; servers have processes beside them.
os.environ.setdefault("EXPLAINER_WORKERS", "0")

# No deadline: a busy machine is not a bug. Derandomised: a red run is red again.
settings.register_profile("checks", deadline=None, derandomize=True, print_blob=True)
# `pytest --hypothesis-profile=explore` looks for new examples on every run.
settings.register_profile("explore", deadline=None, max_examples=2000)


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--hypothesis-profile", default=None):
        settings.load_profile("checks")


@pytest.fixture(scope="session")
def top() -> Path:
    """The top folder of the clone."""
    return TOP


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """A folder that git ignores: screenshots, logs, reports."""
    folder = TOP / ".artifacts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(autouse=True, scope="module")
def _main_module() -> Iterator[None]:
    """Put back what Streamlit's harness leaves as ``__main__``: new processes would run it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
