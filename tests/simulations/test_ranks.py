"""Statistics of our own, held to SciPy's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import f, false_discovery_control, rankdata

from simulations.experiments.methods.ranks import (
    f_of_two_survival,
    false_discovery_rates,
    mean_ranks,
)

LEVELS = st.sampled_from([-1.0, 0.0, 0.5, 2.0])


@given(arrays(float, st.tuples(st.integers(1, 30), st.integers(1, 4)), elements=LEVELS))
def test_equal_values_share_the_mean_of_their_ranks(values):
    assert mean_ranks(values) == pytest.approx(rankdata(values, axis=0), abs=0)


@pytest.mark.parametrize("freedom", [2, 3, 84, 397])
def test_the_chance_of_a_larger_f_is_that_of_scipy(freedom):
    odds = np.concatenate([[0.0], np.geomspace(1e-9, 1e5, 200)])
    assert f_of_two_survival(odds, freedom) == pytest.approx(f.sf(odds, 2, freedom), rel=1e-10)


@given(arrays(float, st.integers(1, 60), elements=st.floats(0.0, 1.0)))
def test_rates_of_false_discoveries_are_those_of_scipy(p):
    assert false_discovery_rates(p) == pytest.approx(false_discovery_control(p), rel=1e-12)
