"""Calibration: fit the assumptions to measured figures, and report how near the model comes."""
