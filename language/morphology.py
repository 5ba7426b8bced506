"""Words → their possible dictionary forms."""

from __future__ import annotations


def stems(word: str) -> tuple[str, ...]:
    """The possible dictionary forms of `word`, in lower case, most likely first, itself included."""
    return (word.lower(),)
