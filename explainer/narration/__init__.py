"""A life in words."""
