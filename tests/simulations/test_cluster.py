"""A cluster of real worker processes gives the numbers of this process, killed workers or not."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import LocalCluster

from simulations import Scenario, ScenarioError, compare
from simulations.commands.cli import main
from simulations.engine.cluster import connect

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    # On a busy machine a process may take longer than Dask's half minute to start.
    patient = {"distributed.comm.timeouts.connect": "180s", "distributed.comm.timeouts.tcp": "180s"}
    size = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "death_timeout": 180}
    with dask.config.set(patient), LocalCluster(**size, dashboard_address=":0") as local:
        yield local


def text(result: Any) -> str:
    return json.dumps(result.to_dict())


def kill_a_busy_worker(executor: Any, killed: list[int]) -> Callable[[int, int], None]:
    """Return a progress callback that kills a worker while it has chunks to do."""

    def watch(done: int, total: int) -> None:
        if killed or done >= total:
            return
        client = executor._client
        workers = client.scheduler_info(n_workers=-1)["workers"]
        for address, jobs in client.processing().items():
            if jobs and address in workers:
                process = client.run(os.getpid, workers=[address])[address]
                os.kill(process, signal.SIGKILL)
                killed.append(process)
                return

    return watch


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def killed_in_the_middle(address: str, scenario: Scenario, chunk: int) -> str:
    killed: list[int] = []
    with connect(address) as executor:
        watch = kill_a_busy_worker(executor, killed)
        result = compare(
            scenario, executor=executor, workers=executor.size, chunk_size=chunk, progress=watch
        )
    assert len(killed) == 1, "no worker was killed while chunks were outstanding"
    assert gone(killed[0])
    return text(result)


def test_a_cluster_prints_the_same_bytes(cluster: Any, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["compare", "--shoppers", "3500", "--chunk", "1000", "--format", "json"]
    assert main(arguments) == 0
    alone = capsys.readouterr().out
    assert main([*arguments, "--dask", cluster.scheduler_address]) == 0
    captured = capsys.readouterr()
    assert captured.out == alone
    assert all(line.endswith(" done)") for line in captured.err.splitlines())  # progress alone


def test_a_worker_killed_in_the_middle_changes_nothing(cluster: Any) -> None:
    scenario = Scenario({"shoppers": 8_000, "seed": 9})
    assert killed_in_the_middle(cluster.scheduler_address, scenario, 1000) == text(
        compare(scenario)
    )


@pytest.mark.slow
def test_a_worker_killed_in_a_long_run_changes_nothing(cluster: Any) -> None:
    scenario = Scenario({"shoppers": 200_000})
    assert killed_in_the_middle(cluster.scheduler_address, scenario, 5000) == text(
        compare(scenario)
    )


def test_a_worker_that_cannot_import_the_simulator_is_named(tmp_path: Path) -> None:
    with LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as empty:
        with (
            pytest.raises(RuntimeError, match="--dask: the cluster has no worker"),
            connect(empty.scheduler_address, seconds=0.5),
        ):
            pass
        command = [sys.executable, "-m", "distributed.cli.dask_worker", empty.scheduler_address]
        worker = subprocess.Popen(
            [*command, "--nthreads", "1", "--no-dashboard", "--no-nanny"],
            cwd=tmp_path,
            env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with (
                pytest.raises(RuntimeError, match="cannot import simulations"),
                connect(empty.scheduler_address, seconds=20.0),
            ):
                pass
        finally:
            worker.terminate()
            worker.wait(20)


@pytest.mark.parametrize("address", ["zap", "tcp://", "http://x:1", "a b:1", ":1", "x:"])
def test_an_address_that_cannot_be_read_is_bad_input(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "--dask", address]) == 2
    assert capsys.readouterr().err.startswith("simulations: --dask: ")
    with pytest.raises(ScenarioError), connect(address):
        pass


def test_an_address_where_no_scheduler_answers_fails_soon_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        began = time.monotonic()
        with (
            pytest.raises(RuntimeError, match="--dask: no scheduler answers"),
            connect(f"tcp://127.0.0.1:{port}", seconds=0.5),
        ):
            pass
        assert time.monotonic() - began < 5.0
    assert main(["compare", "--dask", f"127.0.0.1:{port}"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "--dask" in captured.err


def test_without_the_extra_one_line_says_what_is_missing() -> None:
    words = (
        "import sys; sys.modules['distributed'] = None; from simulations.commands.cli import main; "
    )
    words += "sys.exit(main(['compare', '--dask', '127.0.0.1:1']))"
    captured = subprocess.run(
        [sys.executable, "-c", words], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert captured.returncode == 1
    assert captured.stderr.count("\n") == 1
    assert "not installed" in captured.stderr


def test_a_cluster_and_processes_at_once_are_refused() -> None:
    with pytest.raises(SystemExit) as stop:
        main(["compare", "--dask", "127.0.0.1:1", "--workers", "2"])
    assert stop.value.code == 2
