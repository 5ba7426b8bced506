"""PDF files as pages: the text layer where there is one, else the page drawn as a picture."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from media.limits import Limits
from media.undecodable import Undecodable

READING_DPI = 200
"""Tesseract's documentation asks for letters 20 to 30 pixels high; 10 to 12 point at 200 dpi give that."""

POINTS_PER_INCH = 72
LETTERS_OF_A_LAYER = 12
"""A scan may carry a stamped page number as its only text: fewer letters than this are no text layer."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page; `width` and `height` in pixels at 200 dpi. Has `text` (its layer) or `picture`."""

    number: int
    width: int
    height: int
    text: str
    picture: Image.Image | None


def probe(path: str | Path, limits: Limits) -> tuple[int, int, int]:
    """Width and height of the first page at 200 dpi, and the number of pages."""
    with _document(path, limits) as document:
        width, height = _size(document[0], limits)
        return width, height, len(document)


def pages(path: str | Path, limits: Limits) -> Iterator[PdfPage]:
    """The pages in order. Raises Undecodable or PDFium's errors."""
    with _document(path, limits) as document:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            width, height = _size(page, limits)
            text = _text_layer(page)
            picture = None if text else _drawn(page, READING_DPI, limits)
            yield PdfPage(number, width, height, text, picture)
            page.close()


def size(path: str | Path, number: int, limits: Limits) -> tuple[int, int]:
    """Width and height of a page at 200 dpi. Raises Undecodable when there is no such page."""
    with _document(path, limits) as document:
        if not 1 <= number <= len(document):
            raise Undecodable(f"there is no page {number}: the file has {len(document)}")
        return _size(document[number - 1], limits)


def drawn(path: str | Path, number: int, dpi: int, limits: Limits) -> Image.Image:
    """One page as an RGB picture at the resolution, or at the highest that stays within the limits."""
    with _document(path, limits) as document:
        if not 1 <= number <= len(document):
            raise Undecodable(f"there is no page {number}: the file has {len(document)}")
        return _drawn(document[number - 1], dpi, limits)


@contextlib.contextmanager
def _document(path: str | Path, limits: Limits) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        if not 1 <= len(document) <= limits.pages:
            raise Undecodable(f"{len(document)} pages are not between 1 and {limits.pages}")
        yield document
    finally:
        document.close()


def _scale(page: Any, dpi: int, limits: Limits) -> float:
    width, height = page.get_size()
    scale = dpi / POINTS_PER_INCH
    return float(min(scale, (limits.pixels / max(width * height, 1.0)) ** 0.5))


def _size(page: Any, limits: Limits) -> tuple[int, int]:
    width, height = page.get_size()
    scale = _scale(page, READING_DPI, limits)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _drawn(page: Any, dpi: int, limits: Limits) -> Image.Image:
    image: Image.Image = page.render(scale=_scale(page, dpi, limits)).to_pil()
    return image.convert("RGB")


def _text_layer(page: Any) -> str:
    layer = page.get_textpage()
    try:
        text = layer.get_text_range().replace("\r\n", "\n").replace("\x00", "").strip()
    finally:
        layer.close()
    letters = sum(character.isalpha() for character in text)
    readable = letters >= LETTERS_OF_A_LAYER and text.count("�") * 20 <= letters
    return text if readable else ""


LARGEST_ILLUSTRATION = 0.6
"""A picture that covers more of the page than this is the page itself: the PDF is a scan."""


def typed_text(path: str | Path, limits: Limits | None = None) -> str | None:
    """The text of a PDF that was typed: each page has a text layer and none is one big picture; else None."""
    with _document(path, limits or Limits()) as document:
        texts = [_typed(document[number]) for number in range(len(document))]
    return None if None in texts else "\n\n".join(text for text in texts if text)


def _typed(page: Any) -> str | None:
    from pypdfium2 import raw

    width, height = page.get_size()
    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    areas = (_area(picture.get_bounds()) for picture in pictures)
    if any(area > LARGEST_ILLUSTRATION * width * height for area in areas):
        return None
    return _text_layer(page) or None


def _area(bounds: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = bounds
    return max(0.0, right - left) * max(0.0, top - bottom)
