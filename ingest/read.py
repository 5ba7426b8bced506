"""The job of a worker: files in, what they say out. Never raises for a file's sake."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from archive.errors import MissingTool
from archive.model import Kind, Line
from ingest import blocks, captions, detect, doubt, judge, lines, ocr, page_way, thresholds, upside_down
from ingest.boxes import Box, kept_apart
from ingest.reading import FileReading, PageReading, ReadRequest, ReadSettings
from media import opening, thumbnail
from media.limits import Limits
from media.pixels import digest, likeness

Pixels = NDArray[np.uint8]


@dataclass(slots=True)
class _Page:
    """A page on its way: what is known, and the crops that wait for Tesseract."""

    reading: PageReading
    boxes: list[Box] = field(default_factory=list)
    crops: list[Pixels] = field(default_factory=list)
    scale: float = 1.0
    is_page: bool = False


@dataclass(slots=True)
class _File:
    reading: FileReading
    pages: list[_Page] = field(default_factory=list)


def read_batch(requests: Sequence[ReadRequest], settings: ReadSettings) -> list[FileReading]:
    """One FileReading for each request, in order.

    A file that cannot be decoded has an `error`; a page that Tesseract could not read is `unread` with the
    reason. All lines of the batch are read in one or two calls of Tesseract.
    """
    files = [_look_at(request, settings) for request in requests]
    if settings.ocr:
        _read_crops([page for file in files for page in file.pages], settings)
    return [replace(file.reading, readings=tuple(page.reading for page in file.pages)) for file in files]


def _look_at(request: ReadRequest, settings: ReadSettings) -> _File:
    kind: Kind = "document" if request.media_type == "application/pdf" else "photo"
    file = _File(FileReading(request.path, kind, metadata=_metadata(request.path)))
    try:
        for page in opening.pages(request.path, Limits(pixels=settings.pixels), thresholds.READING_SIDE):
            _look_at_page(file, page, request, settings)
    except opening.Undecodable as error:
        file.reading = replace(file.reading, error=error.reason)
    return file


def _look_at_page(file: _File, page: opening.Page, request: ReadRequest, settings: ReadSettings) -> None:
    if page.number == 1:
        file.reading = replace(file.reading, width=page.width, height=page.height)
        _write_thumbnail(page, request, settings)
        _look_at_pixels(file, page)
    kind: Kind = "document" if page.number > 1 else file.reading.kind
    file.reading = replace(file.reading, pages=page.number, kind=kind)
    if page.text:
        file.pages.append(_Page(PageReading(page.number, "text", page.text, 100.0, by="text layer")))
    elif settings.ocr and page.picture:
        file.pages.append(_looked_for_text(page, request, settings))
        if file.pages[-1].is_page:
            file.reading = replace(file.reading, kind="document")


def _look_at_pixels(file: _File, page: opening.Page) -> None:
    if page.picture is None:
        return
    seen = digest(page.picture, page.width, page.height)
    file.reading = replace(file.reading, pixels=seen, likeness=likeness(page.picture))


def _write_thumbnail(page: opening.Page, request: ReadRequest, settings: ReadSettings) -> None:
    if not request.thumbnail:
        return
    # A full disk, or a page that cannot be drawn, is no reason to lose what can be read.
    with contextlib.suppress(OSError, opening.Undecodable):
        picture = page.picture or opening.full_picture(request.path, limits=Limits(pixels=settings.pixels))
        thumbnail.write(picture, request.thumbnail, settings.thumbnail_side)


def _looked_for_text(page: opening.Page, request: ReadRequest, settings: ReadSettings) -> _Page:
    try:
        return _look_for_text(page, request, settings)
    except Exception as error:
        # OpenCV and onnxruntime raise errors of their own, also when memory runs out.
        reason = f"the search for text failed: {error or type(error).__name__}"
        return _Page(PageReading(page.number, "unread", reason=reason))


def _look_for_text(page: opening.Page, request: ReadRequest, settings: ReadSettings) -> _Page:
    assert page.picture is not None
    pixels = _rgb(page.picture)
    scale = page.width / page.picture.width
    look = detect.first_look(pixels)
    if page_way.is_page(look):
        look = detect.page_look(pixels)
        return _Page(_whole_page(page.number, pixels, look, scale, settings), is_page=True)
    boxes = _boxes_of(pixels, look)
    if scale > 1 and any(box.height < thresholds.FULL_SIZE_HEIGHT for box in boxes):
        pixels = _rgb(opening.full_picture(request.path, page.number, Limits(pixels=settings.pixels)))
        boxes, scale = [box.stretched(scale, scale) for box in boxes], 1.0
    crops = [lines.cut(pixels, box) for box in boxes]
    return _Page(PageReading(page.number, "none"), boxes, crops, scale)


def _boxes_of(pixels: Pixels, look: detect.FirstLook) -> list[Box]:
    """The boxes of text in reading order. The detector sees lines that run down a picture worse: those
    pictures are looked at once more from the side."""
    found = detect.second_look(pixels, look)
    if upside_down.is_sideways(found):
        side = np.ascontiguousarray(np.rot90(pixels))
        found = [upside_down.from_the_side(box, pixels.shape[1]) for box in detect.find_text(side)]
    return blocks.in_reading_order(kept_apart(found))


def _rgb(picture: Image) -> Pixels:
    return np.asarray(picture if picture.mode == "RGB" else picture.convert("RGB"))


def _whole_page(
    number: int, pixels: Pixels, look: detect.FirstLook, scale: float, settings: ReadSettings
) -> PageReading:
    reading = PageReading(number, "none")
    try:
        version = ocr.check(settings.languages)
        found = page_way.read(pixels, look, settings.languages, settings.tesseract_seconds, scale)
    except (ocr.OcrFailed, MissingTool, OSError) as error:
        return replace(reading, outcome="unread", reason=str(error))
    return judge.page(_signed(reading, settings, version), found)


def _metadata(path: str) -> Mapping[str, Any]:
    try:
        from media import metadata

        found: Mapping[str, Any] = metadata.read(path)
    except Exception:
        return {}
    return found


def _read_crops(pages: Sequence[_Page], settings: ReadSettings) -> None:
    """Read the waiting crops in one go; when that fails, page by page: one must not spoil the others."""
    waiting = [page for page in pages if page.crops]
    try:
        if waiting:
            _fill_in(waiting, settings)
    except (ocr.OcrFailed, MissingTool, OSError) as error:
        if len(waiting) == 1 or not isinstance(error, ocr.OcrFailed):
            for page in waiting:
                page.reading = replace(page.reading, outcome="unread", reason=str(error))
            return
        alone = replace(settings, tesseract_seconds=settings.tesseract_seconds * thresholds.ALONE_SHARE)
        for page in waiting:
            _read_crops([page], alone)


def _fill_in(waiting: Sequence[_Page], settings: ReadSettings) -> None:
    version = ocr.check(settings.languages)
    pairs = []
    for page, found in zip(waiting, _lines(waiting, settings), strict=True):
        page.reading = judge.caption(_signed(page.reading, settings, version), found)
        if upside_down.may_be(page.boxes, found, page.reading):
            pairs.append((page, _turned(page)))
    _choose(pairs, settings)


def _turned(page: _Page) -> _Page:
    boxes = [upside_down.turned_box(box) for box in reversed(page.boxes)]
    return replace(page, boxes=boxes, crops=upside_down.turned(page.crops))


def _choose(pairs: Sequence[tuple[_Page, _Page]], settings: ReadSettings) -> None:
    """Keep of each page and the same page upside down the reading that is true."""
    try:
        answers = _lines([turned for _, turned in pairs], settings)
    except ocr.OcrFailed:
        return  # the pages stay as they were read
    for (page, _), found in zip(pairs, answers, strict=True):
        other = judge.caption(page.reading, found)
        if upside_down.is_better(other, page.reading):
            page.reading = other


def _lines(pages: Sequence[_Page], settings: ReadSettings) -> list[list[Line]]:
    """The lines of each page that say something, all read together. Raises OcrFailed."""
    readings = iter(captions.read([crop for page in pages for crop in page.crops], settings))
    found = [[_line(next(readings), box, page.scale) for box in page.boxes] for page in pages]
    return [[line for line in lines_of_page if line] for lines_of_page in found]


def _line(words: doubt.Reading, box: Box, scale: float) -> Line | None:
    if not words:
        return None
    kept = tuple((word.text, word.confidence) for word in words)
    polygon = tuple(float(round(value, 1)) for value in (box.corners() * scale).flatten())
    return Line(" ".join(word.text for word in words), doubt.certainty(words), polygon, kept)


def _signed(reading: PageReading, settings: ReadSettings, version: str) -> PageReading:
    return replace(reading, language=settings.languages, by=ocr.by(version, settings.languages))
