"""The bet on Home: three answers and a way around them, and the bet drawn beside what happened."""

import streamlit as st

from content import Texts
from content.html import Markup
from explainer.reading.home_bet import ANSWERS, UNSURE, board, reaction
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely

BET, OPEN = "bet", "open"


def ask(texts: Texts) -> None:
    """Show the question and the answers as buttons."""
    st.html(Markup('<h2 class="ec-question">{}</h2>').format(texts("home.bet.question")))
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
    """Show the bet beside what happened, with a button back to the question."""
    heading = "differ" if len(set(ended.values())) > 1 else "alike"
    st.html(
        Markup('<h2 id="reveal" tabindex="-1">{}</h2><p class="ec-sentence">{}</p>{}').format(
            texts(f"home.reveal.{heading}"), reaction(texts, bet, ended), board(texts, bet, ended)
        )
    )
    st.button(
        texts("home.bet.change"),
        key="bet_change",
        on_click=safely(_bet),
        args=(OPEN,),
        type="tertiary",
    )


def _bet(chosen: str) -> None:
    state.choose(BET, chosen)
