"""The same life as a list to be read: needs in order, forks open, equal stretches folded."""

from __future__ import annotations

from html import escape

from explainer.figures.drawings.life_signs import tone
from explainer.narration.sentences import Teller
from explainer.narration.story import Cell, Chapter, Story, ending, folded
from simulations.scenario.knobs import SIDES


def life_html(story: Story, teller: Teller, lanes: dict[str, str]) -> str:
    """Write a whole life as HTML.

    Parameters
    ----------
    story : Story
    teller : Teller
    lanes : dict of str to str
        What each side (``a``, ``b``) is called; plain text.

    Returns
    -------
    str
        Escaped HTML: folds (``details``) that work without a script, and lists. Equal lives are
        one list without lanes.
    """
    if story.alike:
        return f'<div class="ec-life">{"".join(_need(one, teller) for one in story.chapters)}</div>'
    parts = []
    for alike, chapters in folded(story):
        if alike:
            parts.append(_fold(chapters, teller))
        elif len(chapters) > 1:
            parts.append(_rest(chapters, teller, lanes))
        else:
            first = chapters[0].number - 1 == story.fork
            parts.append(_fork(chapters[0], story, teller, lanes, first=first))
    return f'<div class="ec-life">{"".join(parts)}</div>'


def _fold(chapters: tuple[Chapter, ...], teller: Teller) -> str:
    """Write needs in which nothing differed, closed."""
    heading = teller.words.plural("lives.read.alike", len(chapters))
    inner = "".join(_need(chapter, teller) for chapter in chapters)
    return f'<details class="ec-life-same"><summary>{escape(heading)}</summary>{inner}</details>'


def _rest(chapters: tuple[Chapter, ...], teller: Teller, lanes: dict[str, str]) -> str:
    """Write what goes on in one lane after the person has left the other, closed."""
    gone = chapters[0].deserted
    stays = next(side for side in SIDES if side != gone)
    heading = teller.words.plural("lives.read.rest", len(chapters), lane=lanes[stays])
    inner = "".join(
        f"<h4>{escape(_title(chapter, teller))}</h4>"
        f"{_list(chapter.lane(stays), chapter, teller, stays)}"
        for chapter in chapters
    )
    return (
        f'<details class="ec-life-rest"><summary>{escape(heading)}'
        f"{_end(chapters[0], gone, lanes[gone], teller)}</summary>{inner}</details>"
    )


def _need(chapter: Chapter, teller: Teller) -> str:
    """Write one need that is the same in both lanes."""
    return f"<h4>{escape(_title(chapter, teller))}</h4>{_list(chapter.a, chapter, teller)}"


def _fork(
    chapter: Chapter, story: Story, teller: Teller, lanes: dict[str, str], *, first: bool
) -> str:
    """Write one need in which the lanes part; the first of a life is open."""
    texts = teller.words
    ends = "".join(_end(chapter, side, lanes[side], teller) for side in SIDES)
    until = ""
    if chapter.same:
        count = story.before if first else chapter.same
        heading = texts.plural("lives.player.same", count)
        until = (
            f'<p class="ec-life-until">{escape(heading)}</p>'
            f"{_list(chapter.a[: chapter.same], chapter, teller)}"
        )
    columns = "".join(
        f'<div><h4 class="ec-pill ec-pill-{side}">{escape(lanes[side])}</h4>'
        f"{_tail(chapter, side, teller)}</div>"
        for side in SIDES
    )
    opened = " open" if first else ""
    return (
        f'<details class="ec-life-fork"{opened}><summary><strong>'
        f"{escape(_title(chapter, teller))}</strong>{ends}</summary>"
        f'{until}<div class="ec-life-lanes">{columns}</div></details>'
    )


def _tail(chapter: Chapter, side: str, teller: Teller) -> str:
    cells = chapter.lane(side)
    if not cells:
        return f"<p>{escape(teller.words('lives.player.gone'))}</p>"
    rest = cells[chapter.same :]
    if not rest:
        return f"<p>{escape(teller.words('lives.player.waiting'))}</p>"
    return _list(rest, chapter, teller, side)


def _list(cells: tuple[Cell, ...], chapter: Chapter, teller: Teller, side: str = "") -> str:
    items = "".join(_item(cell, chapter, teller) for cell in cells)
    look = f" ec-moments-{side}" if side else ""
    return f'<ol class="ec-moments{look}">{items}</ol>'


def _item(cell: Cell, chapter: Chapter, teller: Teller) -> str:
    notes = [teller.points(cell), teller.change(cell), teller.reason(cell)]
    told = " · ".join(note for note in notes if note)
    rough = ' class="ec-rough"' if tone(cell.moment.event) == "rough" else ""
    where = teller.where(cell)
    small = f"<small>{escape(where)}</small>" if where else ""
    after = f'<span class="ec-points">{escape(told)}</span>' if told else ""
    words = escape(teller.sentence(cell, chapter))
    return f"<li{rough}>{small}<strong>{words}</strong>{after}</li>"


def _title(chapter: Chapter, teller: Teller) -> str:
    number = teller.words.integer(chapter.number)
    return teller.words("lives.read.need", number=number, week=teller.week(chapter))


def _end(chapter: Chapter, side: str, lane: str, teller: Teller) -> str:
    """Write how a need ended in one lane."""
    end = teller.words(f"lives.end.{ending(chapter.lane(side))}")
    words = teller.words("lives.read.ending", lane=lane, end=end)
    return f'<span class="ec-life-end ec-life-end-{side}">{escape(words)}</span>'
