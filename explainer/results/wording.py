"""How names are strung together inside a sentence."""

from collections.abc import Sequence

from content import Texts


def joined(names: Sequence[str], texts: Texts) -> str:
    """Return names as a list in words: "one", "one and two", "one, two and three"."""
    if len(names) < 2:
        return "".join(names)
    return texts("results.list", some=", ".join(names[:-1]), last=names[-1])


def quoted(names: Sequence[str], texts: Texts) -> str:
    """Return names that are no words of the sentence, each in quotation marks, as a list."""
    return joined([texts("results.quoted", name=name) for name in names], texts)


def capital(sentence: str) -> str:
    """Begin a sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]
