"""What a room refuses or cannot do, as codes; the words are the page's."""

from __future__ import annotations


class WorkshopError(Exception):
    """A request that a room refuses.

    Parameters
    ----------
    code : str
        Key of its sentence, ``workshop.problems.<code>``.
    **values : str or int
        What the sentence has places for.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return f"{self.code} {self.values}" if self.values else self.code


class AnswerError(WorkshopError):
    """An answer that is not legal; the values name its field and the legal range."""


class StorageError(WorkshopError):
    """The database could not do it, and nothing of it was written.

    Its code is one of ``storage_full``, ``storage_read_only``, ``storage_locked``,
    ``storage_unreachable``, ``storage_damaged``, ``storage_newer`` and ``storage_failed``.
    """
