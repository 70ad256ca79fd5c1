import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.figures.tables import csv_bytes, html_table
from explainer.results.block import Column

COLUMNS = [Column("Medida"), Column("Islas", numeric=True)]


def test_a_table_has_caption_headers_and_a_named_region_to_scroll_in():
    table = html_table("Un año", COLUMNS, [["Compran", "34"]], name="Tabla de compras")
    assert "<caption>Un año</caption>" in table
    assert '<th scope="col">Medida</th>' in table
    assert '<th scope="row">Compran</th>' in table
    assert '<td class="ec-number">34</td>' in table
    assert 'role="region" tabindex="0" aria-label="Tabla de compras"' in table


def test_every_text_is_escaped_and_stays_on_one_line():
    evil = '<img src=x onerror="a">&\n\n    b'
    table = html_table(evil, [Column(evil), Column(evil)], [[evil, evil]])
    assert "<img" not in table
    assert 'onerror="' not in table
    assert "\n" not in table


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        html_table("x", COLUMNS, [["y"]])


def read(data: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "  =", "＝"])
def test_no_cell_runs_as_a_formula(start):
    data = csv_bytes(pd.DataFrame({f"{start}h": [f"{start}1+1"]}))
    header, row = read(data)
    assert header[0].startswith("'")
    assert row[0].startswith("'")


def test_numbers_stay_numbers_and_words_stay_words():
    frame = pd.DataFrame({"cause": ["stock", "-"], "points": [-1.5, 2.0], "count": [-3, 4]})
    assert read(csv_bytes(frame))[1:] == [["stock", "-1.5", "-3"], ["'-", "2.0", "4"]]


def test_a_country_with_decimal_commas_gets_them():
    data = csv_bytes(pd.DataFrame({"x": [1.5]}), separator=";", decimal=",")
    assert data.startswith(b"\xef\xbb\xbf")
    assert read(data, ";")[1] == ["1,5"]
    with pytest.raises(ValueError, match="differ"):
        csv_bytes(pd.DataFrame(), separator=",", decimal=",")


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"])), min_size=1))
def test_any_text_comes_back_as_it_was_or_with_an_apostrophe(cells):
    back = [row[0] if row else "" for row in read(csv_bytes(pd.DataFrame({"x": cells})))[1:]]
    assert [b.removeprefix("'") for b in back] == [c.removeprefix("'") for c in cells]
