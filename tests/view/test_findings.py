"""Words never claim more than the interval: no direction is named when it holds zero."""

import math
import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import LANGUAGES, load_texts
from content.words import load_words
from explainer.results import findings
from explainer.results.measures import CONVERSION, FRUSTRATION, PROFIT, REPEAT, Reading
from simulations import PRESETS, Scenario
from simulations.engine.estimates import Estimate

LANGUAGE = st.sampled_from(sorted(LANGUAGES))
MEASURE = st.sampled_from([FRUSTRATION, CONVERSION, REPEAT, PROFIT])
ENDS = st.floats(-1, 1) | st.sampled_from([0.0, -0.0, 1e-9, -1e-9, math.nan])


@st.composite
def estimates(draw):
    low, mean, high = sorted((draw(ENDS), draw(ENDS), draw(ENDS)))
    return Estimate(mean, low, high)


def _words(language):
    texts = load_words(language, LANGUAGES[language].default_country)
    return texts, findings.names("multichannel", "omnichannel", texts)


@given(estimates())
def test_a_direction_is_named_only_outside_zero(difference):
    points = findings.direction(difference)
    if points == "more":
        assert difference.low > 0
    elif points == "less":
        assert difference.high < 0
    elif points == "same":
        assert difference.low == difference.mean == difference.high == 0


@given(LANGUAGE, MEASURE, estimates())
def test_a_title_is_the_one_that_the_interval_allows(language, measure, difference):
    words, who = _words(language)
    title = findings.title(measure.outcome, difference, measure.unit, who, words)
    points = findings.direction(difference)
    pattern = words.entries[f"findings.{measure.outcome}.title.{points}"]
    fixed = [part for part in re.split(r"\{\w+\}", str(pattern)) if part]
    assert all(part in title for part in fixed)


@given(LANGUAGE, MEASURE, estimates())
def test_a_named_difference_never_reads_as_nothing(language, measure, difference):
    words, who = _words(language)
    if findings.direction(difference) not in ("more", "less"):
        return
    if min(abs(difference.low), abs(difference.high)) < 1e-3:
        return  # below what any reader could tell from nothing
    title = findings.title(measure.outcome, difference, measure.unit, who, words)
    assert re.search(r"[1-9]", title)
    spread = findings.spread(difference, measure.unit, words)
    numbers = re.findall(r"[+\u2212]?[^\s;]*\d[\d.,]*", spread)
    assert len(numbers) >= 3
    assert all(re.search(r"[1-9]", number) for number in numbers)


@given(LANGUAGE, MEASURE, estimates(), st.floats(0, 1))
def test_two_values_with_a_named_difference_never_read_alike(language, measure, gap, base):
    words, who = _words(language)
    reading = Reading(SimpleNamespace(scenario=Scenario()), who, words)
    if findings.direction(gap) not in ("more", "less") or abs(gap.mean) < 1e-2:
        return
    b = base + gap.mean
    sides = (Estimate(end, end - 0.1, end + 0.1) for end in (base, b))
    written = reading.both_values(measure.unit, *sides, gap)
    assert written[0].text != written[1].text


def test_more_decimals_are_spent_only_on_a_difference_that_is_claimed():
    words, who = _words("es")
    reading = Reading(SimpleNamespace(scenario=Scenario()), who, words)
    sides = [Estimate(end, end, end) for end in (6.04, 6.01)]

    def written(low, high):
        gap = Estimate(-0.03, low, high)
        return [value.text for value in reading.both_values("points", *sides, gap)]

    assert written(-0.04, -0.02) == ["6.04", "6.01"]
    assert written(-0.04, 0.02) == ["6.0", "6.0"]


@given(LANGUAGE, MEASURE, estimates())
def test_a_range_never_prints_what_is_not_a_number(language, measure, difference):
    words, _ = _words(language)
    written = findings.spread(difference, measure.unit, words)
    assert "nan" not in written
    assert "{" not in written


@given(LANGUAGE, estimates(), estimates())
def test_every_pair_of_findings_has_a_headline(language, frustration, conversion):
    texts, who = _words(language)
    written = findings.headline(frustration, conversion, who, texts)
    both = {findings.direction(frustration), findings.direction(conversion)}
    if both <= {"unclear"}:
        assert written == texts(
            "findings.headline.unclear.unclear", a=who.a_short.lower(), b=who.b_short
        )


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_equal_shops_get_names_that_can_be_told_apart(language):
    texts = load_texts(language)
    for preset in (*PRESETS, "custom"):
        who = findings.names(preset, preset, texts)
        assert who.a != who.b
        assert who.a_short != who.b_short


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_one_person_is_not_enough_to_name_a_difference(language):
    words, _ = _words(language)
    alone = Estimate(0.5, 0.5, 0.5)
    assert findings.direction(alone) == "unclear"
    written = findings.spread(alone, "hundred", words)
    assert written == words("findings.range.none")
