"""Every line of the list of threats has a test, and the test fails without the guard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.threats import DOCUMENT, TOP, Threat, document, is_there, threats

ALL = threats()


def called(threat: Threat) -> str:
    return threat.test.rpartition("::")[2] + f"-{threat.file}"


def test_the_document_is_what_its_command_writes():
    """Mend with `python -m tests.threats`."""
    assert DOCUMENT.read_text(encoding="utf-8") == document(ALL)


@pytest.mark.parametrize("threat", ALL, ids=called)
def test_a_threat_has_a_test_and_a_guard(threat):
    assert is_there(threat.test)
    assert (TOP / threat.file).read_text(encoding="utf-8").count(threat.guard) == 1
    assert threat.guard != threat.without


def test_a_test_that_is_not_there_is_noticed():
    assert not is_there("tests/test_threats.py::test_nothing")
    assert not is_there("tests/none.py::test_nothing")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The clone as it is now, without what git does not know."""
    place = tmp_path_factory.mktemp("guards") / "copy"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (TOP / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(TOP / name, place / name)
    for words in (("init", "-q"), ("add", "-A")):  # some tests ask which files there are
        subprocess.run(["git", *words], cwd=place, check=True, capture_output=True)
    return place


@pytest.mark.slow
@pytest.mark.parametrize("threat", ALL, ids=called)
def test_without_its_guard_the_test_of_a_threat_fails(copy, threat):
    file = copy / threat.file
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace(threat.guard, threat.without), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", threat.test]
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",  # what a guard held back may be no letters
            check=False,
            timeout=300,
        )
    finally:
        file.write_text(whole, encoding="utf-8")
    assert done.returncode == 1, done.stdout[-2000:]
    assert " failed" in done.stdout.splitlines()[-1]
