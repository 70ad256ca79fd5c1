"""Processes of this machine: one that is killed loses nothing, and none outlives its parent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulations import Scenario, compare
from simulations.engine.processes import RESTARTS, in_processes

TOP = Path(__file__).parents[2]


def children_of(parent: int) -> list[int]:
    """Worker processes of a parent that are alive."""
    result = []
    listing = subprocess.run(
        ["ps", "-e", "-ww", "-o", "pid=,ppid=,stat=,args="],
        capture_output=True,
        text=True,
        check=True,
    )
    for line in listing.stdout.splitlines():
        number, above, state, words = line.split(None, 3)
        if int(above) == parent and "spawn_main" in words and not state.startswith("Z"):
            result.append(int(number))
    return result


def alive(process: int) -> bool:
    listing = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return bool(listing.stdout.strip()) and not listing.stdout.startswith("Z")


def test_a_worker_killed_in_the_middle_loses_nothing() -> None:
    scenario = Scenario({"shoppers": 8_000, "seed": 5})
    killed = []

    def watch(done: int, total: int) -> None:
        if not killed and done < total:
            victim = children_of(os.getpid())[0]
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    shared = compare(scenario, workers=2, chunk_size=1000, progress=watch)
    assert len(killed) == 1
    assert not any(alive(process) for process in killed)
    alone = compare(scenario)
    assert json.dumps(shared.to_dict()) == json.dumps(alone.to_dict())
    assert children_of(os.getpid()) == []


def end_in_the_middle(_number: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def note_and_end_once(folder: str, number: int) -> int:
    """Leave a mark for each time the job is done; the last dies at its first try."""
    marks = Path(folder)
    tries = len(list(marks.glob(f"{number}-*")))
    (marks / f"{number}-{tries}").touch()
    if number == 4 and tries == 0:
        time.sleep(1.0)  # the others have come back by then
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.slow
def test_work_that_always_kills_its_process_is_given_up() -> None:
    with pytest.raises(RuntimeError, match=f"killed {RESTARTS + 1} times"):
        list(in_processes(end_in_the_middle, [(1,)], 1))
    assert children_of(os.getpid()) == []


@pytest.mark.slow
def test_only_what_has_not_come_back_is_done_again(tmp_path: Path) -> None:
    jobs = [(str(tmp_path), number) for number in range(5)]
    assert list(in_processes(note_and_end_once, jobs, 2)) == list(range(5))
    tries = {n: len(list(tmp_path.glob(f"{n}-*"))) for n in range(5)}
    assert tries == {0: 1, 1: 1, 2: 1, 3: 1, 4: 2}


def test_no_worker_outlives_a_parent_that_was_killed() -> None:
    arguments = [sys.executable, "-m", "simulations", "compare", "--shoppers", "3000000"]
    parent = subprocess.Popen(
        [*arguments, "--workers", "2"],
        cwd=TOP,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 20.0
        while len(children_of(parent.pid)) < 2 and time.monotonic() < until:
            time.sleep(0.1)
        children = children_of(parent.pid)
        time.sleep(1.5)  # so that they are at work
    finally:
        parent.kill()
        parent.wait()
    assert len(children) == 2
    until = time.monotonic() + 10.0
    while any(alive(child) for child in children) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(alive(child) for child in children)
