"""Work outside the interpreter: done once, stopped when nobody waits, never lost."""

import pickle
import subprocess
import sys
import time
from functools import partial
from threading import Thread

import psutil
import pytest

from explainer.view.server import worker_pool as module
from explainer.view.server.files import unnamed_file
from explainer.view.server.worker_pool import LONG, QUICK, Job, KilledError, WorkerPool
from simulations import Scenario, compare
from simulations.experiments.credit import credit
from simulations.experiments.ensemble import ensemble
from simulations.experiments.luck_strip import many_lucks
from simulations.experiments.plan import best_plan
from simulations.experiments.premium import premium
from tests.view.server import work

SMALL = Scenario({"shoppers": 40, "weeks": 6})


class EndedError(BaseException):
    """What ends a script."""


def silent(_done, _total):
    """Wait for whatever comes."""


def plain(found):
    """Write a result with every bit of its numbers."""
    strip = getattr(found, "strip", None)
    return repr(found.to_dict() if strip is None else [strip.to_dict(), found.gain])


def until(happened, seconds=60.0):
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
    assert happened()


def ended_when(happened):
    def tell(_done, _total):
        if happened():
            raise EndedError

    return tell


@pytest.fixture(scope="module")
def workers():
    made = WorkerPool(quick=1, long=1)
    yield made
    made.close()


def test_nothing_is_started_before_it_is_needed():
    assert WorkerPool(1, 1).processes() == ()
    assert not WorkerPool(0, 1).has(QUICK)


@pytest.mark.parametrize(
    "ask",
    [
        partial(compare, SMALL),
        partial(credit, SMALL),
        partial(best_plan, SMALL, 3.0),
        partial(premium, SMALL),
        partial(many_lucks, SMALL),
        partial(ensemble, SMALL.with_values({"shoppers": 10}), 40),
    ],
    ids=lambda ask: ask.func.__name__,
)
def test_numbers_are_the_same_to_the_last_bit(workers, ask):
    found = workers.do(Job(f"same {ask.func.__name__}", LONG, 1.0, ask), silent)
    assert plain(pickle.loads(found)) == plain(ask())


def test_work_that_several_wait_for_is_done_once(workers, tmp_path):
    job = Job("once", QUICK, 1.0, work.noted, (str(tmp_path / "once"),))
    found = []
    threads = [Thread(target=lambda: found.append(workers.do(job, silent))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(found) == 5
    assert len(set(found)) == 1
    assert (tmp_path / "once").read_text() == "x"
    assert workers.waiting == 0


def test_one_of_two_who_wait_may_leave_and_the_work_goes_on(workers, tmp_path):
    job = Job("two", QUICK, 1.0, work.noted, (str(tmp_path / "two"),))
    found = []
    other = Thread(target=lambda: found.append(workers.do(job, silent)))
    leaver = ended_when((tmp_path / "two").exists)

    def leave():
        with pytest.raises(EndedError):
            workers.do(job, leaver)

    first = Thread(target=leave)
    first.start()
    other.start()
    first.join(60)
    other.join(60)
    assert len(found) == 1
    assert (tmp_path / "two").read_text() == "x"


def test_work_stops_when_nobody_waits_and_the_worker_takes_the_next(workers, tmp_path):
    begun = tmp_path / "begun"
    with pytest.raises(EndedError):
        workers.do(Job("endless", LONG, 1.0, work.endless, (str(begun),)), ended_when(begun.exists))
    assert workers.waiting == 0
    before = workers.processes()
    assert pickle.loads(workers.do(Job("next", LONG, 1.0, work.doubled, (4,)), silent)) == 8
    assert workers.processes() == before


def test_what_is_left_in_line_never_begins(workers, tmp_path):
    begun, never = tmp_path / "begun", tmp_path / "never"
    held = Job("holder", LONG, 1.0, work.endless, (str(begun),))

    def hold():
        with pytest.raises(EndedError):
            workers.do(held, ended_when((tmp_path / "end").exists))

    holder = Thread(target=hold)
    holder.start()
    until(begun.exists)
    with pytest.raises(EndedError):
        workers.do(Job("left", LONG, 1.0, work.noted, (str(never),)), ended_when(lambda: True))
    looks = iter([False, True])
    with pytest.raises(EndedError):
        workers.do(Job("left", LONG, 1.0, work.noted, (str(never),)), ended_when(looks.__next__))
    (tmp_path / "end").touch()
    holder.join(60)
    assert pickle.loads(workers.do(Job("next", LONG, 1.0, work.doubled, (5,)), silent)) == 10
    assert not never.exists()


def test_a_worker_that_does_not_stop_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "GRACE", 0.2)
    workers, begun = WorkerPool(0, 1), tmp_path / "begun"
    with pytest.raises(EndedError):
        workers.do(Job("deaf", LONG, 1.0, work.deaf, (str(begun),)), ended_when(begun.exists))
    (old,) = workers.processes()
    assert pickle.loads(workers.do(Job("next", LONG, 1.0, work.doubled, (6,)), silent)) == 12
    assert old not in workers.processes()
    assert not psutil.pid_exists(old)
    workers.close()


def test_a_killed_worker_is_replaced_and_its_work_done_again(workers, tmp_path):
    job = Job("killed once", LONG, 1.0, work.killed_once, (str(tmp_path / "killed"),))
    assert pickle.loads(workers.do(job, silent)) == "alive"
    assert workers.waiting == 0


def test_work_that_kills_every_worker_is_given_up(workers):
    with pytest.raises(RuntimeError, match="killed 4 times"):
        workers.do(Job("killed", LONG, 1.0, work.killed), silent)
    assert workers.waiting == 0
    assert pickle.loads(workers.do(Job("next", LONG, 1.0, work.doubled, (7,)), silent)) == 14


def test_an_error_of_the_work_reaches_whoever_waits_with_where_it_came_from(workers):
    with pytest.raises(LookupError, match="nothing there") as caught:
        workers.do(Job("wrong", LONG, 1.0, work.wrong), silent)
    assert "work.py" in caught.value.__notes__[0]
    assert workers.waiting == 0


def test_what_cannot_be_sent_is_an_error_and_loses_no_worker(workers):
    with pytest.raises((AttributeError, pickle.PicklingError)):
        workers.do(Job("closure", LONG, 1.0, lambda **_: 1), silent)
    assert workers.waiting == 0
    assert pickle.loads(workers.do(Job("next", LONG, 1.0, work.doubled, (8,)), silent)) == 16


def test_cheap_work_goes_before_dear_work_that_came_little_earlier(workers, tmp_path):
    order, begun = [], tmp_path / "begun"

    def ask(name, seconds):
        workers.do(Job(name, LONG, seconds, work.doubled, (1,)), silent)
        order.append(name)

    def hold():
        with pytest.raises(EndedError):
            workers.do(
                Job("holder", LONG, 1.0, work.endless, (str(begun),)),
                ended_when((tmp_path / "end").exists),
            )

    threads = [Thread(target=hold)]
    threads[0].start()
    until(begun.exists)
    for name, seconds in (("dear", 100.0), ("cheap", 1.0)):
        threads.append(Thread(target=ask, args=(name, seconds)))
        threads[-1].start()
        until(lambda: workers.waiting == len(threads))
    (tmp_path / "end").touch()
    for thread in threads:
        thread.join(60)
    assert order == ["cheap", "dear"]


def test_workers_end_with_a_server_that_is_killed(top):
    program = (
        "import os, signal\n"
        "from explainer.view.server.worker_pool import Job, WorkerPool\n"
        "from tests.view.server import work\n"
        "workers = WorkerPool(1, 1)\n"
        "for lane in ('quick', 'long'):\n"
        "    workers.do(Job(lane, lane, 1.0, work.doubled, (1,)), lambda *_: None)\n"
        "print(*workers.processes(), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=top, capture_output=True, text=True, check=False
    )
    pids = [int(pid) for pid in found.stdout.split()]
    assert len(pids) == 2
    until(lambda: not any(alive(pid) for pid in pids), 20.0)


def alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_the_worker_for_what_takes_long_lets_the_others_go_first():
    workers = WorkerPool(1, 1)
    quick, long = (
        pickle.loads(workers.do(Job(lane, lane, 1.0, work.niceness), silent))
        for lane in (QUICK, LONG)
    )
    workers.close()
    assert long - quick >= 10


def kept_file(data):
    file = unnamed_file()
    file.write(data)
    file.flush()
    return file


def test_a_worker_reads_a_file_that_has_no_name(workers):
    with kept_file(b"a;b\n1;2\n") as file:
        job = Job("file", LONG, 1.0, work.lengths, (2,), file=file)
        assert pickle.loads(workers.do(job, silent)) == 2 * 8
        assert not file.closed
        assert pickle.loads(workers.do(job, silent)) == 2 * 8


def test_work_that_needs_more_memory_than_it_may_take_ends_and_the_worker_goes_on(workers):
    job = Job("memory", LONG, 1.0, work.fill, (300_000_000,), memory=100_000_000, restarts=0)
    with pytest.raises(MemoryError):
        workers.do(job, silent)
    before = workers.processes()
    free = Job("free", LONG, 1.0, work.fill, (300_000_000,))
    assert pickle.loads(workers.do(free, silent)) == 300_000_000
    assert workers.processes() == before


def test_work_that_kills_its_worker_is_not_begun_anew_if_that_is_not_wanted(workers):
    with pytest.raises(KilledError, match="killed 1 times"):
        workers.do(Job("dies", LONG, 1.0, work.killed, restarts=0), silent)
    assert pickle.loads(workers.do(Job("lives", LONG, 1.0, work.fill, (5,)), silent)) == 5


def test_a_worker_ends_with_its_last_work(workers):
    workers.do(Job("before", LONG, 1.0, work.fill, (5,)), silent)
    before = set(workers.processes())
    workers.do(Job("last", LONG, 1.0, work.fill, (5,), last=True), silent)
    assert set(workers.processes()) < before
    assert pickle.loads(workers.do(Job("after", LONG, 1.0, work.fill, (6,)), silent)) == 6
