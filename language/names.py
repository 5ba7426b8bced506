"""Names of persons: find them in a text, take them apart, compare them."""

from __future__ import annotations

from language.persons import NameSpan, PersonName, full

__all__ = ["NameSpan", "PersonName", "find", "full", "match", "parse", "variants"]


def find(text: str) -> tuple[NameSpan, ...]:
    """The names of persons in `text`, in order."""
    return ()


def parse(text: str) -> PersonName:
    """The parts of the name that `text` is, in the nominative."""
    words = text.split()
    return PersonName(*words[:3])


def match(a: str, b: str) -> float:
    """How surely `a` and `b` name the same person: 0..1, from 0.5 they do."""
    return float(a.casefold() == b.casefold())


def variants(name: PersonName) -> tuple[str, ...]:
    """Other spellings of the name: Russian, Latin, with initials."""
    return ()
