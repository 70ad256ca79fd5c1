"""Answers without end, each told on a line once it is acknowledged: a process to be killed."""

from __future__ import annotations

import os
import sys

from explainer.workshop.answers import Answer
from explainer.workshop.rooms import Rooms
from explainer.workshop.storage import Storage, database_url


def main() -> None:
    code, *seats = sys.argv[1:]
    rooms = Rooms(Storage(database_url(os.environ)))
    body = {"guess": 70, "low": 60, "high": 80, "confidence": "low"}
    for number in range(1_000_000):
        name = f"{number:016x}"
        rooms.answer(code, seats[number % len(seats)], "predict", name, Answer(body))
        sys.stdout.write(name + "\n")
        sys.stdout.flush()


main()
