"""Believing what was read: text, unsure, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from archive.model import Line
from ingest import thresholds
from ingest.reading import PageReading

_SYMBOLS = frozenset("=#%|~<>\\/{}[]_^*+")


def caption(reading: PageReading, found: Sequence[Line]) -> PageReading:
    """The reading of a photograph: each line stands for itself."""
    spoken = [line for line in found if letters(line.text)]
    sure = [line for line in spoken if line.confidence >= needed(line.text) and not is_pattern(line.text)]
    kept = [line for line in spoken if line in sure or any(_goes_on(line, other) for other in sure)]
    return _told(reading, kept) if kept else _unsure(reading, spoken)


def page(reading: PageReading, found: Sequence[Line]) -> PageReading:
    """The reading of a page of text: believed or doubted as a whole, without its scraps."""
    kept = [line for line in found if letters(line.text) and line.confidence >= thresholds.SCRAP_CONFIDENCE]
    if kept and _mean(kept) >= thresholds.LINE_CONFIDENCE:
        return _told(reading, kept)
    return _unsure(reading, [line for line in found if letters(line.text)])


def needed(text: str) -> float:
    """How sure a line must be to be believed: the shorter it is, the likelier is a chance likeness."""
    short = max(0, thresholds.SHORT_LINE - letters(text))
    return thresholds.LINE_CONFIDENCE + thresholds.SHORT_LINE_PENALTY * short


def is_pattern(text: str) -> bool:
    """Whether the text is what a row of like things looks like, as on ornaments: `VVVVV`, `O= O- OF O=`."""
    found = [letter for letter in text.casefold() if letter.isalnum()]
    most = max(map(found.count, set(found)), default=0)
    if len(found) >= thresholds.PATTERN_LETTERS and most > thresholds.PATTERN_SHARE * len(found):
        return True
    words = text.split()
    if _SYMBOLS & set(text):
        return len(words) >= thresholds.TORN_WORDS and len(found) <= 2 * len(words)
    torn = len(words) >= thresholds.PATTERN_LETTERS and len(found) < 2 * len(words)
    return torn and most > thresholds.TORN_SHARE * len(found)


def _goes_on(line: Line, sure: Line) -> bool:
    """Whether the line belongs to the caption of a sure one: as high, beside it, and half sure."""
    if line.confidence < thresholds.BESIDE_CONFIDENCE or is_pattern(line.text):
        return False
    (x, y, wide, high), (left, top, width, height) = _place(line), _place(sure)
    alike = max(high, height) <= thresholds.ALIKE_HEIGHT * min(high, height)
    return alike and abs(x - left) < (wide + width) / 2 and abs(y - top) < thresholds.NEXT_IN_CAPTION * height


def _place(line: Line) -> tuple[float, float, float, float]:
    """Middle, width and height of the line, as if the page were turned until it is level."""
    points = np.array(line.polygon).reshape(4, 2)
    along, down = points[1] - points[0], points[3] - points[0]
    width, height = float(np.hypot(*along)), float(np.hypot(*down))
    x, y = points.mean(axis=0)
    cosine, sine = along / max(width, 1e-6)
    return float(x * cosine + y * sine), float(y * cosine - x * sine), width, height


def letters(text: str) -> int:
    """How many letters and digits there are."""
    return sum(character.isalnum() for character in text)


def _told(reading: PageReading, lines: Sequence[Line]) -> PageReading:
    text = "\n".join(line.text for line in lines)
    return replace(reading, outcome="text", text=text, confidence=_mean(lines), lines=tuple(lines))


def _unsure(reading: PageReading, lines: Sequence[Line]) -> PageReading:
    shown = [line for line in lines if line.confidence >= thresholds.GARBAGE_CONFIDENCE]
    if not shown:
        return replace(reading, outcome="none")
    return replace(_told(reading, shown), outcome="unsure")


def _mean(lines: Sequence[Line]) -> float:
    weights = [max(1, letters(line.text)) for line in lines]
    return sum(line.confidence * weight for line, weight in zip(lines, weights, strict=True)) / sum(weights)
