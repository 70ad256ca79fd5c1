"""One of the hundred is one and the same person wherever that person can be met."""

import io
import json
import re

import pandas as pd
import pytest

from content import LANGUAGES, load_texts
from content.formats import Formats
from content.words import load_words
from explainer.exports.people_file import separators, write_people
from explainer.results import findings
from explainer.results.marks import KINDS
from explainer.results.measures import Reading
from explainer.results.shopper_kinds import SAMPLE_SIZE, kinds
from explainer.view.lives.twin_lives import life_text
from explainer.view.simulator.results.crowd import figures
from simulations import Scenario, compare
from simulations.commands.cli import main
from simulations.people.sample_of_100 import sample_from
from tests.simulations.worlds import random_scenario

WORLDS = 9
SIZES = (40, 100, 300)
MEETINGS = 3


def reading_of(scenario, language="es"):
    texts = load_texts(language, scenario.country)
    who = findings.names(scenario.a.preset, scenario.b.preset, texts)
    return Reading(compare(scenario), who, load_words(language, scenario.country))


def in_grid(reading):
    """Kind, feeling and words of everybody in the drawing, by shopper."""
    chosen = {one.shopper: one for one in sample_from(reading.comparison).people}
    drawn = {int(figure.name) - 1: figure for figure in figures(reading)}
    assert set(drawn) == set(chosen)
    return {
        shopper: (drawn[shopper].kind, one.feeling, drawn[shopper].label)
        for shopper, one in chosen.items()
    }


def in_file(scenario):
    """Everybody as the file of people has them, by shopper."""
    formats, target = Formats(scenario.country), io.BytesIO()
    write_people(scenario, scenario.shoppers, formats, target)
    separator, decimal = separators(formats)
    target.seek(0)
    table = pd.read_csv(target, sep=separator, decimal=decimal, encoding="utf-8-sig")
    return table.set_index("shopper")


def on_command_line(scenario, shopper, capsys, folder):
    path = folder / "scenario.json"
    path.write_text(scenario.to_json(), encoding="utf-8")
    answer = ["trace", "--scenario", str(path), "--shopper", str(shopper), "--format", "json"]
    assert main(answer) == 0
    return json.loads(capsys.readouterr().out)


def kind_of(purchases_a, purchases_b):
    names = {(True, True): "both", (True, False): "only_a", (False, True): "only_b"}
    return names.get((purchases_a > 0, purchases_b > 0), "neither")


@pytest.mark.parametrize("world", range(WORLDS))
def test_grid_twin_lives_file_and_trace_show_the_same_person(world, capsys, tmp_path):
    language = sorted(LANGUAGES)[world % len(LANGUAGES)]
    scenario = random_scenario(world, shoppers=SIZES[world % len(SIZES)])
    reading = reading_of(scenario, language)
    grid, file = in_grid(reading), in_file(scenario)
    for shopper, (kind, feeling, _) in grid.items():
        row = file.loc[shopper]
        assert kind == row["kind"] == kind_of(row["a_purchases"], row["b_purchases"])
        assert feeling == row["feeling"]
    people = {kind: [s for s, found in grid.items() if found[0] == kind] for kind in KINDS}
    for shopper in [s for some in people.values() for s in some[:MEETINGS]]:
        kind, _, label = grid[shopper]
        row, life = file.loc[shopper], on_command_line(scenario, shopper, capsys, tmp_path)
        told = life_text(scenario.to_json(), shopper, language, "")
        totals = life["a"]["totals"], life["b"]["totals"]
        assert kind == kind_of(*(side["purchases"] for side in totals)) == told.kind
        name = life["identity"]["name"]
        assert name == row["name"] == told.who.name
        number = reading.words.integer(shopper + 1)
        assert re.match(rf"{re.escape(name)}, \w+ {re.escape(number)}: ", label)
        assert re.search(rf"\b{re.escape(number)}\b", told.who.number)
        for side, total in zip("ab", totals, strict=True):
            assert row[f"{side}_purchases"] == total["purchases"]
            assert row[f"{side}_points"] == pytest.approx(total["points"])
            assert row[f"{side}_revenue"] == pytest.approx(total["revenue"])


@pytest.mark.parametrize("world", range(9))
def test_the_title_counts_the_people_that_are_drawn(world):
    scenario = random_scenario(world, shoppers=SIZES[world % len(SIZES)])
    reading = reading_of(scenario)
    drawn = [figure.kind for figure in figures(reading)]
    assert len(drawn) == min(SAMPLE_SIZE, scenario.shoppers)
    assert drawn == sorted(drawn, key=KINDS.index)
    block = kinds(reading)
    counts = [int(number) for number in re.findall(r"\b\d+\b", block.title)]
    each = [drawn.count(kind) for kind in KINDS]
    assert sorted(counts) == sorted([len(drawn), *each])


def test_everybody_drawn_can_be_chosen_by_a_name_of_their_own():
    people = figures(reading_of(Scenario({"shoppers": 300})))
    assert len({figure.name for figure in people}) == len(people) == SAMPLE_SIZE
    assert len({figure.label for figure in people}) == len(people)


@pytest.mark.parametrize("size", [0, 1, 2])
def test_few_people_or_nobody_make_a_block_too(size):
    reading = reading_of(Scenario({"shoppers": size, "weeks": 4}))
    assert len(figures(reading)) == size
    assert kinds(reading).title
