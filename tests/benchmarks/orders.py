"""How long a file of orders takes, and how much memory: `python -m tests.benchmarks.orders`.

Time is of the processor, and stands beside that of the standard library's own reader on the same
bytes, so that a slow machine can be told from slow code. Memory includes the file's own bytes.
"""

from __future__ import annotations

import csv
import datetime
import io
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from simulations.orders.habits import habits
from simulations.orders.reading import read_file

ROWS, CUSTOMERS, DAYS = 1_000_000, 200_000, 730
MEGABYTE = 1_048_576


def main() -> None:
    """Print the table."""
    data = orders()
    start = time.process_time()
    for _ in csv.reader(io.StringIO(data.decode()), delimiter=";"):
        pass
    plain = time.process_time() - start
    print(f"rows {ROWS:,}, file {len(data) / MEGABYTE:.0f} MB")
    print(f"csv.reader alone   {plain:6.1f} s")
    alone(data, ".csv")
    book = workbook(data.decode())
    print(f"the same as a workbook, file {len(book) / MEGABYTE:.0f} MB")
    alone(book, ".xlsx")


def alone(data: bytes, kind: str) -> None:
    """Read a file in a process of its own: its memory is that of the work alone."""
    with tempfile.NamedTemporaryFile(suffix=kind) as file:
        file.write(data)
        file.flush()
        command = [sys.executable, "-m", "tests.benchmarks.orders", file.name]
        subprocess.run(command, check=True)


def workbook(text: str) -> bytes:
    """Write the same orders as a workbook, with days and amounts as a spreadsheet keeps them."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet, day_format = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    sheet.write_row(0, 0, head)
    for row, (who, day, much, channel) in enumerate(rows, 1):
        date = datetime.date(int(day[6:]), int(day[3:5]), int(day[:2]))
        sheet.write_string(row, 0, who)
        sheet.write_datetime(row, 1, date, day_format)
        sheet.write_number(row, 2, float(much.replace(",", ".")))
        sheet.write_string(row, 3, channel)
    book.close()
    return out.getvalue()


def work(name: str) -> None:
    """Read one file and print what each step took."""
    before = peak()
    start = time.process_time()
    with Path(name).open("rb") as file:
        result = read_file(file)
    read = time.process_time() - start
    after = peak()
    start = time.process_time()
    habits(result)
    derived = time.process_time() - start
    print(f"orders             {read:6.1f} s, memory at most {after - before:.0f} MB")
    print(f"habits and fit     {derived:6.1f} s, memory at most {peak() - before:.0f} MB")


def peak() -> float:
    """Return the most megabytes that this process has held (Linux).

    What the standard library tells would start at what the parent held.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024


def orders(rows: int = ROWS) -> bytes:
    """Make a file: day first, decimal comma, two channels."""
    luck, first = random.Random(1), datetime.date(2023, 1, 1)
    days = [(first + datetime.timedelta(days=n)).strftime("%d/%m/%Y") for n in range(DAYS)]
    lines = ["cliente;fecha;importe;canal"]
    for _ in range(rows):
        who, day = luck.randrange(CUSTOMERS), days[luck.randrange(DAYS)]
        much = f"{luck.randrange(100, 90_000)},{luck.randrange(100):02}"
        lines.append(f"c{who};{day};{much};{'Tienda' if luck.random() < 0.6 else 'Web'}")
    return "\n".join(lines).encode()


if __name__ == "__main__":
    if sys.argv[1:]:
        work(sys.argv[1])
    else:
        main()
