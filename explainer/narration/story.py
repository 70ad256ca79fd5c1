"""Two lives of one person, need by need: moments, forks and what is alike. No words.

Within a need both lanes share their moments up to the fork; a need
in which the same happened under both set-ups is alike and can be folded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, takewhile, zip_longest

from explainer.narration.situations import situation_of
from simulations import Life, Moment
from simulations.people.story import Journey, journeys
from simulations.scenario.knobs import SIDES

LEFT = ("left_severe", "left_handoffs", "left_floor", "left_churn")


@dataclass(frozen=True, slots=True)
class Cell:
    """One moment of one lane.

    Attributes
    ----------
    moment : Moment
    situation : str
        The group of sentences that describes it; see `situations`.
    repeat : int
        How often this situation came up before in the same need.
    previous : str
        Channel that the person comes from; the moment's own where there was no change.
    channel : str
        Channel in which it happens; the last one known where the moment has none.
    reason : str
        Friction that made the person give up; empty for other moments.
    frustration, loyalty : float
        Level after the moment: from 0 to 100, and from 0 to 1.
    change : float
        What this need did to loyalty; 0 but for its last moment.
    price, extra : float
        Money paid at this moment.
    """

    moment: Moment
    situation: str
    repeat: int
    previous: str
    channel: str
    reason: str
    frustration: float
    loyalty: float
    change: float
    price: float
    extra: float


@dataclass(frozen=True, slots=True)
class Chapter:
    """One need under both set-ups.

    Attributes
    ----------
    number : int
        From 1.
    week : int
        From 1.
    a, b : tuple of Cell
        Empty in a lane that the person has left.
    shared : int
        Moments from the beginning that are equal in both lanes.
    """

    number: int
    week: int
    a: tuple[Cell, ...]
    b: tuple[Cell, ...]
    shared: int

    @property
    def alike(self) -> bool:
        """Whether the same happened in both lanes."""
        return self.shared == len(self.a) == len(self.b)

    @property
    def deserted(self) -> str:
        """Side that the person has left for good before this need; empty if neither."""
        return "" if self.alike else next((s for s in SIDES if not self.lane(s)), "")

    def lane(self, side: str) -> tuple[Cell, ...]:
        """Cells of side ``a`` or ``b``."""
        return self.a if side == "a" else self.b

    def rows(self) -> Iterator[tuple[Cell | None, Cell | None]]:
        """Yield moments on the shared clock: what both lanes share is one row."""
        a_events, b_events = ([cell.moment.event for cell in lane] for lane in (self.a, self.b))
        matcher = SequenceMatcher(None, a_events, b_events, autojunk=False)
        for _, a, a_end, b, b_end in matcher.get_opcodes():
            yield from zip_longest(self.a[a:a_end], self.b[b:b_end])


@dataclass(frozen=True, slots=True)
class Story:
    """Two lives of one person.

    Attributes
    ----------
    life : Life
    chapters : tuple of Chapter
    fork : int or None
        Index of the first chapter that is not alike; None for equal lives.
    moments_before_fork : int
    """

    life: Life
    chapters: tuple[Chapter, ...]
    fork: int | None
    moments_before_fork: int

    @property
    def alike(self) -> bool:
        """Whether both lives are one."""
        return self.fork is None


def make_story(life: Life) -> Story:
    """Align both lives of a traced shopper."""
    lanes = {
        side: {journey.week: tuple(_cells(journey)) for journey in needs}
        for side, needs in journeys(life).items()
    }
    weeks = sorted(lanes["a"].keys() | lanes["b"].keys())
    chapters = []
    for number, week in enumerate(weeks, 1):
        a, b = lanes["a"].get(week, ()), lanes["b"].get(week, ())
        chapters.append(Chapter(number, week, a, b, _shared(a, b)))
    fork = next((n for n, chapter in enumerate(chapters) if not chapter.alike), None)
    alike = chapters if fork is None else chapters[: fork + 1]
    return Story(life, tuple(chapters), fork, sum(chapter.shared for chapter in alike))


def folded(story: Story) -> list[tuple[bool, tuple[Chapter, ...]]]:
    """Group chapters: runs of equal ones together, every other one alone, in order.

    What comes after the person has left one retailer for good is one group too.
    """
    groups: list[tuple[bool, tuple[Chapter, ...]]] = []
    for (alike, deserted), run in groupby(
        story.chapters, key=lambda chapter: (chapter.alike, chapter.deserted)
    ):
        several = tuple(run)
        together = alike or bool(deserted)
        groups += [(alike, several)] if together else [(False, (chapter,)) for chapter in several]
    return groups


def is_stop(story: Story, index: int) -> bool:
    """Return whether a chapter is worth a stop: the lives part, and not only by an empty lane."""
    chapter = story.chapters[index]
    before = story.chapters[index - 1].deserted if index else ""
    return not chapter.alike and not (chapter.deserted and chapter.deserted == before)


def ending(cells: tuple[Cell, ...]) -> str:
    """Return the code of how a need ended for one lane."""
    events = [cell.moment.event for cell in cells]
    if not events:
        return "gone"
    left = any(event in LEFT for event in events)
    if "bought" in events:
        if left:
            return "bought_left"
        return "returned" if "returned" in events else "bought"
    if left:
        return "left"
    return next(event for event in ("forgot", "gave_up", "not_convinced") if event in events)


def _shared(a: tuple[Cell, ...], b: tuple[Cell, ...]) -> int:
    same = (_happening(a_cell) == _happening(b_cell) for a_cell, b_cell in zip(a, b, strict=False))
    return sum(1 for _ in takewhile(bool, same))


def _happening(cell: Cell) -> tuple[object, ...]:
    moment = cell.moment
    return moment.event, moment.channel, moment.points, cell.price, cell.extra


def _cells(journey: Journey) -> Iterator[Cell]:
    seen: dict[str, int] = {}
    channel, paid = "", False
    last = len(journey.moments) - 1
    for index, moment in enumerate(journey.moments):
        previous, channel = channel, moment.channel or channel
        paid = paid or moment.event == "bought"
        situation = situation_of(moment.event, channel, previous, paid=paid)
        seen[situation] = seen.get(situation, -1) + 1
        ends = index == last
        yield Cell(
            moment=moment,
            situation=situation,
            repeat=seen[situation],
            previous=previous or channel,
            channel=channel,
            reason=journey.lost_to if moment.event == "gave_up" else "",
            frustration=journey.frustration[index],
            loyalty=journey.loyalty if ends else journey.loyalty_before,
            change=journey.loyalty - journey.loyalty_before if ends else 0.0,
            price=journey.price if moment.event == "bought" else 0.0,
            extra=journey.extra if moment.event == "extra" else 0.0,
        )
