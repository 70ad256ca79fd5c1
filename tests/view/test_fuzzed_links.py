"""Five thousand damaged links: nothing unreadable gets in, and nothing unreadable is repeated."""

import random
import unicodedata
from functools import cache
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode

import pytest

from content import LANGUAGES
from content.words import load_words
from explainer.view.shell import links, problems
from explainer.view.shell.sitemap import PAGES
from simulations import Problem
from simulations.scenario.problems import GIVEN_LENGTH, shorten
from tests.links.corpus import recorded, versions

MANY = 5_000
BY_SLUG = {place.slug: place for place in PAGES}
POISON = (
    "%ED%B2%80",  # half of a letter
    "%ED%A0%BD",
    "\udc80",
    "\ud83d",
    "%F0%9F",
    "%FF",
    "%E2%80%AE",  # turns the direction of writing
    "%E2%81%A6",
    "%D8%9C",
    "%00",
    "%07",
    "%0D%0A",
    "%C2%85",
    "%E2%80%A8",
    "%3Cscript%3E",
    "%25ED%25B2%2580",
    "&&",
    "==",
    "+",
)


@cache
def sound():
    """Every recorded link: page and text."""
    return [(one.page, one.link) for version in versions() for one in recorded(version)]


def damaged(number):
    """A link that something has happened to, as the names and values that a server is handed."""
    dice = random.Random(number)
    page, text = dice.choice(sound())
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text) + 1)
        match dice.randrange(5):
            case 0 | 1:
                text = text[:at] + dice.choice(POISON) + text[at:]
            case 2:
                text = text[:at] + text[at + dice.randint(1, 9) :]
            case 3:
                text = text[:at] + chr(dice.randrange(0x20, 0x3000)) + text[at + 1 :]
            case 4:  # in the middle of a value, or of a name
                parts = text.split("&")
                where = dice.randrange(len(parts))
                name, _, value = parts[where].partition("=")
                poison = dice.choice(POISON)
                parts[where] = dice.choice([f"{name}={poison}", f"{poison}{name}={value}"])
                text = "&".join(parts)
    pairs = (part.partition("=") for part in text.split("&"))
    return BY_SLUG[page], {_decoded(name): _decoded(value) for name, _, value in pairs if name}


def _decoded(text):
    """What a decoder makes of it that lets halves of letters and stray bytes pass."""
    raw = unquote_to_bytes(text.replace("+", " ").encode("utf-8", "surrogatepass"))
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "surrogateescape")


def seen(text):
    """Whether a text can be sent, and shows all that is in it."""
    text.encode("utf-8")
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return all(unicodedata.category(char) not in hidden for char in text)


def test_the_damage_brings_halves_of_letters_and_marks_of_direction():
    texts = ["".join(part for pair in damaged(n)[1].items() for part in pair) for n in range(500)]
    assert sum(any(0xD800 <= ord(c) < 0xE000 for c in text) for text in texts) > 50
    assert sum("\u202e" in text for text in texts) > 10


@pytest.mark.parametrize("turn", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_no_damaged_link_gets_anything_unreadable_in(turn):
    languages = [(load_words(code, entry.default_country)) for code, entry in LANGUAGES.items()]
    for number in range(turn, MANY, 2):
        here, query = damaged(number)
        scenario, told = links.read(query, "es-MX")
        chosen, wrong = links.read_choices(query, here)
        for problem in (*told, *wrong):
            assert len(problem.given) <= GIVEN_LENGTH, number
            for text in (problem.field, problem.given):
                assert seen(text), (number, problem)
        assert all(value in here.choices[name] for name, value in chosen.items()), number
        carried = urlencode(links.query("es", scenario, links.non_default(chosen, here)))
        again = dict(parse_qsl(carried, keep_blank_values=True))
        assert links.read(again) == (scenario, ()), number
        if told or wrong:
            words = languages[number // 2 % len(languages)]
            said = problems.report((*told, *wrong), words)
            said.encode("utf-8")
            assert "<script" not in said


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        ([1, 2], "[…]"),
        ({"a": 1}, "{…}"),
        ("a\u202eb\udc80c\x00d\ne", "a b c d e"),
        (1.5, "1.5"),
        (7, "7"),
    ],
)
def test_what_was_given_is_told_as_a_file_writes_it(given, shown):
    assert shorten(given) == shown
    assert Problem("seed", "not_a_number", shorten(given)).given == shown
