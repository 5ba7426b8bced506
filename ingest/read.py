"""The job of a worker: files in, what they say out. Never raises for a file's sake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.errors import MissingTool
from archive.model import Line
from ingest import detect, lines, ocr, thresholds
from ingest.reading import FileReading, PageReading, ReadRequest, ReadSettings
from ingest.tsv import Word
from media import opening, thumbnail
from media.limits import Limits

Pixels = NDArray[np.uint8]


@dataclass(slots=True)
class _Page:
    """A page on its way: what is known, and the crops that wait for Tesseract."""

    reading: PageReading
    boxes: list[detect.Box] = field(default_factory=list)
    crops: list[Pixels] = field(default_factory=list)
    scale: float = 1.0


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
    reading = FileReading(request.path, metadata=_metadata(request.path))
    file = _File(reading)
    try:
        for page in opening.pages(request.path, Limits(pixels=settings.pixels), thresholds.READING_SIDE):
            _look_at_page(file, page, request, settings)
    except opening.Undecodable as error:
        file.reading = replace(file.reading, error=error.reason)
    return file


def _look_at_page(file: _File, page: opening.Page, request: ReadRequest, settings: ReadSettings) -> None:
    if page.number == 1:
        file.reading = replace(file.reading, width=page.width, height=page.height)
        if request.thumbnail and page.picture:
            thumbnail.write(page.picture, request.thumbnail, settings.thumbnail_side)
    file.reading = replace(file.reading, pages=page.number, kind="document" if page.number > 1 else "photo")
    if page.text:
        file.pages.append(_Page(PageReading(page.number, "text", page.text, 100.0, by="text layer")))
    elif settings.ocr and page.picture:
        pixels = np.asarray(page.picture.convert("RGB"))
        boxes = [box for row in lines.rows(detect.find_text(pixels)) for box in row.boxes]
        crops = [lines.plain(lines.cut(pixels, box)) for box in boxes]
        scale = page.width / page.picture.width
        file.pages.append(_Page(PageReading(page.number, "none"), boxes, crops, scale))


def _metadata(path: str) -> Mapping[str, Any]:
    try:
        from media import metadata

        found: Mapping[str, Any] = metadata.read(path)
    except Exception:
        return {}
    return found


def _read_crops(pages: list[_Page], settings: ReadSettings) -> None:
    waiting = [page for page in pages if page.crops]
    try:
        version = ocr.check(settings.languages)
        crops = [crop for page in waiting for crop in page.crops]
        answers = iter(ocr.read_lines(crops, settings.languages, settings.tesseract_seconds))
    except (ocr.OcrFailed, MissingTool, OSError) as error:
        for page in waiting:
            page.reading = replace(page.reading, outcome="unread", reason=str(error))
        return
    for page in waiting:
        found = [_line(next(answers), box, page.scale) for box in page.boxes]
        page.reading = _judged(page.reading, [line for line in found if line], settings, version)


def _line(words: tuple[Word, ...], box: detect.Box, scale: float) -> Line | None:
    if not words:
        return None
    kept = tuple((word.text, word.confidence) for word in words)
    confidence = sum(word.confidence for word in words) / len(words)
    polygon = tuple(float(round(value, 1)) for value in (box.corners() * scale).flatten())
    return Line(" ".join(word.text for word in words), confidence, polygon, kept)


def _judged(reading: PageReading, found: list[Line], settings: ReadSettings, version: str) -> PageReading:
    kept = [line for line in found if line.confidence >= thresholds.LINE_CONFIDENCE]
    shown = kept or found
    if not shown:
        return reading
    return replace(
        reading,
        outcome="text" if kept else "unsure",
        text="\n".join(line.text for line in shown),
        confidence=sum(line.confidence for line in shown) / len(shown),
        language=settings.languages,
        by=ocr.by(version, settings.languages),
        lines=tuple(shown),
    )
