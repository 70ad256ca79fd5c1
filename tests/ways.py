"""Addresses for words that are looked at without a site around them."""

from explainer.reading.ways import Ways

WAYS = Ways(
    page=lambda name, anchor="", **_: f"./{name}#{anchor}",
    run=lambda _: "./simulator",
    own=lambda name: f"./{name}",
)
