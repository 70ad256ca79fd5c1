"""A page that fails says so in the visitor's words, and the log still hears of it."""

import pytest
from streamlit.navigation.page import StreamlitPage

from content import LANGUAGES, load_texts


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_failing_page_apologises_in_the_visitor_s_language(site, monkeypatch, caplog, language):
    def fail(_: StreamlitPage) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(StreamlitPage, "run", fail)
    page = site(lang=language)
    assert len(page.exception) == 1
    assert "broken on purpose" in caplog.text
    assert load_texts(language)("site.broken.title") in page.words
