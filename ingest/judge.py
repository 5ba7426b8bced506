"""Believing what was read: text, unsure, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.model import Line
from ingest import thresholds
from ingest.reading import PageReading


def caption(reading: PageReading, found: Sequence[Line]) -> PageReading:
    """The reading of a photograph: each line stands for itself."""
    spoken = [line for line in found if letters(line.text)]
    kept = [line for line in spoken if line.confidence >= needed(line.text)]
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
