"""The one object that the visitors of a server share: scheduler, cache, workers and files.

It is made once, with the module, and only its own methods change it. Streamlit's caches would not
do: any visitor's browser may send a message that empties them, and with them the queue in which
all the others wait.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import Any

from explainer.edition import STATIC
from explainer.view.server.answer_cache import AnswerCache
from explainer.view.server.files import MOST_UPLOADED, Files
from explainer.view.server.scheduler import Scheduler
from explainer.view.server.worker_pool import Job, Progress, WorkerPool

SETTING = "EXPLAINER_WORKERS"
"""Environment variable: processes beside the one that serves pages."""
MOST_WORKERS = 16
KEPT, KEPT_BYTES = 256, 64_000_000
"""Answers that are remembered, and their bytes; an ordinary one has 60,000."""


class SettingError(ValueError):
    """An environment variable has a value that cannot be used."""


def workers(setting: str | None, cores: int, *, possible: bool) -> tuple[int, int]:
    """Return how many workers there are for quick work, and for what takes long.

    Parameters
    ----------
    setting : str or None
        From "0", all is done where the pages are served, to "16"; one is for what takes long,
        the others for ordinary runs. Without it 2, or 1 where there is one core.
    cores : int
    possible : bool
        Whether there can be processes at all.

    Raises
    ------
    SettingError
        For anything else.
    """
    if setting is None or not setting.strip():
        number = min(cores, 2)
    elif setting.strip().isascii() and setting.strip().isdigit():
        number = int(setting.strip()[:4])
    else:
        number = -1
    if not 0 <= number <= MOST_WORKERS:
        raise SettingError(f"{SETTING}={setting!r}: a whole number from 0 to {MOST_WORKERS}")
    return (max(0, number - 1), min(1, number)) if possible else (0, 0)


class Shared:
    """Scheduler, cache, workers and files of all visitors.

    Attributes
    ----------
    scheduler : Scheduler
    cache : AnswerCache
    workers : WorkerPool
    files : Files
        Made for visitors to download.
    uploads : Files
        Sent by visitors, until they are read.
    """

    def __init__(self) -> None:
        possible = not STATIC and sys.platform != "win32"
        quick, long = workers(os.environ.get(SETTING), os.cpu_count() or 1, possible=possible)
        self.scheduler = Scheduler()
        self.cache = AnswerCache(KEPT, KEPT_BYTES)
        self.workers = WorkerPool(quick, long)
        self.files = Files()
        self.uploads = Files(most=MOST_UPLOADED)

    def cached(self, key: str) -> Any:
        """Return an answer that is remembered, a new object each time; None if there is none."""
        pickled = self.cache.get(key)
        return None if pickled is None else pickle.loads(pickled)

    def answer(self, job: Job, progress: Progress) -> Any:
        """Return the answer to a job, cached or computed; `progress` may raise to end it."""
        pickled = self.cache.get(job.key)
        if pickled is None:
            pickled = self._pickled(job, progress)
            self.cache.keep(job.key, pickled)
        return pickle.loads(pickled)

    def compute(self, job: Job, progress: Progress) -> Any:
        """Have a job done whose answer is for this visitor alone; it is not remembered."""
        return pickle.loads(self._pickled(job, progress))

    def _pickled(self, job: Job, progress: Progress) -> bytes:
        if not self.workers.has(job.lane):
            given = job.args if job.file is None else (job.file, *job.args)
            return pickle.dumps(job.work(*given, progress=progress))
        with self.scheduler.away():
            return self.workers.do(job, progress)


SHARED = Shared()
"""The one of this server; not to be replaced."""
