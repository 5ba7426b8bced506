"""Letters lifted off a photograph: filled with one colour, with an outline or shadow around."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ingest import thresholds

Pixels = NDArray[np.uint8]


def is_on_picture(crop: Pixels) -> bool:
    """Whether letters of a grey or RGB crop must be told from a picture: its ground is not plain, or they
    are lighter than it and have an outline or shadow that is darker."""
    import cv2

    grey = crop if crop.ndim == 2 else np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), np.uint8)
    ground = np.asarray(cv2.medianBlur(grey, 3), np.float32)
    low, middle, high = np.percentile(np.concatenate([ground[:2], ground[-2:]]), (10, 50, 90))
    if high - low > thresholds.BUSY_GROUND:
        return True
    darkest, lightest = np.percentile(grey, (3, 97))
    return bool(min(middle - darkest, lightest - middle) > thresholds.BOTH_WAYS)


def filled_letters(crop: Pixels) -> list[Pixels]:
    """Grey images, dark letters on white, of a busy RGB crop: soft, then without blobs of the ground."""
    if _are_dark(crop):
        crop = np.asarray(255 - crop, np.uint8)
    colour = _fill_colour(crop)
    distance = np.linalg.norm(crop.astype(np.float32) - colour, axis=2)
    soft = np.clip(distance / thresholds.FILL_DISTANCE, 0, 1) * 255
    letters = _with_outline(crop, distance < thresholds.FILL_DISTANCE * 0.6, float(colour.mean()))
    clean = np.where(letters, soft, 255)
    return [soft.astype(np.uint8), clean.astype(np.uint8)]


def _are_dark(crop: Pixels) -> bool:
    """Whether the letters are dark within a light outline, rather than light within a dark one."""
    import cv2

    grey = np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), np.float32)
    darkest, middle, lightest = np.percentile(grey, (3, 50, 97))
    if min(middle - darkest, lightest - middle) < thresholds.BOTH_WAYS:
        return False
    dark, light = grey < (darkest + middle) / 2, grey > (middle + lightest) / 2
    enclosed = _enclosed(dark, light)
    is_much = enclosed > thresholds.ENCLOSED_SHARE * grey.size
    return is_much and enclosed > thresholds.MUCH_MORE * _enclosed(light, dark)


def _enclosed(inner: NDArray[np.bool_], wall: NDArray[np.bool_]) -> int:
    """How many of the inner pixels cannot be reached from the crop's edge but through the wall."""
    import cv2

    count, labels = cv2.connectedComponents((~wall).astype(np.uint8), connectivity=4)
    edges = (labels[0], labels[-1], labels[:, 0], labels[:, -1])
    is_open = np.bincount(np.concatenate(edges), minlength=count) > 0
    return int((inner & ~is_open[labels]).sum())


def _fill_colour(crop: Pixels) -> NDArray[np.float32]:
    """The colour of thin bright strokes: what a white top-hat as wide as a stroke leaves."""
    import cv2

    value = np.asarray(crop.max(axis=2), np.uint8)
    size = max(3, round(crop.shape[0] * thresholds.STROKE_WIDTH)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    strokes = np.asarray(cv2.morphologyEx(value, cv2.MORPH_TOPHAT, kernel), np.float32) + value * 0.5
    chosen = crop[strokes >= np.percentile(strokes, 93)]
    return np.asarray(np.median(chosen, axis=0), np.float32)


def _with_outline(crop: Pixels, mask: NDArray[np.bool_], level: float) -> NDArray[np.bool_]:
    """The mask without pieces whose rim is not next to something darker, and those as high as the crop."""
    import cv2

    darker = (crop.mean(axis=2) < level - thresholds.OUTLINE_CONTRAST).astype(np.uint8)
    near = cv2.dilate(darker, np.ones((7, 7), np.uint8)) > 0
    piece = mask.astype(np.uint8)
    rim = mask & (cv2.erode(piece, np.ones((3, 3), np.uint8)) == 0)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(piece, connectivity=8)
    around = np.bincount(labels[rim], minlength=count)
    outlined = np.bincount(labels[rim & near], minlength=count)
    keep = outlined >= thresholds.OUTLINED_SHARE * np.maximum(around, 1)
    keep &= stats[:, cv2.CC_STAT_HEIGHT] < crop.shape[0] * 0.97
    # Sky between letters is as bright as they are and beside their outline, but goes on beyond the crop.
    edge = np.concatenate([labels[:2].ravel(), labels[-2:].ravel()])
    keep &= np.bincount(edge, minlength=count) <= 2 * thresholds.EDGE_REACH * crop.shape[0]
    keep[0] = False
    kept: NDArray[np.bool_] = cv2.dilate(keep[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return kept
