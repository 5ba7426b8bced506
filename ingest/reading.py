"""Plain values that cross between an ingest and its workers: what to read, and what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from archive.model import Kind, Line, Side

ReadingOutcome = Literal["text", "none", "unsure", "unread"]


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How files are to be read. `languages` is Tesseract's notation (`kaz+rus+eng`, `Cyrillic+eng`).

    `tesseract_seconds` is the limit of one Tesseract call; `pixels` the largest picture that is decoded.
    """

    languages: str = "kaz+rus+eng"
    ocr: bool = True
    thumbnail_side: int = 512
    pixels: int = 150_000_000
    tesseract_seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """One file to read. `thumbnail` is where its small picture is to be written, or None."""

    path: str
    media_type: str
    side: Side = "front"
    thumbnail: str | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page says.

    `outcome` is `text`, `none` (no text on it), `unsure` (kept, shown to staff, not indexed) or
    `unread` (the reader failed: `reason` says why; it can be read again). `by` names engine, version
    and languages. Polygons are in pixels of the page as a viewer shows it (EXIF orientation applied),
    at full size.
    """

    page: int
    outcome: ReadingOutcome
    text: str = ""
    confidence: float | None = None
    language: str = ""
    by: str = ""
    lines: tuple[Line, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class FileReading:
    """Everything that was read of one file. `error` says why it could not be decoded, or is None.

    `pixels` and `likeness` are of the first page (media.pixels), None of a page without a picture.
    """

    path: str
    kind: Kind = "photo"
    width: int | None = None
    height: int | None = None
    pages: int = 1
    readings: tuple[PageReading, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None
    pixels: str | None = None
    likeness: str | None = None
