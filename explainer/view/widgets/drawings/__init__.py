"""Drawings of which a part can be chosen, or that can be played."""
