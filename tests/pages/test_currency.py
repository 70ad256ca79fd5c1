"""Money in labels is written as its country writes a price."""

import pytest

from content.formats import Formats
from simulations import MODEL_VERSION


@pytest.mark.parametrize(
    ("language", "country", "sign"), [("pt", "pt-BR", "R$"), ("es", "es-MX", "$")]
)
def test_labels_write_money_as_its_country_does(site, language, country, sign):
    """'Valor médio da compra (BRL)' is a code of banks; a price tag says R$."""
    for name, more in (("client", {}), ("simulator", {"settings": "market"})):
        page = site(name, lang=language, v="2", m=MODEL_VERSION, country=country, **more)
        code = Formats(country).currency
        written = [page.words, *(one.proto.body for one in page.get("markdown"))]
        written += [one.label for one in (*page.text_input, *page.button)]
        written += [one.proto.json for one in page.get("bidi_component")]
        told = " ".join(written).replace(f"· {code}", "")  # the list of countries tells them apart
        assert code not in told, (name, told[max(0, told.find(code) - 80) : told.find(code) + 20])
        assert sign in told, name
