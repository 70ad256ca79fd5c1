"""What a result can be taken along with: its link, a message, a code to scan, paper, a citation.

Nothing here asks another server for anything: the message is a plain link that the visitor may
follow, the code is drawn here.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

import streamlit as st

from content import Texts
from content.html import Markup
from content.references import ADDRESS
from explainer.figures.drawings.qr import TooLongForQRError, qr_svg
from explainer.reading import page_tools
from explainer.view.shell import state, style
from explainer.view.shell.callbacks import safely
from explainer.view.shell.html_parts import status

MESSAGE = "https://wa.me/?text="
LONGEST_MESSAGE = 8_000
"""Letters of a message beyond which browsers and servers cut its link."""
QR = "share_qr"
SAVED = Markup('<p class="ec-note ec-saved" role="status"></p>')

# Selecting on focus makes copying one gesture; nothing here needs the clipboard's permission.
# The address is in the element's attribute, escaped; the script is the same for everybody.
SCRIPT = Markup("""<script>
document.querySelectorAll(".ec-link input").forEach((field) => {
  field.addEventListener("focus", () => field.select());
});
</script>""")


def bar(title: str, texts: Texts, *, picture: str = "") -> None:
    """Show how this page in this state can be shared.

    Parameters
    ----------
    title : str
        What was found, in a sentence: it begins the message.
    texts : Texts
    picture : str
        Buttons that save and send a picture of the result, as HTML.
    """
    with st.container(key="ec_share"):
        address = state.address()
        links = _bar(title, address, texts, picture)
        st.html(links + SCRIPT, unsafe_allow_javascript=True)
        shown = bool(st.session_state.get(QR))
        st.button(
            texts("share.qr_hide" if shown else "share.qr"), key="qr", on_click=safely(_toggle_code)
        )
        if shown:
            style.show(_code(address, texts))


def message_link(title: str, address: str) -> str:
    """Return the link that opens a message with what was found and where it is."""
    return MESSAGE + quote(f"{title} {address}"[:LONGEST_MESSAGE], safe="")


def _bar(title: str, address: str, texts: Texts, picture: str) -> Markup:
    relative = state.relative_address()
    copy = page_tools.copy_button(
        texts("share.copy"), texts("share.copied"), ADDRESS, relative, texts
    )
    return Markup(
        '<div class="ec-link"><h2>{heading}</h2><p class="ec-tools">{copy}'
        '<a class="ec-tool" target="_blank" rel="noopener noreferrer" href="{message}">'
        '{whatsapp}</a>{picture}{paper}</p>{saved}<label for="state-link">{label}</label>'
        '<input id="state-link" type="text" readonly value="{address}">'
        '<a href="{address}" target="_blank">{open}</a></div>'
    ).format(
        heading=texts("simulator.link.heading"),
        copy=copy,
        message=message_link(title, address),
        whatsapp=texts("share.whatsapp"),
        picture=picture,
        paper=page_tools.print_button(texts("tools.print")),
        saved=SAVED if picture else "",
        label=texts("simulator.link.label"),
        address=address,
        open=texts("simulator.link.open"),
    )


def _code(address: str, texts: Texts) -> Markup:
    """Draw the code of the address, or say why it cannot be."""
    try:
        drawn = _qr(address, texts("share.qr_name"))
    except TooLongForQRError:
        return status(texts("share.qr_long"))
    return Markup('<div class="ec-qr" role="status">{}</div>').format(drawn)


@lru_cache(maxsize=64)
def _qr(address: str, name: str) -> Markup:
    return qr_svg(address, name)


def _toggle_code() -> None:
    st.session_state[QR] = not st.session_state.get(QR)
