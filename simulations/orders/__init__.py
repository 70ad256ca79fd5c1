"""Orders from a file of any layout, and what they tell about customers."""
