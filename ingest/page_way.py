"""Pages of text: turned, evened out, made straight, brought to a size, and read whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from archive.model import Line
from ingest import ocr, thresholds
from ingest.boxes import Box
from ingest.detect import FirstLook
from ingest.lines import grey
from ingest.tsv import Word

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]


def is_page(look: FirstLook) -> bool:
    """Whether the picture is a page of text: many lines on paper, and hardly anything else."""
    lines = [box for box in look.hints if box.width > 2 * box.height]
    if len(lines) < thresholds.PAGE_LINES:
        return False
    return _other_than_text(look.small, lines) < thresholds.PAGE_OTHER


def _other_than_text(small: Pixels, lines: Sequence[Box]) -> float:
    """The share of the picture that is neither even ground nor inside a line."""
    import cv2

    even = _evened(grey(small)).astype(np.int16)
    odd = (even < 255 - thresholds.PAGE_CONTRAST).astype(np.uint8)
    for box in lines:
        cv2.fillPoly(odd, [np.asarray(box.corners(), np.int32)], 0)
    return float(odd.mean())


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page ready to be read; `back` leads from its pixels to those of the picture it was made from."""

    image: Pixels
    back: Matrix


def read(picture: Pixels, look: FirstLook, languages: str, seconds: float, scale: float) -> tuple[Line, ...]:
    """The lines of the page. `scale` is full-size pixels per pixel of the picture. Raises OcrFailed."""
    prepared = prepare(picture, look, seconds)
    words = ocr.read_page(prepared.image, languages, seconds)
    back = np.diag([scale, scale, 1.0]) @ prepared.back
    return tuple(_line(tuple(line), back) for _, line in groupby(words, key=lambda word: word.line))


def prepare(picture: Pixels, look: FirstLook, seconds: float) -> Prepared:
    """The page upright, straight, with letters of a good size on an even ground. Raises OcrFailed."""
    page = grey(picture)
    factor = _factor(look, page)
    small, steps = _scaled(page, factor)
    small = _evened(small)
    # Tilted by more than a degree or two, a page is hard to tell from its upside down.
    angle = skew(small)
    turns = ocr.orientation(_straight(small, angle)[0], seconds) // 90
    turned, turning = _turned(small, turns)
    straight, straightening = _straight(turned, angle)
    back = np.linalg.inv(straightening @ turning @ steps).astype(np.float64)
    return Prepared(_smoothed(straight), back)


def _factor(look: FirstLook, page: Pixels) -> float:
    """What brings the lines to the height they have at about 200 dpi."""
    across = max(page.shape) / max(look.small.shape[:2])
    height = float(np.median([box.height for box in look.hints])) * across
    low, high = thresholds.PAGE_LINE_HEIGHTS
    if low <= height <= high:
        return 1.0
    return float(np.clip((low + high) / 2 / height, 0.3, 3.0))


def _scaled(page: Pixels, factor: float) -> tuple[Pixels, Matrix]:
    import cv2

    if factor == 1.0:
        return page, np.eye(3)
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    scaled = np.asarray(cv2.resize(page, None, fx=factor, fy=factor, interpolation=way), np.uint8)
    return scaled, np.diag([scaled.shape[1] / page.shape[1], scaled.shape[0] / page.shape[0], 1.0])


def _evened(page: Pixels) -> Pixels:
    """The page divided by its own ground, so that paper is white and shadows are gone."""
    import cv2

    height, width = page.shape
    size = max(1, width // 8), max(1, height // 8)
    small = np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), np.uint8)
    reach = (max(size) // 40) | 1
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((reach, reach), np.uint8)), min(255, reach * 2 + 1))
    wide = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(page, wide, scale=255), np.uint8)


def _smoothed(page: Pixels) -> Pixels:
    import cv2

    if noise(page) > thresholds.PAGE_NOISE:
        return np.asarray(cv2.medianBlur(page, 3), np.uint8)
    return np.asarray(cv2.GaussianBlur(page, (0, 0), thresholds.PAGE_BLUR), np.uint8)


def noise(page: Pixels) -> float:
    """The standard deviation of the noise in grey levels: by the median Laplacian, most being paper."""
    import cv2

    laplacian = np.abs(np.asarray(cv2.Laplacian(page, cv2.CV_32F)))
    # 0.6745: median to deviation of a normal; sqrt(20): the gain of the kernel 1 1 -4 1 1 on noise.
    return float(np.median(laplacian)) / 0.6745 / 20**0.5


def skew(page: Pixels) -> float:
    """By how many degrees the lines of a white page fall to the right: the sharpest profile of row sums.

    Within 8 degrees; lines that run down the page are found too (Postl 1986).
    """
    import cv2

    factor = min(1.0, thresholds.SKEW_SIDE / max(page.shape))
    small = cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink = np.asarray(255 - np.asarray(small, np.uint8), np.uint8)
    best = 0.0
    for step, reach in ((1.0, 8.0), (0.25, 1.0), (0.05, 0.25)):
        around = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(around, key=lambda angle: _sharpness(ink, angle)))
    return best


def _sharpness(ink: Pixels, angle: float) -> float:
    import cv2

    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR)
    sums = [np.asarray(cv2.reduce(turned, axis, cv2.REDUCE_SUM, dtype=cv2.CV_32F)).ravel() for axis in (0, 1)]
    return max(float(np.square(np.diff(profile)).sum()) for profile in sums)


def _turned(page: Pixels, turns: int) -> tuple[Pixels, Matrix]:
    """The page turned clockwise by so many quarters."""
    height, width = page.shape
    matrices = {
        0: np.eye(3),
        1: np.array([[0, -1, height], [1, 0, 0], [0, 0, 1]], float),
        2: np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], float),
        3: np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1]], float),
    }
    return np.ascontiguousarray(np.rot90(page, -turns)), matrices[turns % 4]


def _straight(page: Pixels, angle: float) -> tuple[Pixels, Matrix]:
    import cv2

    if abs(angle) < thresholds.SKEW_IGNORED:
        return page, np.eye(3)
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    straight = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,))
    return np.asarray(straight, np.uint8), np.vstack([turn, [0, 0, 1]])


def _line(words: tuple[Word, ...], back: Matrix) -> Line:
    left, top = min(word.left for word in words), min(word.top for word in words)
    right = max(word.left + word.width for word in words)
    bottom = max(word.top + word.height for word in words)
    corners = np.array([[left, top, 1], [right, top, 1], [right, bottom, 1], [left, bottom, 1]], float)
    polygon = (back @ corners.T)[:2].T.flatten()
    letters = sum(len(word.text) for word in words)
    return Line(
        " ".join(word.text for word in words),
        sum(word.confidence * len(word.text) for word in words) / letters,
        tuple(round(float(value), 1) for value in polygon),
        tuple((word.text, word.confidence) for word in words),
    )
