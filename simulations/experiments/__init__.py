"""Experiments built on the engine: each answers one question about a scenario."""
