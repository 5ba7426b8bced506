"""Boxes of text as plain geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest import thresholds


@dataclass(frozen=True, slots=True)
class Box:
    """One piece of text as a rectangle along its own angle, in pixels of the picture that was looked at.

    `width` runs along the words; `angle` is in degrees, clockwise, between -45 and 135; `score` 0..1.
    """

    x: float
    y: float
    width: float
    height: float
    angle: float
    score: float

    def stretched(self, across: float, down: float) -> Box:
        """The same box in a picture that is as many times as wide and as high (the two differ little)."""
        level = abs(np.cos(np.radians(self.angle))) > 0.7
        along, upright = (across, down) if level else (down, across)
        return Box(
            self.x * across, self.y * down, self.width * along, self.height * upright, self.angle, self.score
        )

    def moved(self, right: float, down: float) -> Box:
        """The same box, elsewhere."""
        return replace(self, x=self.x + right, y=self.y + down)

    def rotated(self) -> tuple[tuple[float, float], tuple[float, float], float]:
        """The box as OpenCV writes rectangles: middle, size, angle."""
        return (self.x, self.y), (self.width, self.height), self.angle

    def corners(self) -> NDArray[np.float32]:
        """Top left, top right, bottom right, bottom left of the text, shape (4, 2)."""
        along = np.array([np.cos(np.radians(self.angle)), np.sin(np.radians(self.angle))]) * self.width / 2
        down = np.array([-np.sin(np.radians(self.angle)), np.cos(np.radians(self.angle))]) * self.height / 2
        centre = np.array([self.x, self.y])
        points = [centre - along - down, centre + along - down, centre + along + down, centre - along + down]
        return np.array(points, np.float32)


def along_the_words(box: Box) -> Box:
    """Words run along the longer side; the angle is brought between -45 and 135 degrees."""
    width, height, angle = box.width, box.height, box.angle
    if height > width:
        width, height, angle = height, width, angle + 90
    angle = (angle + 45) % 180 - 45
    return Box(box.x, box.y, width, height, angle, box.score)


def kept_apart(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, those of lines that are set closely no higher than half way to the next line.

    The detector's boxes grow by a share of their height: they would show the feet of the line above.
    """
    return [_between_neighbours(box, boxes) for box in boxes]


def _between_neighbours(box: Box, others: Sequence[Box]) -> Box:
    turn = np.radians(box.angle)
    across, down = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    up = low = box.height / 2
    for other in others:
        offset = np.array([other.x - box.x, other.y - box.y])
        aside, below = abs(float(offset @ across)), float(offset @ down)
        beside = (
            aside < (box.width + other.width) / 2 and abs(other.angle - box.angle) < thresholds.SAME_ANGLE
        )
        if not beside or abs(below) < thresholds.NEXT_LINE * min(box.height, other.height):
            continue
        share = abs(below) * box.height / (box.height + other.height)
        up, low = (min(up, share), low) if below < 0 else (up, min(low, share))
    x, y = np.array([box.x, box.y]) + down * (low - up) / 2
    return replace(box, x=float(x), y=float(y), height=up + low)
