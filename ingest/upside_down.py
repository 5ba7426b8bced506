"""Captions on pictures that stand on their head, or were scanned on the other side: lines read backwards.

A line that runs down the picture is cut along its length, so all that is left to tell is which end is its
beginning. Only pictures whose boxes gave nothing believable are asked, all of a batch at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.model import Line
from ingest import judge, thresholds
from ingest.boxes import Box
from ingest.reading import PageReading

Pixels = NDArray[np.uint8]

# Angles of boxes are between -45 and 135 degrees: beyond this a line runs down rather than across.
SIDEWAYS = 45


def is_sideways(boxes: Sequence[Box]) -> bool:
    """Whether the lines in these boxes run down the picture, most of them by length."""
    down = sum(box.width for box in boxes if box.angle > SIDEWAYS)
    return 2 * down > sum(box.width for box in boxes)


def from_the_side(box: Box, width: int) -> Box:
    """A box of the picture turned a quarter anticlockwise, in the picture of that width itself."""
    return Box(width - box.y, box.x, box.width, box.height, box.angle + 90, box.score)


def may_be(boxes: Sequence[Box], spoken: Sequence[Line], reading: PageReading) -> bool:
    """Whether a picture with text in these boxes is worth reading the other way round.

    `spoken` are its lines as they were read, `reading` what was believed of them.
    """
    if not any(box.width >= thresholds.TURNED_SHAPE * box.height for box in boxes):
        return False
    if reading.outcome != "text" or (reading.confidence or 0) < thresholds.TURNED_CONFIDENCE:
        return True
    said = sum(judge.letters(line.text) for line in spoken)
    return judge.letters(reading.text) < thresholds.TURNED_SHARE * said


def turned(crops: Sequence[Pixels]) -> list[Pixels]:
    """The crops upside down, last line first: as they follow each other when the picture is turned."""
    return [np.ascontiguousarray(np.rot90(crop, 2)) for crop in reversed(crops)]


def turned_box(box: Box) -> Box:
    """The same box with the text running the other way."""
    return Box(box.x, box.y, box.width, box.height, box.angle + 180, box.score)


def is_better(other: PageReading, reading: PageReading) -> bool:
    """Whether the reading upside down is the true one: believed, sure, and clearly surer or longer."""
    sure = other.confidence or 0
    read, before = judge.letters(other.text), judge.letters(reading.text)
    if other.outcome != "text" or sure < thresholds.TURNED_CONFIDENCE or read < thresholds.SHORT_LINE:
        return False
    surer = sure > (reading.confidence or 0) + thresholds.CLEARLY_SURER and 2 * read > before
    return reading.outcome != "text" or read > 2 * before or surer
