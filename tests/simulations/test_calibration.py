"""The targets are measured as they are defined, and the fit looks at nothing else."""

from __future__ import annotations

import dataclasses
import json
import math
import tomllib
from collections import Counter

import numpy as np
import pytest

from simulations import CHANNELS, KNOBS, Scenario
from simulations.calibration import report
from simulations.calibration.fit import (
    RESIDUAL_SHARE,
    STEP,
    WIDE_STEP,
    WRONG_RATIO,
    Fit,
    fit,
    fit_from_scratch,
    tied_to,
)
from simulations.calibration.moments import MEASURES, Crowd, coming_back, gains, share
from simulations.calibration.parameter_file import PARAMETERS, fingerprint, with_defaults
from simulations.calibration.targets import FILE as TARGETS
from simulations.calibration.targets import (
    check,
    free_parameters,
    load_targets,
    measure,
    starting_values,
    target_scenario,
    why_missed,
)
from simulations.commands.cli import main
from simulations.model.journeys import simulate

MANY = 1200
LEFT = ("left_severe", "left_handoffs", "left_floor", "left_churn")


def crowd(scenario: Scenario, people: int = MANY) -> Crowd:
    strategies = (scenario.a, scenario.b)
    shoppers = np.arange(people, dtype=np.int64)
    return Crowd.of(*simulate(scenario, strategies, shoppers, keep_events=True), 0)


def measured(crowd: Crowd) -> dict[str, float]:
    result: dict[str, float] = {}
    for function in MEASURES.values():
        result |= function(crowd)
    return result


@pytest.fixture(scope="module")
def year() -> Crowd:
    return crowd(Scenario({"population.need_rate": 15.0, "weeks": 70}))


def happened(crowd: Crowd, name: str) -> list[tuple[int, int, str]]:
    events = crowd.ledger.events or []
    return [
        (e.shopper, e.week, CHANNELS[e.channel]) for e in events if e.side == 0 and e.name == name
    ]


def test_customers_are_counted_by_the_channels_of_their_events(year: Crowd):
    events = year.ledger.events or []
    seen: dict[int, set[str]] = {}
    for event in events:
        if event.side == 0 and event.name in ("discover", "evaluate", "buy_stage", "support"):
            seen.setdefault(event.shopper, set()).add(CHANNELS[event.channel])
    customers = {who for who, _, _ in happened(year, "bought")}
    counts = Counter(
        "store_only"
        if seen[who] == {"store"}
        else "several"
        if "store" in seen[who]
        else "online_only"
        for who in customers
    )
    result = measured(year)
    for kind in ("online_only", "store_only", "several"):
        assert result[f"customers_{kind}"] == pytest.approx(counts[kind] / len(customers))
        assert counts[kind] > 20


def test_missing_items_are_counted_by_what_the_events_say(year: Crowd):
    tries = [
        (who, week) for who, week, channel in happened(year, "buy_stage") if channel == "store"
    ]
    missing = {
        (who, week)
        for kind in ("phantom_stock", "stock_out")
        for who, week, channel in happened(year, kind)
        if channel == "store"
    }
    back = {(who, week) for who, week, channel in happened(year, "came_back") if channel == "store"}
    other = {
        (who, week) for who, week, channel in happened(year, "substitute") if channel == "store"
    }
    result = measured(year)
    assert result["missing_in_store"] == pytest.approx(len(missing) / len(tries))
    assert result["missing_delayed"] == pytest.approx(len(back) / len(missing))
    assert result["missing_substituted"] == pytest.approx(len(other) / len(missing))
    lost = len(missing - back - other)
    assert result["missing_lost"] == pytest.approx(lost / len(missing))


def test_new_customers_are_followed_for_a_year_from_their_first_purchase(year: Crowd):
    purchases: dict[int, list[int]] = {}
    for who, week, _ in happened(year, "bought"):
        purchases.setdefault(who, []).append(week)
    new = {who: sorted(weeks) for who, weeks in purchases.items() if min(weeks) < 13}
    repeats = [sum(0 < week - weeks[0] <= 52 for week in weeks) for weeks in new.values()]
    result = coming_back(year)
    assert len(new) > 200
    assert result["repeat_within_year"] == pytest.approx(np.mean([n > 0 for n in repeats]))
    assert result["repeats_within_year"] == pytest.approx(np.mean(repeats))
    left = {(who, week) for name in LEFT for who, week, _ in happened(year, name)}
    gone = [
        (who, weeks[1]) in left
        for who, weeks in new.items()
        if len(weeks) > 1 and weeks[1] - weeks[0] <= 52
    ]
    assert result["left_after_first_repeat"] == pytest.approx(np.mean(gone))


def test_devices_carts_and_help_add_up(year: Crowd):
    result = measured(year)
    assert result["cart_identity"] == pytest.approx(0.0, abs=1e-12)
    online = [w for w in happened(year, "bought") if w[2] in ("website", "app")]
    phone = year["phone_sessions"].sum()
    computer = year["online_sessions"].sum() - phone
    total = result["phone_conversion"] * phone + result["computer_conversion"] * computer
    assert total == pytest.approx(len(online))
    asked = len(happened(year, "support"))
    rough = {
        (who, week)
        for kind in ("repeat_in_support", "case_lost", "nobody_owns_case")
        for who, week, _ in happened(year, kind)
    }
    handed = result["help_two_channels"] * asked
    assert result["help_high_effort"] * handed == pytest.approx(len(rough))


def test_no_gain_without_a_difference():
    scenario = Scenario({"shoppers": 400}).with_preset("b", "multichannel")
    people, ledger = simulate(scenario, (scenario.a, scenario.b), np.arange(400, dtype=np.int64))
    result = gains(Crowd.of(people, ledger, 0), Crowd.of(people, ledger, 1))
    assert result["revenue_gain"] == 0.0


def test_a_share_of_nobody_is_not_a_number():
    assert math.isnan(share(0, 0))
    assert share(1, 4) == 0.25


def test_every_target_of_the_thirteen_has_a_band_around_its_figure():
    targets = load_targets()
    assert {target.target for target in targets} == {f"T{number}" for number in range(1, 14)}
    for target in targets:
        assert target.low <= target.value <= target.high
        assert target.evidence


def test_the_fit_never_sees_the_gain_of_integration():
    assert [t.moment for t in load_targets() if t.target == "T11" and t.fitted] == []


def test_free_parameters_are_knobs_inside_their_plausible_ranges():
    for name in free_parameters():
        low, high = KNOBS[name].plausible
        assert low <= KNOBS[name].default <= high
        assert (low, high) != (
            KNOBS[name].low,
            KNOBS[name].high,
        ) or name == "population.crossing_share"


def test_settings_reach_every_world_and_give_way_to_what_it_sets_itself():
    mexico = target_scenario("es-MX", "utilitarian", {"market.store_visits": 2.0}, 52, 3)
    pleasure = target_scenario("es-MX", "hedonic", {"market.store_visits": 2.0}, 52, 3)
    assert mexico.get("market.store_visits") == 2.0
    ratio = Scenario({"category": "hedonic"}).get("market.store_visits") / Scenario().get(
        "market.store_visits"
    )
    assert pleasure.get("market.store_visits") == pytest.approx(2.0 * ratio)
    brazil = target_scenario("pt-BR", "utilitarian", {"population.whatsapp_use": 0.1}, 52, 3)
    assert brazil.get("population.whatsapp_use") == Scenario({"country": "pt-BR"}).get(
        "population.whatsapp_use"
    )


def test_a_measurement_is_the_same_again_and_other_luck_gives_another():
    targets = [target for target in load_targets() if target.target in ("T5", "T7")]
    assert measure(targets, {}, 1000, 5) == measure(targets, {}, 1000, 5)
    assert measure(targets, {}, 1000, 5) != measure(targets, {}, 1000, 6)


def test_a_fit_moves_towards_the_targets(monkeypatch):
    """From a wrong start the fit comes nearer; only the knobs that it may move change."""
    free = ("market.return_online", "market.carts_per_attempt")
    wrong = dataclasses.replace(KNOBS[free[0]], default=0.34)
    monkeypatch.setattr("simulations.calibration.fit.KNOBS", {**KNOBS, free[0]: wrong})
    result = fit(seeds=(1,), shoppers=4000, rounds=4, free=free)
    assert set(result.fitted) == set(free)
    assert result.start[free[0]] == 0.34
    assert abs(result.fitted[free[0]] - 0.176) < 0.05
    for name, value in result.fitted.items():
        low, high = KNOBS[name].plausible
        assert low <= value <= high


def test_what_no_figure_speaks_of_is_drawn_to_what_was_known_before():
    name = "costs.margin_store"
    result = fit(seeds=(1,), shoppers=1000, free=(name,), start={name: 0.35}, centre={name: 0.3})
    assert result.start[name] == 0.35
    assert 0.3 <= result.fitted[name] < 0.325


def test_what_goes_with_the_rate_of_a_friction_goes_with_it_in_a_fit():
    between, inside = "friction.price_gap.base", "friction.stock_out.base"
    left, wrong = "friction.price_gap.residual", "friction.price_gap.worse"
    tied = tied_to({between: 0.4, inside: 0.1, "market.store_visits": 2.0})
    assert tied == {left: RESIDUAL_SHARE * 0.4, wrong: WRONG_RATIO * 0.4}
    assert tied_to({between: 0.58})[wrong] == KNOBS[wrong].plausible[1] < WRONG_RATIO * 0.58
    known = "friction.phantom_stock"  # how often wrong records mislead there has been counted
    assert KNOBS[f"{known}.worse"].grade == "E"
    assert set(tied_to({f"{known}.base": 0.1})) == {f"{known}.residual"}
    result = fit(seeds=(1,), shoppers=1000, rounds=1, free=(between,))
    assert set(result.fitted) == set(result.start) == {between, left, wrong}


def test_a_fit_from_scratch_begins_where_it_is_said_and_goes_on_with_more_people(monkeypatch):
    begin = starting_values()
    assert list(begin) == list(free_parameters())
    for name, value in begin.items():
        low, high = KNOBS[name].plausible
        assert low <= value <= high, name
    assert sum(value != KNOBS[name].default for name, value in begin.items()) > 50
    assert set(tomllib.loads(TARGETS.read_text("utf-8"))["start"]) <= set(begin)
    stages = []

    def stage(*, start, centre, shoppers, seeds, rounds, workers, progress, step=STEP):
        assert (rounds, workers, progress, centre) == (12, 1, None, starting_values())
        stages.append((dict(start), shoppers, tuple(seeds), step))
        moved = {name: value + 0.001 for name, value in start.items()}
        return Fit(start, moved, 1.0 / len(stages), 3)

    monkeypatch.setattr("simulations.calibration.fit.fit", stage)
    result = fit_from_scratch(seeds=(1, 2), shoppers=20_000)
    begin = {**begin, **tied_to(begin)}
    first = {name: value + 0.001 for name, value in begin.items()}
    assert stages == [(begin, 5_000, (1,), WIDE_STEP), (first, 20_000, (1, 2), STEP)]
    assert (result.start, result.cost, result.rounds) == (begin, 0.5, 6)


def test_defaults_are_written_where_they_stand_and_nowhere_else():
    text = PARAMETERS.read_text(encoding="utf-8")
    values = {
        "market.return_online": 0.2,
        "taste.buy.store": 3.0,
        "friction.stock_out.base": 0.09,
        "population.crossing_share": 1.0,
    }
    new = with_defaults(text, values)
    assert tomllib.loads(new)["market"]["return_online"]["default"] == 0.2
    assert tomllib.loads(new)["taste"]["buy"]["store"]["default"] == 3.0
    assert tomllib.loads(new)["friction"]["stock_out"]["base"]["default"] == 0.09
    changed = [a for a, b in zip(text.splitlines(), new.splitlines(), strict=True) if a != b]
    assert len(changed) <= len(values)
    back = {name: float(KNOBS[name].default) for name in values}
    assert tomllib.loads(with_defaults(new, back)) == tomllib.loads(text)
    with pytest.raises(KeyError, match="no_such"):
        with_defaults(text, {"market.no_such": 1.0})


def test_a_report_says_whether_its_fit_went_on_from_another():
    kept = report.load_reached()
    begin = starting_values()
    scratch = {
        name: [begin.get(name, before), after]
        for name, (before, after) in kept["fit"]["moved"].items()
    }
    from_scratch = {**kept, "fit": {**kept["fit"], "moved": scratch}}
    assert "--onwards" not in report.report_text(from_scratch)
    later = {**kept, "fit": {**kept["fit"], "moved": scratch | {"market.store_visits": [1.6, 1.8]}}}
    assert "--onwards" in report.report_text(later)


def test_the_kept_figures_and_documents_are_those_of_the_shipped_parameters():
    kept = report.load_reached()
    assert kept["parameters"] == fingerprint()
    assert report.REPORT.read_text(encoding="utf-8") == report.report_text(kept)
    assert report.PARAMETER_TABLE.read_text(encoding="utf-8") == report.parameter_text()
    for row in kept["rows"]:
        inside = row["band"]["low"] <= row["reached"]["mean"] <= row["band"]["high"]
        assert row["pass"] is inside
        assert inside or why_missed()[row["moment"]], row["moment"]


def test_the_kept_figures_are_reached_again_on_fresh_luck():
    rows = check(seeds=3, shoppers=5000, first_seed=90_001)
    kept = {
        (row["target"], row["moment"], row["country"]): row for row in report.load_reached()["rows"]
    }
    for row in rows:
        kept_figure = kept[row.target.target, row.target.moment, row.target.country]["reached"]
        # Three small crowds are far noisier than the kept figure; three widths is no luck.
        width = max(row.high - row.low, 1e-9) + (kept_figure["high"] - kept_figure["low"])
        assert abs(row.mean - kept_figure["mean"]) <= 3.0 * width, row.target.moment


def test_targets_as_json_has_a_row_for_every_figure(capsys):
    few = ["--seeds", "2", "--shoppers", "1000", "--worlds", "3"]
    assert main(["targets", *few, "--format", "json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert len(plain["rows"]) == len(load_targets())
    for row in plain["rows"]:
        assert {"target", "moment", "reached", "band", "pass", "why", "evidence"} <= set(row)
    assert plain["passed"] == sum(row["pass"] for row in plain["rows"])
    figures = plain["never_fitted"]
    assert set(figures["combining"]) == {"multichannel", "omnichannel"}
    assert [entry["year"] for entry in figures["years"]["full_effect"]] == [1, 2, 3]
    assert 0.0 < figures["worse_off"] < 1.0
    for shares in figures["won"].values():
        assert sum(entry["mean"] for entry in shares.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "options", [["--seeds", "1"], ["--shoppers", "x"], ["--seeds", "-3"], ["--worlds", "-1"]]
)
def test_a_wrong_number_is_named(capsys, options):
    assert main(["targets", *options]) == 2
    printed = capsys.readouterr().err  # at once, before anything is run or written
    assert options[0] in printed
    assert len(printed.splitlines()) == 1
