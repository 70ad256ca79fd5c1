"""What a room shows at each step, as HTML: the same on the wall, on phones and in the file."""

from __future__ import annotations

from content import Texts
from content.formats import Formats
from content.html import Markup, escape, fill_each
from content.words import Words
from explainer.figures.tables import html_table
from explainer.results.block import Column
from explainer.view.shell.html_parts import status
from explainer.view.workshop import debriefs
from explainer.view.workshop.decisions import decisions
from explainer.view.workshop.words import titled_table
from explainer.workshop import scoring
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
from simulations.scenario.knobs import SIDES


def board(room: Snapshot, words: Words, team: str = "") -> Markup:
    """Write the present step for somebody of a team, or for the wall, which has none."""
    if room.step in ROUNDS:
        return totals(room, words) + (
            channel_report(room, team, words) if room.step == ISLANDS and team else ""
        )
    if room.step in (REVEAL, OUTCOME):
        effects = decisions(room, words) if room.step == REVEAL else ""
        return results(room, room.step, words) + effects
    if room.step in (DEBRIEF, END):
        return debriefs.debrief(room, words)
    return people(room, words)


def people(room: Snapshot, words: Words) -> Markup:
    """Write who is in the room, team by team."""
    count, people_words = len(room.seats), words.plural("workshop.board.people", len(room.seats))
    cards = fill_each(
        '<section class="ec-card"><h3>{}</h3><p>{}</p></section>',
        ((words(f"workshop.team.{team}"), _names(room, team, words)) for team in TEAMS),
    )
    return Markup(
        '<p class="ec-room-count"><strong>{}</strong> {}</p><div class="ec-cards">{}</div>'
    ).format(words.integer(count), people_words, cards)


def _names(room: Snapshot, team: str, texts: Texts) -> str:
    names = [seat.nickname for seat in room.seats if seat.team == team]
    if not names:
        return texts("workshop.board.nobody")
    return Markup(", ").join(Markup("<bdi>{}</bdi>").format(name) for name in names)


def totals(room: Snapshot, words: Words) -> Markup:
    """Write how many have answered, of everybody and of each team; not what."""
    given = room.of_round(room.step)
    cells = fill_each(
        "<li><span>{}</span> <strong>{}</strong></li>",
        ((words(f"workshop.team.{team}"), _share(room, team, words)) for team in TEAMS),
    )
    share = words(
        "workshop.board.of",
        given=words.integer(len(given)),
        all=words.integer(len(room.seats)),
    )
    return Markup(
        '<p class="ec-room-count">{} <strong>{}</strong></p><ul class="ec-room-teams">{}</ul>'
    ).format(words("workshop.board.answered"), share, cells)


def _share(room: Snapshot, team: str, words: Words) -> Markup:
    people = room.sizes()[team]
    if not people:
        return escape(words("workshop.board.nobody"))
    given = words.integer(len(room.of_round(room.step, team)))
    return escape(words("workshop.board.of", given=given, all=words.integer(people)))


def channel_report(room: Snapshot, team: str, words: Words) -> Markup:
    """Write what a team's own channel reports of the company as it is."""
    result = room.results.get((START, team))
    if result is None:
        return Markup()
    sold, currency = result["channel"]["a"], COUNTRIES[room.country].currency
    rows = [
        (words("workshop.board.report_purchases"), words.number(sold["purchases"], 1)),
        (
            words("workshop.board.report_revenue"),
            words.money(sold["revenue"], currency),
        ),
    ]
    title = words("workshop.board.report", team=words(f"workshop.team.{team}"))
    listed = fill_each("<div><dt>{}</dt><dd>{}</dd></div>", rows)
    return Markup(
        '<section class="ec-card"><h2>{}</h2><dl class="ec-room-facts">{}</dl>'
        '<p class="ec-note">{}</p></section>'
    ).format(title, listed, words("workshop.board.report_note"))


def results(room: Snapshot, run: str, words: Words) -> Markup:
    """Write what the teams reached in a run, where they put their tokens, and channel and whole."""
    if not any(found == run for found, _ in room.results):
        return status(words("workshop.not_yet"))
    return Markup("<h2>{}</h2>{}{}{}").format(
        words("workshop.board.result_title"),
        _reached(room, run, words),
        _tokens(room, run, words),
        _channels(room, run, words),
    )


def _reached(room: Snapshot, run: str, words: Words) -> Markup:
    columns = (
        Column(words("workshop.board.team")),
        *(Column(words(f"workshop.board.{name}"), True) for name in scoring.MEASURES),
        Column(words("workshop.board.how")),
    )
    rows = []
    for key, label in (("a", "before"), ("b", "all_pieces")):
        start = room.results.get((START, ALL))
        if start:
            rows.append([words(f"workshop.board.{label}"), *_cells(start[key], room, words), "—"])
    for team in scoring.ranked(room, run):
        result = room.results[run, team]
        rows.append(
            [
                words(f"workshop.team.{team}"),
                *_cells(result["b"], room, words),
                how(room, run, team, words),
            ]
        )
    return html_table(words("workshop.board.result_note"), columns, rows)


def _cells(measured: dict[str, float], room: Snapshot, formats: Formats) -> list[str]:
    currency = COUNTRIES[room.country].currency
    return [
        formats.number(measured["conversion"], 1),
        formats.number(measured["frustration"], 1),
        formats.number(measured["repeat"], 1),
        formats.money(measured["profit"], currency),
    ]


def how(room: Snapshot, run: str, team: str, words: Words) -> str:
    """Say how a team played: by how many people's answers, or by the rule."""
    voices = int(room.results[run, team]["voices"])
    if voices == 1:  # a team of one plays what that person decided
        return words("workshop.board.voice_of_one")
    if voices:
        return words("workshop.board.voices_of", count=words.integer(voices))
    return words("workshop.kept_by_rule" if run == OUTCOME else "workshop.by_rule")


def _tokens(room: Snapshot, run: str, words: Words) -> Markup:
    played = [team for team in TEAMS if (run, team) in room.results]
    columns = (
        Column(words("workshop.board.piece")),
        *(Column(words(f"workshop.team.{team}"), True) for team in played),
    )
    rows = [
        [
            words(f"terms.capability.{capability}.name"),
            *(words.integer(room.results[run, team]["tokens"][capability]) for team in played),
        ]
        for capability in CAPABILITIES
    ]
    return titled_table(3, words("workshop.board.tokens_title"), columns, rows)


def _channels(room: Snapshot, run: str, words: Words) -> Markup:
    currency = COUNTRIES[room.country].currency
    names = ("channel_before", "channel_after", "whole_before", "whole_after")
    columns = (
        Column(words("workshop.board.team")),
        *(Column(words(f"workshop.board.{name}"), True) for name in names),
    )
    rows = []
    for team in (team for team in TEAMS if (run, team) in room.results):
        result = room.results[run, team]
        amounts = (
            *(result["channel"][side]["revenue"] for side in SIDES),
            *(result[side]["profit"] for side in SIDES),
        )
        cells = [words.money(amount, currency) for amount in amounts]
        rows.append([words(f"workshop.team.{team}"), *cells])
    return titled_table(3, words("workshop.board.channel_title"), columns, rows)
