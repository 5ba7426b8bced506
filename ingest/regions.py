"""Which parts of a picture are worth a second look for text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest import thresholds
from ingest.boxes import Box

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a picture in its pixels, and the factor by which to scale it."""

    left: float
    top: float
    right: float
    bottom: float
    factor: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in the part."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    @property
    def area(self) -> float:
        """Its pixels."""
        return (self.right - self.left) * (self.bottom - self.top)

    def belongs_with(self, other: Part) -> bool:
        """Whether looking at both together costs hardly more than looking at each."""
        joined = self.joined(other)
        apart = self.area * self.factor**2 + other.area * other.factor**2
        return joined.area * joined.factor**2 <= thresholds.JOINING_COST * apart

    def joined(self, other: Part) -> Part:
        """The smallest part that holds both, at the larger scale."""
        return Part(
            min(self.left, other.left), min(self.top, other.top),
            max(self.right, other.right), max(self.bottom, other.bottom),
            max(self.factor, other.factor),
        )  # fmt: skip

    def stretched(self, across: float, down: float) -> Part:
        """The same part of a larger picture; the factor now leads from there to the same scale."""
        most = (thresholds.SECOND_LOOK_PIXELS / max(self.area * across * down, 1.0)) ** 0.5
        factor = min(1.0, self.factor / max(across, down), most)
        return Part(self.left * across, self.top * down, self.right * across, self.bottom * down, factor)


def parts_to_look_at(hints: Sequence[Box], small: Pixels) -> list[Part]:
    """The parts of the small picture around hints of text, and its plain edges where there is ink."""
    import cv2

    height, width = small.shape[:2]
    around = [_around(box, width, height) for box in hints if box.height < thresholds.LARGE_BOX]
    # A tenth of the time of NumPy's mean.
    grey = np.asarray(cv2.transform(small, np.full((1, 3), 1 / 3, np.float32)), np.float32)
    covered = np.zeros((height, width), bool)
    for part in around:
        covered[int(part.top) : int(part.bottom), int(part.left) : int(part.right)] = True
    return _joined([*around, *_inked_edges(grey, covered)])


def _around(box: Box, width: int, height: int) -> Part:
    """The surroundings of a line; of a scrap, the whole band of the picture in which its line may run."""
    least, most = thresholds.SECOND_LOOK_SCALES
    factor = min(max(thresholds.SECOND_LOOK_HEIGHT / box.height, least), most)
    corners = box.corners()
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    is_level = right - left >= bottom - top
    is_narrow = box.height < thresholds.NARROW_HEIGHT and right - left < thresholds.NARROW_WIDTH * width
    if is_level and (box.height < thresholds.SCRAP_HEIGHT or is_narrow):
        across = down = thresholds.SCRAP_REACH
        left, right = 0, width
    else:
        along, aside = (box.height * reach for reach in thresholds.SECOND_LOOK_REACHES)
        across, down = (along, aside) if is_level else (aside, along)
    return Part(
        float(max(0, left - across)), float(max(0, top - down)),
        float(min(width, right + across)), float(min(height, bottom + down)), factor,
    )  # fmt: skip


def _joined(parts: Sequence[Part]) -> list[Part]:
    done: list[Part] = []
    for part in parts:
        whole = part
        while touching := [other for other in done if other.belongs_with(whole)]:
            for other in touching:
                done.remove(other)
                whole = whole.joined(other)
        done.append(whole)
    return done


def _inked_edges(grey: NDArray[np.floating], covered: NDArray[np.bool_]) -> list[Part]:
    height, width = grey.shape
    found = []
    factor = thresholds.SECOND_LOOK_SCALES[1]
    for turns in range(4):
        turned, known = np.rot90(grey, turns), np.rot90(covered, turns)
        rows = plain_rows(turned)
        if rows and _has_ink(turned[:rows], known[:rows]):
            sides = {0: (0, 0, width, rows), 1: (width - rows, 0, width, height),
                     2: (0, height - rows, width, height), 3: (0, 0, rows, height)}  # fmt: skip
            found.append(Part(*sides[turns], factor))
    return found


def plain_rows(grey: NDArray[np.floating]) -> int:
    """How many rows at the top share one plain ground, words on it included."""
    ground = float(np.median(grey[:3]))
    share = (np.abs(grey - ground) <= thresholds.EDGE_TOLERANCE).mean(axis=1)
    plain = np.flatnonzero(share >= thresholds.EDGE_SHARE)
    if not plain.size or plain[0] > 2:
        return 0
    gaps = np.flatnonzero(np.diff(plain) > thresholds.EDGE_GAP)
    return int(plain[gaps[0]] if gaps.size else plain[-1]) + 1


def _has_ink(edge: NDArray[np.floating], known: NDArray[np.bool_]) -> bool:
    inner = edge[:-2] if len(edge) > 4 else edge  # the last rows blend into the photograph
    ink = (np.abs(inner - float(np.median(edge[:3]))) > thresholds.INK_CONTRAST) & ~known[: len(inner)]
    return float(ink.mean()) > thresholds.INK_SHARE
