"""The audit of packages says what it knows, and never that all is well when it knows nothing."""

from __future__ import annotations

from datetime import date

import pytest

from deploy.audit import COULD_NOT, FINE, FOUND, main

PINS = ["a==1.0", "b==2.0"]
TODAY = date(2026, 11, 29)


def judged(known, asked="2026-11-20"):
    from deploy.audit import judge

    return judge(PINS, {"asked": asked, "known": known}, TODAY)


def test_a_package_with_a_published_fault_is_named():
    code, lines = judged({"a==1.0": [{"id": "CVE-1", "summary": "bad"}], "b==2.0": []})
    assert code == FOUND
    assert lines == ["a==1.0: CVE-1 bad"]


def test_nothing_is_fine_only_if_all_was_asked():
    assert judged({"a==1.0": [], "b==2.0": []})[0] == FINE


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ({"a==1.0": []}, "2026-11-20"),
        ({"a==1.0": [], "b==2.1": []}, "2026-11-20"),
        ({"a==1.0": [], "b==2.0": []}, "2026-08-01"),
        ({}, None),
    ],
)
def test_what_was_not_asked_or_long_ago_is_said(known, asked):
    code, lines = judged(known, asked)
    assert code == COULD_NOT
    assert lines[0].startswith("COULD NOT")


def test_without_a_file_it_says_that_it_could_not(tmp_path, capsys):
    assert main(["--file", str(tmp_path / "none.json")]) == COULD_NOT
    assert "COULD NOT" in capsys.readouterr().out
