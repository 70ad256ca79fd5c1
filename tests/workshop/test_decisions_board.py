"""What the screens say of the decisions of islands, whichever way it comes out."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from content import LANGUAGES
from content.words import load_words
from explainer.view.workshop.boards import board
from explainer.view.workshop.decisions import decisions
from explainer.view.workshop.host import summary
from explainer.workshop.answers import DECISIONS
from explainer.workshop.islands import DECIDED, NOTHING, OWN_BEST
from explainer.workshop.scoring import ALL
from explainer.workshop.snapshot import Seat, SeatAnswer, Snapshot
from explainer.workshop.teams import TEAMS
from explainer.workshop.templates import DEBRIEF, ISLANDS, REVEAL, TEMPLATES

ZERO = {"mean": 0.0, "low": 0.0, "high": 0.0}
LESS = {"mean": -4.8, "low": -6.0, "high": -3.6}
MORE = {"mean": 4.8, "low": 3.6, "high": 6.0}
UNCLEAR = {"mean": -0.5, "low": -1.3, "high": 0.3}
PLAN = {"store": "promote", "website": "share"}


def situation(plan, profit):
    return {
        "plan": plan,
        "conversion": 62.0,
        "frustration": 6.0,
        "repeat": 35.0,
        "profit": 73.4,
        "apart": {"profit": profit, "conversion": ZERO},
    }


def found(profit, plan):
    common = {one: situation(dict.fromkeys(TEAMS, one), LESS) for one in DECISIONS}
    return {
        "situations": {
            NOTHING: situation({}, ZERO),
            DECIDED: situation(plan, profit),
            OWN_BEST: situation(dict.fromkeys(TEAMS, "promote"), profit),
            **common,
        },
        "together": NOTHING,
        "teams": {
            team: {
                "decision": plan.get(team, ""),
                "voices": int(team in plan),
                "sales_before": 100.0,
                "sales": MORE if team in plan else ZERO,
                "profit": profit if team in plan else ZERO,
            }
            for team in TEAMS
        },
    }


def room(profit=LESS, plan=PLAN, step=REVEAL):
    seats = tuple(Seat(f"s{number}", f"P{number}", team, "es") for number, team in enumerate(TEAMS))
    answers = tuple(
        SeatAnswer(f"a{one.seat}", one.seat, ISLANDS, {"decision": plan[one.team]}, "", False, 0)
        for one in seats
        if one.team in plan
    )
    template = TEMPLATES["m45"]
    return Snapshot(
        *("K7M3CD", "es-MX", "es", template, True, 7),
        stage=list(template.steps).index(step),
        opened=0,
        expires=1,
        seats=seats,
        answers=answers,
        results={(ISLANDS, ALL): found(profit, plan)},
    )


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize(
    ("profit", "ending"), [(LESS, "less"), (MORE, "more"), (UNCLEAR, "unclear"), (ZERO, "same")]
)
def test_it_says_which_way_it_came_out_with_the_range(language, profit, ending):
    words = load_words(language, "es-MX")
    told = decisions(room(profit), words)
    for name in ("apart", "best"):
        beginnings = {
            one: words.entries[f"workshop.decisions.{name}_{one}"].partition("{")[0]
            for one in ("less", "more", "unclear", "same")
        }
        assert beginnings[ending] in told
    if ending in ("less", "more"):
        assert words.money(4.8, "MXN") in told
        assert words.interval(3.6, 6.0, lambda end: words.money(end, "MXN")) in told
        # No minus is left in a sentence that says less.
        assert "−" not in told.partition("<div")[0]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_who_did_not_answer_is_named_and_changes_nothing(language):
    words = load_words(language)
    told = decisions(room(), words)
    assert told.count(words("workshop.decisions.none")) == 2
    nobody = decisions(room(ZERO, {}), words)
    assert words("workshop.decisions.nobody") in nobody
    assert words("workshop.decisions.apart_same") not in nobody


def test_it_stands_at_the_reveal_and_in_the_debrief_once_and_nowhere_before():
    words = load_words("es")
    title = words("workshop.decisions.title")
    for step in TEMPLATES["m45"].steps:
        times = board(room(step=step), words).count(title)
        assert times == (step in (REVEAL, DEBRIEF, "end")), step
    page = summary(room(step=DEBRIEF), words).decode()
    assert page.count(title) == 1


def test_a_room_whose_decisions_were_not_simulated_says_nothing_of_them():
    waiting = replace(copy.copy(room()), results={})
    assert decisions(waiting, load_words("pt")) == ""
