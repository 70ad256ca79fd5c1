"""The set-up itself: requirements are read as pip reads them, damage is noticed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from deploy import packages, prepare
from tests.browser import find_chromium

TOP = Path(__file__).resolve().parent.parent


def test_the_requirements_of_the_checks_hold_those_of_the_site():
    site = prepare.pins(TOP / "requirements.txt")
    checks = prepare.pins(TOP / "requirements-dev.txt")
    assert "streamlit==1.67.0" in site
    assert checks[: len(site)] == site
    assert len(checks) > len(site)


def test_a_requirement_for_another_system_is_left_out(tmp_path: Path, monkeypatch):
    file = tmp_path / "requirements.txt"
    file.write_text('one==1.0\ntwo==2.0; platform_system != "Darwin"\n')
    monkeypatch.setattr(sys, "platform", "darwin")
    assert prepare.pins(file) == ["one==1.0"]
    monkeypatch.setattr(sys, "platform", "linux")
    assert prepare.pins(file) == ["one==1.0", "two==2.0"]


def test_a_requirement_without_a_pin_is_refused(tmp_path: Path):
    file = tmp_path / "requirements.txt"
    file.write_text("one>=1.0\n")
    with pytest.raises(prepare.SetupError, match="not a pinned requirement"):
        prepare.pins(file)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch) -> Path:
    """A stand-in for .venv: the interpreter of these tests behind a link, and a stamp."""
    folder = tmp_path / "venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "complete").touch()
    (folder / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setattr(prepare, "VENV", folder)
    monkeypatch.setattr(prepare, "STAMP", folder / "complete")
    return folder


def test_an_interrupted_set_up_is_noticed(environment: Path):
    (environment / "complete").unlink()
    found = prepare.defect([])
    assert found is not None
    assert "complete" in found.words
    assert not found.repairable


def test_a_lost_interpreter_is_noticed(environment: Path):
    (environment / "bin" / "python").unlink()
    found = prepare.defect([])
    assert found is not None
    assert "interpreter" in found.words
    assert not found.repairable


def test_another_version_is_noticed_and_repairable():
    found = prepare.defect(["streamlit==0.1"])
    assert found is not None
    assert "streamlit" in found.words
    assert found.repairable


def test_a_missing_package_is_noticed_and_repairable():
    found = prepare.defect(["not-a-package-of-ours==0.1"])
    assert found is not None
    assert found.repairable


def test_the_environment_of_these_tests_is_in_order():
    assert prepare.defect(prepare.pins(TOP / "requirements-dev.txt")) is None


def program(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_a_program_that_only_pretends_to_be_a_browser_is_passed_over(tmp_path: Path, monkeypatch):
    program(tmp_path, "chromium", "echo 'install the snap first' >&2; exit 1")
    real = program(tmp_path, "google-chrome", "echo 'Google Chrome 150.0'")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(find_chromium, "APPLICATIONS", ())
    assert find_chromium.in_system() == str(real)


def test_a_named_browser_comes_first_and_must_start(tmp_path: Path, monkeypatch):
    named = program(tmp_path, "mine", "echo 'Chromium 150.0'")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert find_chromium.find() == str(named)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "absent"))
    with pytest.raises(find_chromium.ChromiumNotFoundError, match="absent"):
        find_chromium.find()


def test_ways_to_a_browser_are_tried_in_order_until_one_helps(monkeypatch):
    tried: list[str] = []

    def way(name: str, answer: str | None):
        def go() -> str | None:
            tried.append(name)
            return answer

        monkeypatch.setattr(find_chromium, name, go)

    monkeypatch.delenv("CHROMIUM", raising=False)
    way("in_system", None)
    way("in_playwright", None)
    way("from_playwright", None)
    way("from_distribution", "/a/browser")
    assert find_chromium.find_or_install() == "/a/browser"
    assert tried == ["in_system", "in_playwright", "from_playwright", "from_distribution"]
    way("from_distribution", None)
    with pytest.raises(find_chromium.ChromiumNotFoundError, match="playwright install chromium"):
        find_chromium.find_or_install()


def test_make_says_what_to_do_without_a_python(tmp_path: Path):
    for name in ("sh", "make"):
        found = next(p for p in (Path("/bin") / name, Path("/usr/bin") / name) if p.exists())
        (tmp_path / name).symlink_to(found)
    done = subprocess.run(
        ["make", "setup-dev"],
        cwd=TOP,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "No Python 3.11 or newer" in done.stderr


@pytest.mark.parametrize(
    ("manager", "last"),
    [
        (
            "apt-get",
            "apt-get -qy -o DPkg::Lock::Timeout=120 install --no-install-recommends one two",
        ),
        ("zypper", "zypper -qn install one"),
        ("dnf", None),
    ],
)
def test_packages_are_asked_of_the_manager_that_is_there(monkeypatch, manager, last):
    asked = []
    monkeypatch.setattr(packages.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(packages.shutil, "which", lambda name: name if name == manager else None)
    monkeypatch.setattr(packages, "attempt", lambda command, *_, **__: asked.append(command))
    packages.install("a program", {"apt-get": ("one", "two"), "zypper": ("one",)})
    assert (" ".join(asked[-1]) if asked else None) == last


def test_nobody_but_root_is_helped_to_packages(monkeypatch):
    monkeypatch.setattr(packages.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(packages, "attempt", lambda *_, **__: pytest.fail("it tried"))
    packages.install("a program", dict.fromkeys(packages.COMMANDS, ("one",)))


def test_every_quick_test_for_a_browser_lies_where_the_browser_s_are_collected() -> None:
    lines = (TOP / "Makefile").read_text(encoding="utf-8").splitlines()
    collected = next(line.split()[2:] for line in lines if line.startswith("BROWSER := "))
    marked = [path for path in (TOP / "tests").rglob("*.py") if "mark.browser" in path.read_text()]
    elsewhere = {
        path.relative_to(TOP).as_posix()
        for path in marked
        if not any(path.is_relative_to(TOP / folder) for folder in collected)
    } - {"tests/test_setup.py", "tests/load/test_faults.py"}  # the second is slow, all of it
    assert len(marked) > 3
    assert elsewhere == set()
