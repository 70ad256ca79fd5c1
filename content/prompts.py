"""Things to try with a strategy, once for all languages. Their words are in the catalogues."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.languages import CONTENT
from content.toml_files import read_toml

FILE = "prompts.toml"
OWN, OTHER = "own", "other"
DIRECTIONS = MappingProxyType(
    {
        OWN: ("more", "less", "same"),
        OTHER: ("more", "less", "same"),
        "difference": ("more", "less", "unclear"),
        "gap": ("more", "less"),
    }
)
"""Directions that a claim may have: of a side, of the difference between them, of its size."""
CLAIM = re.compile(r"(\w+)\.(\w+) (\w+)")


class PromptError(ValueError):
    """The shared file of prompts has an error; the message names it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What can be seen after a prompt: who, which outcome, which way it points."""

    who: str
    outcome: str
    direction: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to try.

    Attributes
    ----------
    strategy : str
        The preset that it belongs to; its side is "own" in `values` and `claims`.
    name : str
        Its name within the strategy.
    values : Mapping of str to object
        Knobs to set, by dotted name.
    other : str
        Preset that the other side gets; empty if that one stays as it is.
    """

    strategy: str
    name: str
    values: Mapping[str, object]
    other: str
    claims: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """Its name among all, "omnichannel.wrong_records"."""
        return f"{self.strategy}.{self.name}"


@lru_cache(maxsize=8)
def load_prompts(root: Path = CONTENT) -> Mapping[str, tuple[Prompt, ...]]:
    """Return the prompts of each strategy, in the order of the file.

    Raises `PromptError`, naming the prompt and what is wrong with it.
    """
    return MappingProxyType(
        {
            strategy: tuple(_prompt(strategy, name, table) for name, table in group.items())
            for strategy, group in read_toml(root / FILE).items()
        }
    )


def _prompt(strategy: str, name: str, table: Mapping[str, Any]) -> Prompt:
    path = f"{FILE}: {strategy}.{name}"
    try:
        values, claim_texts = dict(table["values"]), list(table["claims"])
    except (KeyError, TypeError) as error:
        raise PromptError(f"{path}: {error} is missing or not what it should be") from None
    if not values or not claim_texts:
        raise PromptError(f"{path}: nothing to set, or nothing to see")
    claims = tuple(_claim(path, text) for text in claim_texts)
    return Prompt(strategy, name, MappingProxyType(values), table.get("other", ""), claims)


def _claim(path: str, text: str) -> Claim:
    match = CLAIM.fullmatch(str(text))
    if match is None or match[3] not in DIRECTIONS.get(match[1], ()):
        raise PromptError(f"{path}: {text!r} is not a claim such as 'difference.profit less'")
    return Claim(*match.groups())
