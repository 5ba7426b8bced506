"""Persons in one cell, a line each: «Оспанова Бақытжамал [P00001] солдан 2-орында»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.model import Depiction

# A person who types in Kazakh or Russian writes the letter Р for P.
_KNOWN = re.compile(r"(?P<name>[^\[\]|]*?)\s*\[[PР](?P<id>\d+)\]\s*\|?\s*(?P<position>.*)")
_ID = re.compile(r"P\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the person's name as it is written, their id or None, and their place in the picture."""

    name: str
    person_id: str | None = None
    position: str = ""


def written(persons: Iterable[Depiction]) -> str:
    """The persons in their order, one a line."""
    return "\n".join(line_of(one.person_id, one.name, one.position) for one in persons)


def line_of(person_id: str, name: str, position: str | None = None) -> str:
    """One person as a line of the cell, and as an entry of the drop-down."""
    return " ".join(f"{bare(name)} [{person_id}] {position or ''}".split())


def bare(name: str) -> str:
    """A name as it stands in a line: without the letters that bound it there."""
    return " ".join(re.sub(r"[\[\]|]", " ", name).split())


def read(cell: str) -> list[Line]:
    """The lines of a cell; without an id the place in the picture stands behind «|»."""
    return [_line(" ".join(line.split())) for line in cell.split("\n") if line.strip()]


def _line(text: str) -> Line:
    found = _KNOWN.fullmatch(text)
    if found:
        return Line(found["name"].strip(), f"P{found['id']}", found["position"].strip())
    name, _, position = text.partition("|")
    return Line(name.strip(), None, position.strip())


def meaning(lines: Iterable[Line]) -> str:
    """What the lines say whatever their order: who, by id where it is known, and where."""
    return "\n".join(sorted(f"{one.person_id or one.name} | {one.position}" for one in lines))


def read_meaning(text: str) -> list[Line]:
    """The lines that `meaning` wrote."""
    found = []
    for line in text.split("\n") if text else ():
        who, _, position = line.partition(" | ")
        found.append(Line("", who, position) if _ID.fullmatch(who) else Line(who, None, position))
    return found
