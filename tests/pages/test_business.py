"""Pages for companies: a client's numbers become a case; a presentation; a diagnosis."""

import pickle
import re
import time
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from content import LANGUAGES, load_texts
from explainer.business.answers import QUESTIONS, read_answers
from explainer.business.diagnosis import scenario_of
from explainer.exports.pitch.logo import FAULTS as LOGO_FAULTS
from explainer.view.business import case, diagnosis_page, logo_part
from explainer.view.business.business_choices import STEPS
from explainer.view.server.shared import SHARED
from explainer.view.server.worker_pool import WorkerPool
from explainer.view.shell import sitemap
from simulations import CAPABILITIES, Scenario, compare
from simulations.engine.estimates import Estimate
from tests.exports.pitch_documents import found

ES = load_texts("es")


@pytest.fixture
def worlds(monkeypatch):
    """Let the range be there at once: what it says is made by hand."""
    verdicts = {"now": "unsure"}

    def known(own, words):
        del own
        return found(words.language, verdicts["now"])

    monkeypatch.setattr(case, "client_range", known)
    return verdicts


def test_the_page_begins_with_assumptions_and_a_button(site):
    page = site("client", lang="es")
    assert not page.exception
    assert ES("business.client.before") in page.words
    assert page.button(key="ask_money_range")
    assert not page.app.get("download_button")


def test_a_presentation_without_a_case_begins_with_its_title(site):
    page = site("presentation", lang="es")
    assert not page.exception
    takes = ES("experiments.takes.long")
    assert 0 < page.words.index(ES("business.show.title")) < page.words.index(takes)


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
        place = sitemap.page_at(target.path.removeprefix("./"))
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
def test_without_an_answer_the_diagnosis_names_no_strategy(site, language):
    words = load_texts(language)
    page = site("diagnosis", lang=language)
    assert not page.exception
    assert words("business.diagnosis.nothing") in page.words
    assert 'class="ec-finding"' not in page.html
    asked = [group.label for group in page.app.get("button_group")]
    for question in set(QUESTIONS) - {"pieces"}:
        assert words(f"business.question.{question}.ask") in asked
    assert words("business.question.pieces.ask") in page.words
    assert len(page.app.checkbox) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diagnosis_says_what_fits_what_is_missing_and_what_was_assumed(site, language):
    words = load_texts(language)
    said = {"q_margin": "low", "q_channels": "store-website", "q_pieces": "shared_stock"}
    page = site("diagnosis", lang=language, **said)
    assert not page.exception
    assert re.search(r'<h2 class="ec-finding" id="advice">[^<]+</h2>', page.html)
    assert words("business.reason.margin.low") in page.words
    own = words("terms.capability.shared_stock.name")
    assert words("business.diagnosis.has.some", pieces=own) in page.words
    assert page.words.count(words("business_pitch.client.yours")) == 3
    assert page.words.count(words("business_pitch.client.assumed")) == len(QUESTIONS) - 3
    slug = sitemap.page_named("simulator").slug
    target = re.search(rf'class="ec-go" href="\./{slug}\?([^"]+)"', page.html)[1]
    carried, _ = Scenario.from_query(dict(parse_qsl(unescape(target))))
    assert carried == scenario_of(
        read_answers({"margin": "low"}, ["store", "website"], ["shared_stock"]), carried
    )
    assert carried.a.channels == {"store", "website"}
    assert carried.a.capabilities["shared_stock"] == 1.0
    assert carried.b.capabilities["cross_fulfilment"] == 1.0


def test_a_piece_that_is_ticked_is_in_the_address_and_none_shuts_the_others_out(site):
    page = site("diagnosis", lang="es")
    page.checkbox(key="q_piece_shared_cart").check().run()
    page.checkbox(key="q_piece_unified_price").check().run()
    assert page.query("q_pieces") == "unified_price-shared_cart"
    page.checkbox(key="q_piece_nothing").check().run()
    assert page.query("q_pieces") == "nothing"
    assert not page.checkbox(key="q_piece_shared_cart").value
    page.checkbox(key="q_piece_shared_cart").check().run()
    assert page.query("q_pieces") == "shared_cart"
    page.checkbox(key="q_piece_shared_cart").uncheck().run()
    assert page.query("q_pieces") == "none"
    assert ES("business.diagnosis.nothing") in page.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_channels_in_which_nobody_buys_are_picked_and_told(site, language):
    page = site("diagnosis", lang=language, q_channels="email", q_means="yes")
    assert not page.exception
    assert load_texts(language)("business.question.channels.no_sale") in page.words
    assert page.query("q_channels") == "email"


def test_a_link_with_what_was_asked_before_ticks_it_and_lets_it_be_taken_back(site):
    page = site("diagnosis", lang="es", q_prices="same", q_goals="shared", q_online="no")
    assert page.checkbox(key="q_piece_unified_price").value
    page.checkbox(key="q_piece_unified_price").uncheck().run()
    assert page.query("q_pieces") == "shared_goals"
    assert page.query("q_prices") == "open"


@pytest.mark.parametrize("answers", ["q_pieces=all", "q_channels=shop", "q_margin=thin"])
def test_an_answer_in_a_link_that_there_is_not_is_told(site, answers):
    name, value = answers.split("=")
    page = site("diagnosis", lang="es", **{name: value, "q_means": "yes"})
    assert not page.exception
    assert "ec-problems" in page.html
    assert 'class="ec-finding"' in page.html


READY = {
    "q_combine": "most",
    "q_margin": "high",
    "q_records": "right",
    "q_means": "yes",
    "q_channels": "store-website",
    "q_pieces": "nothing",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paying", ["omnichannel", "cross_channel", "none"])
def test_what_pays_leads_the_headline_the_links_and_the_case(site, monkeypatch, language, paying):
    """Whatever the model says today: each step is made to pay, or not."""
    made = []

    def compared(scenario, words, name=""):
        del words, name
        capabilities = sum(scenario.b.capabilities.values())
        strategy = "omnichannel" if capabilities == len(CAPABILITIES) else "cross_channel"
        run = compare(scenario.with_values({"shoppers": 40, "weeks": 4}))
        gain = Estimate(9.0, 5.0, 13.0) if strategy == paying else Estimate(-9.0, -13.0, -5.0)
        outcomes = {**run.difference.outcomes, "profit": gain}
        difference = replace(run.difference, outcomes=outcomes)
        made.append(strategy)
        return replace(run, scenario=scenario, difference=difference)

    monkeypatch.setattr(diagnosis_page.runs, "result", compared)
    page = site("diagnosis", lang=language, **READY)
    assert not page.exception
    texts = load_texts(language)
    years = texts("business_pitch.years.two_years")
    names = {
        one: texts(f"terms.strategy.{one}.name").lower()
        for one in ("omnichannel", "cross_channel", "multichannel")
    }
    verdict = {"omnichannel": "pays", "cross_channel": "does_not_but", "none": "does_not"}[paying]
    told = {"tried": names["omnichannel"], "years": years}
    if verdict == "does_not_but":
        told["start"] = names["cross_channel"]
    told |= {"today": names["multichannel"]} if verdict == "does_not" else {}
    title = texts(f"business.diagnosis.result.add.{verdict}", **told)
    assert title[0].upper() + title[1:] in page.words
    assert made[0] == "omnichannel"
    assert set(made) == {"omnichannel"} | ({"cross_channel"} if paying != "omnichannel" else set())
    onto = re.search(r'class="ec-go ec-onto" href="\./[^?]+\?([^"]+)"', page.html)[1]
    carried, _ = Scenario.from_query(dict(parse_qsl(unescape(onto))))
    whole = sum(carried.b.capabilities.values()) == len(CAPABILITIES)
    assert whole == (paying != "cross_channel")
    change = texts("business.diagnosis.break_even")
    assert (change in page.words) == (paying == "none")
    assert ("asked=map" in page.html) == (paying == "none")
    fits = texts("business.diagnosis.simulate.fits")
    assert (fits in page.words) == (paying != "omnichannel")


class Brought:
    """A file as the field hands it over."""

    def __init__(self, data):
        self.data, self.fault = data, ""


SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
WORDS = SQUARE.replace(b"<path", b"<text>a</text><path")


@pytest.fixture
def workers(monkeypatch):
    """One worker, as a server has; the other tests do all in their own process."""
    monkeypatch.setattr(SHARED, "workers", WorkerPool(1, 0))
    yield SHARED.workers
    SHARED.workers.close()


@pytest.mark.usefixtures("workers")
def test_a_drawing_is_painted_for_the_slides_and_its_letters_are_not(monkeypatch):
    session = {}
    monkeypatch.setattr(logo_part.st, "session_state", session)
    logo_part.receive_logo(Brought(SQUARE))
    assert session[case.PAINTED].startswith(b"\x89PNG")
    assert logo_part.lacking(session[case.LOGO], session[case.PAINTED], static=False) == ""
    logo_part.receive_logo(Brought(WORDS))
    assert session[case.PAINTED] == b""
    assert logo_part.lacking(session[case.LOGO], b"", static=False) == "letters"
    assert logo_part.lacking(SQUARE, b"", static=False) == "drawing"
    assert logo_part.lacking(SQUARE, b"", static=True) == ""
    assert logo_part.lacking(b"\x89PNG", b"", static=False) == ""
    assert logo_part.paint(SQUARE, static=True) == b""


def test_without_a_worker_no_drawing_is_painted(monkeypatch):
    monkeypatch.setattr(SHARED, "workers", WorkerPool(0, 0))
    assert logo_part.paint(SQUARE, static=False) == b""


class Slow:
    """Workers that go on for much longer than anybody is to wait."""

    def has(self, lane):
        return bool(lane)

    def do(self, job, tell):
        assert job.memory > 0
        end = time.monotonic() + 4.0
        while time.monotonic() < end:
            tell(0, 1)
        return pickle.dumps(b"late")


def test_painting_a_drawing_has_an_end(monkeypatch):
    monkeypatch.setattr(SHARED, "workers", Slow())
    monkeypatch.setattr(logo_part, "LONGEST", 0.3)
    begun = time.monotonic()
    assert logo_part.paint(SQUARE, static=False) == b""
    assert time.monotonic() - begun < 3.0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("logo", "said"), [(SQUARE, "drawing"), (WORDS, "letters")])
def test_a_drawing_that_no_slide_can_show_is_told(site, language, logo, said):
    page = site("client", lang=language)
    page.app.session_state[case.LOGO] = logo
    page.app.run()
    assert load_texts(language)(f"business.logo.{said}") in page.words
