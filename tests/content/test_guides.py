"""The longer texts: loaded strictly, readable, the same in every language."""

import re

import pytest

from content import LANGUAGES, UnknownLanguageError
from content.guides import CODE, Part, commands, find_guides, load_guide, parts
from content.markup import find_placeholders
from content.pages import MissingPageError
from tests.content.test_prose import LONGEST_MEAN, NOT_OURS, OVERSELLING, mean_length, sentences

each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))
GUIDES = [(language, name) for language in sorted(LANGUAGES) for name in find_guides(language)]
each_guide = pytest.mark.parametrize(("language", "name"), GUIDES)


def prose(language, name):
    return "\n".join(part.text for part in parts(load_guide(language, name).body) if not part.kind)


def test_every_guide_is_there_in_every_language_with_the_same_sections():
    for language in LANGUAGES:
        assert find_guides(language) == ("guide", "model")
    for name in find_guides("es"):
        both = [load_guide(language, name) for language in sorted(LANGUAGES)]
        assert len({len(guide.sections) for guide in both}) == 1
        assert len({guide.meta["concepts"] for guide in both}) == 1
        kinds = {tuple(part.kind for part in parts(guide.body)) for guide in both}
        assert len(kinds) == 1
        places = {tuple(find_placeholders(guide.body)) for guide in both}
        assert len(places) == 1


@each_guide
def test_a_guide_is_easy_to_read(language, name):
    words = CODE.sub(r"\1", prose(language, name))
    assert mean_length(words) <= LONGEST_MEAN
    assert max(len(one.split()) for one in sentences(words)) <= 2 * LONGEST_MEAN


@each_guide
def test_a_guide_speaks_to_its_readers_and_does_not_oversell(language, name):
    words = prose(language, name)
    for pattern in (NOT_OURS[language], OVERSELLING[language]):
        assert not re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE)
    assert not re.search(r"<|>|\]\(|  |\.\.\.| [,.;:!?]|\"", words)
    assert words.count("«") == words.count("»")
    assert words.count("“") == words.count("”")
    assert language != "es" or words.count("¿") == words.count("?")


def test_prose_and_blocks_come_in_order():
    body = "Uno.\n\n```sh\npython\n\nls\n```\n\nDos `a`.\n```formula\na = b\n```"
    expected = [Part("", "Uno."), Part("sh", "python\n\nls"), Part("", "Dos `a`.")]
    assert list(parts(body)) == [*expected, Part("formula", "a = b")]
    assert commands(body) == (Part("sh", "python\n\nls"),)


@pytest.mark.parametrize("name", ["", "nothing", "../pages/home", "guide.md", "a" * 300])
def test_an_unknown_guide_is_refused(name):
    with pytest.raises(MissingPageError) as error:
        load_guide("es", name)
    assert len(str(error.value)) < 120


def test_an_unknown_language_has_no_guides():
    with pytest.raises(UnknownLanguageError):
        load_guide("fr", "guide")
    with pytest.raises(UnknownLanguageError):
        find_guides("fr")
