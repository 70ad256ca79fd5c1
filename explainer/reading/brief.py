"""What a page answers first: what a student can hand in, on one screen and as text to copy."""

from content import Texts
from content.cards import Work, load_cards, load_definitions
from content.html import Markup, html_list
from content.lesson_plans import load_plans
from content.references import (
    ADDRESS,
    full_reference,
    in_text_citation,
    page_references,
    unique_references,
)
from content.shared_parts import load_points
from content.words import Words
from explainer.reading import page_tools
from explainer.reading.lessons.lesson_words import Reading, linked
from explainer.reading.page_links import PageLinks

SENTENCES = ("definition", "difference", "example")
LISTS = ("advantages", "disadvantages")
WHEN = "when"
LAST_LIST = "features"
ANCHOR = "brief"
WORK = "[work]"
"""Stands for a link in words that are escaped first."""


def box(strategy: str, words: Words, links: PageLinks) -> Markup:
    """Return the summary as HTML: every sentence with an id of its own, to be linked to."""
    rows = Markup("").join(_row(strategy, part, words, links) for part in SENTENCES)
    lists = Markup("").join(_points(strategy, part, words, links) for part in LISTS)
    body = Markup(
        '<p class="ec-brief-name">{}</p><dl>{}</dl><div class="ec-brief-points">{}</div>'
        '<dl>{}</dl><div class="ec-brief-points">{}</div>'
    ).format(
        words(f"brief.{strategy}.name"),
        rows,
        lists,
        _row(strategy, WHEN, words, links),
        _points(strategy, LAST_LIST, words, links),
    )
    page = links.permalink(strategy)
    cite = page_tools.page_citation(words(f"site.title.{strategy}"), page, words)
    return _section(body, as_text(strategy, words), cite, page, strategy, words)


def lesson_box(reading: Reading) -> Markup:
    """Return what a lesson answers first: the summary of its strategy, or its own plain answer."""
    lesson, words = reading.lesson, reading.words
    plan = lesson.plan
    if plan.strategy:
        return box(plan.strategy, words, reading.links)
    page, title = reading.links.permalink(plan.id), words(f"site.title.{plan.id}")
    copied = "\n".join(
        [lesson.text("title"), "", reading.label("answer"), *_citation_lines(title, words)]
    )
    return _section(
        reading.prose("answer"),
        copied,
        page_tools.page_citation(title, page, words),
        page,
        plan.id,
        words,
    )


def _section(body: str, copied: str, cite: str, page: str, lesson: str, words: Words) -> Markup:
    """Frame an answer: its heading, the button that copies it, how to cite it, its sources."""
    label, done = words("brief.labels.copy"), words("brief.labels.copied")
    button = page_tools.copy_button(label, done, copied, page, words)
    return Markup(
        '<section class="ec-brief" id="{anchor}" tabindex="-1" aria-labelledby="brief-title">'
        '<h2 id="brief-title">{title}</h2>{body}'
        '<p class="ec-tools">{button}</p>{cite}{sources}</section>'
    ).format(
        anchor=ANCHOR,
        title=words("brief.title"),
        body=body,
        button=button,
        cite=cite,
        sources=_sources(lesson, words),
    )


def as_text(strategy: str, words: Words) -> str:
    """Return the summary as plain text, with the page's address and how to cite it."""
    lines = [words(f"brief.{strategy}.name"), ""]
    lines += [
        f"{words(f'brief.labels.{part}')}: {words(f'brief.{strategy}.{part}')}"
        for part in SENTENCES
    ]
    if work := load_definitions().get(strategy):
        lines.insert(3, _work_line(work, words))
    for part in LISTS:
        lines += _list_lines(strategy, part, words)
    lines += ["", f"{words(f'brief.labels.{WHEN}')}: {words(f'brief.{strategy}.{WHEN}')}"]
    lines += _list_lines(strategy, LAST_LIST, words)
    return "\n".join([*lines, *_citation_lines(words(f"site.title.{strategy}"), words)])


def _citation_lines(title: str, words: Words) -> list[str]:
    """Return the lines that close a copied text: how to cite the page, and its address."""
    today = page_tools.today()
    references = page_references(title, today.year, words.abnt_date(today), words)
    return ["", f"{words('brief.labels.cite')}:", *references, ADDRESS]


def _list_lines(strategy: str, part: str, texts: Texts) -> list[str]:
    ids = load_points()[strategy][part]
    items = [f"- {texts(f'brief.{strategy}.{part}.{point}')}" for point in ids]
    return ["", f"{list_heading(strategy, part, texts)}:", *items]


def list_heading(strategy: str, part: str, texts: Texts) -> str:
    """Return the heading of a list, with what it is about: it is looked for, and quoted, alone."""
    label = texts(f"brief.labels.{part}")
    return texts("brief.labels.headed", label=label, of=texts(f"brief.{strategy}.of"))


def points(strategy: str, part: str, texts: Texts, links: PageLinks) -> Markup:
    """Return a list of the summary as HTML without ids, to stand a second time on a page."""
    ids = load_points()[strategy][part]
    return html_list(linked(f"brief.{strategy}.{part}.{point}", texts, links) for point in ids)


def _row(strategy: str, part: str, texts: Texts, links: PageLinks) -> Markup:
    words = linked(f"brief.{strategy}.{part}", texts, links)
    if part == "definition":
        words += _definition_source(strategy, texts)
    return Markup('<div id="brief-{}" tabindex="-1"><dt>{}</dt><dd>{}</dd></div>').format(
        part, texts(f"brief.labels.{part}"), words
    )


def _definition_source(strategy: str, texts: Texts) -> Markup:
    """Name the work that a definition follows, with a link to it; nothing if there is none.

    The copied text names it in full, on a line of its own: a script may make that text from here.
    """
    work = load_definitions().get(strategy)
    if not work:
        return Markup()
    link = Markup('<a class="ec-cite" href="{}" rel="noreferrer">{}</a>').format(
        work.address, in_text_citation(work, texts)[1:-1]
    )
    sentence = Markup.escape(texts("brief.labels.follows", work=WORK)).replace(WORK, link)
    return Markup(' <span class="ec-follows" data-work="{}">{}</span>').format(
        _work_line(work, texts), sentence
    )


def _work_line(work: Work, texts: Texts) -> str:
    return f"{texts('brief.labels.work')}: {full_reference(work, texts)}"


def _points(strategy: str, part: str, texts: Texts, links: PageLinks) -> Markup:
    items = Markup("").join(
        Markup('<li id="brief-{}-{}" tabindex="-1">{}</li>').format(
            part, point, linked(f"brief.{strategy}.{part}.{point}", texts, links)
        )
        for point in load_points()[strategy][part]
    )
    return Markup('<div class="ec-brief-{}"><h3>{}</h3><ul>{}</ul></div>').format(
        part, list_heading(strategy, part, texts), items
    )


def _sources(lesson: str, texts: Texts) -> Markup:
    """Write in full the works that the lesson rests on, the one of its definition first."""
    cards = (load_cards()[name] for name in load_plans()[lesson].cards)
    known = [work for name, work in load_definitions().items() if name == lesson]
    works = unique_references((*known, *cards), texts)
    return Markup('<details class="ec-how"><summary>{}</summary>{}</details>').format(
        texts("brief.labels.sources"), html_list(works)
    )
