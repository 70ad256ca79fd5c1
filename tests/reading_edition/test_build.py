"""The edition as files: addresses, links, what crawlers see, weight, and what is refused."""

import json
import re
import subprocess
import sys
from contextlib import redirect_stdout
from difflib import SequenceMatcher
from gzip import compress
from io import StringIO
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from content import LANGUAGES, load_texts
from content.evidence import load_arrangement
from content.lesson_plans import load_plans
from content.lessons import load_lesson
from content.markup import plain
from content.shared_parts import load_points
from content.words import load_words
from explainer.figures.drawings.stage import draw_house
from explainer.reading.compare import title_of
from explainer.reading.lessons import lesson_run, lesson_scenes
from explainer.reading.lessons.lesson_words import Reading
from explainer.reading_edition import run_store
from explainer.reading_edition.__main__ import main
from explainer.reading_edition.addresses import (
    ASSETS,
    CHOSEN,
    FILE,
    EditionPage,
    folder,
    subpages,
    theme_of,
)
from explainer.reading_edition.build import (
    ABSOLUTE,
    BEGIN,
    NOT_FOUND,
    Site,
    _main,
    edition_pages,
    is_built,
    robots,
    sitemap,
    with_known_address,
)
from explainer.reading_edition.citation import UNKNOWN_ADDRESS
from explainer.reading_edition.head import LONGEST_ABOUT, alternates, beginning, part_name
from explainer.reading_edition.markup import minified
from explainer.reading_edition.pictures import shared_drawings
from explainer.reading_edition.script import WHOLE, script
from explainer.reading_edition.shapes import shared_shapes
from explainer.reading_edition.short import short
from explainer.reading_edition.style_rules import page_style, shared_rules, used, used_rules
from explainer.reading_edition.whole_address import whole_address
from explainer.view.shell.sitemap import PAGES, offered_lessons, page_named
from explainer.view.shell.titles import description, title
from simulations import PRESETS, Scenario, compare
from tests.escaping import escaped_twice
from tests.reading_edition.conftest import ROOT
from tests.reading_edition.markup import flat, read
from tests.reading_edition.test_valid import faults

MOST, ROOM = 100_000, 10_000
"""Bytes of a page with its style, without fonts, and what words may still come; half of the most
for a page with all that it loads, as hosts that compress send it."""
MOST_SHARED = 5
"""Words in a row that two descriptions may have in common."""
each_page = pytest.mark.parametrize(
    "edition_page", edition_pages(), ids=lambda edition_page: edition_page.folder
)
each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))


def test_every_page_has_an_address_of_its_own_in_its_language():
    folders = [edition_page.folder for edition_page in edition_pages()]
    below = sum(len(subpages(name)) for name in ("compare", "evidence"))
    assert (
        len(folders) == len(set(folders)) == len(LANGUAGES) * (len(offered_lessons()) + 11 + below)
    )
    assert all(re.fullmatch(r"[a-z]{2}/([a-z]+(-[a-z]+)*/){0,2}", path) for path in folders)
    assert folder("omnichannel", "es") == "es/omnicanal/"
    assert folder("omnichannel", "pt") == "pt/omnichannel/"


@each_page
def test_a_page_says_what_it_is(edition: Path, edition_page: EditionPage):
    page, texts = read(edition / edition_page.folder / FILE), edition_page.words
    site_page = page_named(edition_page.name)
    assert page.tags[0] == ("html", {"lang": LANGUAGES[edition_page.language].html_lang})
    html = (edition / edition_page.folder / FILE).read_text("utf-8")
    assert escaped_twice(html) == []
    called, about = title(texts, site_page), description(texts, site_page)
    if edition_page.part:
        name = part_name(edition_page)
        if edition_page.name == "evidence":
            name, about = (
                texts("reading.study", theme=name),
                texts(f"evidence.about.{edition_page.part}"),
            )
        else:  # the beginning of what is answered first there
            whole = texts(f"compare.answers.{edition_page.part.replace('-', '.')}")
            about = page.meta("description")
            assert whole.startswith(about)
            assert about.endswith(".")
            assert len(about) <= LONGEST_ABOUT
            for strategy in edition_page.part.split("-"):  # half of an answer is none
                assert texts(f"terms.strategy.{strategy}.name").lower() in about.lower()
        called = texts("site.page_title", page=name)
    assert f"<title>{called}</title>" in html
    assert page.meta("description") == page.meta("og:description") == about
    assert page.meta("og:title") == page.meta("twitter:title") == called
    assert page.meta("twitter:card") == "summary_large_image"
    assert len([tag for tag, _ in page.tags if tag == "h1"]) == 1
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(found)
    assert data["inLanguage"] == LANGUAGES[edition_page.language].html_lang
    assert data["@type"] in {"Article", "WebSite", "WebPage", "DefinedTermSet", "FAQPage"}


def test_a_description_ends_where_the_last_sentence_that_is_shown_ends():
    assert beginning("Uma só. Outra.") == "Uma só. Outra."
    fits, more = "a" * (LONGEST_ABOUT - 9) + ".", "b" * 7 + "."
    assert beginning(f"{fits} {more[1:]}") == f"{fits} {more[1:]}"
    assert beginning(f"{fits} {more}") == fits
    assert beginning("c" * LONGEST_ABOUT + " d. Mais.") == "c" * LONGEST_ABOUT + " d."


@each_page
def test_every_link_leads_somewhere(edition: Path, edition_page: EditionPage):
    """Also from a folder: a page is named with its file, and what it loads lies beside it."""
    file = edition / edition_page.folder / FILE
    page = read(file)
    for loaded in page.loaded:
        assert (file.parent / loaded).resolve().is_file(), loaded
    for link in page.links:
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme in {"http", "https"}, link
            continue
        if parts.query:
            target = (file.parent / parts.path).resolve()
            assert edition.resolve() in (target, target.parent), link
            assert dict(parse_qsl(parts.query))["lang"] == edition_page.language
            continue
        target_file = (file.parent / parts.path).resolve() if parts.path else file.resolve()
        assert target_file.is_file(), link
        if parts.fragment:
            assert unquote(parts.fragment) in read(target_file).ids, link


@each_page
def test_a_page_asks_no_other_host(edition: Path, edition_page: EditionPage):
    """Links may lead elsewhere; nothing is loaded from there."""
    page = read(edition / edition_page.folder / FILE)
    assert page.loaded
    assert not [one for one in page.loaded if urlsplit(one).scheme or one.startswith("//")]
    style = "".join(
        re.findall(
            "<style>(.*?)</style>", (edition / edition_page.folder / FILE).read_text("utf-8")
        )
    )
    loaded = re.findall(r"url\(([^)]*)\)", style)
    assert all(((edition / edition_page.folder) / one).resolve().is_file() for one in loaded)
    assert "@import" not in style


@each_page
def test_a_page_is_light(edition: Path, edition_page: EditionPage):
    file = edition / edition_page.folder / FILE
    sent = [file, *((file.parent / one) for one in read(file).loaded)]
    assert sum(len(compress(one.read_bytes())) for one in sent) <= MOST / 2
    assert len(file.read_bytes()) <= MOST - ROOM


def test_titles_and_descriptions_differ_from_page_to_page(edition: Path):
    pages = [read(edition / edition_page.folder / FILE) for edition_page in edition_pages()]
    for name in ("og:title", "description"):
        contents = [page.meta(name) for page in pages]
        assert len(contents) == len(set(contents))


@each_language
def test_no_two_descriptions_say_the_same_with_another_beginning(edition: Path, language):
    """Eight pages of studies ended in one sentence: who searches saw eight times the same."""
    texts = load_texts(language)
    descriptions = {page.name: description(texts, page) for page in PAGES}
    descriptions |= {
        edition_page.folder: read(edition / edition_page.folder / FILE).meta("description")
        for edition_page in edition_pages()
        if edition_page.language == language and edition_page.part
    }
    assert len(descriptions) == len(PAGES) + sum(
        len(subpages(name)) for name in ("compare", "evidence")
    )
    assert {page: text for page, text in descriptions.items() if len(text) > LONGEST_ABOUT} == {}
    shared = {
        (one, other): phrase
        for (one, first), (other, second) in combinations(descriptions.items(), 2)
        if len(phrase := common(first, second)) > MOST_SHARED
    }
    assert shared == {}


def common(first: str, second: str) -> list[str]:
    """Return the longest run of words that two texts have in common."""
    a, b = (re.findall(r"\w+", text.casefold()) for text in (first, second))
    found = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return a[found.a : found.a + found.size]


def test_a_tail_that_two_descriptions_share_is_found():
    assert common("Costos. Qué se midió, y en quiénes.", "Lealtad. Qué se midió y en quiénes") == [
        *("qué", "se", "midió", "y", "en", "quiénes"),
    ]
    assert common("Uno dos", "tres") == []


@each_language
def test_every_pair_of_strategies_has_a_page_and_every_page_leads_to_all(edition: Path, language):
    pairs = {frozenset(part.split("-")) for part in subpages("compare")} | {frozenset(CHOSEN)}
    assert pairs == {frozenset(pair) for pair in combinations(PRESETS, 2)}
    texts = load_texts(language)
    for part in ("", *subpages("compare")):
        page = read(edition / folder("compare", language, part) / FILE)
        chosen = part.split("-") if part else CHOSEN
        assert all(texts(f"brief.{name}.definition") in page.words for name in chosen)
        assert title_of(chosen, texts) in page.words
        assert (texts("compare.title") in page.words) == (not part), "a page names its own pair"
        assert len([link for link in page.links if link.count("../") < 2]) >= len(pairs)


@each_language
def test_every_study_stands_on_the_page_of_its_theme_and_is_named_on_that_of_all(
    edition: Path, language
):
    texts = load_texts(language)
    whole = read(edition / folder("evidence", language) / FILE)
    for theme in subpages("evidence"):
        page = read(edition / folder("evidence", language, theme) / FILE)
        cards = [name for name in load_arrangement().themes[theme] if theme_of(name) == theme]
        assert cards
        for card in cards:
            assert texts(f"cards.{card}.limits") in page.words
            assert texts(f"cards.{card}.claim") in whole.words
            assert card in page.ids & whole.ids


@each_language
@pytest.mark.parametrize("strategy", PRESETS)
def test_a_crawler_reads_the_whole_summary_of_a_strategy(edition: Path, language, strategy):
    """No script has run: this is what `curl` gets."""
    words = read(edition / folder(strategy, language) / FILE).words
    texts = load_texts(language, LANGUAGES[language].default_country)
    for part in ("definition", "difference", "example", "when"):
        assert texts(f"brief.{strategy}.{part}") in words
    for part in ("advantages", "disadvantages", "features"):
        for point in load_points()[strategy][part]:
            assert texts(f"brief.{strategy}.{part}.{point}") in words


@each_language
@pytest.mark.parametrize("name", [one for one in offered_lessons() if one not in PRESETS])
def test_a_lesson_about_no_strategy_answers_before_its_story(edition: Path, language, name):
    words = flat(read(edition / folder(name, language) / FILE).words)
    lesson = load_lesson(language, name)
    answer = flat(plain(lesson.text("answer"), str))
    assert words.index(answer) < words.index(flat(lesson.text("scene.title")))
    assert answer in flat(read(edition / folder("teacher", language) / FILE).words)
    html = (edition / folder(name, language) / FILE).read_text("utf-8")
    assert html.index('id="brief"') < html.index("<svg", html.index("<h1")), "before any drawing"


@each_language
@pytest.mark.parametrize("name", offered_lessons())
def test_a_lesson_opens_its_run_in_the_simulator(edition: Path, language, name):
    page = read(edition / folder(name, language) / FILE)
    wanted = lesson_run.base(load_plans()[name], language)
    found = [
        Scenario.from_query(dict(parse_qsl(urlsplit(link).query)))[0]
        for link in page.links
        if urlsplit(link).path.endswith(f"/{page_named('simulator').slug}")
    ]
    assert wanted in found


@each_language
@pytest.mark.parametrize("name", offered_lessons())
def test_a_lesson_holds_every_position_of_its_control(edition: Path, language, name):
    html = (edition / folder(name, language) / FILE).read_text("utf-8")
    (found,) = re.findall(r'<script type="application/json">(.*?)</script>', html)
    control = load_plans()[name].control
    positions = json.loads(found)["positions"]
    stops = list(range(control.low, control.high + 1, control.step))
    assert [one["value"] for one in positions] == stops
    bars = {len(one["bars"]) for one in positions}
    assert len(bars) == 1
    assert bars != {0}
    assert len({json.dumps(one["bars"]) for one in positions}) > 1
    panel = html[html.index("data-control") : html.index('<script type="application/json">')]
    start = next(one for one in positions if one["value"] == control.start)
    assert [text for _, text in start["bars"]] == re.findall(r'ec-bar-number">([^<]*)<', panel)


@each_page
def test_no_two_columns_of_a_table_and_no_two_sources_of_a_list_are_called_the_same(
    edition: Path, edition_page: EditionPage
):
    html = (edition / edition_page.folder / FILE).read_text("utf-8")
    for head in re.findall(r"<thead\b.*?</thead>", html, re.S):
        names = re.findall(r"<th\b[^>]*>([^<]*)", head)
        assert names
        assert len(names) == len(set(names))
    sources = re.findall(r'<li>([^<]*) <a class="ec-cite"', html)
    assert len(sources) == len(set(sources))


@each_language
@pytest.mark.parametrize("name", offered_lessons())
def test_every_step_shows_its_stage_with_the_stars_of_its_run(edition: Path, language, name):
    html = (edition / folder(name, language) / FILE).read_text("utf-8")
    shared = dict(re.findall(r'<g id="(drawn-\d+)">(.*?)</g>(?=<g id="drawn|</defs>)', html))
    whole = re.sub(r'<use href="#(drawn-\d+)"/>', lambda one: shared[one[1]], html)
    whole = whole.partition('<svg class="ec-defs"')[0]
    plan, store = load_plans()[name], run_store.RunStore(run_store.load())
    runs = lesson_run.scenarios(plan, language)
    runs["try"] = lesson_run.tried(plan, language, plan.control.start)
    numbers = {run: store.numbers(one) for run, one in runs.items()}
    reading = Reading(
        load_lesson(language, name),
        load_words(language),
        numbers,
        EditionPage(name, language).links,
    )
    sections = re.split(r'<section class="ec-step" id="step-(\w+)"', whole)
    found = dict(zip(sections[1::2], sections[2::2], strict=True))
    assert list(found) == [step for step in plan.steps if step != "summary"]
    for step, inner in found.items():
        run = lesson_scenes.SCENES[step].run
        scene = "reveal" if run == lesson_scenes.CAPABILITY_RUN else step
        run_numbers = numbers["base" if run == lesson_scenes.CAPABILITY_RUN else run]
        houses = lesson_scenes.houses(reading, scene, run_numbers)
        assert inner.count('class="ec-still"') == 1
        still = inner.partition('class="ec-still"')[2]
        assert still.count('class="ec-stage-house"') == len(houses)
        pictures = "".join(draw_house(house, reading.words) for house in houses)
        for sign in ('class="ec-spark"', 'class="ec-asked"', 'class="ec-stop"'):
            assert still.count(sign) == pictures.count(sign)


def test_what_is_kept_is_what_the_model_says():
    """A few runs are made again; all of them when the file is written anew."""
    known = run_store.load()
    assert known, "the numbers are of another model: python -m explainer.reading_edition --record"
    plan = load_plans()["seams"]
    scenario = lesson_run.tried(plan, "pt", plan.control.low)
    values = known[run_store.key(scenario)]
    fresh = run_store.Numbers(compare(scenario))
    assert values
    for name, value in values.items():
        assert fresh.value(name) == pytest.approx(value, rel=1e-9, nan_ok=True), name


def test_a_build_simulates_nothing_that_is_kept(edition: Path):
    made = []
    store = run_store.RunStore(run_store.load(), lambda: made.append(1))
    for name in offered_lessons():
        numbers = store.numbers(lesson_run.base(load_plans()[name], "es"))
        assert numbers.value("a.frustration_index") >= 0
    assert made == []
    assert edition.is_dir()


def test_numbers_of_another_model_are_not_used(tmp_path: Path):
    file = tmp_path / "numbers.json"
    file.write_text('{"model": "0.0.0 other", "runs": {"x": {"people": 1}}}', encoding="utf-8")
    assert run_store.load(file) == {}
    assert run_store.load(tmp_path / "none.json") == {}


@each_page
def test_a_page_that_knows_where_it_is_says_so(edition: Path, edition_page: EditionPage):
    html = (edition / edition_page.folder / FILE).read_text("utf-8")
    assert html.count(ABSOLUTE) == 1
    assert "canonical" not in html
    whole = with_known_address(html, edition_page, ROOT)
    assert f'<link rel="canonical" href="{ROOT}{edition_page.folder}">' in whole
    for code, card in LANGUAGES.items():
        path = folder(edition_page.name, code, edition_page.part)
        link = f'hreflang="{card.html_lang}" href="{ROOT}{path}"'
        assert link in whole
    assert f'content="{ROOT}{ASSETS}/share-{edition_page.language}.png"' in whole
    assert (edition / ASSETS / f"share-{edition_page.language}.png").is_file()


def test_without_an_address_nothing_absolute_is_claimed():
    assert "canonical" not in alternates(edition_pages()[0])
    assert "Sitemap" not in robots("")
    assert robots(ROOT).endswith(f"Sitemap: {ROOT}sitemap.xml\n")


def test_the_list_of_pages_names_every_page_once():
    found = re.findall(r"<loc>([^<]*)</loc>", sitemap(ROOT))
    assert found == [f"{ROOT}{edition_page.folder}" for edition_page in edition_pages()]


PLACED = ("--base-url", ROOT, "--app-url", "https://app.example")


@pytest.fixture(scope="module")
def placed_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition as the command builds it for an address of its own and one of the site."""
    out = tmp_path_factory.mktemp("placed")
    with redirect_stdout(StringIO()) as output:
        assert main(["--out", str(out), *PLACED]) == 0
    assert "0 runs simulated" in output.getvalue()  # their numbers are kept
    return out


def test_a_host_of_files_has_a_page_for_an_address_that_is_none(placed_edition: Path):
    html = (placed_edition / NOT_FOUND).read_text("utf-8")
    assert not re.findall(r'(?:href|src)="(?!https://)', html)  # it is shown at any depth
    assert faults(html) == []
    links = re.findall(rf'<a href="{ROOT}([^"]*)"', html)
    assert len(links) == len(BEGIN) * len(LANGUAGES)
    for link in links:
        assert (placed_edition / link / FILE).is_file()
    for code in LANGUAGES:
        assert load_texts(code)("line.stray.title") in html


def test_without_an_address_there_is_no_page_for_one_that_is_none(edition: Path):
    assert not (edition / NOT_FOUND).exists()


def test_the_command_builds_and_knows_when_nothing_has_changed(placed_edition: Path):
    out, ask = placed_edition, ["--out", str(placed_edition), *PLACED]
    page = (out / "es" / "omnicanal" / FILE).read_text("utf-8")
    assert f'rel="canonical" href="{ROOT}es/omnicanal/"' in page
    assert 'href="https://app.example/sim?' in page
    assert (out / "sitemap.xml").is_file()
    assert is_built(out, Site(ROOT, "https://app.example/"))
    assert not is_built(out, Site())
    before = (out / FILE).stat().st_mtime_ns
    assert main([*ask, "--if-stale", "--quiet"]) == 0
    assert (out / FILE).stat().st_mtime_ns == before


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, capsys):
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    assert main(["--out", str(tmp_path)]) == 1
    assert "--out" in capsys.readouterr().err
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "keep"
    assert main(["--out", str(tmp_path / "mine.txt")]) == 1


ODD = [
    *("example.org", "ftp://example.org", 'https://a"b', "https://", "http:///x", "https://a b"),
    *("javascript:alert(1)", "https://me:secret@example.org", "https://a.org/?x=1", "https://a/#b"),
    *("https://a.org/../b", "https://a.org//b", "https://a<b>", "https://a.org/`id`", "https://["),
    *("https://a.org:99999", "https://a.org:0", "https://a.org:x", "https://a\\b", "//a.org", "?"),
    *("https://a.org/\nb", f"https://a.org/{'a' * 600}", "https://-a.org", "https://.a", "a" * 90),
]


@pytest.mark.parametrize("wrong", ODD)
@pytest.mark.parametrize("option", ["--base-url", "--app-url"])
def test_what_is_no_address_is_refused_by_name(option, wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        main([option, wrong])
    assert ended.value.code == 2
    errors = capsys.readouterr().err
    assert option in errors
    assert {"--base-url": "EXPLAINER_URL", "--app-url": "APP_URL"}[option] in errors
    assert "such as https://example.org" in errors


def test_what_the_environment_says_is_refused_by_its_name(monkeypatch, capsys):
    monkeypatch.setenv("EXPLAINER_URL", "example.org")
    with pytest.raises(SystemExit):
        main([])
    assert "EXPLAINER_URL" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "meant"),
    {
        "": "",
        " https://example.org/canales/ ": "https://example.org/canales",
        "http://localhost:8501": "http://localhost:8501",
        "http://[::1]:8501/a": "http://[::1]:8501/a",
        "https://ñandú.example/año": "https://ñandú.example/año",
        "HTTPS://Example.org/A&b": "https://Example.org/A&b",
    }.items(),
)
def test_a_whole_address_is_taken(said, meant):
    assert whole_address(said) == meant


def test_a_page_is_cited_at_its_address_or_by_title_and_date(edition: Path):
    """Without a script: built for an address, served at one, or in a folder that has none."""
    edition_page = EditionPage("omnichannel", "es")
    html = (edition / edition_page.folder / FILE).read_text("utf-8")

    def cited(page: str) -> list[str]:
        lines = re.findall(r"<p>(?:APA|ABNT): .*?(?=<p>|</div>)", page)
        unseen = rf"{UNKNOWN_ADDRESS}.*?</span>\.?</span>"
        lines = [re.sub(unseen, "", one) for one in lines]
        return [" ".join(re.sub("<[^>]*>", "", one).split()) for one in lines]

    apa, abnt = cited(html)
    assert apa.endswith(f"{edition_page.words('site.title.omnichannel')}.")
    assert "Disponible" not in apa + abnt
    assert "./" not in apa + abnt
    address = f"{ROOT}{edition_page.folder}"
    for whole in (with_known_address(html, edition_page, ROOT), _alone(Site(ROOT), edition_page)):
        apa, abnt = cited(whole)
        assert apa.endswith(f". {address}")
        assert f"Disponible en: {address}. Consultado el" in abnt
        assert UNKNOWN_ADDRESS not in whole
    assert f'data-page="{address}"' in _alone(Site(ROOT), edition_page)


def _alone(site: Site, edition_page: EditionPage) -> str:
    """Return one page of an edition for a site."""
    (page,) = [
        candidate
        for candidate in edition_pages(site)
        if (candidate.name, candidate.language) == (edition_page.name, edition_page.language)
    ]
    return str(_main(page, run_store.RunStore(run_store.load())))


def test_a_build_knows_no_streamlit():
    code = (
        "import sys\nfrom explainer.reading_edition import __main__\n"
        "assert 'streamlit' not in sys.modules and 'plotly' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize(
    ("rules", "left"),
    {
        "/* x */ .a, .b:not(.c) { color: red }": ".b{color:red}",
        "@media print { .d { top: 0 } } p { left: 0.50rem }": "p{left:.50rem}",
        '[data-testid="x"] p, p[data-kind="x"] { left: 0 }': 'p[data-kind="x"]{left:0}',
        ".b:not(.e > p, .a):is(p, .e, ol) , :is(.a) p { top: 0 }": ".b:not(.e>p):is(p,.e){top:0}",
        "#one p, #two p { top: 0 } :root { top: 0 }": "#one p{top:0}:root{top:0}",
        ".made, .sought, .e::before { top: 0 }": ".made,.e::before{top:0}",
        "p:has(> .e), p:has(.a) { top: 0 }": "p:has(>.e){top:0}",
        "@container (min-width: 9rem) { p { top: 0 } } p { top: 0 }": "p{top:0}",
        "p { top: 0; container-type: inline-size; }": "p{top:0}",
        "div.b, p.b, p.made { top: 0 }": "div.b,p.made{top:0}",
        "@media (forced-colors:  active) { .b { top: 0 } } p { left: 0 }": "p{left:0}",
        "@keyframes go { from { top: 0 } }": "@keyframes go{from { top: 0 }}",
    }.items(),
)
def test_a_rule_stays_only_where_something_may_wear_it(rules, left):
    rules = rules.replace("made", "ec-made").replace("sought", "ec-sought")
    html = '<div class="b e" id="one"><p data-kind="x">a</p></div>'
    found = used(html, "one.className = 'ec-made'; find('.ec-sought')")
    assert used_rules(rules, found) == left.replace("made", "ec-made")


def test_what_is_for_paper_and_for_forced_colours_stands_in_files_of_its_own():
    """Nothing waits for them: they are named at the end of the page, for their media alone."""
    found = used('<div class="ec-table"><ul class="ec-footer"><li>a</ul></div>')
    paper, contrast = (shared_rules(name, [found]) for name in ("print", "contrast"))
    assert ".ec-footer{display:none!important}" in paper
    assert "--ec-paper:#fff" in paper
    assert "Highlight" not in paper + page_style(found, "")
    assert ".ec-lessons" not in paper + contrast
    assert "ec-dots" not in contrast
    assert "ec-dots" in shared_rules(
        "contrast", [found, used('<p class="stApp ec-dots"><a href="b" aria-current>c</a>')]
    )


@each_page
def test_files_of_style_come_last(edition: Path, edition_page: EditionPage):
    html = (edition / edition_page.folder / FILE).read_text("utf-8")
    links = re.findall(r'<link rel="stylesheet" media="([^"]+)" href="([^"]+)">', html)
    assert [media for media, _ in links] == ["print", "(forced-colors: active)"]
    assert html.count("stylesheet") == len(links)
    assert html.index('rel="stylesheet"') > html.index("</footer>")
    assert "@media print" not in html


def test_a_variable_has_the_same_short_name_on_every_page_and_in_every_file(edition: Path):
    names = [short(f"--ec-{name}") for name in ("paper", "ink", "multichannel-fill")]
    assert all(re.fullmatch("--[A-Za-z]{1,2}", one) for one in names)
    assert len(set(names)) == len(names)
    files = [*edition.rglob("*.html"), *(edition / ASSETS).glob("*.[cj]s*")]
    assert not [one for one in files if "--ec-" in one.read_text("utf-8")]
    assert all(f"{one}:" in (edition / FILE).read_text("utf-8") for one in names[:2])
    assert short("--ec-unknown") == "--ec-unknown"


def test_a_variable_stays_only_where_something_reads_it():
    whole = page_style(
        used('<div class="ec-note" style="color:var(--ec-edge)">a</div>'), "../read/"
    )
    assert "--ec-edge:" in whole
    assert "--ec-own_a" not in whole
    assert whole.count("{") == whole.count("}")
    assert "../read/figtree-latin-wght-normal.woff2" in whole
    assert "latin-ext" not in whole
    assert "latin-ext" in page_style(used("<p>\u0159</p>"), "")


def test_a_drawing_that_comes_twice_is_drawn_once():
    inner = f'<path d="{"M1.0 2.5 " * 60}"/>'
    page = shared_drawings(f'<svg class="a">{inner}</svg><svg class="b">{inner}</svg>')
    assert page.count("<path") == 1
    assert page.count("<use") == 2
    assert "M1 2.5" in page
    assert shared_drawings("<svg><path/></svg>") == "<svg><path/></svg>"


def test_the_parts_of_houses_and_stars_are_drawn_once():
    def star(left):
        return f'<polygon class="ec-spark" points="{left},1 {left + 5},5" fill="red"/>'

    standing = f'<g><path d="{"M1.0 2.5 " * 60}"/></g>'
    walks = [f'<g class="ec-walk">{star(left)}</g>' for left in (1, 3)]
    houses = "".join(f"<svg><title>a</title><desc>b</desc>{standing}{one}</svg>" for one in walks)
    page = shared_drawings(houses)
    assert page.count("<path") == page.count("<polygon") == 1
    assert page.count("<title>") == 2
    assert re.findall(r'<use class="ec-spark" href="#star-0" x="(\d)" y="1"/>', page) == ["1", "3"]
    assert '<polygon id="star-0" points="0,0 5,4" fill="red"/>' in page


def test_a_shape_that_stands_in_many_places_is_drawn_once():
    """Where it stands is said by the reference, also what was moved or scaled."""
    positions = [(10, 20), (30.5, 40), (7, 8), (1, 2)]
    look = ' fill="var(--ec-card)" stroke="var(--ec-ink)" stroke-width="1.8"'
    drawn = {
        "path": '<path d="M{x} {y}h8v9h-8zm2 3h4"{look}/>',
        "moved": '<path transform="translate({x} {y})" d="M0 5L5 0h8v10H5z"{look}/>',
        "rect": '<rect x="{x}" y="{y}" width="11" height="9.5"{look}/>',
        "circle": '<circle cx="{x}" cy="{y}" r="11"{look}/>',
        "group": '<g style="color:red"><g transform="translate({x} {y}) scale(0.9)"{look}>'
        '<path d="M0 0L5 5"/></g></g>',
    }
    once = {
        "path": f'<path id="s0" d="M0 0h8v9h-8zm2 3h4"{look}/>',
        "moved": f'<path id="s0" d="M0 5L5 0h8v10H5z"{look}/>',
        "rect": f'<rect id="s0" width="11" height="9.5"{look}/>',
        "circle": f'<circle id="s0" r="11"{look}/>',
        "group": f'<g id="s0" transform="scale(0.9)" style="color:red"{look}>'
        '<path d="M0 0L5 5"/></g>',
    }
    for kind, shape in drawn.items():
        many = [shape.format(x=x, y=y, look=look) for x, y in positions]
        uses = "".join(f'<use href="#s0" x="{x}" y="{y}"/>' for x, y in positions)
        assert shared_shapes("".join(many)) == (uses, once[kind])
        assert shared_shapes(many[0]) == (many[0], ""), "one alone stays where it is"


def test_walls_of_one_kind_are_one_shape():
    walls = "".join(
        f'<path d="M10.5 {y}V{y + 5.2}M30 {y}V{y + 5.2}M41 {y}V{y + 5.2}"/>'
        for y in range(1, 80, 8)
    )
    page = shared_drawings(f'<svg><g stroke="red">{walls}</g></svg>')
    assert '<path id="s0" d="M0 0v5.2m19.5-5.2v5.2m11-5.2v5.2"/>' in page
    assert page.count("<path") == 1
    assert page.count('<use href="#s0" x="10.5"') == 10


@pytest.mark.parametrize(
    "shape",
    [
        '<path d="M1 2L3 4V5H6" stroke="red" stroke-width="2.2" class="a"/>',
        '<path d="M1 2h3v4" transform="rotate(3 1 2)" stroke="red" class="a"/>',
        '<rect x="1" y="2" width="3" height="4" transform="rotate(3 1 2)"/>',
        '<circle class="ec-stop" data-at="0.3" cx="1" cy="2" r="3" fill="red"/>',
        '<g transform="translate(1 2)" fill="red"><g class="ec-walker"><path d="M0 0"/></g></g>',
    ],
)
def test_what_is_not_the_same_elsewhere_stays(shape):
    """Ways to absolute places, what turns about one, and what the player of a stage looks for."""
    assert shared_shapes(shape * 9) == (shape * 9, "")


def test_a_number_in_a_drawing_is_shortened_and_its_words_are_not():
    page = shared_drawings(
        '<svg><rect x="1.50" y="2.0" width="3" height="4"/><text>6.0 $1.50</text></svg>'
    )
    assert page == '<svg><rect x="1.5" y="2" width="3" height="4"/><text>6.0 $1.50</text></svg>'


def test_a_bar_begins_at_the_left_unless_it_is_said():
    bar = '<i style="{}"></i>'
    for long, tightened in {
        "left:0.0%;width:12.0%": "width:12%",
        "left:0.0%;width:6.3%": "width:6.3%",
        "left:40.0%;width:100.0%": "left:40.0%;width:100%",
        "left:0.0%;width:0.0%;display:none": "width:0%;display:none",
    }.items():
        assert minified(bar.format(long)) == bar.format(tightened)
    assert (
        minified('<span class="ec-bar-track" aria-hidden="true">') == '<span class="ec-bar-track">'
    )
    assert minified("<p>12.0% min-width:2px</p>") == "<p>12.0% min-width:2px</p>"


def test_ends_that_html_lets_one_leave_out_are_left_out():
    page = "<ul>\n<li>a\n</li>\n<li>b c</li></ul>\n<p>d\ne</p> <b>f</b>"
    assert minified(page) == "<ul><li>a<li>b c</ul><p>d\ne</p> <b>f</b>"
    assert minified("<div><p>a</p><p>b</p>c<p>d</p></div>") == "<div><p>a<p>b</p>c<p>d</div>"


def test_bars_are_named_by_their_caption():
    bars = '<div role="group" aria-label="a"><p class="ec-bars-caption">{}</p></div>'
    same = '<div role="group" aria-labelledby="b{0}"><p class="ec-bars-caption" id="b{0}">a</div>'
    assert minified(bars.format("a") * 2) == same.format(0) + same.format(1)
    assert 'aria-label="a"' in minified(bars.format("b"))


def test_the_script_is_one_file_without_modules():
    whole = script(WHOLE)
    assert not re.search(r"^(import|export)\b", whole, re.M)
    assert whole.count('"use strict";') == 1
