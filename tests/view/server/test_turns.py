"""Results come in the order in which they were asked for, and the rest gives way."""

from threading import Event, Thread, Timer
from time import monotonic

import pytest

from explainer.view.server import turns as module
from explainer.view.server.turns import PATIENCE, Turns


class EndedError(BaseException):
    """What Streamlit raises in a script that it ends is no Exception either."""


def started(work):
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


class Held:
    """A turn that somebody else has until it is let go."""

    def __init__(self, turns):
        self.taken, self.let_go = Event(), Event()

        def visit():
            with turns.result():
                self.taken.set()
                self.let_go.wait(20)

        self.thread = started(visit)
        assert self.taken.wait(20)

    def end(self):
        self.let_go.set()
        self.thread.join(20)


def test_results_come_one_at_a_time_in_the_order_asked():
    turns, order, inside = Turns(), [], []
    gates = [Event() for _ in range(5)]
    threads = []

    def ask(number):
        with turns.result():
            inside.append(number)
            assert len(inside) == 1
            gates[number].wait(10)
            order.append(number)
            inside.remove(number)

    for number in range(5):
        threads.append(started(lambda number=number: ask(number)))
        while turns.waiting <= number:  # the next one asks only when this one stands in line
            pass
    for gate in reversed(gates):
        gate.set()
    for thread in threads:
        thread.join(10)
    assert order == [0, 1, 2, 3, 4]


def test_a_run_that_fails_or_is_stopped_lets_the_next_one_in():
    turns = Turns()
    for error in (RuntimeError, EndedError, KeyboardInterrupt, GeneratorExit):
        with pytest.raises(error), turns.result():
            raise error
    assert turns.waiting == 0
    with turns.result():
        pass
    assert turns.give_way(0.0)


def test_whoever_is_stopped_in_line_leaves_no_place_behind_and_has_no_turn():
    turns = Turns()
    held = Held(turns)

    def look():
        raise EndedError

    with pytest.raises(EndedError), turns.result(look):
        pytest.fail("it went on")
    assert turns.waiting == 1
    held.end()
    assert turns.waiting == 0


def test_a_run_that_was_replaced_while_it_stood_in_line_begins_nothing():
    turns = Turns()

    def look():
        raise EndedError

    with pytest.raises(EndedError), turns.result(look):  # it is its turn at once
        pytest.fail("it went on")
    assert turns.waiting == 0


def test_nobody_waits_for_ever_for_one_that_hangs(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 0.3)
    turns = Turns()
    held = Held(turns)
    begin = monotonic()
    with turns.result():
        pass
    assert 0.2 < monotonic() - begin < 10.0
    assert turns.waiting == 1
    held.end()
    assert turns.waiting == 0


def test_the_rest_of_a_page_gives_way_but_not_for_ever():
    turns = Turns()
    with turns.result():
        pass
    held = Held(turns)
    assert not turns.give_way(0.01)
    begin = monotonic()
    Timer(0.1, held.let_go.set).start()
    assert turns.give_way()
    assert monotonic() - begin < PATIENCE
    held.end()
    assert turns.give_way(0.0)


def test_patience_is_counted_from_the_result_of_the_run_itself(monkeypatch):
    turns = Turns()
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    with turns.result():
        pass
    held = Held(turns)
    for _ in range(1000):  # many parts wait no longer than one
        turns.give_way()
    begin = monotonic()
    assert not turns.give_way()
    assert monotonic() - begin < 0.05
    held.end()


def test_a_run_does_not_wait_for_itself_nor_one_that_asked_for_no_result():
    turns = Turns()
    begin = monotonic()
    with turns.result():
        assert not turns.give_way()
        assert not turns.give_way(5.0)
        with turns.result():  # nor for a turn within its own
            assert turns.waiting == 1
    found = []
    started(lambda: found.append(turns.give_way())).join(10)
    assert found == [True]
    assert monotonic() - begin < 5.0
