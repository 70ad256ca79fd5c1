"""The pages of the site: file, address and the section that they belong to.

A new page is one line in :data:`PAGES`, a script ``pages/<name>.py`` and its words:
``site.nav.<name>`` for the menu and, for search engines and shared links,
``site.title.<name>`` and ``site.about.<name>`` in every language. The menu, the footer, the
titles and the browser tests follow from that. A section of one page is a link; one of several
is a menu.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from content import LANGUAGES
from content.lesson_plans import load_plans
from content.lessons import find_lessons
from explainer.view.business.business_choices import (
    CLIENT_CHOICES,
    DIAGNOSIS_CHOICES,
    SHOW_CHOICES,
)
from explainer.view.lessons.lesson_choices import SESSION_MINUTES, lesson_choices
from explainer.view.lives.lives_choices import LIFE_CHOICES
from explainer.view.reading.practice_choices import practice_choices
from explainer.view.simulator.settings.knob_groups import ALL, GROUPS
from explainer.view.simulator.simulator_choices import SIMULATOR_CHOICES
from explainer.view.workshop.workshop_choices import JOIN_CHOICES, PLAN_CHOICES, ROOM_CHOICES

NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Page:
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
    choices : Mapping[str, tuple of str]
        What the page keeps in its address beside language and scenario, such as the step
        of a lesson: each parameter with its legal values, the first of them the default.
    runs : bool
        Whether it runs the visitor's scenario, which its address therefore always names.
    script : str
        Stem of its file in `pages/`, where several pages share one; otherwise its name.
    """

    name: str
    slug: str
    section: str
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    runs: bool = False
    script: str = ""

    @property
    def module(self) -> str:
        """Name of the script, whose `show` draws the page."""
        return f"pages.{self.script or self.name}"


LESSONS = MappingProxyType(
    {
        "single": "one",
        "multichannel": "multi",
        "cross_channel": "cross",
        "omnichannel": "omni",
        "seams": "joints",
        "shared_stock": "stock",
        "dashboard_trap": "dashboard",
        "better_customers": "customers",
        "when_it_does_not_pay": "costs",
        "the_road": "road",
    }
)
"""Slug of each lesson. One without words in every language is not offered."""


COMPARED = MappingProxyType(
    {
        "left": ("multichannel", "single", "cross_channel", "omnichannel"),
        "right": ("omnichannel", "single", "multichannel", "cross_channel"),
    }
)
"""What the comparison shows side by side."""


def offered_lessons() -> tuple[str, ...]:
    """Return the lessons that have words in every language, in order."""
    whole = set.intersection(*(set(find_lessons(language)) for language in LANGUAGES))
    return tuple(name for name in load_plans() if name in whole)


def _lessons() -> tuple[Page, ...]:
    """Return the pages of the lessons, which keep their step and the visitor's answers."""
    plans = load_plans()
    return tuple(
        Page(name, LESSONS[name], "learn", lesson_choices(plans[name]), script="lesson")
        for name in offered_lessons()
    )


PAGES = (
    Page("home", "", "start", {"bet": ("open", "buys", "leaves", "solved", "unsure")}),
    Page("lessons", "learn", "learn"),
    *_lessons(),
    Page("compare", "versus", "learn", COMPARED),
    Page("consumer", "people", "learn"),
    Page("stories", "tales", "learn"),
    Page("practice", "exam", "learn", practice_choices()),
    Page("questions", "six", "learn"),
    Page("glossary", "words", "learn"),
    Page(
        "teacher",
        "class",
        "learn",
        MappingProxyType({"lesson": tuple(load_plans()), "minutes": SESSION_MINUTES}),
        runs=True,
    ),
    Page("simulator", "sim", "simulate", SIMULATOR_CHOICES, runs=True),
    Page("lives", "twins", "simulate", LIFE_CHOICES, runs=True),
    Page("diagnosis", "check", "business", DIAGNOSIS_CHOICES),
    Page("client", "business", "business", CLIENT_CHOICES, runs=True),
    Page("presentation", "pitch", "business", SHOW_CHOICES, runs=True),
    Page("workshop", "rooms", "workshop", ROOM_CHOICES),
    Page("workshop_join", "join", "workshop", JOIN_CHOICES),
    Page("workshop_guide", "lead", "workshop", PLAN_CHOICES),
    Page("evidence", "facts", "evidence"),
    Page("model_rules", "model", "evidence", {"group": (*GROUPS, ALL)}),
    Page("guide", "research", "evidence", runs=True),
)


def page_named(name: str) -> Page:
    """Return one page by its name, or raise KeyError."""
    return {entry.name: entry for entry in PAGES}[name]


def page_at(slug: str) -> Page:
    """Return the page at an address; the first one for an address that is no page's."""
    return next((entry for entry in PAGES if entry.slug == slug), PAGES[0])


def by_section() -> Mapping[str, tuple[Page, ...]]:
    """Return the pages of each section, in the order of the navigation."""
    sections: dict[str, tuple[Page, ...]] = {}
    for entry in PAGES:
        sections[entry.section] = (*sections.get(entry.section, ()), entry)
    return sections


def is_choice(parameter: str) -> bool:
    """Say whether some page keeps a choice of its own under this parameter."""
    return any(parameter in entry.choices for entry in PAGES)
