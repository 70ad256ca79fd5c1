"""A link restores the exact state; a broken one is corrected and says so, and never harms."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given

from content import LANGUAGES
from content.words import load_words
from explainer.edition import MOST_SHOPPERS
from explainer.view.shell import links, problems
from explainer.view.shell.sitemap import PAGES, Page, page_named
from simulations import KNOBS, Problem, Scenario
from simulations.scenario import link
from simulations.scenario.link import FIRST_PACKED, LONG_NAMES, PARAMETERS
from simulations.scenario.packing import unpack
from simulations.scenario.problems import GIVEN_LENGTH
from tests.view.scenarios import mutated_links, scenarios


@given(scenarios())
def test_a_link_restores_every_knob(scenario):
    address = urlencode(links.query("pt", scenario))
    found, corrected = links.read(dict(parse_qsl(address)))
    assert found == scenario
    assert corrected == ()


@given(scenarios(), scenarios())
def test_what_is_remembered_of_a_link_is_never_another_one_s(one, other):
    for language in LANGUAGES:
        for scenario in (one, other, None, one):
            query = links.query(language, scenario)
            assert query == {"lang": language} | (scenario.to_query() if scenario else {})
            query.clear()  # whoever got it may do with it what they like


def test_an_address_without_state_carries_the_language_alone():
    assert links.query("pt", None) == {"lang": "pt"}
    assert links.read({"lang": "pt"}) == (None, ())


@given(mutated_links())
@example({"v": "1", "<b>": "1"})
@example({"v": "3"})
@example({"v": "2", "m": "0.1.0", "seed": "3"})
def test_a_mutated_link_is_taken_as_it_stands_or_its_fault_is_named(query):
    found, corrected = links.read(query)
    if found is None:
        assert not set(query) - {"lang", "v"} & PARAMETERS
        return
    assert found.shoppers <= MOST_SHOPPERS
    assert links.read(links.query("es", found)) == (found, ())
    if not corrected:
        for name, raw in named(query):
            assert KNOBS[name].read(raw) == found.get(name)


def named(query):
    """Every knob that a link names, with its text; packed ones too."""
    if "packed" in query:
        query = dict(parse_qsl(unpack(query["packed"]))) | query
    for key, raw in query.items():
        if key in FIRST_PACKED and query.get("v") == "1":
            parts = raw.split("_")
            assert len(parts) == len(FIRST_PACKED[key])
            for name, part in zip(FIRST_PACKED[key], parts, strict=True):
                yield name, part.replace("-", ",") if KNOBS[name].kind == "set" else part
        elif LONG_NAMES.get(key, key) in KNOBS:
            name = LONG_NAMES.get(key, key)
            yield name, raw.replace("-", ",") if KNOBS[name].kind == "set" else raw


@pytest.mark.parametrize("language", list(LANGUAGES))
@given(query=mutated_links())
def test_every_correction_can_be_told_and_no_input_becomes_markup(language, query):
    texts = load_words(language, LANGUAGES[language].default_country)
    _, corrected = links.read(query)
    told = problems.report(corrected, texts)
    assert bool(told) == bool(corrected)
    for tag in ("<script", "<img", "<b>"):
        assert tag not in told


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize(
    "code",
    [
        "out_of_range",
        "not_a_number",
        "not_an_integer",
        "unknown_name",
        "unknown_choice",
        "no_buy_channel",
        "missing",
        "too_large",
        "malformed",
        "wrong_version",
        "other_model",
    ],
)
@pytest.mark.parametrize("ends", [(None, None), (0.0, 1.0)])
def test_every_kind_of_problem_has_words(language, code, ends):
    problem = Problem("b.data_error", code, "<i>", *ends)
    told = problems.sentence(problem, load_words(language, LANGUAGES[language].default_country))
    assert told
    assert "data_error" not in told


def test_a_crowd_too_large_for_a_page_is_cut_and_reported():
    crowd = Scenario({"shoppers": 10_000_000})
    found, corrected = links.read(links.query("es", crowd))
    assert found is not None
    assert found.shoppers == MOST_SHOPPERS
    assert [(p.field, p.code, p.high) for p in corrected] == [
        ("shoppers", "out_of_range", MOST_SHOPPERS)
    ]


def test_many_problems_are_counted_not_listed():
    many = tuple(Problem(f"x{i}", "missing") for i in range(40))
    told = problems.report(many, load_words("es", "es-MX"))
    assert told.count("<li>") == problems.SHOWN + 1
    assert "32" in told


def test_a_refused_input_is_told_in_the_control_s_own_unit():
    problem = Problem("population.patience", "out_of_range", "1.5", 0.0, 1.0)
    told = problems.refusal((problem,), 100, "Paciencia", load_words("es", "es-MX"))
    assert "150" in told
    assert "entre 0 y 100" in told
    assert "Paciencia" in told


HERE = Page("somewhere", "there", "start", {"bet": ("open", "buys"), "step": ("one", "two")})


def test_a_page_s_own_choices_are_read_as_strictly_as_the_rest():
    assert links.read_choices({"bet": "buys", "lang": "es"}, HERE) == ({"bet": "buys"}, ())
    chosen, problems = links.read_choices({"bet": "<b>" * 40, "step": "two"}, HERE)
    assert chosen == {"step": "two"}
    (problem,) = problems
    assert (problem.field, problem.code) == ("bet", "unknown_choice")
    assert problem.choices == ("open", "buys")
    assert len(problem.given) <= GIVEN_LENGTH


def test_the_choices_of_any_page_are_no_part_of_a_scenario():
    assert links.read({"lang": "es", "bet": "buys"}) == (None, ())


def test_a_link_that_leaves_the_country_out_is_in_the_visitor_s_own():
    for query in ({"shoppers": "7"}, {"country": "XX"}):
        found, problems = links.read(query, "pt-BR")
        assert found.country == "pt-BR"
        assert found.get("market.basket_mean") == Scenario().with_country("pt-BR").get(
            "market.basket_mean"
        )
        assert [one.field for one in problems] == (["country"] if "country" in query else [])
    whole = Scenario({"country": "es-CL"})  # what is whole stays where it is
    assert links.read(whole.to_query(), "pt-BR") == (whole, ())


FOREIGN = [
    "mibextid",
    "authuser",
    "msclkid",
    "ttclid",
    "_gl",
    "srsltid",
    "forceview",
    "fbclid",
    "gclid",
    "gbraid",
    "wbraid",
    "dclid",
    "gad_source",
    "gclsrc",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_content",
    "utm_term",
    "utm_id",
    "yclid",
    "twclid",
    "li_fat_id",
    "rdt_cid",
    "epik",
    "_ga",
    "_gac",
    "_hsenc",
    "_hsmi",
    "hsCtaTracking",
    "vero_id",
    "oly_enc_id",
    "s_cid",
    "spm",
    "scm",
    "trk",
    "trackingId",
    "mkt_tok",
    "pk_campaign",
    "pk_kwd",
    "mtm_source",
    "ref",
    "ref_src",
    "ref_url",
    "si",
    "feature",
    "share",
    "source",
    "from",
    "id",
    "t",
    "s",
    "q",
    "p",
    "test",
    "preview",
    "page",
    "tab",
    "print",
    "guccounter",
    "guce_referrer",
    "usp",
    "pli",
    "hl",
    "gl",
    "embed",
    "embed_options",
    "amp",
    "usqp",
    "__cf_chl_tk",
    "nocache",
    "timestamp",
    "cmpid",
    "campaign_id",
    "adset_id",
    "ad_id",
    "wt.mc_id",
    "safe",
    "sms_ss",
    "view",
    "debug",
    "sessionid",
    "token",
    "sfnsn",
    "extid",
    "__tn__",
    "aem_algorithm",
    "app_id",
    "user_id",
    "email",
    "name",
    "sort",
    "filter",
    "origin",
    "theme",
]


@pytest.mark.parametrize("name", FOREIGN)
def test_what_others_hang_on_a_link_is_ignored_in_silence(name):
    query = links.query("es", Scenario({"seed": 7})) | {name: "y.z-1"}
    assert links.read(query) == (Scenario({"seed": 7}), ())
    assert links.read({"lang": "pt", name: "y"}) == (None, ())
    for here in PAGES:
        assert links.read_choices(query, here)[1] == ()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("sede", "seed"),
        ("SEED", "seed"),
        ("countri", "country"),
        ("shopers", "shoppers"),
        ("b.shared_stok", "b.shared_stock"),
        ("b.data_eror", "b.data_error"),
        ("chapters", "chapter"),
        ("population.patiance", "population.patience"),
        ("market.nothing_like_it", min(n for n in KNOBS if n.startswith("market."))),
    ],
)
def test_a_slip_in_a_name_of_ours_is_told_with_the_name_that_is_meant(name, meant):
    found, corrected = links.read(links.query("es", Scenario()) | {name: "7"})
    assert found == Scenario()
    (slip,) = corrected
    assert (slip.field, slip.code, slip.given) == (name, "unknown_name", "7")
    assert slip.choices == (meant,)
    for language in LANGUAGES:
        told = problems.sentence(slip, load_words(language, "es-MX"))
        assert name in told
        assert slip.choices[0] in told


def test_a_link_with_only_a_slip_leaves_the_state_alone_and_says_so():
    found, corrected = links.read({"lang": "es", "sede": "3"})
    assert found is None
    assert [one.field for one in corrected] == ["sede"]


def test_many_unknown_parameters_cost_little():
    query = {f"market.{'x' * 30}{n}": "1" for n in range(5_000)} | {"seed": "3"}
    found, corrected = links.read(query)
    assert found == Scenario({"seed": 3})
    assert len(corrected) <= links.MOST_UNKNOWN


def test_no_name_of_ours_is_taken_for_a_slip():
    assert links.misspelled_parameters(dict.fromkeys(links.known_parameters(), "1")) == {}


def test_a_whole_address_says_that_a_choice_is_the_default():
    kept = {"bet": "buys", "step": "one"}
    assert links.non_default(kept, HERE) == {"bet": "buys"}
    query = links.query("es", None, links.non_default(kept, HERE))
    assert query == {"lang": "es", "v": "2", "bet": "buys"}
    assert links.read(query) == (None, ())
    assert links.read_choices(query, HERE) == (kept, ())
    bare = links.query("es", None, links.non_default({}, HERE))
    assert links.read_choices(bare, HERE) == ({"bet": "open", "step": "one"}, ())
    assert links.non_default({}, Page("bare", "bare", "start")) is None


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_link_of_another_model_says_which_and_that_the_numbers_are_today_s(language, monkeypatch):
    monkeypatch.setattr(link, "MODEL_VERSION", "9.1.0")
    query = {"v": "2", "m": "1.2.0", "country": "es-MX", "seed": "7"}
    then = Scenario.from_query(query)[0]
    found, corrected = links.read(query)
    assert found == then
    told = problems.report(corrected, load_words(language, "es-MX"))
    assert "1.2.0" in told
    assert "9.1.0" in told
    assert "ec-problems" not in told  # nothing was wrong
    wrong = links.read(query | {"weeks": "many"})[1]
    both = problems.report(wrong, load_words(language, "es-MX"))
    assert told in both
    assert both.count("<li>") == 1


def test_a_typical_link_is_short():
    changed = Scenario({"b.capabilities.shared_stock": 0.2, "seed": 7, "population.patience": 0.3})
    here = page_named("simulator")
    chosen = {"chapter": "money", "map_across": "patience", "asked": "map", "settings": "market"}
    query = links.query("es", changed, links.non_default(chosen, here))
    address = f"https://www.example-school.edu/sim?{urlencode(query)}"
    assert len(address) < 200
    assert links.read(query) == (changed, ())


def test_answers_in_a_link_are_one_letter_for_each_question():
    letters = page_named("practice").choices["answers"]
    for legal in ("none", "a", "b-a", "-e", "--a"):
        assert legal in letters, legal
    for wrong in ("", "-", "a-", "e", "af", "none-", "A", "б", "a" * 33, 3, None, "--c"):
        assert wrong not in letters, wrong
