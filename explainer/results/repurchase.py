"""How many customers of a file of orders bought again, beside those of the simulator."""

from collections.abc import Mapping

from content.words import Words
from explainer.results.marks import Axis, Chart, Lines, Series, Side


def repurchase(orders: Mapping[int, float], simulated: Mapping[int, float], words: Words) -> Chart:
    """Draw both curves, shares from 0 to 1, over the weeks since the first purchase.

    There is at least one share of the orders. The title has both shares at the last week that both
    have; where there is none, that of the orders alone.
    """
    last = max(set(orders) & set(simulated), default=max(orders))
    values = {"week": words.integer(last), "orders": words.percent(orders[last])}
    if last in simulated:
        share = words.percent(simulated[last])
        title = words("business.orders.again.both", simulated=share, **values)
    else:
        title = words("business.orders.again.alone", **values)
    alt = words(f"business.orders.again.alt_{'both' if simulated else 'alone'}", title=title)
    series = (
        _line(words("business.orders.again.simulated"), "a", simulated, words),
        _line(words("business.orders.again.orders"), "b", orders, words),
    )
    ticks = tuple((float(week), words.integer(week)) for week in sorted(orders))
    weeks = Axis(words("business.orders.again.weeks"), ticks=ticks)
    shares = Axis(words("business.orders.again.share"), low=0.0)
    return Chart(title, alt, Lines(series, weeks, shares))


def _line(name: str, side: Side, shares: Mapping[int, float], words: Words) -> Series:
    """Draw the shares of one group, as percentages."""
    weeks = sorted(shares)
    texts = [words.percent(shares[week]) for week in weeks]
    hover = tuple(
        words("business.orders.again.hover", name=name, week=words.integer(week), share=text)
        for week, text in zip(weeks, texts, strict=True)
    )
    x, y = tuple(map(float, weeks)), tuple(100.0 * shares[week] for week in weeks)
    return Series(name, side, x, y, hover=hover, end=texts[-1] if texts else "")
