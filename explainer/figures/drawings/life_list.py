"""A life as a list to be read: needs in order, forks open, equal stretches folded."""

from __future__ import annotations

from content.html import Markup
from explainer.figures.drawings.moment_icons import tone
from explainer.narration.sentences import Narrator
from explainer.narration.story import Cell, Chapter, Story, ending, folded
from simulations.scenario.knobs import SIDES


def life_html(story: Story, narrator: Narrator, lanes: dict[str, str]) -> Markup:
    """Write a whole life as HTML: lists, and folds (``details``) that work without a script.

    ``lanes`` has the name of each side (``a``, ``b``). Equal lives are one list without lanes.
    """
    if story.alike:
        return Markup('<div class="ec-life">{}</div>').format(
            Markup("").join(_need(chapter, narrator) for chapter in story.chapters)
        )
    parts = []
    for alike, chapters in folded(story):
        if alike:
            parts.append(_fold(chapters, narrator))
        elif len(chapters) > 1:
            parts.append(_rest(chapters, narrator, lanes))
        else:
            first = chapters[0].number - 1 == story.fork
            parts.append(_fork(chapters[0], story, narrator, lanes, first=first))
    return Markup('<div class="ec-life">{}</div>').format(Markup("").join(parts))


def _fold(chapters: tuple[Chapter, ...], narrator: Narrator) -> Markup:
    """Write needs in which nothing differed, closed."""
    heading = narrator.words.plural("lives.read.alike", len(chapters))
    inner = Markup("").join(_need(chapter, narrator) for chapter in chapters)
    return Markup('<details class="ec-life-same"><summary>{}</summary>{}</details>').format(
        heading, inner
    )


def _rest(chapters: tuple[Chapter, ...], narrator: Narrator, lanes: dict[str, str]) -> Markup:
    """Write what goes on in one lane after the person has left the other, closed."""
    gone = chapters[0].deserted
    stays = next(side for side in SIDES if side != gone)
    heading = narrator.words.plural("lives.read.rest", len(chapters), lane=lanes[stays])
    inner = Markup("").join(
        Markup("<h4>{}</h4>{}").format(
            _title(chapter, narrator), _list(chapter.lane(stays), chapter, narrator, stays)
        )
        for chapter in chapters
    )
    return Markup('<details class="ec-life-rest"><summary>{}{}</summary>{}</details>').format(
        heading, _end(chapters[0], gone, lanes[gone], narrator), inner
    )


def _need(chapter: Chapter, narrator: Narrator) -> Markup:
    """Write one need that is the same in both lanes."""
    return Markup("<h4>{}</h4>{}").format(
        _title(chapter, narrator), _list(chapter.a, chapter, narrator)
    )


def _fork(
    chapter: Chapter, story: Story, narrator: Narrator, lanes: dict[str, str], *, first: bool
) -> Markup:
    """Write one need in which the lanes part; the first of a life is open."""
    texts = narrator.words
    ends = Markup("").join(_end(chapter, side, lanes[side], narrator) for side in SIDES)
    until = ""
    if chapter.shared:
        count = story.moments_before_fork if first else chapter.shared
        heading = texts.plural("lives.player.same", count)
        until = Markup('<p class="ec-life-until">{}</p>{}').format(
            heading, _list(chapter.a[: chapter.shared], chapter, narrator)
        )
    columns = Markup("").join(
        Markup('<div><h4 class="ec-pill ec-pill-{}">{}</h4>{}</div>').format(
            side, lanes[side], _tail(chapter, side, narrator)
        )
        for side in SIDES
    )
    opened = " open" if first else ""
    return Markup(
        '<details class="ec-life-fork"{}><summary><strong>{}</strong>{}</summary>{}'
        '<div class="ec-life-lanes">{}</div></details>'
    ).format(opened, _title(chapter, narrator), ends, until, columns)


def _tail(chapter: Chapter, side: str, narrator: Narrator) -> Markup:
    cells = chapter.lane(side)
    if not cells:
        return Markup("<p>{}</p>").format(narrator.words("lives.player.gone"))
    rest = cells[chapter.shared :]
    if not rest:
        return Markup("<p>{}</p>").format(narrator.words("lives.player.waiting"))
    return _list(rest, chapter, narrator, side)


def _list(cells: tuple[Cell, ...], chapter: Chapter, narrator: Narrator, side: str = "") -> Markup:
    items = Markup("").join(_item(cell, chapter, narrator) for cell in cells)
    look = f" ec-moments-{side}" if side else ""
    return Markup('<ol class="ec-moments{}">{}</ol>').format(look, items)


def _item(cell: Cell, chapter: Chapter, narrator: Narrator) -> Markup:
    notes = " · ".join(narrator.notes(cell))
    rough = Markup(' class="ec-rough"') if tone(cell.moment.event) == "rough" else ""
    where = narrator.where(cell)
    small = Markup("<small>{}</small>").format(where) if where else ""
    after = Markup('<span class="ec-points">{}</span>').format(notes) if notes else ""
    words = narrator.sentence(cell, chapter)
    return Markup("<li{}>{}<strong>{}</strong>{}</li>").format(rough, small, words, after)


def _title(chapter: Chapter, narrator: Narrator) -> str:
    number = narrator.words.integer(chapter.number)
    return narrator.words("lives.read.need", number=number, week=narrator.week(chapter))


def _end(chapter: Chapter, side: str, lane: str, narrator: Narrator) -> Markup:
    """Write how a need ended in one lane."""
    end = narrator.words(f"lives.end.{ending(chapter.lane(side))}")
    return Markup('<span class="ec-life-end ec-life-end-{}">{}</span>').format(
        side, narrator.words("lives.read.ending", lane=lane, end=end)
    )
