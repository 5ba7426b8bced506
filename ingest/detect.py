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

from ingest import regions, thresholds
from ingest.boxes import Box, along_the_words
from ingest.regions import Part

Pixels = NDArray[np.uint8]

_MEAN = np.array([0.485, 0.456, 0.406], np.float32) * 255
_DEVIATION = np.array([0.229, 0.224, 0.225], np.float32) * 255
"""The statistics of ImageNet with which the network was trained."""


def find_text(picture: Pixels) -> list[Box]:
    """Boxes of text in an RGB picture (height, width, 3), in its own pixels, in no order.

    A first look at the whole picture says where text may be; a second look at those parts alone, enlarged
    until the letters are high enough, says where it is. A picture without a hint of text costs one look.
    """
    return second_look(picture, first_look(picture))


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The picture at a long side of 640, and where in it there may be text."""

    small: Pixels
    hints: tuple[Box, ...]


def first_look(picture: Pixels) -> FirstLook:
    """Where in an RGB picture there may be text, roughly."""
    return _looked_at(_small(picture))


def page_look(picture: Pixels) -> FirstLook:
    """The first look at a picture that turned out to be a page: the heights of its lines decide at what size
    it is read, and are measured a little better after averaging."""
    return _looked_at(resized(picture, min(1.0, thresholds.FIRST_LOOK_SIDE / max(picture.shape[:2]))))


def _looked_at(small: Pixels) -> FirstLook:
    found = boxes_of_map(probability_map(small), thresholds.FIRST_LOOK_MASK, thresholds.FIRST_LOOK_BOX)
    return FirstLook(small, tuple(found))


def second_look(picture: Pixels, look: FirstLook) -> list[Box]:
    """The boxes of text in the picture, exactly, in its own pixels."""
    small, hints = look.small, look.hints
    parts = regions.parts_to_look_at(hints, small)
    across, down = picture.shape[1] / small.shape[1], picture.shape[0] / small.shape[0]
    large = [box.stretched(across, down) for box in hints if box.score >= thresholds.BOX_PROBABILITY
             and not any(part.holds(box.x, box.y) for part in parts)]  # fmt: skip
    closer = [box for part in parts for box in _look_closer(picture, part.stretched(across, down))]
    return distinct([box for box in large + closer if not _is_blob(box, max(picture.shape))])


def _is_blob(box: Box, long_side: int) -> bool:
    low = box.height <= thresholds.BLOB_HEIGHT * long_side
    return not low and box.width < thresholds.BLOB_SHAPE * box.height


def distinct(found: Sequence[Box]) -> list[Box]:
    """The boxes without those that a longer one covers."""
    kept: list[Box] = []
    for box in sorted(found, key=lambda box: -box.width * box.height):
        if not any(_covers(other, box) for other in kept):
            kept.append(box)
    return kept


def _covers(other: Box, box: Box) -> bool:
    import cv2

    if max(abs(other.x - box.x), abs(other.y - box.y)) > other.width + box.width:
        return False
    _, shared = cv2.rotatedRectangleIntersection(other.rotated(), box.rotated())
    return shared is not None and cv2.contourArea(shared) > thresholds.SAME_TEXT * box.width * box.height


def _look_closer(picture: Pixels, part: Part) -> list[Box]:
    left, top, right, bottom = (int(side) for side in (part.left, part.top, part.right, part.bottom))
    region = picture[top:bottom, left:right]
    if min(region.shape[:2]) < thresholds.SMALLEST_BOX:
        return []
    pad = round(thresholds.SECOND_LOOK_PADDING / part.factor)
    padded = np.pad(region, ((pad, pad), (pad, pad), (0, 0)), mode="edge")
    scaled = resized(padded, part.factor)
    found = boxes_of_map(probability_map(scaled))
    across, down = padded.shape[1] / scaled.shape[1], padded.shape[0] / scaled.shape[0]
    return [box.stretched(across, down).moved(left - pad, top - pad) for box in found]


def resized(picture: Pixels, factor: float) -> Pixels:
    """The picture at about `factor` of its size, both sides multiples of 32."""
    import cv2

    height, width = picture.shape[:2]
    size = _multiple(width * factor), _multiple(height * factor)
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, size, interpolation=way), np.uint8)


def _small(picture: Pixels) -> Pixels:
    """The picture for the first look, halved as often as it goes (a sixteenth of the time of other factors)
    and brought to its size by a cubic: of small lines the network sees one in thirty more than after the
    averaging of `resized`, whose boxes are a little more exact (measured)."""
    import cv2

    factor = min(1.0, thresholds.FIRST_LOOK_SIDE / max(picture.shape[:2]))
    height, width = picture.shape[:2]
    size = _multiple(width * factor), _multiple(height * factor)
    while factor < 0.5:
        height, width, factor = height // 2, width // 2, 2 * factor
        even = picture[: 2 * height, : 2 * width]
        picture = np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def probability_map(picture: Pixels) -> NDArray[np.float32]:
    """How likely each pixel of an RGB picture is text, 0..1; both sides are multiples of 32."""
    height, width, channels = picture.shape
    values = np.empty((1, channels, height, width), np.float32)
    for channel, (mean, deviation) in enumerate(zip(_MEAN, _DEVIATION, strict=True)):
        np.multiply(picture[..., channel], 1 / deviation, out=values[0, channel])
        values[0, channel] -= mean / deviation
    session = _session()
    answer: NDArray[np.float32] = session.run(None, {session.get_inputs()[0].name: values})[0][0, 0]
    return answer


def boxes_of_map(
    probability: NDArray[np.float32],
    mask_from: float = thresholds.MASK_PROBABILITY,
    box_from: float = thresholds.BOX_PROBABILITY,
) -> list[Box]:
    """The boxes that a probability map shows (the postprocessing of DB, Liao et al. 2020)."""
    import cv2

    mask = (probability > mask_from).astype(np.uint8)
    outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = (_box(np.asarray(outline, np.int32), probability) for outline in outlines)
    return [box for box in found if box is not None and box.score >= box_from]


def _box(outline: NDArray[np.int32], probability: NDArray[np.float32]) -> Box | None:
    import cv2

    (x, y), (width, height), angle = cv2.minAreaRect(outline)
    if min(width, height) < thresholds.SMALLEST_BOX:
        return None
    score = _mean_inside(outline, probability)
    grow = width * height * thresholds.UNCLIP_RATIO / (2 * (width + height))
    return along_the_words(Box(x, y, width + 2 * grow, height + 2 * grow, angle, score))


def _mean_inside(outline: NDArray[np.int32], probability: NDArray[np.float32]) -> float:
    import cv2

    x, y, width, height = cv2.boundingRect(outline)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [outline - np.array([x, y], np.int32)], 1)
    return float(cv2.mean(probability[y : y + height, x : x + width], inside)[0])


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
