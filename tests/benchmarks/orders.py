"""How long a file of orders takes, and how much memory: `python -m tests.benchmarks.orders`.

Time is of the processor, and stands beside that of the standard library's own reader on the same
bytes, so that a busy or slow machine does not change the ratio.
"""

from __future__ import annotations

import csv
import datetime
import io
import random
import resource
import time

from explainer.business.orders.habits import habits
from explainer.business.orders.reading import read_file

ROWS, CUSTOMERS, DAYS = 1_000_000, 200_000, 730
MEGABYTE = 1_048_576


def main() -> None:
    """Print the table."""
    data = orders()
    start = time.process_time()
    for _ in csv.reader(io.StringIO(data.decode()), delimiter=";"):
        pass
    plain = time.process_time() - start
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    found = read_file(data)
    read = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    habits(found)
    derived = time.process_time() - start
    print(f"rows {ROWS:,}, file {len(data) / MEGABYTE:.0f} MB")
    print(f"csv.reader alone   {plain:6.1f} s")
    print(f"orders             {read:6.1f} s, {read / plain:.1f} times that")
    print(f"habits and fit     {derived:6.1f} s")
    print(f"memory beyond the file and the reader's text: {max(0.0, after - before):.0f} MB")


def orders() -> bytes:
    """Make a file: day first, decimal comma, two channels."""
    luck, first = random.Random(1), datetime.date(2023, 1, 1)
    days = [(first + datetime.timedelta(days=n)).strftime("%d/%m/%Y") for n in range(DAYS)]
    lines = ["cliente;fecha;importe;canal"]
    for _ in range(ROWS):
        who, day = luck.randrange(CUSTOMERS), days[luck.randrange(DAYS)]
        much = f"{luck.randrange(100, 90_000)},{luck.randrange(100):02}"
        lines.append(f"c{who};{day};{much};{'Tienda' if luck.random() < 0.6 else 'Web'}")
    return "\n".join(lines).encode()


if __name__ == "__main__":
    main()
