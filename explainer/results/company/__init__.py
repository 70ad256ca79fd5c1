"""A whole company: what a difference per customer comes to, and what would make it pay."""
