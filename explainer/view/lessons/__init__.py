"""Lessons, the quiz and the teacher's sheet."""
