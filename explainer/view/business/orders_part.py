"""A file of orders on the page: upload, columns, ambiguous dates, faults and results."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content import Texts
from content.fields import field_name
from content.html import Markup, fill_each
from content.words import Words
from explainer.business.orders import PARTS, FileOverview, Limits, OrdersReport
from explainer.exports.pitch.web_page import table_html
from explainer.figures.palette import SIDE_LOOKS
from explainer.results.repurchase import repurchase
from explainer.view.business import orders_file
from explainer.view.business.orders_file import NONE, READ, OrdersFile
from explainer.view.server import on_demand, runs
from explainer.view.server.shared import SHARED
from explainer.view.shell.callbacks import safely
from explainer.view.shell.html_parts import alert, note, plain_markdown
from explainer.view.shell.problems import folded_list
from explainer.view.simulator.results.blocks import chart
from explainer.view.widgets.files.file_parts import IncomingFile, chunked_file_field, incoming
from simulations.orders.columns import REQUIRED, Layout
from simulations.orders.habits import CANNOT_TELL
from simulations.orders.problems import OrdersError, RowProblem

TEXTS = ".csv,.tsv,.txt"
BOOKS = f"{TEXTS},.xlsx,.xls,.xlsb,.ods"
MEGA = 1_000_000
UPLOAD_DELAY = 1.0
"""Seconds by which a part of a file comes after what others wait for; nobody sees it."""
CHOSEN = (*REQUIRED, "channel")
MOST_COLUMNS = 30
"""Columns that a visitor can choose among; a preview shows as many."""


def orders_part(words: Words) -> None:
    """Ask for a file of orders and show each step up to its results."""
    file, legal = orders_file.current(), orders_file.limits()
    bounds = {"megabytes": words.integer(legal.size / MEGA), "rows": words.integer(legal.rows)}
    _ask(words, bounds, legal, busy=file is not None and bool(file.work))
    if file is None:
        return
    slot = st.empty()
    if file.fault is not None:
        st.html(_refused(file, file.fault, words, bounds))
    if file.overview is not None:
        _columns(file, file.overview, words)
    below = st.empty()  # what can be done with the file goes at once, while something is being done
    if file.work:
        # Where the button was that had it done.
        target = below if file.overview is not None else slot
        on_demand.at_end_of_run(partial(_advance, file, target, words))
        return
    with below.container():
        _next_steps(file, words)


def _next_steps(file: OrdersFile, words: Words) -> None:
    """Show the results, or what has to be answered before, and a button to remove the file."""
    if file.report is not None and file.done:
        _results(file.report, words)
        _use(file, words)
    elif file.overview is not None and not file.overview.lacking:
        _doubts(file, file.overview, words)
    st.button(words("business.orders.remove"), key="orders_drop", on_click=safely(orders_file.drop))


@st.fragment
def _ask(words: Words, bounds: dict[str, str], legal: Limits, *, busy: bool) -> None:
    """Take a file, part by part, each after those who wait for a result."""
    with SHARED.scheduler.run(runs.check_stopped, after=UPLOAD_DELAY):
        _field(words, bounds, legal, busy=busy)


def _field(words: Words, bounds: dict[str, str], legal: Limits, *, busy: bool) -> None:
    """Show the field, and how much of a file is here."""
    hint = "business.orders.hint" if legal.unpacked else "business.orders.hint_text"
    chunked_file_field(
        words("business.orders.open"),
        words(hint, currency=words.currency_sign, **bounds),
        limit=legal.size,
        key=orders_file.FIELD,
        on_file=orders_file.receive,
        on_start=orders_file.start,
        accept=BOOKS if legal.unpacked else TEXTS,
        disabled=busy,
    )
    if orders_file.arrived():
        st.rerun()
    upload, slot = incoming(orders_file.FIELD), st.empty()
    if upload is not None and upload.wanted:
        with slot.container():
            _sending(upload, words)


def _sending(upload: IncomingFile, words: Words) -> None:
    """Show the progress of an upload, read aloud at each quarter, and a button to stop it."""

    def progress_text(share: float) -> str:
        received = words.number(share * upload.size / MEGA, 1)
        return words(
            "business.orders.sending", here=received, size=words.number(upload.size / MEGA, 1)
        )

    share = upload.received / upload.size
    announced = int(share * on_demand.QUARTERS) / on_demand.QUARTERS
    st.progress(share, text=progress_text(share))
    st.html(Markup('<p class="ec-hidden" role="status">{}</p>').format(progress_text(announced)))
    st.button(
        words("business.orders.stop_sending"),
        key="orders_stop_sending",
        on_click=safely(orders_file.drop),
    )


def _advance(file: OrdersFile, slot: DeltaGenerator, words: Words) -> None:
    """Do what is to be done with the file, with the progress in the slot; then show what came."""
    lines = file.overview.lines if file.overview else 0

    def describe(share: float) -> str:
        read = share * PARTS / (PARTS // 2)
        if file.work != READ:
            return words("business.orders.looking")
        if not share:
            return words("business.orders.opening")
        if read >= 1:
            return words("business.orders.deriving")
        counts = {"rows": words.integer(read * lines), "lines": words.integer(lines)}
        return words("business.orders.reading", **counts)

    progress = on_demand.show_progress(
        slot, "orders", orders_file.stop, words, describe, label=words("business.orders.stop")
    )
    orders_file.advance(file, progress)
    st.rerun()


def _refused(file: OrdersFile, fault: OrdersError, words: Words, limits: dict[str, str]) -> Markup:
    """Say why a file cannot be read, and name the rows where all of them are bad."""
    values = {
        "too_large": {"megabytes": limits["megabytes"]},
        "too_many_rows": {"rows": limits["rows"]},
        "wrong_type": {"given": fault.given},
    }
    name = file.name or words("business.orders.nameless")
    reason = words(f"business.orders.fault.{fault.code}", **values.get(fault.code, {}))
    rows = _rows(fault.rows, len(fault.rows), words)
    return Markup('<div class="ec-problems" role="alert"><p>{} {}</p>{}</div>').format(
        words("business.orders.refused", file=name), reason, rows
    )


def _rows(problems: tuple[RowProblem, ...], bad: int, words: Words) -> Markup:
    """List bad rows, the first at once and the others on demand."""
    lines = []
    for problem in problems:
        why = words(f"business.orders.row.{problem.code}")
        given = words("business.orders.given", given=problem.given) if problem.given else ""
        line = words("business.orders.row.line", row=str(problem.row), why=why)
        lines.append(f"{line} {given}".strip())
    return folded_list(lines, words, bad)


def _columns(file: OrdersFile, overview: FileOverview, texts: Texts) -> None:
    """Show the first rows with what we take each column for, and let it be put right."""
    layout = overview.layout
    preview = [row[:MOST_COLUMNS] for row in overview.preview]
    width = max((len(row) for row in preview), default=0)
    width = max(width, min(len(layout.headings), MOST_COLUMNS))
    fields = {column: texts(f"business.orders.field.{f}") for f, column in layout.columns.items()}
    names = [_column(layout, column, texts) for column in range(width)]
    heads = [f"{name} → {fields[n]}" if n in fields else name for n, name in enumerate(names)]
    rows = [tuple(row) + ("",) * (width - len(row)) for row in preview]
    file_name = file.name or texts("business.orders.nameless")
    st.html(
        Markup("<h3>{}</h3>{}").format(
            texts("business.orders.preview", file=file_name), table_html(heads, rows)
        )
    )
    if overview.lacking:
        lacking = ", ".join(texts(f"business.orders.field.{name}") for name in overview.lacking)
        st.html(alert(texts("business.orders.lacking", fields=lacking)))
    elif layout.guessed:
        st.html(note(texts("business.orders.guessed")))
    below = st.empty()
    if file.done:
        below.html(note(texts("business.orders.dropped")))
    elif not file.work:
        with below.container():
            _choices(overview, names, width, texts)


def _choices(overview: FileOverview, names: list[str], width: int, texts: Texts) -> None:
    """Let the column of each field be chosen."""
    layout = overview.layout
    open_ = bool(overview.lacking) or layout.guessed
    with st.expander(texts("business.orders.correct"), expanded=open_):
        for name in CHOSEN:
            key = f"orders_column_{name}"
            column = layout.columns.get(name, -1)
            st.session_state[key] = str(column) if 0 <= column < width else NONE
            st.segmented_control(
                texts(f"business.orders.field.{name}"),
                [NONE, *(str(column) for column in range(width))],
                format_func=partial(_option, names, texts),
                key=key,
                on_change=safely(orders_file.choose_column),
                args=(name, key),
                required=True,
            )


def _column(layout: Layout, column: int, texts: Texts) -> str:
    heading = layout.headings[column] if column < len(layout.headings) else ""
    number = str(column + 1)
    return f"{number}. {heading}" if heading else texts("business.orders.column", number=number)


def _option(names: list[str], texts: Texts, value: str) -> str:
    # The label of a control is Markdown, in which a heading of the file has no say.
    return texts("business.orders.none") if value == NONE else plain_markdown(names[int(value)])


def _doubts(file: OrdersFile, overview: FileOverview, words: Words) -> None:
    """Ask what the file leaves open, then read it; show the rows that cannot be used."""
    if overview.layout.doubtful:
        key = "orders_first"
        st.session_state[key] = {True: "day", False: "month", None: None}[file.day_first]
        st.segmented_control(
            words("business.orders.first", given=plain_markdown(overview.layout.doubtful)),
            ["day", "month"],
            format_func=lambda first: words(f"business.orders.first_{first}"),
            key=key,
            on_change=safely(orders_file.choose_first),
            args=(key,),
        )
    if file.report is None:
        for wording in on_demand.frozen_note(words):
            st.html(note(wording))
        st.button(
            words("business.orders.read"),
            key="orders_read",
            type="primary",
            disabled=bool(file.doubtful),
            on_click=safely(orders_file.request_reading),
        )
        return
    counts = file.report.counts
    bad = words.plural("business.orders.bad", counts.bad, rows=words.integer(counts.rows))
    listed = _rows(counts.problems, counts.bad, words)
    st.html(Markup('<div class="ec-problems" role="alert"><p>{}</p>{}</div>').format(bad, listed))
    st.button(
        words("business.orders.skip"),
        key="orders_skip",
        type="primary",
        on_click=safely(orders_file.skip),
    )


def _results(report: OrdersReport, words: Words) -> None:
    """Show what the orders say, and what orders cannot say."""
    st.html(_numbers(report, words))
    if report.habits.curve:
        drawn = repurchase(report.habits.curve, report.simulated, words)
        st.html(Markup("<h3>{}</h3>").format(drawn.title))
        chart(drawn, "repurchase", words, SIDE_LOOKS)
        st.html(_repurchase_table(report, words))
    else:
        st.html(note(words("business.orders.no_curve")))
    cannot = fill_each(
        "<li>{}</li>", (words(f"business.orders.cannot.{name}") for name in CANNOT_TELL)
    )
    title = words("business.orders.cannot.title")
    st.html(Markup("<h3>{}</h3><ul>{}</ul>").format(title, cannot))


def _numbers(report: OrdersReport, words: Words) -> Markup:
    """Write the table of what the orders say."""
    habits = report.habits
    lines: tuple[tuple[str, float, Callable[[float], str]], ...] = (
        ("customers", habits.customers, words.integer),
        ("purchases", habits.purchases, words.integer),
        ("weeks", habits.weeks, words.integer),
        ("basket", habits.basket, words.money),
        ("refunded", habits.refunded, words.money),
        ("per_year", habits.purchases_per_year, lambda number: words.number(number, 2)),
        ("combining", habits.combining, words.percent),
    )
    unknown = words("business.orders.unknown")
    rows = [
        (words(f"business.orders.line.{name}"), write(value) if math.isfinite(value) else unknown)
        for name, value, write in lines
    ]
    for channel, share in habits.channel_share.items():
        name = words("business.orders.other" if channel == "other" else f"terms.channel.{channel}")
        rows.append((words("business.orders.line.channel", channel=name), words.percent(share)))
    heads = [words(f"business.orders.head.{name}") for name in ("what", "value")]
    left = words(
        "business.orders.left_out",
        bad=words.integer(report.counts.bad),
        totals=words.integer(report.counts.totals),
        duplicates=words.integer(report.counts.duplicates),
        zeros=words.integer(report.counts.empty_amounts),
    )
    return Markup('<h3>{}</h3>{}<p class="ec-note">{}</p>').format(
        words("business.orders.result"), table_html(heads, rows), left
    )


def _repurchase_table(report: OrdersReport, words: Words) -> Markup:
    """Write the shares of the curves, and how a model did on what it had not seen."""
    habits, simulated = report.habits, report.simulated
    shown = ("again", "orders", "simulated") if simulated else ("again", "orders")
    heads = [words(f"business.orders.head.{name}") for name in shown]
    unknown = words("business.orders.unknown")
    rows = []
    for weeks, share in habits.curve.items():
        expected = words.percent(simulated[weeks]) if weeks in simulated else unknown
        rows.append((words.integer(weeks), words.percent(share), expected)[: len(shown)])
    held, wording = habits.held_back, Markup()
    if held is not None:
        sentence = words(
            "business.orders.held",
            expected=words.integer(held.expected),
            bought=words.integer(held.bought),
        )
        wording = Markup('<p class="ec-sentence">{}</p>').format(sentence)
    return table_html(heads, rows) + wording


def _use(file: OrdersFile, texts: Texts) -> None:
    """Offer to apply the results to the client's scenario; list what was applied."""
    if not file.used:
        st.button(
            texts("business.orders.use"),
            key="orders_use",
            type="primary",
            on_click=safely(orders_file.apply_to_client),
        )
        return
    items = fill_each("<li>{}</li>", (field_name(knob, texts) for knob in file.used))
    st.html(
        Markup('<div class="ec-loaded" role="status"><p>{}</p><ul>{}</ul></div>').format(
            texts("business.orders.used"), items
        )
    )
