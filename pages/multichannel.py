"""What the multichannel strategy is, told in a minute."""

from explainer.view.story import strategy_page

strategy_page("multichannel")
