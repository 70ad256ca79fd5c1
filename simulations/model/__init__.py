"""What happens to one shopper: population, channel choice, journeys, relationship, costs."""
