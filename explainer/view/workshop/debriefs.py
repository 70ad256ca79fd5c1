"""The debrief: what was predicted and what happened, as HTML and as a page of its own."""

from __future__ import annotations

import datetime

from content import Texts
from content.html import Markup, fill_each
from content.words import Words
from explainer.results.block import Column
from explainer.view.workshop.decisions import decisions
from explainer.view.workshop.words import titled_table
from explainer.workshop import scoring
from explainer.workshop.scoring import ALL, WIDEST
from explainer.workshop.snapshot import Snapshot
from explainer.workshop.teams import TEAMS
from explainer.workshop.templates import OUTCOME, PREDICT, REVEAL, START

QUESTIONS = ("one", "two", "three", "four", "five")


def debrief(room: Snapshot, words: Words) -> Markup:
    """Write predictions against the outcome, teams and rounds, gaps, reasons, questions."""
    return (
        _predicted(room, words)
        + _rounds(room, words)
        + decisions(room, words)
        + _gaps(room, words)
        + reasons(room, words)
        + _questions(words)
    )


def _predicted(room: Snapshot, words: Words) -> Markup:
    inside, given = scoring.hits(room)
    happened = scoring.truth(room)
    if not given or happened is None:
        return Markup("<h2>{}</h2>").format(words("workshop.board.predicted_none"))
    mean = sum(prediction.body["guess"] for prediction in room.of_round(PREDICT)) / given
    title = words(
        "workshop.board.predicted_title",
        inside=words.integer(inside),
        all=words.integer(given),
    )
    wording = words(
        "workshop.board.predicted_words",
        truth=words.number(happened, 1),
        mean=words.number(mean, 1),
    )
    return Markup("<h2>{}</h2><p>{}</p>").format(title, wording)


def _rounds(room: Snapshot, words: Words) -> str:
    shown = [run for run in (REVEAL, OUTCOME) if any(found == run for found, _ in room.results)]
    start = room.results.get((START, ALL))
    if not shown or start is None:
        return ""
    columns = (
        Column(words("workshop.board.team")),
        Column(words("workshop.board.before"), True),
        *(Column(words(f"workshop.gap_of.{run}"), True) for run in shown),
    )
    rows = [
        [
            words(f"workshop.team.{team}"),
            words.number(start["a"]["conversion"], 1),
            *(words.number(room.results[run, team]["b"]["conversion"], 1) for run in shown),
        ]
        for team in scoring.ranked(room, shown[-1])
    ]
    return titled_table(2, words("workshop.board.rounds_title"), columns, rows)


def _gaps(room: Snapshot, words: Words) -> str:
    widest = scoring.gaps(room)[:WIDEST]
    if not widest:
        return ""
    columns = (
        Column(words("workshop.board.team")),
        *(
            Column(words(f"workshop.board.{name}"), True)
            for name in ("expected", "happened", "gap")
        ),
    )
    rows = [
        [
            f"{words(f'workshop.team.{gap.team}')} · {words(f'workshop.gap_of.{gap.run}')}",
            words.number(gap.expected, 1),
            words.number(gap.happened, 1),
            words.number(gap.size, 1),
        ]
        for gap in widest
    ]
    return titled_table(2, words("workshop.board.gaps_title"), columns, rows)


def reasons(room: Snapshot, texts: Texts) -> Markup:
    """Write the reasons that the host has approved."""
    lines = [
        texts("workshop.reason_by", nickname=room.nickname(answer.seat), reason=answer.reason)
        for answer in room.answers
        if answer.approved and answer.reason
    ]
    if not lines:
        return Markup()
    items = fill_each('<li dir="auto">{}</li>', lines)
    return Markup("<h2>{}</h2><ul>{}</ul>").format(texts("workshop.board.reasons_title"), items)


def _questions(texts: Texts) -> Markup:
    items = fill_each(
        "<li>{}</li>", (texts(f"workshop.questions.{question}") for question in QUESTIONS)
    )
    return Markup("<h2>{}</h2><ol>{}</ol>").format(texts("workshop.board.questions_title"), items)


PAGE_STYLE = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1816;background:#fff}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #bbb;vertical-align:top}"
    ".ec-titled caption{display:none}.ec-number{text-align:right}"
    "caption{text-align:left;color:#555}.ec-table{overflow-x:auto}"
    ".ec-decisions .ec-number{white-space:normal}"
    "@media print{details::details-content{content-visibility:visible;block-size:auto}"
    "h2{break-after:avoid}table,li{break-inside:avoid}}"
)


def page(room: Snapshot, words: Words, results: str) -> bytes:
    """Return the summary of a room as one HTML page without requests and scripts.

    The results are HTML from ``boards``.
    """
    opened = datetime.datetime.fromtimestamp(room.opened, tz=datetime.UTC).date()
    sizes = ", ".join(
        f"{words(f'workshop.team.{team}')}: {words.integer(size)}"
        for team, size in room.sizes().items()
        if team in TEAMS
    )
    whole = Markup(
        '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        'style-src \'unsafe-inline\'"><meta name="viewport" content="width=device-width">'
        "<title>{title}</title><style>{page_style}</style></head><body><main><h1>{title}</h1>"
        "<p>{made}</p><p>{sizes}</p>{results}{debrief}</main></body></html>"
    ).format(
        language=words.language,
        title=words("workshop.board.summary", code=room.code),
        page_style=Markup(PAGE_STYLE),
        made=words("workshop.board.made", date=words.date(opened)),
        sizes=sizes,
        results=results,
        debrief=debrief(room, words),
    )
    return whole.encode("utf-8")
