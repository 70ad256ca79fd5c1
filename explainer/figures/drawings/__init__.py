"""Drawings: houses, people and signs as SVG."""
