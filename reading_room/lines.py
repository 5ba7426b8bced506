"""The text of a page line by line, each with its place on the picture. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive.model import Item, Line, Role, Text

# Below this, of 100, a word is marked as unsure: true lines are seldom below (ingest/thresholds.py).
UNSURE = 70.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: its corners, and the box around them as left, top, width, height, in pixels."""

    points: str
    box: tuple[float, float, float, float]

    @property
    def view(self) -> str:
        """The part of the page that shows the line with some paper around it, for an SVG's viewBox."""
        left, top, width, height = self.box
        pad = height * 0.35
        return f"{left - pad:.0f} {top - pad:.0f} {width + 2 * pad:.0f} {height + 2 * pad:.0f}"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line: its number on the page from 1, its words (text, whether unsure), and its place if known."""

    number: int
    text: str
    words: tuple[tuple[str, bool], ...]
    place: Place | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The current text of one role on a page. `by` are the readings or persons that it is from."""

    role: Role
    text: str
    by: tuple[str, ...]
    is_corrected: bool
    language: str
    confidence: float | None
    lines: tuple[ShownLine, ...]


def blocks(item: Item, side: str, page: int) -> list[Block]:
    """The current texts of a page of a side, one block for each role, lines numbered through."""
    here = [one for one in item.texts if (one.side, one.page) == (side, page)]
    found: list[Block] = []
    number = 1
    for role in dict.fromkeys(one.role for one in here if one.current):
        current = [one for one in here if one.current and one.role == role]
        lines = [shown for one in current for shown in _lines(one, here)]
        numbered = tuple(
            ShownLine(number + place, text, words, where, confidence)
            for place, (text, words, where, confidence) in enumerate(lines)
        )
        number += len(numbered)
        found.append(_block(role, current, numbered))
    return found


def _block(role: Role, current: Sequence[Text], lines: tuple[ShownLine, ...]) -> Block:
    confidences = [one.confidence for one in current if one.confidence is not None]
    return Block(
        role,
        "\n".join(one.text for one in current),
        tuple(dict.fromkeys(one.by for one in current)),
        any(one.by.startswith("staff:") for one in current),
        current[0].language,
        min(confidences) if confidences else None,
        lines,
    )


_Shown = tuple[str, tuple[tuple[str, bool], ...], Place | None, float | None]


def _lines(text: Text, others: Sequence[Text]) -> list[_Shown]:
    written = text.text.splitlines()
    read = text.lines or _reading(text, others)
    pairs = align(written, [line.text for line in read])
    return [
        _shown(words, read[place] if place is not None else None)
        for words, place in zip(written, pairs, strict=True)
    ]


def _reading(text: Text, others: Sequence[Text]) -> tuple[Line, ...]:
    """The lines of the newest reading with boxes that a correction was made from."""
    if not text.by.startswith("staff:"):
        return ()
    fitting = [one for one in others if one.lines and one.role == text.role]
    return fitting[-1].lines if fitting else ()


def align(written: Sequence[str], read: Sequence[str]) -> list[int | None]:
    """For each written line the place of the read line that it is: the same words, or what stands between
    the same neighbours."""
    places: list[int | None] = [None] * len(written)
    matcher = SequenceMatcher(None, list(written), list(read), autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind in ("equal", "replace"):
            for step in range(min(i2 - i1, j2 - j1)):
                places[i1 + step] = j1 + step
    return places


def _shown(text: str, line: Line | None) -> _Shown:
    if line is None:
        return text, ((text, False),), None, None
    words: tuple[tuple[str, bool], ...] = ((text, False),)
    if line.text == text:
        words = tuple((word, sure < UNSURE) for word, sure in line.words) or (
            (text, line.confidence < UNSURE),
        )
        words = words if " ".join(word for word, _ in words) == " ".join(text.split()) else ((text, False),)
    return text, words, place_of(line), line.confidence if line.text == text else None


def place_of(line: Line) -> Place | None:
    """The place of a line; None when it has none."""
    xs, ys = line.polygon[0::2], line.polygon[1::2]
    if len(xs) < 3 or len(xs) != len(ys):
        return None
    points = " ".join(f"{x:.0f},{y:.0f}" for x, y in zip(xs, ys, strict=True))
    return Place(points, (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
