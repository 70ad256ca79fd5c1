"""Lessons: their words with the numbers of runs in place, their bars, answers and sheets."""
