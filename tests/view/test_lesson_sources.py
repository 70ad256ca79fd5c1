"""What is said under a figure of the run that it is of."""

import pytest

from content.words import load_words
from explainer.reading.lessons.lesson_sources import seen_from
from simulations import Scenario

PT = load_words("pt")


@pytest.mark.parametrize(
    ("b", "ramp", "told"),
    [
        ("omnichannel", 52, "Nela, a integração leva um ano para funcionar por completo."),
        ("cross_channel", 13, "Nela, a integração leva 13 semanas para funcionar por completo."),
        ("omnichannel", 0, "Nela, a integração funciona por completo desde o primeiro dia."),
        ("multichannel", 52, "acompanhadas durante um ano."),
    ],
)
def test_two_runs_of_the_same_companies_say_how_soon_the_integration_works(b, ramp, told):
    run = Scenario().with_preset("a", "single").with_preset("b", b)
    assert seen_from(run.with_values({"b.ramp_weeks": ramp}), PT).endswith(told)
