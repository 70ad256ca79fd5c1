"""What can be set: knobs, scenarios, links, strategies, and what can be wrong with them."""
