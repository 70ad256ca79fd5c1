"""The bet on Home: three answers and a way around them, and the bet drawn beside what happened."""

from html import escape

import streamlit as st

from content import Texts
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely

BET, OPEN, UNSURE = "bet", "open", "unsure"
ANSWERS = ("buys", "leaves", "solved")


def ask(texts: Texts) -> None:
    """Show the question and the answers as buttons."""
    st.html(f'<h2 class="ec-question">{escape(texts("home.bet.question"))}</h2>')
    with st.container(key="ec_bets"):
        for code in ANSWERS:
            st.button(
                texts(f"home.bet.{code}"), key=f"bet_{code}", on_click=safely(_bet), args=(code,)
            )
        st.button(
            texts("home.bet.unsure"), key="bet_unsure", on_click=safely(_bet), args=(UNSURE,),
            type="tertiary",
        )  # fmt: skip


def answer(texts: Texts, bet: str, ended: dict[str, str]) -> None:
    """Show the bet beside what happened, with a way back to the question."""
    heading = "differ" if len(set(ended.values())) > 1 else "alike"
    st.html(
        f'<h2 id="reveal" tabindex="-1">{escape(texts(f"home.reveal.{heading}"))}</h2>'
        f'<p class="ec-sentence">{escape(reaction(texts, bet, ended))}</p>'
        f"{board(texts, bet, ended)}"
    )
    st.button(
        texts("home.bet.change"),
        key="bet_change",
        on_click=safely(_bet),
        args=(OPEN,),
        type="tertiary",
    )


def board(texts: Texts, bet: str, ended: dict[str, str]) -> str:
    """Draw the answers with the bet and both ends beside them, as HTML.

    Parameters
    ----------
    texts : Texts
    bet : str
        One of `ANSWERS`, or `UNSURE`.
    ended : dict of side to str
        How the story ended under "a" and "b", one of `ANSWERS` each.
    """
    rows = []
    for code in ANSWERS:
        tags = [("bet", "ec-pill-bet")] if code == bet else []
        tags += [(side, f"ec-pill-{side}") for side, end in ended.items() if end == code]
        marks = "".join(
            f'<span class="ec-pill {look}">{escape(texts(f"home.tag.{tag}"))}</span> '
            for tag, look in tags
        )
        chosen = ' class="ec-chosen"' if code == bet else ""
        words = f"<span>{escape(texts(f'home.bet.{code}'))}</span>"
        rows.append(f"<li{chosen}>{words} {marks}</li>")
    return f'<ul class="ec-board">{"".join(rows)}</ul>'


def reaction(texts: Texts, bet: str, ended: dict[str, str]) -> str:
    """Answer the bet by how far it was from what happened; it is never called wrong."""
    if bet == UNSURE:
        return texts("home.reaction.unsure")
    hit = [side for side, end in ended.items() if end == bet]
    if len(hit) == len(ended):
        return texts("home.reaction.both")
    if hit:
        return texts(f"home.reaction.{hit[0]}")
    alike = len(set(ended.values())) == 1
    return texts("home.reaction.neither_same" if alike else "home.reaction.neither")


def _bet(chosen: str) -> None:
    state.choose(BET, chosen)
