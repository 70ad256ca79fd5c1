"""Every command that the guide prints is run; what it prints as JSON is JSON."""

from __future__ import annotations

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from content import LANGUAGES
from content.guides import FENCE, commands, find_guides, load_guide, parts
from simulations.commands.cli import main

TOP = Path(__file__).parents[2]
START = ["python", "-m", "simulations"]
CLUSTER = "sh dask"
PORT = "8786"
SEARCHES = {"calibrate", "believable", "counter-case"}
"""Commands that look through hundreds of worlds, however few people live in each."""


def blocks(*kinds: str) -> list[str]:
    """Every block of commands, each once although the languages share most of them."""
    guides = [
        load_guide(language, name).body
        for language in sorted(LANGUAGES)
        for name in find_guides(language)
    ]
    found = [part.text for body in guides for part in commands(body) if part.kind in kinds]
    return list(dict.fromkeys(found))


BLOCKS = blocks("sh")
QUICK = [block for block in BLOCKS if not SEARCHES & set(shlex.split(block))]


def lines(block: str) -> list[str]:
    return [line for line in block.splitlines() if line.strip()]


def environment() -> dict[str, str]:
    """The terminal of a reader: `python` is the project's, the folder is the project's."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(TOP), "PYTHONUTF8": "1"}


def bring_orders(folder: Path) -> None:
    """Put the file there that a reader brings: a company's own orders."""
    rows = "\n".join(f"c{n % 20};{n % 28 + 1}/{n % 12 + 1}/2024;{n},50;Web" for n in range(200))
    (folder / "pedidos.csv").write_text(f"cliente;fecha;monto;canal\n{rows}\n", encoding="utf-8")


def test_the_guide_prints_every_command_there_is():
    shown = {shlex.split(line)[3] for block in BLOCKS for line in lines(block)}
    with pytest.raises(SystemExit):
        main(["no-such-command"])
    from simulations.commands.cli import _parser

    known = next(
        set(action.choices)
        for action in _parser()._actions
        if action.choices and "compare" in action.choices
    )
    assert shown == known


def test_nothing_but_the_simulator_and_the_cluster_is_run():
    for block in BLOCKS:
        for line in lines(block):
            assert shlex.split(line)[:3] == START, line
    for block in blocks(CLUSTER):
        assert {shlex.split(line)[0] for line in lines(block)} == {"dask", "python"}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_fence_closes_and_names_what_it_holds(language):
    for name in find_guides(language):
        body = load_guide(language, name).body
        assert body.count(FENCE) % 2 == 0
        kinds = {part.kind for part in parts(body)}
        assert kinds <= {"", "sh", CLUSTER, "text", "formula"}, name


def test_the_languages_print_the_same_commands():
    by_language = {
        language: [part.text for part in commands(load_guide(language, "guide").body)]
        for language in LANGUAGES
    }
    places = {text: text.count("--country") for texts in by_language.values() for text in texts}
    counts = [[len(lines(text)) for text in texts] for texts in by_language.values()]
    assert all(count == counts[0] for count in counts)
    assert sum(places.values()) == len(by_language)  # each shows its own country once


@pytest.mark.parametrize("block", QUICK, ids=lambda block: shlex.split(block)[3])
def test_a_command_does_what_the_guide_says(block, tmp_path, monkeypatch, capsys):
    """In this process, where starting costs nothing; the slow test starts each for real."""
    monkeypatch.chdir(tmp_path)
    bring_orders(tmp_path)
    for line in lines(block):
        words = shlex.split(line)
        target = None
        if ">" in words:
            words, target = words[: words.index(">")], words[-1]
        assert main(words[3:]) == 0, line
        printed = capsys.readouterr().out
        assert printed.strip()
        if target is not None:
            Path(target).write_text(printed, encoding="utf-8")
        if "json" in words:
            assert json.loads(printed)


def test_a_terminal_runs_the_first_block(tmp_path):
    done = shell(BLOCKS[0], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "frustration_index" in done.stdout


@pytest.mark.slow  # each command starts an interpreter; two of them search for a minute
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: shlex.split(block)[3])
def test_a_terminal_runs_every_block(block, tmp_path):
    bring_orders(tmp_path)
    for line in lines(block):
        done = shell(line, tmp_path)
        assert done.returncode == 0, done.stderr
        if "--format json" in line and ">" not in line:
            assert json.loads(done.stdout)
    for file in tmp_path.glob("*.json"):
        assert json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.slow  # a scheduler and a worker of its own
@pytest.mark.parametrize("block", blocks(CLUSTER))
def test_the_cluster_of_the_guide_gives_the_same_numbers(block, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    assert PORT in block
    *services, ask = lines(block.replace(PORT, port))
    started = []
    try:
        for service in services:
            words = shlex.split(service)
            program = [str(Path(sys.executable).parent / words[0]), *words[1:]]
            started.append(
                subprocess.Popen(
                    [*program, *(["--dashboard-address", ":0"] if "scheduler" in words else [])],
                    cwd=tmp_path,
                    env=environment(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )
            time.sleep(3)
        done = answered(ask, tmp_path)
        assert done.returncode == 0, done.stderr
        alone = shell(ask[: ask.index(" --dask")], tmp_path)
        assert done.stdout == alone.stdout
    finally:
        for process in reversed(started):
            process.send_signal(signal.SIGINT)
        for process in started:
            process.wait(timeout=30)


def answered(ask: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Ask until the worker has arrived, for at most a minute."""
    for _ in range(12):
        done = shell(ask, folder)
        if done.returncode == 0:
            break
        time.sleep(5)
    return done


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line,
        shell=True,
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
