"""Stepping through two lives: the arithmetic of steps and forks."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.javascript.conftest import LOAD, source


def call(page: Page, code: str) -> Any:
    return page.evaluate(
        f"async (source) => {{ const m = await ({LOAD})(source); return {code}; }}",
        source("widgets/drawings/replay"),
    )


@pytest.mark.parametrize(
    ("step", "by", "low", "high", "there"),
    [(3, 1, 0, 9, 4), (9, 1, 0, 9, 9), (0, -1, 0, 9, 0), (4, -9, 2, 9, 2), (5, 40, 2, 7, 7)],
)
def test_steps_stay_inside_both_ends(
    page: Page, step: int, by: int, low: int, high: int, there: int
) -> None:
    assert call(page, f"m.moved({step}, {by}, {low}, {high})") == there


def test_the_next_fork_is_the_first_stop_after_the_step(page: Page) -> None:
    chapters = (
        "[{stop: false, fork: 2}, {stop: true, fork: 5}, {stop: true, fork: 8}, {stop: false}]"
    )
    found = call(page, f"[0, 5, 7, 8].map((step) => m.nextFork({chapters}, step))")
    assert found == [5, 8, 8, -1]
