"""What orders say: the fit against what is known of it, the rest against orders made by hand."""

import datetime
import json

import numpy as np
import pytest

from simulations import KNOBS, Scenario
from simulations.commands.cli import main
from simulations.orders import bg_nbd
from simulations.orders.bg_nbd import BgNbd
from simulations.orders.habits import habits, scenario_of, simulated_curve
from simulations.orders.reading import read_file

PUBLISHED = BgNbd(0.2426, 4.4136, 0.7929, 2.4259)
"""Fader, Hardie and Lee's estimates from CDNOW, 2,357 customers (2005)."""


def simulated(model, customers, weeks, seed=1):
    """Draw customers of a known BG/NBD model: repeats, last purchase and weeks watched."""
    luck = np.random.default_rng(seed)
    rates = luck.gamma(model.r, 1.0 / model.alpha, customers)
    leaving = luck.beta(model.a, model.b, customers)
    watched = luck.uniform(weeks - 12.0, weeks, customers)
    repeats, last, times = np.zeros(customers), np.zeros(customers), []
    for who in range(customers):
        week, purchase_weeks = 0.0, [0.0]
        while luck.random() >= leaving[who] or week == 0.0:
            week += luck.exponential(1.0 / rates[who])
            if week > watched[who]:
                break
            repeats[who], last[who] = repeats[who] + 1.0, week
            purchase_weeks.append(week)
        times.append(purchase_weeks)
    return repeats, last, watched, times


def test_published_figures_of_one_customer_come_out():
    """The first customer of the authors' spreadsheet: 2 repeats, the last in week 30.43."""
    x, t_x, t = (np.array([value]) for value in (2.0, 30.43, 38.86))
    parameters = np.array([PUBLISHED.r, PUBLISHED.alpha, PUBLISHED.a, PUBLISHED.b])
    assert bg_nbd.log_likelihoods(parameters, x, t_x, t)[0] == pytest.approx(-9.4596, abs=1e-3)
    assert PUBLISHED.expected(x, t_x, t, np.array([39.0]))[0] == pytest.approx(1.226, abs=1e-3)


def test_expectations_are_those_of_simulated_customers():
    repeats, _, _, _ = simulated(PUBLISHED, 20_000, 52.0)
    weeks = np.full(1, 46.0)  # they are watched for 40 to 52 weeks
    assert repeats.mean() == pytest.approx(PUBLISHED.repeats(weeks)[0], rel=0.06)
    assert (repeats > 0).mean() == pytest.approx(PUBLISHED.bought_again(weeks)[0], rel=0.05)


def test_the_fit_finds_the_published_parameters_again():
    """The purchases of CDNOW are not at hand here: these are drawn from its published estimates."""
    repeats, last, watched, _ = simulated(PUBLISHED, 6_000, 39.0, seed=7)
    result = bg_nbd.fit(repeats, last, watched)
    assert result is not None
    assert result.r == pytest.approx(PUBLISHED.r, rel=0.1)
    assert result.alpha == pytest.approx(PUBLISHED.alpha, rel=0.2)
    assert result.leaving == pytest.approx(PUBLISHED.leaving, rel=0.15)
    true = bg_nbd.log_likelihoods(
        np.array([PUBLISHED.r, PUBLISHED.alpha, PUBLISHED.a, PUBLISHED.b]), repeats, last, watched
    )
    assert result.log_likelihood >= true.sum() - 1e-6


def test_too_little_is_not_fitted():
    few = np.ones(10)
    assert bg_nbd.fit(few, few, few + 5.0) is None
    none = np.zeros(500)
    assert bg_nbd.fit(none, none, none + 30.0) is None


def orders_file(customers=1_500, weeks=78.0):
    """A file of simulated customers who first buy in the first twelve weeks."""
    _, _, watched, times = simulated(PUBLISHED, customers, weeks, seed=3)
    start = datetime.date(2024, 1, 1)
    lines = ["cliente;fecha;importe;canal"]
    for who, (purchase_weeks, seen) in enumerate(zip(times, watched, strict=True)):
        for number, when in enumerate(purchase_weeks):
            day = start + datetime.timedelta(days=round(7.0 * (weeks - seen + when)))
            lines.append(
                f"c{who};{day.isoformat()};{100 + number},50;{'Web' if number else 'Tienda'}"
            )
    return "\n".join(lines).encode()


def test_a_fit_is_judged_by_time_that_it_did_not_see():
    result = habits(read_file(orders_file()))
    assert result.held_back is not None
    assert result.held_back.weeks == pytest.approx(result.weeks / 3, rel=0.05)
    assert abs(result.held_back.error) < 0.25
    assert result.fitted is not None
    answer = result.fitted.bought_again(np.array([26.0]))[0]
    assert result.curve[26] == pytest.approx(answer, abs=0.04)


def test_shares_and_sums_are_those_of_the_file():
    data = (
        "cliente;fecha;importe;canal\n"
        "a;2024-01-01;100,00;Tienda\na;2024-01-01;20,00;Tienda\na;2024-02-01;80,00;Web\n"
        "b;2024-01-05;50,00;Web\nb;2024-03-05;70,00;Web\nb;2024-03-06;-70,00;Web\nc;2024-12-31;10,00;Trueque\n"
    )
    result = habits(read_file(data.encode()))
    assert (result.customers, result.purchases) == (3, 5)
    assert (result.revenue, result.refunded) == (330.0, 70.0)
    assert result.basket == pytest.approx(66.0)
    assert result.channel_share == {"store": 1 / 3, "website": 0.5, "other": 1 / 6}
    assert result.combining == 0.5
    assert result.fitted is None


def test_what_data_does_not_say_is_not_made_up():
    result = habits(read_file(b"cliente;fecha;importe\na;2024-01-01;5,50\n"))
    assert np.isnan(result.combining)
    assert (dict(result.channel_share), dict(result.curve), result.held_back) == ({}, {}, None)
    assert np.isnan(result.purchases_per_year)
    _, knobs = scenario_of(result, Scenario())
    assert knobs == ("market.basket_mean", "market.basket_spread")


def test_the_scenario_of_the_data_is_legal_and_buys_as_often():
    result = habits(read_file(orders_file(600)))
    scenario, knobs = scenario_of(result, Scenario())
    assert {"market.basket_mean", "population.need_rate", "population.churn_mean"} <= set(knobs)
    for name in knobs:
        assert KNOBS[name].low <= float(str(scenario.get(name))) <= KNOBS[name].high
    assert scenario.get("population.crossing_share") == pytest.approx(result.combining)
    curve = simulated_curve(scenario.with_values({"shoppers": 1_000}))
    assert list(curve.values()) == sorted(curve.values())
    assert 0.0 < curve[26] < 1.0


def test_the_command_says_what_it_found(tmp_path, capsys):
    file, made = tmp_path / "orders.csv", tmp_path / "made.json"
    file.write_bytes(orders_file(300))
    options = ["fit", str(file), "--format", "json", "--country", "es-CO", "--output", str(made)]
    assert main(options) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["bg_nbd"].keys() == {"r", "alpha", "a", "b"}
    assert answer["cannot_tell"]
    again = Scenario.from_json(made.read_text("utf-8"))
    assert again.country == "es-CO"
    assert again.get("market.basket_mean") == pytest.approx(answer["basket"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            b"cliente;fecha;importe\na;ayer;5\nb;2024-02-01;5,50\nc;2024-02-02;1,50\nd;2024-02-03;1,50\n",
            "row 2: the date cannot be read: ayer",
        ),
        (b"cliente;fecha;importe\na;03/04/2024;5\n", "--first day or --first month"),
        (b"%PDF", "no CSV and no workbook, but: PDF"),
    ],
)
def test_the_command_refuses_in_words(tmp_path, capsys, data, words):
    file = tmp_path / "orders.csv"
    file.write_bytes(data)
    assert main(["fit", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


def test_the_command_goes_on_without_bad_rows_when_asked(tmp_path, capsys):
    file = tmp_path / "orders.csv"
    file.write_bytes(b"cliente;fecha;importe\na;ayer;5\nb;2024-02-01;5,50\nc;2024-02-02;1,50\n")
    assert main(["fit", str(file), "--skip-bad-rows"]) == 0
    assert "bad_rows" in capsys.readouterr().out
    assert main(["fit", str(tmp_path / "none.csv")]) == 2


def test_the_command_tells_what_a_large_file_took(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("simulations.commands.fit.MANY", 2)
    file = tmp_path / "orders.csv"
    file.write_bytes(b"cliente;fecha;importe\nb;2024-02-01;5,50\nc;2024-02-02;1,50\n")
    assert main(["fit", str(file)]) == 0
    assert capsys.readouterr().err.startswith("2 rows read in ")
