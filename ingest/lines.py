"""Lines of text cut along their own angle and made easy to read: grey, upright, dark on light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest import thresholds
from ingest.boxes import Box

Pixels = NDArray[np.uint8]


def cut(picture: Pixels, box: Box) -> Pixels:
    """The box cut out of an RGB or grey picture along its angle, its height scaled to LINE_HEIGHT."""
    import cv2

    factor = min(thresholds.LINE_HEIGHT / box.height, thresholds.LARGEST_SCALE)
    margin = thresholds.LINE_MARGIN * box.height
    region, left, top = _around(picture, box, margin)
    if factor < 1:
        region = _resized(region, factor)
        left, top, inner = left * factor, top * factor, 1.0
    else:
        inner = factor
    scale = factor / inner
    width = max(1, round((box.width + 2 * margin) * factor))
    height = max(1, round((box.height + 2 * margin) * factor))
    turn = cv2.getRotationMatrix2D((box.x * scale - left, box.y * scale - top), box.angle, inner)
    turn[:, 2] += np.array([width / 2 - (box.x * scale - left), height / 2 - (box.y * scale - top)])
    warped = cv2.warpAffine(
        region, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(warped, np.uint8)


def _around(picture: Pixels, box: Box, margin: float) -> tuple[Pixels, float, float]:
    corners = box.corners()
    reach = margin * 1.5 + 2
    left, top = np.floor(corners.min(axis=0) - reach).astype(int).clip(0)
    right, bottom = np.ceil(corners.max(axis=0) + reach).astype(int)
    return picture[top:bottom, left:right], float(left), float(top)


def _resized(picture: Pixels, factor: float) -> Pixels:
    import cv2

    height, width = picture.shape[:2]
    size = max(1, round(width * factor)), max(1, round(height * factor))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def rescaled(crop: Pixels, factor: float) -> Pixels:
    """The crop at another size."""
    return _resized(crop, factor)


def plain(crop: Pixels) -> Pixels:
    """The crop as Tesseract likes it: grey, dark letters on a light ground, a quiet border around."""
    return framed(dark_on_light(grey(crop)))


def grey(crop: Pixels) -> Pixels:
    """The crop in one channel."""
    import cv2

    return crop if crop.ndim == 2 else np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), np.uint8)


def dark_on_light(crop: Pixels) -> Pixels:
    """The grey crop, inverted when most of it is dark: letters cover less than their ground."""
    import cv2

    threshold, _ = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(255 - crop, np.uint8) if np.mean(crop > threshold) < 0.5 else crop


def framed(crop: Pixels) -> Pixels:
    """The crop with a border of its own ground: Tesseract loses letters that touch the edge."""
    ground = int(np.percentile(crop, 90))
    return np.pad(crop, thresholds.LINE_BORDER, constant_values=ground)


@dataclass(frozen=True, slots=True)
class Row:
    """Boxes that stand side by side on one line, in reading order."""

    boxes: tuple[Box, ...]


def rows(boxes: Sequence[Box]) -> list[Row]:
    """The boxes as lines from top to bottom, each from left to right, along their common angle."""
    if not boxes:
        return []
    angle = np.radians(float(np.median([box.angle for box in boxes])))
    across = np.array([np.cos(angle), np.sin(angle)])
    down = np.array([-np.sin(angle), np.cos(angle)])
    placed = sorted(boxes, key=lambda box: float(np.dot((box.x, box.y), down)))
    found: list[list[Box]] = []
    for box in placed:
        level = float(np.dot((box.x, box.y), down))
        if found and _same_row(found[-1], box, level, down):
            found[-1].append(box)
        else:
            found.append([box])
    return [Row(tuple(sorted(row, key=lambda box: float(np.dot((box.x, box.y), across))))) for row in found]


def _same_row(row: Sequence[Box], box: Box, level: float, down: NDArray[np.float64]) -> bool:
    levels = [float(np.dot((other.x, other.y), down)) for other in row]
    height = min(box.height, *(other.height for other in row))
    return abs(level - sum(levels) / len(levels)) < thresholds.SAME_ROW * height
