"""The file of people: what the table holds, in the country's own writing, in bounded memory."""

import io
import tracemalloc

import pandas as pd
import pytest

from content.formats import Formats
from explainer.exports.people_file import separators, write_people
from explainer.figures.tables import csv_bytes
from simulations import COUNTRIES, Scenario, ScenarioError
from simulations.people.table import COLUMNS, MOST_ROWS, people_chunks


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_file_in_parts_is_the_file_in_one_piece(country):
    scenario, formats = Scenario({"country": country, "shoppers": 50}), Formats(country)
    target = io.BytesIO()
    size = write_people(scenario, 1_200, formats, target)
    written = target.getvalue()
    assert size == len(written)
    whole = pd.concat(people_chunks(scenario, 1_200), ignore_index=True)
    separator, decimal = separators(formats)
    assert written == csv_bytes(whole, separator=separator, decimal=decimal)
    read = pd.read_csv(io.BytesIO(written), sep=separator, decimal=decimal)
    assert tuple(read.columns) == COLUMNS
    assert read["b_revenue"].tolist() == whole["b_revenue"].tolist()


def test_what_separates_columns_never_separates_decimals():
    written = {country: separators(Formats(country)) for country in COUNTRIES}
    assert written["es-MX"] == (",", ".")
    assert written["es-ES"] == written["pt-BR"] == (";", ",")
    assert all(column != decimal for column, decimal in written.values())


def test_progress_comes_with_every_thousand_and_nobody_is_a_file_too():
    reported, formats = [], Formats("es-MX")
    write_people(Scenario(), 2_500, formats, io.BytesIO(), lambda *done: reported.append(done))
    assert reported == [(1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]
    empty = io.BytesIO()
    write_people(Scenario(), 0, formats, empty)
    assert empty.getvalue().decode("utf-8-sig").strip() == ",".join(COLUMNS)


@pytest.mark.parametrize("rows", [-1, MOST_ROWS + 1])
def test_a_refused_number_writes_nothing(rows):
    target = io.BytesIO()
    with pytest.raises(ScenarioError, match="rows"):
        write_people(Scenario(), rows, Formats("es-MX"), target)
    assert target.getvalue() == b""


class Nowhere:
    """Somewhere to write that keeps nothing."""

    def __init__(self):
        self.size = 0

    def write(self, data):
        self.size += len(data)


def test_three_times_the_people_take_no_more_memory():
    most, scenario = {}, Scenario({"weeks": 4})
    few, many = 6_000, 18_000
    write_people(scenario, 1_000, Formats("es-MX"), Nowhere())  # what is kept for good
    for rows in (few, many):
        target = Nowhere()
        tracemalloc.start()
        write_people(scenario, rows, Formats("es-MX"), target)
        most[rows] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most[many] < 1.1 * most[few]
    assert most[many] < target.size
