"""A choice that the knowledge base does not hold: it is kept as the person said it, under an id of its own."""
from __future__ import annotations

# Stands among the ids of `picked`; the words themselves are in `chosen`.
OWN = "own-words"


def kept(answers: dict) -> str:
    """The words in which they told what they have chosen; "" where none may be kept."""
    return (answers.get("chosen") or {}).get("words", "")
