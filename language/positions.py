"""Who stands where, as a caption says it."""

from __future__ import annotations

from dataclasses import dataclass

from language.persons import PersonName


@dataclass(frozen=True, slots=True)
class Placed:
    """A person of a caption: offsets of the name, row and place in it counted from 1 (None: not said)."""

    start: int
    end: int
    name: PersonName
    row: int | None
    position: int | None


def find(text: str) -> tuple[Placed, ...]:
    """The persons of a caption that says who stands where, in order."""
    return ()
