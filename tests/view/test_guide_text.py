"""Prose of a guide: what stands on lines of its own keeps them."""

import pytest

from explainer.reading.guide_text import prose


@pytest.mark.parametrize("value", ["{x}", "5"], ids=["with a number of the model", "without"])
def test_a_fenced_block_keeps_its_lines(value: str) -> None:
    told = prose(f"```formula\na = {value}\nb = a * 2\n```", lambda _: "7", {"formula": "F"})
    assert told.count('<span class="ec-code-line">') == 2
    assert "{" not in told
