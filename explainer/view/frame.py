"""What stands around every page: navigation, language switch, corrections, footer."""

import json
from html import escape

import streamlit as st

from content import LANGUAGES, Texts
from explainer.view import problems, sitemap, state
from explainer.view.language import alternatives
from simulations import MODEL_VERSION

SWITCH = "language_switch"
START = "page-start"

# The names of elements are ours, the values come from the catalogues: nothing that a
# visitor sent gets in here. Streamlit's own page says "en" and knows no landmarks, and it may
# draw the links anew at any time, so they are marked again whenever they have changed.
SCRIPT = """<script>
(() => {{
  const mark = () => {{
    document.documentElement.lang = {language};
    const nav = document.querySelector(".st-key-ec_nav");
    if (!nav) return;
    nav.setAttribute("role", "navigation");
    nav.setAttribute("aria-label", {label});
    nav.querySelectorAll("a").forEach((link, index) => {{
      if (index !== {current}) link.removeAttribute("aria-current");
      else link.setAttribute("aria-current", "page");
    }});
  }};
  mark();
  window.entreCanales?.disconnect();
  window.entreCanales = new MutationObserver(mark);
  const top = document.querySelector(".st-key-ec_top");
  if (top) window.entreCanales.observe(top, {{childList: true, subtree: true}});
  // Charts carry their colours inside: when the system turns dark, run once more. Streamlit
  // runs a page anew when the browser moves in its history, which is what is told here.
  if (window.entreCanalesTheme) return;
  window.entreCanalesTheme = true;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {{
    setTimeout(() => dispatchEvent(new PopStateEvent("popstate")), 300);
  }});
}})();
</script>"""


def header(texts: Texts) -> None:
    """Show brand, navigation and language switch, and what was corrected in the link."""
    with st.container(key="ec_top", horizontal=True, vertical_alignment="center"):
        st.html(f'<a class="ec-skip" href="#{START}">{escape(texts("site.skip"))}</a>')
        with st.container(key="ec_brand", width="content"):
            _link(sitemap.place("home"), texts("site.name"))
        with st.container(key="ec_nav", horizontal=True, width="stretch"):
            for entry in sitemap.PLACES[1:]:
                _link(entry, texts(f"site.nav.{entry.name}"))
        with st.container(key="ec_lang", width="content"):
            _language_switch(texts)
    st.html(f'<div id="{START}" tabindex="-1"></div>')
    corrected = problems.report(state.link_problems(), texts, state.formats())
    if corrected:
        st.html(corrected)


def footer(texts: Texts, current: str) -> None:
    """Show the footer and tell the browser the language and the current page.

    Parameters
    ----------
    texts : Texts
    current : str
        Name of the page that is shown.
    """
    lines = (texts("site.footer.data"), texts("site.footer.model", version=MODEL_VERSION))
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(f'<div class="ec-footer">{body}</div>')
    names = [entry.name for entry in sitemap.PLACES[1:]]
    script = SCRIPT.format(
        language=json.dumps(LANGUAGES[texts.language].html_lang),
        label=json.dumps(texts("site.nav.label")),
        current=names.index(current) if current in names else -1,
    )
    with st.container(key="ec_script"):
        st.html(script, unsafe_allow_javascript=True)


def _link(entry: sitemap.Place, label: str) -> None:
    st.page_link(entry.file, label=label, query_params=state.query())


def _language_switch(texts: Texts) -> None:
    names = alternatives()
    st.session_state[SWITCH] = texts.language
    st.segmented_control(
        texts("site.language"),
        list(names),
        format_func=lambda code: names[code],
        key=SWITCH,
        on_change=_switch,
        required=True,
        label_visibility="collapsed",
    )


def _switch() -> None:
    state.choose_language(st.session_state[SWITCH])
