"""Pages for companies: a client's numbers become a case; a presentation; a diagnosis."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from content import LANGUAGES, load_texts
from explainer.business.diagnosis import QUESTIONS
from explainer.exports.pitch.logo import FAULTS as LOGO_FAULTS
from explainer.view.business import case, logo_part
from explainer.view.business.business_places import STEPS
from explainer.view.shell import sitemap
from tests.exports.pitch_documents import found

ES = load_texts("es")


@pytest.fixture
def worlds(monkeypatch):
    """Let the range be there at once: what it says is made by hand."""
    verdicts = {"now": "unsure"}

    def known(own, words):
        del own
        return found(words.language, verdicts["now"])

    monkeypatch.setattr(case, "found", known)
    return verdicts


def test_the_page_begins_with_assumptions_and_a_button(site):
    page = site("client", lang="es")
    assert not page.exception
    assert ES("business.client.before") in page.words
    assert page.button(key="ask_money_range")
    assert not page.app.get("download_button")


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_is_told_with_its_files(site, language):
    texts = load_texts(language)
    page = site("client", lang=language)
    assert not page.exception
    assert texts("business_pitch.claim.unsure") in page.words
    assert len(page.app.get("download_button")) == 3
    assert page.words.count(texts("business_pitch.client.assumed")) == 4


@pytest.mark.usefixtures("worlds")
def test_a_number_that_is_typed_is_in_the_address_and_is_the_clients(site):
    page = site("client", lang="es")
    page.text_input(key="client_shops").set_value("12").run()
    assert page.query("shops") == "12"
    assert page.words.count(ES("business_pitch.client.yours")) == 2
    page.text_input(key="client_shops").set_value("").run()
    assert page.query("shops") == "0"


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize("typed", ["cien", "0", "-3", "1,5", "99999999999", "<img src=x>"])
def test_a_number_that_is_none_is_refused_in_words_and_changes_nothing(site, typed):
    page = site("client", lang="es", shops="7")
    page.text_input(key="client_shops").set_value(typed).run()
    assert not page.exception
    assert page.query("shops") == "7"
    assert 'role="alert"' in page.html
    assert ES("business.client.shops") in page.words
    assert "<img" not in page.html


def test_a_client_for_whom_it_does_not_pay_is_told_so(site, worlds):
    worlds["now"] = "does_not"
    page = site("client", lang="es")
    assert ES("business_pitch.claim.does_not") in page.words
    page = site("presentation", lang="es", step="money")
    assert ES("business_pitch.claim.does_not") in page.words
    assert ES("business_pitch.money.not_for_you") in page.words


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", STEPS)
def test_every_screen_of_the_presentation_has_one_title_and_the_ways_on(site, language, step):
    page = site("presentation", lang=language, step=step)
    assert not page.exception
    assert len(re.findall("<h1", page.html)) == 1
    assert page.button(key="pitch_next").disabled == (step == STEPS[-1])
    assert page.button(key="pitch_previous").disabled == (step == STEPS[0])
    assert load_texts(language)(f"business_pitch.notes.{step}") in page.words


@pytest.mark.usefixtures("worlds")
def test_the_next_screen_is_one_step_away_and_in_the_address(site):
    page = site("presentation", lang="es")
    page.button(key="pitch_next").click().run()
    assert page.query("step") == "person"


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize("step", ["hundred", "money", "take"])
def test_drawings_are_not_taken_out(site, step):
    page = site("presentation", lang="es", step=step)
    assert any("<svg" in element.value for element in page.app.markdown)


@pytest.mark.usefixtures("worlds")
def test_objections_go_to_states_that_answer_them(site):
    page = site("presentation", lang="es", step="take")
    for name in ("app", "small", "compete", "data", "not_for_you"):
        assert ES(f"business.objection.{name}.says") in page.words
    assert "b.data_error=0.3" in page.html
    assert "shops=1&amp;visits=500" in page.html


@pytest.mark.usefixtures("worlds")
def test_every_state_that_answers_an_objection_opens_as_it_is(site):
    page = site("presentation", lang="es", step="take")
    cards = page.html.partition('<div class="ec-objections">')[2]
    targets = [urlsplit(unescape(one)) for one in re.findall(r"href=\"([^\"]+)\"", cards)[:5]]
    assert len(set(targets)) == 5
    for target in targets:
        place = sitemap.at(target.path.removeprefix("./"))
        asked = dict(parse_qsl(target.query))
        page.go(place.name, **asked)
        assert not page.exception, target
        assert page.told["page"] == place.name
        assert "ec-problems" not in page.html, target


@pytest.mark.usefixtures("worlds")
def test_a_logo_is_on_the_pages_and_in_the_files_and_can_be_taken_away(site):
    page = site("client", lang="es")
    page.app.session_state[case.LOGO] = b"\x89PNG"
    page.app.run()
    assert page.html.count("data:image/png;base64,") == 1
    page.go("presentation", lang="es", step="client")
    assert page.html.count("data:image/png;base64,") == 1
    page.go("client", lang="es")
    page.button(key="remove_logo").click().run()
    assert "data:image" not in page.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_logo_that_is_refused_is_told_why(site, language):
    page = site("client", lang=language)
    for fault in (*LOGO_FAULTS, "unreadable", "several"):
        page.app.session_state[logo_part.FAULT] = fault
        page.app.run()
        assert not page.exception
        assert page.html.count('role="alert"') == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diagnosis_answers_whatever_is_left_open(site, language):
    texts = load_texts(language)
    page = site("diagnosis", lang=language)
    assert not page.exception
    assert texts("business.diagnosis.nothing") in page.words
    for strategy in ("single", "multichannel", "cross_channel", "omnichannel"):
        name = texts(f"terms.strategy.{strategy}.name")
        assert texts("business.diagnosis.result", strategy=name) not in page.words
    page = site("diagnosis", lang=language, q_means="none", q_margin="low")
    multichannel = texts("terms.strategy.multichannel.name")
    assert texts("business.diagnosis.result", strategy=multichannel) in page.words
    assert texts("business.reason.means.none") in page.words
    assert len(QUESTIONS) <= 12
