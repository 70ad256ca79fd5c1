"""One page is made at a time: results in the order in which they were asked for, then the rest."""

from threading import Event, Thread
from time import monotonic

import pytest

from explainer.view.server import scheduler as module
from explainer.view.server.scheduler import PATIENCE, Scheduler


class EndedError(BaseException):
    """What Streamlit raises in a script that it ends is no Exception either."""


def ended():
    raise EndedError


def started(work):
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


class Visit:
    """A run in a thread of its own: waits for its turn, then does one thing after the other.

    `steps` are called between the gates; each gate is opened by `go`.
    """

    def __init__(self, scheduler, name, order, *steps):
        self.scheduler, self.name, self.order, self.steps = scheduler, name, order, steps
        self.gates = [Event() for _ in range(len(steps) + 1)]
        self.inside = [Event() for _ in range(len(steps) + 1)]
        self.thread = started(self.run)

    def run(self):
        with self.scheduler.run():
            for number, step in enumerate((*self.steps, None)):
                self.order.append(self.name)
                self.inside[number].set()
                assert self.gates[number].wait(20)
                if step is not None:
                    step()

    def at(self, number):
        assert self.inside[number].wait(20)
        return self

    def go(self, number):
        self.gates[number].set()

    def end(self):
        for gate in self.gates:
            gate.set()
        self.thread.join(20)
        assert not self.thread.is_alive()


def until(true):
    end = monotonic() + 20
    while not true():
        assert monotonic() < end


def test_pages_are_made_one_at_a_time_in_the_order_asked():
    scheduler, order = Scheduler(), []
    visits = []
    for number in range(5):
        visits.append(Visit(scheduler, number, order))
        until(lambda number=number: scheduler.waiting > number)
    assert order == [0]  # whatever the others would like
    for visit in reversed(visits):
        visit.go(0)
    for visit in visits:
        visit.end()
    assert order == [0, 1, 2, 3, 4]
    assert scheduler.waiting == 0


def test_the_rest_of_a_page_comes_after_the_results_of_others():
    scheduler, order = Scheduler(), []

    def rest():
        scheduler.result_shown()
        scheduler.yield_turn()

    first = Visit(scheduler, "first", order, rest, scheduler.yield_turn).at(0)
    second = Visit(scheduler, "second", order, rest)
    until(lambda: scheduler.waiting == 2)
    first.go(0)
    second.at(0)
    third = Visit(scheduler, "third", order)
    until(lambda: scheduler.waiting == 3)
    second.go(0)  # its result is shown: now the third one's comes
    third.at(0)
    third.end()
    first.at(1)  # and then the rests, in their order
    first.end()
    second.end()
    assert order == ["first", "second", "third", "first", "first", "second"]


def test_the_rest_comes_before_results_that_were_asked_for_much_later(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", -1.0)
    scheduler, order = Scheduler(), []

    def rest():
        scheduler.result_shown()
        assert not scheduler.yield_turn()

    first = Visit(scheduler, "first", order, rest).at(0)
    second = Visit(scheduler, "second", order)
    until(lambda: scheduler.waiting == 2)
    first.go(0)
    first.at(1)
    first.end()
    second.end()
    assert order == ["first", "first", "second"]


def test_a_run_whose_result_is_not_shown_gives_way_to_nobody():
    scheduler, order = Scheduler(), []
    first = Visit(scheduler, "first", order, scheduler.yield_turn).at(0)
    second = Visit(scheduler, "second", order)
    until(lambda: scheduler.waiting == 2)
    first.go(0)
    first.at(1)
    first.end()
    second.end()
    assert order == ["first", "first", "second"]


def test_others_go_on_while_a_run_waits_for_a_worker():
    scheduler, order, done = Scheduler(), [], Event()

    def ask():
        with scheduler.away():
            with scheduler.away():  # a wait within a wait
                assert not scheduler.yield_turn()
            assert done.wait(20)

    first = Visit(scheduler, "first", order, ask).at(0)
    second = Visit(scheduler, "second", order)
    first.go(0)
    second.at(0)
    done.set()
    until(lambda: scheduler.waiting == 2)  # it has come back, and stands in line
    assert order == ["first", "second"]
    second.end()
    first.at(1)
    first.end()
    assert order == ["first", "second", "first"]


def test_steps_of_heavy_work_come_after_everybody_who_is_there():
    scheduler, order = Scheduler(), []
    heavy = Visit(scheduler, "heavy", order, scheduler.step, scheduler.step).at(0)
    others = [Visit(scheduler, name, order) for name in ("one", "two")]
    until(lambda: scheduler.waiting == 3)
    for other in others:
        other.go(0)
    heavy.go(0)
    heavy.at(1)
    heavy.end()
    assert sorted(order[1:3]) == ["one", "two"]
    assert order[0] == order[3] == order[4] == "heavy"


def test_a_run_that_fails_or_is_stopped_lets_the_next_one_in():
    scheduler = Scheduler()
    for error in (RuntimeError, EndedError, KeyboardInterrupt, GeneratorExit):
        with pytest.raises(error), scheduler.run():
            raise error
        with pytest.raises(error), scheduler.run(), scheduler.away():
            raise error
    assert scheduler.waiting == 0
    with scheduler.run():
        assert scheduler.waiting == 1
    assert scheduler.waiting == 0


def test_whoever_is_stopped_in_line_leaves_no_place_behind_and_has_no_turn():
    scheduler, order = Scheduler(), []
    held = Visit(scheduler, "held", order).at(0)
    with pytest.raises(EndedError), scheduler.run(ended):
        pytest.fail("it went on")
    assert scheduler.waiting == 1
    held.end()
    assert scheduler.waiting == 0


def test_a_run_that_was_replaced_while_it_stood_in_line_begins_nothing():
    scheduler = Scheduler()
    with pytest.raises(EndedError), scheduler.run(ended):  # it is its turn at once
        pytest.fail("it went on")
    assert scheduler.waiting == 0


def test_one_that_hangs_loses_its_place_once_and_comes_back_like_everybody(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 0.3)
    scheduler, order = Scheduler(), []

    def rest():
        scheduler.result_shown()
        scheduler.yield_turn()

    held = Visit(scheduler, "held", order, rest).at(0)
    begin = monotonic()
    with scheduler.run():
        assert 0.2 < monotonic() - begin < 10.0
        held.go(0)  # it wakes up, and waits
        until(lambda: scheduler.waiting == 2)
        assert order == ["held"]
        with scheduler.run():  # a run within one's own
            assert scheduler.waiting == 2
    held.at(1)
    held.end()
    assert scheduler.waiting == 0


def test_who_makes_no_page_waits_for_nobody():
    scheduler, order, begin = Scheduler(), [], monotonic()
    held = Visit(scheduler, "held", order).at(0)
    scheduler.result_shown()
    assert not scheduler.yield_turn()
    scheduler.step()
    with scheduler.away():
        pass
    assert monotonic() - begin < PATIENCE
    held.end()


def test_who_lets_others_go_first_who_come_later_is_not_before_them():
    scheduler, order = Scheduler(), []
    first = Visit(scheduler, "first", order).at(0)

    def polite():
        with scheduler.run(after=PATIENCE):
            order.append("polite")

    thread = started(polite)
    until(lambda: scheduler.waiting == 2)
    later = Visit(scheduler, "later", order)
    until(lambda: scheduler.waiting == 3)
    first.end()
    later.end()
    thread.join(20)
    assert order == ["first", "later", "polite"]
