"""A file of orders is read block by block: the same whatever its size, in bounded memory."""

import io
import os
import pickle
import tracemalloc
from dataclasses import replace

import pytest

from simulations.commands.cli import main
from simulations.orders import raw
from simulations.orders.columns import find_layout
from simulations.orders.habits import habits
from simulations.orders.problems import OrdersError, RowProblem
from simulations.orders.reading import read_file, read_orders
from simulations.orders.table import attached, open_table
from tests.simulations.orders.sparse import sparse_book
from tests.simulations.orders.ugly import FILES, HEAD, Ugly, book, days_and_amounts

MEGABYTE = 1 << 20
READABLE = [file for file in FILES if not file.refused]


def many(rows, comment=""):
    days = [f"{day:02}/{month:02}/2024" for month in range(1, 13) for day in range(1, 29)]
    lines = (f"c{n % 997};{days[n % 336]};{n % 89},50;Web{comment}" for n in range(rows))
    return "\n".join(["cliente;fecha;importe;canal;nota" if comment else HEAD, *lines])


@pytest.mark.parametrize("file", READABLE, ids=lambda file: file.name)
def test_a_file_is_read_as_its_bytes_are(file: Ugly, tmp_path):
    path = tmp_path / "orders"
    path.write_bytes(file.data())
    with path.open("rb") as opened:
        orders = read_file(opened, **file.options)
        assert not opened.closed
    assert days_and_amounts(orders) == list(file.expected)


@pytest.mark.parametrize("file", READABLE, ids=lambda file: file.name)
def test_what_is_known_of_a_file_can_be_sent_without_it_and_put_together_again(file: Ugly):
    data = file.data()
    layout = find_layout(open_table(data))
    sent = pickle.loads(pickle.dumps(replace(layout, sheet=layout.sheet.detached())))
    again = replace(sent, sheet=attached(sent.sheet, data))
    assert days_and_amounts(read_orders(again, **file.options)) == list(file.expected)


def test_a_sheet_that_another_file_has_not_is_damaged():
    (sheet,) = open_table(book(["cliente", "fecha", "importe"], ["a", "31/01/2024", 5]))
    with pytest.raises(OrdersError, match="damaged"):
        attached(replace(sheet, name="Otra").detached(), book(["x"], ["y"]))


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
@pytest.mark.parametrize("shift", range(4))
def test_letters_across_the_edge_of_two_blocks_stay_whole(encoding, shift):
    filler = "x" * (raw.BLOCK - 40 + shift)
    text = f"cliente;fecha;importe;nota\nñandú;31/01/2024;5,50;{filler}"
    rows = [text, *(f"{'çãé' * 7}{n};31/01/2024;5,50;ü" for n in range(3_000))]
    orders = read_file("\n".join(rows).encode(encoding))
    assert orders.counts.rows == 3_001
    assert orders.counts.bad == 0
    assert len(set(orders.customers.tolist())) == 3_001


def test_a_letter_that_stands_for_unreadable_ones_is_one_of_utf_8_too():
    lines = ["cliente;fecha;importe", "a\ufffd;31/01/2024;5,50", "b;01/02/2024;6,50"]
    (sheet,) = open_table("\n".join(lines).encode())
    assert sheet.encoding == "utf-8"


def test_a_password_is_seen_across_the_edge_of_two_blocks():
    word = "EncryptedPackage".encode("utf-16-le")
    for shift in range(len(word) + 1):
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(raw.BLOCK - shift, b"\1") + word
        with pytest.raises(OrdersError, match="password"):
            open_table(data)


def test_a_text_takes_no_more_memory_because_its_rows_are_long(tmp_path):
    """Of eight megabytes that are no orders nothing is held at any time."""
    rows, peaks = 8_000, []
    for comment in ("", ";" + "ñ" * 500):
        path = tmp_path / "orders.csv"
        path.write_text(many(rows, comment), encoding="utf-8")
        with path.open("rb") as file:
            tracemalloc.start()
            assert read_file(file).counts.rows == rows
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert path.stat().st_size > 8 * MEGABYTE * 0.95
    assert peaks[1] - peaks[0] < MEGABYTE


def test_the_rows_that_may_be_are_the_last_ones_that_are_read():
    layout = find_layout(open_table(many(100).encode()))
    assert read_orders(layout, most=100).counts.rows == 100
    with pytest.raises(OrdersError, match="too_many_rows: 99"):
        read_orders(layout, most=99)


@pytest.mark.parametrize("end", ["", "\n"])
def test_lines_are_those_that_an_editor_counts(end):
    (sheet,) = open_table((many(100) + end).encode())
    assert sheet.lines == 101


def test_a_workbook_is_refused_where_none_is_to_be_read():
    with pytest.raises(OrdersError, match="no_workbooks"):
        open_table(book(["cliente", "fecha", "importe"], ["a", "31/01/2024", 5]), unpacked=0)


def test_why_a_file_is_refused_comes_over_from_another_process():
    error = OrdersError("no_orders", "x", ("a",), (RowProblem(3, "bad_date", "y"),))
    error.add_note("from afar")
    again = pickle.loads(pickle.dumps(error))
    assert again == error
    assert again.rows == error.rows


def test_what_orders_say_comes_over_from_another_process():
    result = habits(read_file(many(2_000).encode()))
    assert pickle.loads(pickle.dumps(result)) == result


def test_a_file_that_comes_through_a_pipe_is_read_on_the_command_line(capsys):
    near, far = os.pipe()
    with os.fdopen(far, "wb") as out:
        out.write(many(60).encode())
    assert main(["fit", f"/dev/fd/{near}"]) == 0
    os.close(near)
    assert "customers" in capsys.readouterr().out


def test_a_workbook_laid_out_past_all_memory_is_refused_by_name_on_the_command_line(
    tmp_path, capfd
):
    path = tmp_path / "sparse.xlsx"
    path.write_bytes(sparse_book())
    assert main(["fit", str(path)]) == 2
    printed = capfd.readouterr()  # the library writes its trace past Python
    assert "takes too much memory" in printed.err
    assert "backtrace" not in printed.err
    assert printed.out == ""


def test_a_workbook_says_on_the_command_line_what_its_bytes_say(tmp_path, capsys):
    rows = [line.split(";") for line in many(60).splitlines()]
    (tmp_path / "orders.xlsx").write_bytes(book(*rows))
    (tmp_path / "orders.csv").write_text(many(60), "utf-8")
    outputs = []
    for name in ("orders.xlsx", "orders.csv"):
        assert main(["fit", str(tmp_path / name)]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


def test_bytes_and_a_file_in_memory_are_the_same():
    data = many(50).encode()
    assert days_and_amounts(read_file(io.BytesIO(data))) == days_and_amounts(read_file(data))
