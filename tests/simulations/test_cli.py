"""The command line as another program would use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulations import CAPABILITIES, CAUSES, KNOBS, MODEL_VERSION, OUTCOMES, Scenario
from simulations.commands.cli import main

TOP = Path(__file__).parents[2]
KEYS = [
    "frustration_index",
    "severe_friction_share",
    "conversion_rate",
    "repeat_rate",
    "mean_repeats",
    "active_at_end",
    "recommend_score",
    "revenue",
    "contribution",
    "profit",
    "online_revenue",
    "store_revenue",
    "store_visits",
    "contacts",
    "cart_abandonment",
    "store_conversion",
    "online_conversion",
]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_compare_prints_every_promised_key(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = "compare --a multichannel --b omnichannel --shoppers 900 --seed 1 --format json"
    result = json.loads(run(capsys, *arguments.split()))
    assert set(result) >= {"scenario", "a", "b", "difference", "shopper_kinds"}
    assert tuple(OUTCOMES) == tuple(KEYS)
    for part in ("a", "b", "difference"):
        assert set(result[part]["outcomes"]) == set(KEYS)
        for estimate in result[part]["outcomes"].values():
            assert set(estimate) == {"mean", "low", "high"}
            assert estimate["low"] <= estimate["mean"] <= estimate["high"]
        assert set(result[part]["friction"]) == set(CAUSES)
        assert all(set(f) == {"points", "count"} for f in result[part]["friction"].values())
    kinds = {"both", "only_a", "only_b", "neither", "better", "same", "worse"}
    assert set(result["shopper_kinds"]) == set(result["difference"]["shopper_kinds"]) == kinds
    assert set(result["units"]) == set(KEYS)
    assert Scenario.from_dict(result["scenario"]).shoppers == 900


def test_workers_and_chunks_print_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    base = ["compare", "--shoppers", "2500", "--format", "json"]
    alone = run(capsys, *base, "--workers", "1")
    assert run(capsys, *base, "--workers", "2", "--chunk", "1000") == alone
    assert run(capsys, *base, "--chunk", "1") == alone
    assert run(capsys, *base, "--seed", "2") != alone


def test_a_printed_scenario_can_be_read_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    settings = ["--set", "a.channels=store,website", "--set", "b.capabilities.shared_stock=0.4"]
    first = ["compare", "--shoppers", "500", *settings, "--country", "pt-BR", "--format", "json"]
    printed = run(capsys, *first)
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(json.loads(printed)["scenario"]), "utf-8")
    assert run(capsys, "compare", "--scenario", str(file), "--format", "json") == printed


def test_a_file_of_another_model_is_computed_and_said_to_be(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(Scenario().to_dict() | {"model": "1.2.0\x1b"}), "utf-8")
    assert main(["compare", "--scenario", str(file), "--shoppers", "5", "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["model"] == MODEL_VERSION
    assert "made with model 1.2.0" in printed.err
    assert "\x1b" not in printed.err


def test_trace_is_the_record_inside_the_crowd(capsys: pytest.CaptureFixture[str]) -> None:
    life = json.loads(run(capsys, "trace", "--shopper", "4321", "--format", "json"))
    rows = json.loads(run(capsys, "shoppers", "--count", "5000", "--format", "json"))
    for side in ("a", "b"):
        (inside,) = [r for r in rows if (r["shopper"], r["side"]) == (4321, side)]
        assert {name: inside[name] for name in life[side]["totals"]} == life[side]["totals"]
    assert life["identity"]["name"]


def test_knobs_lists_every_knob_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(run(capsys, "knobs", "--format", "json"))
    assert [row["name"] for row in rows] == list(KNOBS)
    for row in rows:
        assert {"default", "low", "high", "unit", "meaning", "evidence"} <= set(row)
    names = {row["name"] for row in rows}
    assert {f"b.capabilities.{c}" for c in CAPABILITIES} | {"a.channels", "b.data_error"} <= names


@pytest.mark.parametrize("command", ["compare", "trace --shopper 3", "shoppers", "knobs"])
def test_tables_are_for_people(capsys: pytest.CaptureFixture[str], command: str) -> None:
    text = run(capsys, *command.split())
    assert len(text.splitlines()) > 5
    assert "nan" not in text.lower().split()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ("compare --set b.data_error=2", "b.data_error"),
        ("compare --set b.data_error=nan", "b.data_error"),
        ("compare --set zap=1", "zap"),
        ("compare --set zap", "--set"),
        ("compare --weeks -1", "weeks"),
        ("compare --weeks 1.5", "weeks"),
        ("compare --shoppers 1e308", "shoppers"),
        ("compare --a zap", "--a"),
        ("compare --country zz", "--country"),
        ("compare --scenario missing.json", "--scenario"),
        ("compare --workers 0", "--workers"),
        ("compare --chunk 0", "--chunk"),
        ("compare --set a.channels=email", "a.channels"),
        ("compare --format xml", "--format"),
        ("trace", "--shopper"),
        ("trace --shopper 5000", "--shopper"),
        ("trace --shopper -1", "--shopper"),
        ("shoppers --first x", "--first"),
        ("zap", "zap"),
        ("", "COMMAND"),
    ],
)
def test_bad_input_gives_exit_code_two_and_one_line_that_names_it(
    capsys: pytest.CaptureFixture[str], arguments: str, named: str
) -> None:
    try:
        code = main(arguments.split())
    except SystemExit as stop:
        code = int(stop.code or 0)
    captured = capsys.readouterr()
    assert code == 2
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert named in captured.err


@pytest.mark.parametrize("ending", ["SIGINT", pytest.param("SIGTERM", marks=pytest.mark.slow)])
def test_whoever_ends_it_no_stray_process_is_left(ending: str) -> None:
    arguments = [sys.executable, "-m", "simulations", "compare", "--shoppers", "3000000"]
    child = subprocess.Popen(
        [*arguments, "--workers", "2"],
        cwd=TOP,
        bufsize=0,  # nothing is read ahead of the line that is asked for
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stderr is not None
    output = child.stderr.readline().decode()
    assert "of 3000000 shoppers" in output  # the workers are in the middle of it
    if ending == "SIGINT":
        os.killpg(child.pid, signal.SIGINT)  # as a terminal does
    else:
        child.terminate()
    _, errors = child.communicate(timeout=20)
    assert child.returncode == 130
    assert errors.decode().splitlines()[-1].endswith("interrupted")
    assert b"Traceback" not in errors
    assert _gone_within(5.0, child.pid)


def test_a_thread_that_holds_up_the_end_changes_no_exit_code_and_leaves_nothing_behind() -> None:
    script = (
        "import sys, threading, time, multiprocessing, simulations.__main__ as m;"
        "from simulations.commands import cli; m.SECONDS_TO_END = 1;"
        "held = multiprocessing.get_context('spawn').Semaphore();"
        "threading.Thread(target=time.sleep, args=(60,)).start();"
        "cli.main = lambda: 130; sys.exit(m.run())"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=TOP, timeout=30, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (130, b"")


def test_a_terminal_without_accents_and_a_full_disk_are_no_accident() -> None:
    base = [sys.executable, "-m", "simulations", "trace", "--shopper", "12"]
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    output = subprocess.run(base, cwd=TOP, env=plain, capture_output=True, check=False)
    assert (output.returncode, output.stderr) == (0, b"")
    piped = subprocess.run(
        f"{' '.join(base)} | head -1", shell=True, cwd=TOP, capture_output=True, check=False
    )
    assert piped.stdout
    assert piped.stderr == b""


def _gone_within(seconds: float, group: int) -> bool:
    """Whether no process of the group is left, dead ones that wait to be reaped aside."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        states = subprocess.run(
            ["ps", "-e", "-o", "pgid=,stat="], capture_output=True, text=True, check=True
        )
        rows = [line.split() for line in states.stdout.splitlines()]
        if not [row for row in rows if row[0] == str(group) and not row[1].startswith("Z")]:
            return True
        time.sleep(0.1)
    return False
