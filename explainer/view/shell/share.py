"""The link to the state on screen: a field to copy from, and an anchor to open or share."""

from html import escape

import streamlit as st

from content import Texts
from explainer.view.shell import state

# Selecting on focus makes copying one gesture; nothing here needs the clipboard's permission.
# The address is in the element's attribute, escaped; the script is the same for everybody.
SCRIPT = """<script>
document.querySelectorAll(".ec-link input").forEach((field) => {
  field.addEventListener("focus", () => field.select());
});
</script>"""


def link(texts: Texts) -> None:
    """Show the complete link to this page in this state."""
    address = escape(state.address(), quote=True)
    st.html(
        f'<div class="ec-link"><h2>{escape(texts("simulator.link.heading"))}</h2>'
        f'<label for="state-link">{escape(texts("simulator.link.label"))}</label>'
        f'<input id="state-link" type="text" readonly value="{address}">'
        f'<a href="{address}" target="_blank">{escape(texts("simulator.link.open"))}</a></div>'
        f"{SCRIPT}",
        unsafe_allow_javascript=True,
    )
