"""A file of orders on the page: its columns, its doubts, its faults, and what it says."""

from __future__ import annotations

import math
from functools import partial

import streamlit as st

from content import Texts
from content.fields import field_name
from content.html import Markup
from content.words import Words
from explainer.exports.pitch.web_page import table_html
from explainer.view.business import orders_file
from explainer.view.business.orders_file import MOST_BYTES, MOST_ROWS, NONE, OrdersFile
from explainer.view.shell.callbacks import safely
from explainer.view.shell.problems import SHOWN
from explainer.view.widgets.files.file_input import file_in
from simulations.orders.columns import REQUIRED, Layout
from simulations.orders.habits import CANNOT_TELL
from simulations.orders.problems import OrdersError, RowProblem

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xls,.xlsb,.ods"
MEGA = 1_000_000
CHOSEN = (*REQUIRED, "channel")
MOST_COLUMNS = 30
"""Columns that a visitor can choose among; a preview shows as many."""


def orders_part(words: Words, currency: str) -> None:
    """Ask for a file of orders and lead from there to what it says."""
    limits = {
        "megabytes": words.integer(MOST_BYTES / MEGA),
        "rows": words.integer(MOST_ROWS),
    }
    file_in(
        words("business.orders.open"),
        words("business.orders.hint", currency=currency, **limits),
        limit=MOST_BYTES,
        key="client_orders_file",
        on_file=orders_file.take,
        accept=ACCEPTED,
        as_bytes=True,
    )
    now = orders_file.current()
    if now is None:
        return
    slot = st.empty()
    now = orders_file.advance(now, partial(_tell, slot, words))
    slot.empty()
    if now.fault is not None:
        st.html(_refused(now, now.fault, words, limits))
    if now.layout is not None:
        _columns(now, now.layout, words)
    if now.found is None and now.layout is not None and not now.lacking:
        _doubts(now, words)
    if now.found is not None:
        st.html(_said(now, words))
        _use(now, words)
    st.button(words("business.orders.remove"), key="orders_drop", on_click=safely(orders_file.drop))


def _tell(slot: st.delta_generator.DeltaGenerator, words: Words, rows: int) -> None:
    slot.html(
        Markup('<p class="ec-note" role="status">{}</p>').format(
            words("business.orders.reading", rows=words.integer(rows))
        )
    )


def _refused(now: OrdersFile, fault: OrdersError, texts: Texts, limits: dict[str, str]) -> Markup:
    """Say why a file cannot be read, and name the rows where all of them are bad."""
    said = {
        "too_large": {"megabytes": limits["megabytes"]},
        "too_many_rows": {"rows": limits["rows"]},
        "wrong_type": {"given": fault.given},
    }
    name = now.name or texts("business.orders.nameless")
    told = texts(f"business.orders.fault.{fault.code}", **said.get(fault.code, {}))
    rows = _rows(fault.rows, len(fault.rows), texts)
    return Markup('<div class="ec-problems" role="alert"><p>{} {}</p>{}</div>').format(
        texts("business.orders.refused", file=name), told, rows
    )


def _rows(problems: tuple[RowProblem, ...], bad: int, texts: Texts) -> Markup:
    """List bad rows, the first at once and the others on demand."""
    lines = []
    for one in problems:
        why = texts(f"business.orders.row.{one.code}")
        given = texts("business.orders.given", given=one.given) if one.given else ""
        line = texts("business.orders.row.line", row=str(one.row), why=why)
        lines.append(Markup("<li>{}</li>").format(f"{line} {given}".strip()))
    first = Markup("<ul>{}</ul>" if lines else "").format(Markup("").join(lines[:SHOWN]))
    if bad <= SHOWN:
        return first
    rest = texts.plural("problems.more", bad - SHOWN)
    return Markup("{}<details><summary>{}</summary><ul>{}</ul></details>").format(
        first, rest, Markup("").join(lines[SHOWN:])
    )


def _columns(now: OrdersFile, layout: Layout, texts: Texts) -> None:
    """Show the first rows with what we take each column for, and let it be put right."""
    preview = [row[:MOST_COLUMNS] for row in layout.preview()]
    width = max((len(row) for row in preview), default=0)
    width = max(width, min(len(layout.headings), MOST_COLUMNS))
    fields = {place: texts(f"business.orders.field.{f}") for f, place in layout.columns.items()}
    names = [_column(layout, place, texts) for place in range(width)]
    heads = [f"{name} → {fields[n]}" if n in fields else name for n, name in enumerate(names)]
    rows = [tuple(row) + ("",) * (width - len(row)) for row in preview]
    file = now.name or texts("business.orders.nameless")
    st.html(
        Markup("<h3>{}</h3>{}").format(
            texts("business.orders.preview", file=file), table_html(heads, rows)
        )
    )
    if now.lacking:
        lacking = ", ".join(texts(f"business.orders.field.{name}") for name in now.lacking)
        st.html(
            Markup('<p class="ec-problem" role="alert">{}</p>').format(
                texts("business.orders.lacking", fields=lacking)
            )
        )
    elif layout.guessed:
        st.html(Markup('<p class="ec-note">{}</p>').format(texts("business.orders.guessed")))
    open_ = bool(now.lacking) or layout.guessed
    with st.expander(texts("business.orders.correct"), expanded=open_):
        for name in CHOSEN:
            key = f"orders_column_{name}"
            place = layout.columns.get(name, -1)
            st.session_state[key] = str(place) if 0 <= place < width else NONE
            st.segmented_control(
                texts(f"business.orders.field.{name}"),
                [NONE, *(str(place) for place in range(width))],
                format_func=partial(_option, names, texts),
                key=key,
                on_change=safely(orders_file.choose_column),
                args=(name, key),
                required=True,
            )


def _column(layout: Layout, place: int, texts: Texts) -> str:
    heading = layout.headings[place] if place < len(layout.headings) else ""
    number = str(place + 1)
    return f"{number}. {heading}" if heading else texts("business.orders.column", number=number)


def _option(names: list[str], texts: Texts, value: str) -> str:
    # The label of a control is Markdown, in which a heading of the file has no say.
    return texts("business.orders.none") if value == NONE else plain_markdown(names[int(value)])


def plain_markdown(text: str) -> str:
    """Return a hostile text in which Markdown finds nothing to mark."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|~$:^=" else c for c in text)


def _doubts(now: OrdersFile, words: Words) -> None:
    """Ask what the file leaves open, then read it; show the rows that cannot be used."""
    if now.layout is not None and now.layout.doubtful:
        key = "orders_first"
        st.session_state[key] = {True: "day", False: "month", None: None}[now.day_first]
        st.segmented_control(
            words("business.orders.first", given=plain_markdown(now.layout.doubtful)),
            ["day", "month"],
            format_func=lambda first: words(f"business.orders.first_{first}"),
            key=key,
            on_change=safely(orders_file.choose_first),
            args=(key,),
        )
    if now.orders is None:
        st.button(
            words("business.orders.read"),
            key="orders_read",
            type="primary",
            disabled=bool(now.doubtful),
            on_click=safely(orders_file.want),
        )
        return
    bad = words.plural("business.orders.bad", now.orders.bad, rows=words.integer(now.orders.rows))
    listed = _rows(now.orders.problems, now.orders.bad, words)
    st.html(Markup('<div class="ec-problems" role="alert"><p>{}</p>{}</div>').format(bad, listed))
    st.button(
        words("business.orders.skip"),
        key="orders_skip",
        type="primary",
        on_click=safely(orders_file.skip),
    )


def _said(now: OrdersFile, words: Words) -> Markup:
    """Write what the orders say, and what no orders say."""
    found, orders = now.found, now.orders
    assert found is not None
    assert orders is not None
    lines = [
        ("customers", words.integer(found.customers)),
        ("purchases", words.integer(found.purchases)),
        ("weeks", words.integer(found.weeks)),
        ("basket", words.money(found.basket)),
        ("refunded", words.money(found.refunded)),
        ("per_year", words.number(found.purchases_per_year)),
        ("combining", words.percent(found.combining)),
    ]
    unknown = words("business.orders.unknown")
    values = (
        *(found.customers, found.purchases, found.weeks, found.basket, found.refunded),
        *(found.purchases_per_year, found.combining),
    )
    rows = [
        (words(f"business.orders.line.{name}"), told if math.isfinite(value) else unknown)
        for (name, told), value in zip(lines, values, strict=True)
    ]
    for channel, share in found.channel_share.items():
        name = words("business.orders.other" if channel == "other" else f"terms.channel.{channel}")
        rows.append((words("business.orders.line.channel", channel=name), words.percent(share)))
    heads = [words(f"business.orders.head.{name}") for name in ("what", "value")]
    left = words(
        "business.orders.left_out",
        bad=words.integer(orders.bad),
        totals=words.integer(orders.totals),
        duplicates=words.integer(orders.duplicates),
        zeros=words.integer(orders.empty_amounts),
    )
    cannot = Markup("").join(
        Markup("<li>{}</li>").format(words(f"business.orders.cannot.{name}"))
        for name in CANNOT_TELL
    )
    return Markup(
        '<h3>{result}</h3>{table_html}<p class="ec-note">{left}</p>{again}<h3>{title}</h3>'
        "<ul>{cannot}</ul>"
    ).format(
        result=words("business.orders.result"),
        table_html=table_html(heads, rows),
        left=left,
        again=_again(now, words),
        title=words("business.orders.cannot.title"),
        cannot=cannot,
    )


def _again(now: OrdersFile, words: Words) -> Markup:
    """Lay the curve of those who bought again beside the simulator's own."""
    found = now.found
    assert found is not None
    if not found.curve:
        return Markup('<p class="ec-note">{}</p>').format(words("business.orders.no_curve"))
    heads = [words(f"business.orders.head.{name}") for name in ("again", "orders", "simulated")]
    unknown = words("business.orders.unknown")
    rows = [
        (
            words.integer(weeks),
            words.percent(share),
            words.percent(now.simulated[weeks]) if weeks in now.simulated else unknown,
        )
        for weeks, share in found.curve.items()
    ]
    held, wording = found.held_back, Markup()
    if held is not None:
        told = words(
            "business.orders.held",
            expected=words.integer(held.expected),
            bought=words.integer(held.bought),
        )
        wording = Markup('<p class="ec-sentence">{}</p>').format(told)
    return table_html(heads, rows) + wording


def _use(now: OrdersFile, texts: Texts) -> None:
    """Offer to give the case what the orders say; say what it has from them."""
    if not now.used:
        st.button(
            texts("business.orders.use"),
            key="orders_use",
            type="primary",
            on_click=safely(orders_file.use),
        )
        return
    items = Markup("").join(
        Markup("<li>{}</li>").format(field_name(knob, texts)) for knob in now.used
    )
    st.html(
        Markup('<div class="ec-loaded" role="status"><p>{}</p><ul>{}</ul></div>').format(
            texts("business.orders.used"), items
        )
    )
