"""Names that only the style of the edition knows, written in fewer letters."""

import re
from functools import cache
from itertools import product
from string import ascii_letters

from explainer.reading_edition.style_rules import variable_names

VARIABLE = re.compile(r"--ec-[\w-]+")
BODY, SHORT_BODY = ".stApp", ".s"
"""The class of the body that the site's rules begin with, and its second one in the edition."""


def short(text: str) -> str:
    """Return a page, a style or a script with the short names of the variables of the style."""
    return VARIABLE.sub(lambda match: _names().get(match[0], match[0]), text)


def short_rules(rules: str) -> str:
    """Return rules that name the body by its short class."""
    return rules.replace(BODY, SHORT_BODY)


@cache
def _names() -> dict[str, str]:
    """Return the short name of each variable: the same on every page, as files are shared."""
    letters = ("".join(pair) for size in (1, 2) for pair in product(ascii_letters, repeat=size))
    return {
        name: f"--{letter}" for name, letter in zip(sorted(variable_names()), letters, strict=False)
    }
