"""Every threshold of reading, with where it comes from.

"Measured" means on rendered captions, pages and photographs without text of our own making, with the PP-OCRv4
detector and Tesseract 5.3, by `script/bench ocr`: real scans will differ, so change them here.
"""

from __future__ import annotations

# Opening (read.py)

READING_SIDE = 2000
"""A JPEG is decoded smaller as long as its long side keeps this: a quarter of the time for 24 MP."""

# Finding text (detect.py)

DETECTION_SIDE = 960
"""Long side in pixels for the detector: recall of lines .994, at 640 .888 (measured)."""

DETECTION_STRIDE = 32
"""The network halves its input five times: both sides are multiples of 32."""

MASK_PROBABILITY = 0.3
"""Pixels above are text: DB's own setting (Liao et al. 2020)."""

BOX_PROBABILITY = 0.5
"""Mean probability inside a box. DB uses 0.6; PaddleOCR's servers 0.5."""

UNCLIP_RATIO = 1.6
"""How far the shrunken boxes of DB grow back: offset = area x ratio / perimeter (DB 1.5, PaddleOCR 1.6)."""

SMALLEST_BOX = 3
"""Boxes with a shorter side below, in pixels at detection scale, are noise (PaddleOCR)."""

SMALL_TEXT = 13.0
"""Boxes lower than this at detection scale are looked at again at full size: CER .46 to .07 (measured)."""

# Cutting lines (lines.py)

LINE_HEIGHT = 52
"""Height of a line's box after scaling, in pixels (measured best of 36 to 64)."""

LARGEST_SCALE = 4.0
"""More enlargement adds no information: letters under 5 pixels are not read by anything."""

LINE_MARGIN = 0.12
"""Kept around a box, as a share of its height: the dots and tails of Kazakh letters reach beyond boxes."""

LINE_BORDER = 10
"""Quiet border in pixels. Tesseract's documentation asks for about 10."""

SAME_ROW = 0.5
"""Boxes whose middles are closer than this share of the lower one's height stand on one line."""

# Believing what was read (judge.py)

WORD_CONFIDENCE = 50.0
"""Words below are not indexed: precision .98, recall .93 (measured)."""

LINE_CONFIDENCE = 70.0
"""Mean of a line: keeps 97.6 % of true lines and no garbage (measured)."""
