"""The order in which boxes of text are read: caption by caption, column by column, line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ingest import lines, thresholds
from ingest.boxes import Box


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box, and where it lies in a frame that is level with the words."""

    box: Box
    left: float
    top: float
    right: float
    bottom: float


Ends = Callable[[_Placed], tuple[float, float]]


def in_reading_order(boxes: Sequence[Box]) -> list[Box]:
    """The boxes as a person reads them: what stands together first, of that columns, of those rows."""
    if not boxes:
        return []
    angle = np.radians(float(np.median([box.angle for box in boxes])))
    across, down = (np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))
    placed = []
    for box in boxes:
        x, y = (float(np.dot((box.x, box.y), axis)) for axis in (across, down))
        wide, high = box.width / 2, box.height / 2
        placed.append(_Placed(box, x - wide, y - high, x + wide, y + high))
    return _ordered(placed, float(np.median([box.height for box in boxes])))


def _ordered(placed: Sequence[_Placed], height: float) -> list[Box]:
    for ends, gap, is_block in (
        (_up_and_down, thresholds.BLOCK_GAP, _is_anything),
        (_left_and_right, thresholds.COLUMN_GAP, _is_column),
    ):
        parts = _cut(placed, ends, gap * height)
        if len(parts) > 1 and all(is_block(part, height) for part in parts):
            return [box for part in parts for box in _ordered(part, height)]
    return [box for row in lines.rows([one.box for one in placed]) for box in row.boxes]


def _cut(placed: Sequence[_Placed], ends: Ends, gap: float) -> list[list[_Placed]]:
    """The boxes in groups with more than the gap between them."""
    groups: list[list[_Placed]] = []
    reach = float("-inf")
    for one in sorted(placed, key=ends):
        begin, end = ends(one)
        if begin - reach > gap:
            groups.append([])
        groups[-1].append(one)
        reach = max(reach, end)
    return groups


def _up_and_down(one: _Placed) -> tuple[float, float]:
    return one.top, one.bottom


def _left_and_right(one: _Placed) -> tuple[float, float]:
    return one.left, one.right


def _is_anything(part: Sequence[_Placed], height: float) -> bool:
    return True


def _is_column(part: Sequence[_Placed], height: float) -> bool:
    """Whether lines of it are long: short ones side by side are the cells of a table."""
    return max(one.right - one.left for one in part) > thresholds.COLUMN_WIDTH * height
