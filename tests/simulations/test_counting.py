"""Sums by place never hand a 64-bit index to a platform whose own integer has 32 bits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulations import Scenario, compare, shopper_records, trace
from simulations.engine.counting import add_by, count_by, spread


def test_places_are_counted_and_added_up() -> None:
    codes = np.array([0, 2, 2], dtype=np.int8)
    assert count_by(codes, 4).tolist() == [1, 0, 2, 0]
    assert add_by(codes, np.array([1.0, 2.0, 3.0]), 3).tolist() == [1.0, 0.0, 5.0]
    assert spread(np.array([7, 8]), np.array([2, 1])).tolist() == [7, 7, 8]
    assert count_by(np.zeros(0, dtype=np.int64), 2).dtype == np.int64


def test_the_model_counts_through_these_functions_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the browser NumPy refuses int64 where it wants its own 32-bit integer."""
    allowed: list[bool] = []
    real = {"bincount": np.bincount, "repeat": np.repeat}

    def guarded(name: str) -> Any:
        def call(*args: Any, **options: Any) -> Any:
            import sys

            allowed.append(sys._getframe(1).f_globals["__name__"] == "simulations.engine.counting")
            return real[name](*args, **options)

        return call

    for name in real:
        monkeypatch.setattr(np, name, guarded(name))
    scenario = Scenario({"shoppers": 1200, "weeks": 20})
    compare(scenario)
    trace(scenario, 3)
    shopper_records(scenario, 0, 5)
    ours = [ok for ok in allowed if ok]
    assert ours
    assert len(ours) > 20
