"""Results come in the order in which they were asked for, and the rest gives way."""

from threading import Event, Thread, Timer
from time import monotonic

import pytest

from explainer.view.server.turns import PATIENCE, Turns, first, turns
from simulations import Scenario


def started(work):
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


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
        while turns._asked <= number:  # the next one asks only when this one stands in line
            pass
    for gate in reversed(gates):
        gate.set()
    for thread in threads:
        thread.join(10)
    assert order == [0, 1, 2, 3, 4]


def test_a_run_that_fails_or_is_stopped_lets_the_next_one_in():
    turns = Turns()
    with pytest.raises(RuntimeError), turns.result():
        raise RuntimeError
    with turns.result():
        pass
    assert turns.give_way(0.0)


def test_the_rest_of_a_page_gives_way_but_not_for_ever():
    turns, asked, done = Turns(), Event(), Event()

    def visit():
        with turns.result():
            asked.set()
            done.wait(10)

    with turns.result():
        pass
    other = started(visit)
    assert asked.wait(10)
    assert not turns.give_way(0.01)
    begin = monotonic()
    Timer(0.1, done.set).start()
    assert turns.give_way()
    assert monotonic() - begin < PATIENCE
    other.join(10)
    assert turns.give_way(0.0)


def test_patience_is_counted_from_the_result_of_the_run_itself(monkeypatch):
    turns, asked, done = Turns(), Event(), Event()

    def visit():
        with turns.result():
            asked.set()
            done.wait(10)

    monkeypatch.setattr("explainer.view.server.turns.PATIENCE", 0.05)
    with turns.result():
        pass
    other = started(visit)
    assert asked.wait(10)
    for _ in range(1000):  # many parts wait no longer than one
        turns.give_way()
    begin = monotonic()
    assert not turns.give_way()
    assert monotonic() - begin < 0.05
    done.set()
    other.join(10)


def test_a_run_does_not_wait_for_itself_nor_one_that_asked_for_no_result():
    turns = Turns()
    begin = monotonic()
    with turns.result():
        assert not turns.give_way()
        assert not turns.give_way(5.0)
    found = []
    started(lambda: found.append(turns.give_way())).join(10)
    assert found == [True]
    assert monotonic() - begin < 5.0


def test_a_long_run_takes_no_turn():
    with first(Scenario({"shoppers": 50_000, "weeks": 520})), first(Scenario()):
        pass  # two turns inside one another would wait for ever


def test_a_run_that_was_replaced_while_it_stood_in_line_simulates_nothing(monkeypatch):
    class EndedError(BaseException):
        pass

    class Session:
        def get(self, _):
            raise EndedError

    monkeypatch.setattr("explainer.view.server.turns.st.session_state", Session())
    for scenario in (Scenario(), Scenario({"shoppers": 50_000, "weeks": 520})):
        with pytest.raises(EndedError), first(scenario):
            pytest.fail("it went on")
    assert turns().give_way(0.0)
