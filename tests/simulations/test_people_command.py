"""``people`` as a shell uses it: streamed, safe to cut off, and no half-made file."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulations import Scenario
from simulations.commands.cli import main
from simulations.people.spreadsheet import csv_text
from simulations.people.table import COLUMNS, people_chunks

TOP = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "simulations", "people"]


def test_the_output_is_the_table(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    arguments = ["--rows", "30", "--shoppers", "20", "--country", "pt-BR", "--seed", "4"]
    assert main(["people", *arguments]) == 0
    printed = capsysbinary.readouterr().out.decode()
    scenario = Scenario({"shoppers": 20, "country": "pt-BR", "seed": 4})
    assert printed == csv_text(next(people_chunks(scenario, 30)))
    assert len(list(csv.reader(io.StringIO(printed)))) == 31


def test_without_a_number_it_is_the_crowd_and_columns_can_be_chosen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["people", "--shoppers", "7", "--columns", "shopper, kind"]) == 0
    lines = capsys.readouterr().out.split()
    assert lines[0] == "shopper,kind"
    assert len(lines) == 8
    assert main(["people", "--rows", "0"]) == 0
    assert capsys.readouterr().out.strip() == ",".join(COLUMNS)


def test_a_file_is_the_same_bytes_and_replaces_an_older_one(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "people.csv"
    target.write_text("old")
    assert main(["people", "--rows", "9", "--output", str(target)]) == 0
    assert capsysbinary.readouterr().out == b""
    assert main(["people", "--rows", "9"]) == 0
    assert capsysbinary.readouterr().out == target.read_bytes()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ("--rows -1", "--rows"),
        ("--rows 100001", "--rows"),
        ("--rows x", "--rows"),
        ("--rows=", "--rows"),
        ("--shoppers 100001", "--rows"),
        ("--columns zap", "--columns"),
        ("--columns ,", "--columns"),
        ("--output nowhere/people.csv", "--output"),
        ("--output .", "--output"),
        ("--set b.data_error=9", "b.data_error"),
        ("--format json", "--format"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_written(
    arguments: str,
    named: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        code = main(["people", *arguments.split()])
    except SystemExit as stop:
        code = int(stop.code or 0)
    captured = capsys.readouterr()
    assert code == 2
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert named in captured.err
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_has_had_enough_and_a_plain_terminal_are_no_accident() -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    piped = subprocess.run(
        f"{' '.join(COMMAND)} --rows 20000 2>&1 | head -3",
        shell=True,
        cwd=TOP,
        env=plain,
        capture_output=True,
        check=False,
    )
    lines = piped.stdout.decode("utf-8").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert [line.split(",")[0] for line in lines[1:]] == ["1", "2"]


def test_an_interrupted_file_does_not_appear(tmp_path: Path) -> None:
    target = tmp_path / "people.csv"
    child = subprocess.Popen(
        [*COMMAND, "--rows", "100000", "--output", str(target)],
        cwd=TOP,
        stderr=subprocess.PIPE,
    )
    until = time.monotonic() + 20.0
    while not any(tmp_path.iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    child.send_signal(signal.SIGTERM)
    _, errors = child.communicate(timeout=20)
    assert child.returncode == 130
    assert b"Traceback" not in errors
    assert list(tmp_path.iterdir()) == []
