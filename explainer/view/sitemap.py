"""The pages of the site: file, address and the section that they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One page.

    Attributes
    ----------
    name : str
        Its name in code and in catalogue keys.
    slug : str
        Its address, the same in every language; empty for the first page. It is never
        the stem of a file in `pages/`: Streamlit would run that file without `app.py`.
    section : str
        The group of the navigation that it stands in.
    """

    name: str
    slug: str
    section: str

    @property
    def file(self) -> str:
        """Path of the script from the top of the project."""
        return f"pages/{self.name}.py"


PLACES = (
    Place("home", "", "start"),
    Place("simulator", "sim", "simulate"),
    Place("single", "one", "learn"),
    Place("multichannel", "multi", "learn"),
    Place("cross_channel", "cross", "learn"),
    Place("omnichannel", "omni", "learn"),
)


def place(name: str) -> Place:
    """Return one page by its name, or raise KeyError."""
    return {entry.name: entry for entry in PLACES}[name]


def by_section() -> Mapping[str, tuple[Place, ...]]:
    """Return the pages of each section, in the order of the navigation."""
    sections: dict[str, tuple[Place, ...]] = {}
    for entry in PLACES:
        sections[entry.section] = (*sections.get(entry.section, ()), entry)
    return sections
