"""One build of the edition for all tests of it."""

from pathlib import Path

import pytest

from explainer.reading_edition import run_store
from explainer.reading_edition.build import Site, build

ROOT = "https://example.org/canales/"


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition as `make pages` builds it, for nowhere in particular."""
    out = tmp_path_factory.mktemp("pages")
    build(out, Site(), run_store.RunStore(run_store.load()))
    return out
