"""What a room shows at each step, as HTML: the same on the wall, on phones and in the file."""

from __future__ import annotations

from html import escape

from content import Texts
from content.formats import Formats
from explainer.figures.tables import html_table
from explainer.results.block import Column
from explainer.view.workshop import debriefs
from explainer.view.workshop.debriefs import titled
from explainer.workshop import scoring
from explainer.workshop.answers import DECISIONS
from explainer.workshop.scoring import ALL
from explainer.workshop.snapshot import Snapshot
from explainer.workshop.teams import TEAMS
from explainer.workshop.templates import (
    DEBRIEF,
    END,
    ISLANDS,
    OUTCOME,
    REVEAL,
    ROUNDS,
    START,
)
from simulations import CAPABILITIES, COUNTRIES


def board(room: Snapshot, texts: Texts, formats: Formats, team: str = "") -> str:
    """Write the present step.

    Parameters
    ----------
    room : Snapshot
    texts : Texts
    formats : Formats
    team : str
        Of whoever looks; empty for the wall, which is everybody's.
    """
    if room.step in ROUNDS:
        return totals(room, texts, formats) + (
            channel_report(room, team, texts, formats) if room.step == ISLANDS and team else ""
        )
    if room.step in (REVEAL, OUTCOME):
        return results(room, room.step, texts, formats)
    if room.step in (DEBRIEF, END):
        return debriefs.debrief(room, texts, formats)
    return people(room, texts, formats)


def people(room: Snapshot, texts: Texts, formats: Formats) -> str:
    """Write who is in the room, team by team."""
    count, there = len(room.seats), texts.plural("workshop.board.people", len(room.seats))
    cards = "".join(
        f'<section class="ec-card"><h3>{escape(texts(f"workshop.team.{team}"))}</h3>'
        f"<p>{_names(room, team, texts)}</p></section>"
        for team in TEAMS
    )
    return (
        f'<p class="ec-room-count"><strong>{formats.integer(count)}</strong> {escape(there)}</p>'
        f'<div class="ec-cards">{cards}</div>'
    )


def _names(room: Snapshot, team: str, texts: Texts) -> str:
    names = [escape(one.nickname) for one in room.seats if one.team == team]
    return ", ".join(f"<bdi>{name}</bdi>" for name in names) or escape(
        texts("workshop.board.nobody")
    )


def totals(room: Snapshot, texts: Texts, formats: Formats) -> str:
    """Write how many have answered, of everybody and of each team; not what."""
    given = room.of_round(room.step)
    cells = "".join(
        f"<li><span>{escape(texts(f'workshop.team.{team}'))}</span> "
        f"<strong>{_share(room, team, texts, formats)}</strong></li>"
        for team in TEAMS
    )
    told = texts(
        "workshop.board.of",
        given=formats.integer(len(given)),
        all=formats.integer(len(room.seats)),
    )
    return (
        f'<p class="ec-room-count">{escape(texts("workshop.board.answered"))} '
        f"<strong>{escape(told)}</strong></p>"
        f'<ul class="ec-room-teams">{cells}</ul>'
    )


def _share(room: Snapshot, team: str, texts: Texts, formats: Formats) -> str:
    given = formats.integer(len(room.of_round(room.step, team)))
    return escape(texts("workshop.board.of", given=given, all=formats.integer(room.sizes()[team])))


def channel_report(room: Snapshot, team: str, texts: Texts, formats: Formats) -> str:
    """Write what a team's own channel reports of the company as it is."""
    found = room.results.get((START, team))
    if found is None:
        return ""
    sold, currency = found["channel"]["a"], COUNTRIES[room.country].currency
    rows = [
        (texts("workshop.board.report_purchases"), formats.number(sold["purchases"], 1)),
        (
            texts("workshop.board.report_revenue"),
            formats.money(sold["revenue"], currency),
        ),
    ]
    title = texts("workshop.board.report", team=texts(f"workshop.team.{team}"))
    listed = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in rows
    )
    return (
        f'<section class="ec-card"><h2>{escape(title)}</h2><dl class="ec-room-facts">{listed}</dl>'
        f'<p class="ec-note">{escape(texts("workshop.board.report_note"))}</p></section>'
    )


def results(room: Snapshot, run: str, texts: Texts, formats: Formats) -> str:
    """Write what the teams reached in a run, where they put their tokens, and channel and whole."""
    if not any(found == run for found, _ in room.results):
        return f'<p class="ec-note" role="status">{escape(texts("workshop.not_yet"))}</p>'
    return (
        f"<h2>{escape(texts('workshop.board.result_title'))}</h2>"
        f"{_reached(room, run, texts, formats)}{decided(room, texts, formats)}"
        f"{_tokens(room, run, texts, formats)}{_channels(room, run, texts, formats)}"
    )


def _reached(room: Snapshot, run: str, texts: Texts, formats: Formats) -> str:
    columns = (
        Column(texts("workshop.board.team")),
        *(Column(texts(f"workshop.board.{name}"), True) for name in scoring.MEASURES),
        Column(texts("workshop.board.how")),
    )
    rows = []
    for key, label in (("a", "before"), ("b", "all_pieces")):
        start = room.results.get((START, ALL))
        if start:
            rows.append([texts(f"workshop.board.{label}"), *_cells(start[key], room, formats), "—"])
    for team in scoring.ranked(room, run):
        found = room.results[run, team]
        rows.append(
            [
                texts(f"workshop.team.{team}"),
                *_cells(found["b"], room, formats),
                how(room, run, team, texts, formats),
            ]
        )
    return html_table(texts("workshop.board.result_note"), columns, rows)


def _cells(measured: dict[str, float], room: Snapshot, formats: Formats) -> list[str]:
    currency = COUNTRIES[room.country].currency
    return [
        formats.number(measured["conversion"], 1),
        formats.number(measured["frustration"], 1),
        formats.number(measured["repeat"], 1),
        formats.money(measured["profit"], currency),
    ]


def how(room: Snapshot, run: str, team: str, texts: Texts, formats: Formats) -> str:
    """Say how a team played: by how many people's answers, or by the rule."""
    voices = int(room.results[run, team]["voices"])
    if voices == 1:  # a team of one plays what that person decided
        return texts("workshop.board.voice_of_one")
    if voices:
        return texts("workshop.board.voices_of", count=formats.integer(voices))
    return texts("workshop.kept_by_rule" if run == OUTCOME else "workshop.by_rule")


def decided(room: Snapshot, texts: Texts, formats: Formats) -> str:
    """Write what people decided who saw their own channel alone; nothing where nobody did."""
    given = room.of_round(ISLANDS)
    if not given:
        return ""
    counts = {one: sum(g.body["decision"] == one for g in given) for one in DECISIONS}
    alone = len(given) - counts["share"]
    words = texts(
        "workshop.board.own_channel",
        count=formats.integer(alone),
        all=formats.integer(len(given)),
    )
    columns = (
        Column(texts("workshop.board.decision")),
        Column(texts("workshop.board.voices"), True),
    )
    rows = [
        [texts(f"workshop.decision.{one}"), formats.integer(count)] for one, count in counts.items()
    ]
    title = texts("workshop.board.decided")
    return f"<h3>{escape(title)}</h3>{html_table(words, columns, rows, name=title)}"


def _tokens(room: Snapshot, run: str, texts: Texts, formats: Formats) -> str:
    there = [team for team in TEAMS if (run, team) in room.results]
    columns = (
        Column(texts("workshop.board.piece")),
        *(Column(texts(f"workshop.team.{team}"), True) for team in there),
    )
    rows = [
        [
            texts(f"terms.capability.{piece}.name"),
            *(formats.integer(room.results[run, team]["tokens"][piece]) for team in there),
        ]
        for piece in CAPABILITIES
    ]
    title = texts("workshop.board.tokens_title")
    return titled(3, title, html_table(title, columns, rows))


def _channels(room: Snapshot, run: str, texts: Texts, formats: Formats) -> str:
    currency = COUNTRIES[room.country].currency
    names = ("channel_before", "channel_after", "whole_before", "whole_after")
    columns = (
        Column(texts("workshop.board.team")),
        *(Column(texts(f"workshop.board.{name}"), True) for name in names),
    )
    rows = []
    for team in (team for team in TEAMS if (run, team) in room.results):
        found = room.results[run, team]
        amounts = (
            *(found["channel"][side]["revenue"] for side in ("a", "b")),
            *(found[side]["profit"] for side in ("a", "b")),
        )
        told = [formats.money(amount, currency) for amount in amounts]
        rows.append([texts(f"workshop.team.{team}"), *told])
    title = texts("workshop.board.channel_title")
    return titled(3, title, html_table(title, columns, rows))
