"""Fitting the assumptions to what has been measured, and saying how near they came."""
