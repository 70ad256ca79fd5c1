"""Addresses for words that are looked at without a site around them."""

from explainer.reading.page_links import PageLinks

PAGE_LINKS = PageLinks(
    page=lambda name, anchor="", **_: f"./{name}#{anchor}",
    run=lambda _: "./simulator",
    permalink=lambda name: f"./{name}",
)
