"""A page that fails says so in the visitor's words, and the log still hears of it."""

import pytest

from content import LANGUAGES, load_texts
from explainer.view.home import doors


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_failing_page_apologises(site, monkeypatch, caplog, language):
    def fail(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(doors, "doors", fail)
    page = site(lang=language)
    assert len(page.exception) == 1
    assert "broken on purpose" in caplog.text
    assert load_texts(language)("site.broken.title") in page.words
