"""The six questions before and after, as the script that asks them is given them."""

from typing import Any

from content import Texts
from content.shared_parts import load_questions
from explainer.reading.lessons.lesson_answers import SURE

STORE = "entre-canales-questions"
WORDS = (
    *("before", "after", "sure", "see", "again", "reset", "right", "other", "kept", "missing"),
    *("result_before", "result_after", "result_sure", "later", "unkept"),
)


def questions(texts: Texts) -> dict[str, Any]:
    """Return questions and words; nothing of it is a reader's."""
    asked = [
        {
            "id": name,
            "title": texts(f"quiz.{name}.title"),
            "options": [
                [option, texts(f"quiz.{name}.options.{option}")] for option in choice.options
            ],
            "right": choice.right,
            "because": texts(f"quiz.{name}.because"),
        }
        for name, choice in load_questions().items()
    ]
    return {
        "store": STORE,
        "questions": asked,
        "sure": [[level, texts(f"lesson.sure.{level}")] for level in SURE],
        "words": {word: texts(f"quiz.words.{word}") for word in WORDS},
    }
