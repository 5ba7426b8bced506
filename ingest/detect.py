"""Where is text? The PP-OCRv4 detector (a DB network) and the geometry of its answer."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest import thresholds

Pixels = NDArray[np.uint8]

_MEAN = np.array([0.485, 0.456, 0.406], np.float32) * 255
_DEVIATION = np.array([0.229, 0.224, 0.225], np.float32) * 255
"""The statistics of ImageNet with which the network was trained."""


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

    def scaled(self, factor: float, dx: float = 0.0, dy: float = 0.0) -> Box:
        """The same box in a picture `factor` times as large, moved."""
        return Box(
            self.x * factor + dx, self.y * factor + dy, self.width * factor, self.height * factor,
            self.angle, self.score,
        )  # fmt: skip

    def corners(self) -> NDArray[np.float32]:
        """Top left, top right, bottom right, bottom left of the text, shape (4, 2)."""
        along = np.array([np.cos(np.radians(self.angle)), np.sin(np.radians(self.angle))]) * self.width / 2
        down = np.array([-np.sin(np.radians(self.angle)), np.cos(np.radians(self.angle))]) * self.height / 2
        centre = np.array([self.x, self.y])
        points = [centre - along - down, centre + along - down, centre + along + down, centre - along + down]
        return np.array(points, np.float32)


def find_text(picture: Pixels, side: int = thresholds.DETECTION_SIDE) -> list[Box]:
    """Boxes of text in an RGB picture (height, width, 3), in its own pixels, in no order."""
    import cv2

    height, width = picture.shape[:2]
    factor = min(1.0, side / max(height, width))
    small_size = _multiple(width * factor), _multiple(height * factor)
    small = np.asarray(cv2.resize(picture, small_size, interpolation=cv2.INTER_AREA), np.uint8)
    found = boxes_of_map(probability_map(small))
    across, down = width / small_size[0], height / small_size[1]
    return [_stretched(box, across, down) for box in found]


def probability_map(picture: Pixels) -> NDArray[np.float32]:
    """How likely each pixel of an RGB picture is text, 0..1; both sides are multiples of 32."""
    values = ((picture.astype(np.float32) - _MEAN) / _DEVIATION).transpose(2, 0, 1)[None]
    session = _session()
    answer: NDArray[np.float32] = session.run(None, {session.get_inputs()[0].name: values})[0][0, 0]
    return answer


def boxes_of_map(probability: NDArray[np.float32]) -> list[Box]:
    """The boxes that a probability map shows (the postprocessing of DB, Liao et al. 2020)."""
    import cv2

    mask = (probability > thresholds.MASK_PROBABILITY).astype(np.uint8)
    outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = (_box(np.asarray(outline, np.int32), probability) for outline in outlines)
    return [box for box in found if box is not None]


def _box(outline: NDArray[np.int32], probability: NDArray[np.float32]) -> Box | None:
    import cv2

    (x, y), (width, height), angle = cv2.minAreaRect(outline)
    if min(width, height) < thresholds.SMALLEST_BOX:
        return None
    score = _mean_inside(outline, probability)
    if score < thresholds.BOX_PROBABILITY:
        return None
    grow = width * height * thresholds.UNCLIP_RATIO / (2 * (width + height))
    return _along_the_words(Box(x, y, width + 2 * grow, height + 2 * grow, angle, score))


def _mean_inside(outline: NDArray[np.int32], probability: NDArray[np.float32]) -> float:
    import cv2

    x, y, width, height = cv2.boundingRect(outline)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [outline - np.array([x, y], np.int32)], 1)
    return float(cv2.mean(probability[y : y + height, x : x + width], inside)[0])


def _along_the_words(box: Box) -> Box:
    """Words run along the longer side; the angle is brought between -45 and 135 degrees."""
    width, height, angle = box.width, box.height, box.angle
    if height > width:
        width, height, angle = height, width, angle + 90
    angle = (angle + 45) % 180 - 45
    return Box(box.x, box.y, width, height, angle, box.score)


def _stretched(box: Box, across: float, down: float) -> Box:
    # The two factors differ by less than a stride in 960 pixels: the angle stays.
    level = abs(np.cos(np.radians(box.angle)))
    along, upright = (across, down) if level > 0.7 else (down, across)
    return Box(box.x * across, box.y * down, box.width * along, box.height * upright, box.angle, box.score)


def _multiple(length: float) -> int:
    stride = thresholds.DETECTION_STRIDE
    return max(stride, round(length / stride) * stride)


@functools.cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])


def model_path() -> Path:
    """Where the detector's model lies inside the installed `rapidocr-onnxruntime`.

    Nothing of that package is imported. Raises FileNotFoundError when it or the model is not there.
    """
    found = importlib.util.find_spec("rapidocr_onnxruntime")
    folders: Sequence[str] = list((found and found.submodule_search_locations) or ())
    for folder in folders:
        path = Path(folder) / "models" / "ch_PP-OCRv4_det_infer.onnx"
        if path.is_file():
            return path
    raise FileNotFoundError("the text detection model of rapidocr-onnxruntime is not installed")
