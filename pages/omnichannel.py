"""What the omnichannel strategy is, told in a minute."""

from explainer.view.story import strategy_page

strategy_page("omnichannel")
