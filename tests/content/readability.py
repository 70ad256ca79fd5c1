"""How easy a text is to read: sentences, words, syllables, and each language's own scale.

Spanish: Szigriszt-Pazos (the INFLESZ scale). Portuguese: Flesch as Martins and others adapted it.
Both give 0 (very hard) to 100 (very easy). A language without a scale is held to its sentences.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,]\d+)*")
SENTENCE_END = re.compile(r"[.!?…]+[»”\")]*\s+|\n+|:\s+(?=[«“¿¡A-ZÁÉÍÓÚÂÊÔÃÕÇ])")
LONGEST_MEAN = 18.0
"""Words in a sentence, on average, that a text may have."""

_STRONG_ES = "aeoáéóíú"
_VOWELS_ES = _STRONG_ES + "iuü"
_VOWELS_PT = "aeiouáéíóúâêôãõàü"
_STRONG_PT = "aeoáéóâêôãõàíú"


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that hold a word."""
    parts = SENTENCE_END.split(text.strip())
    return [part for part in parts if WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words and numbers of a text."""
    return WORD.findall(text)


def mean_sentence(text: str) -> float:
    """Return the words of a sentence, on average; 0 for a text without words."""
    found = sentences(text)
    return len(words(text)) / len(found) if found else 0.0


def _syllables(word: str, strong: str, every: str) -> int:
    """Count vowel groups, two where strong vowels meet; weak ones join their neighbours."""
    count, before = 0, "-"
    for letter in word:
        if letter in every and (before not in every or (letter in strong and before in strong)):
            count += 1
        before = letter if letter in every else "-"
    return max(1, count)


def syllables_es(word: str) -> int:
    """Count the syllables of a Spanish word; `que` and `gui` have a silent u."""
    return _syllables(re.sub(r"(?<=[qg])u(?=[eiéí])", "", word.lower()), _STRONG_ES, _VOWELS_ES)


def syllables_pt(word: str) -> int:
    """Count the syllables of a Portuguese word; nasal diphthongs are one, `vi-a` is two."""
    bare = re.sub(r"(?<=[qg])u(?=[aeiouáéíóâêôã])", "", word.lower())
    bare = re.sub(r"ão|ãe|õe", "ã", bare)
    rising = len(re.findall(r"(?<![aeo])[iu](?=[aoeáéóâêôã])", bare))
    return _syllables(bare, _STRONG_PT, _VOWELS_PT) + rising


def inflesz(text: str) -> float:
    """Return the Szigriszt-Pazos index of a Spanish text."""
    return _index(text, syllables_es, 206.835, 62.3, 1.0)


def flesch_martins(text: str) -> float:
    """Return the Flesch index of a Portuguese text."""
    return _index(text, syllables_pt, 248.835, 84.6, 1.015)


def _index(
    text: str, syllables: Callable[[str], int], top: float, by_syllable: float, by_word: float
) -> float:
    found = [word for word in words(text) if not word[0].isdigit()]
    if not found:
        return 100.0
    per_word = sum(map(syllables, found)) / len(found)
    return top - by_syllable * per_word - by_word * mean_sentence(text)


SCALES: Mapping[str, tuple[Callable[[str], float], float]] = MappingProxyType(
    {"es": (inflesz, 60.0), "pt": (flesch_martins, 55.0)}
)
"""By language: its index, and the least that a lesson reaches."""
