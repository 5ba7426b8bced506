"""Pictures from files: only the named formats, within limits, upright, page by page."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from media import pdf
from media.identify import media_type
from media.limits import Limits
from media.modes import to_reading_mode, upright
from media.undecodable import Undecodable, undecodable_on_failure

__all__ = ["Page", "Probe", "Undecodable", "full_picture", "page_size", "pages", "probe"]

PILLOW_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/tiff": "TIFF",
    "image/webp": "WEBP",
    "image/heic": "HEIF",
    "image/bmp": "BMP",
}

FULL_PDF_DPI = 300
_NEW_SUBFILE_TYPE = 254
_ORIENTATION = 274
_SIDEWAYS = frozenset({5, 6, 7, 8})


@dataclass(frozen=True, slots=True)
class Probe:
    """What the header says. Width and height are of the first page, upright (a PDF's at 200 dpi)."""

    media_type: str
    width: int
    height: int
    pages: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page, upright, in mode L or RGB; `number` counts from 1.

    `width` and `height` are of the page at full size; `picture` may be smaller. `text` is the text layer of a
    PDF page; then there is no picture.
    """

    number: int
    width: int
    height: int
    picture: Image.Image | None
    text: str = ""


def probe(path: str | Path, limits: Limits | None = None) -> Probe:
    """What the header of the file says, without decoding a picture.

    Raises Undecodable when the format is not a named one, the header is broken, or a limit is passed.
    """
    limits = limits or Limits()
    kind = _media_type(path)
    with undecodable_on_failure():
        if kind == "application/pdf":
            width, height, count = pdf.probe(path, limits)
            return Probe(kind, width, height, count)
        with _opened(path, kind, limits) as image:
            width, height = _upright_size(image)
            with _pixel_limit(limits):
                return Probe(kind, width, height, len(_frames(image, limits)))


def pages(path: str | Path, limits: Limits | None = None, enough: int | None = None) -> Iterator[Page]:
    """The pages of the file, one after the other.

    A JPEG may be decoded smaller (1/2, 1/4, 1/8) as long as its long side stays at least `enough` pixels:
    that takes a fraction of the time and memory. Raises Undecodable, also in the middle of a file.
    """
    limits = limits or Limits()
    kind = _media_type(path)
    with undecodable_on_failure():
        if kind == "application/pdf":
            yield from _pdf_pages(path, limits)
            return
        with _opened(path, kind, limits) as image:
            with _pixel_limit(limits):
                frames = _frames(image, limits)
            for number, frame in enumerate(frames, start=1):
                with _pixel_limit(limits):
                    image.seek(frame)
                    page = _page(image, number, enough)
                yield page


def page_size(path: str | Path, page: int, limits: Limits | None = None) -> tuple[int, int]:
    """Width and height of a page at full size, upright (a PDF's at 200 dpi), from its header.

    Raises Undecodable, also when there is no such page.
    """
    limits = limits or Limits()
    kind = _media_type(path)
    with undecodable_on_failure():
        if kind == "application/pdf":
            return pdf.size(path, page, limits)
        with _opened(path, kind, limits) as image, _pixel_limit(limits):
            _go_to(image, page, limits)
            return _upright_size(image)


def full_picture(
    path: str | Path, page: int = 1, limits: Limits | None = None, enough: int | None = None
) -> Image.Image:
    """The whole page at full size, upright, in its own mode, with its profile in `info["icc_profile"]`.

    A PDF page is drawn at 300 dpi. A JPEG may be decoded smaller, as long as its long side stays at least
    `enough` pixels. Raises Undecodable, also when there is no such page.
    """
    limits = limits or Limits()
    kind = _media_type(path)
    with undecodable_on_failure():
        if kind == "application/pdf":
            return pdf.drawn(path, page, FULL_PDF_DPI, limits)
        with _opened(path, kind, limits) as image:
            with _pixel_limit(limits):
                _go_to(image, page, limits)
                profile = image.info.get("icc_profile")
                _draft(image, enough)
                picture = upright(image)
            picture.info = {"icc_profile": profile} if profile else {}
            return picture


def _media_type(path: str | Path) -> str:
    try:
        kind = media_type(path)
    except OSError as error:
        raise Undecodable(f"cannot be read: {error.strerror or error}") from error
    if kind is None:
        raise Undecodable("not a JPEG, PNG, TIFF, WebP, HEIC, BMP or PDF file")
    return kind


@contextlib.contextmanager
def _opened(path: str | Path, kind: str, limits: Limits) -> Iterator[Image.Image]:
    if kind == "image/heic":
        _register_heif()
    with _pixel_limit(limits):
        image = Image.open(path, formats=[PILLOW_FORMATS[kind]])
    with image:
        yield image


@contextlib.contextmanager
def _pixel_limit(limits: Limits) -> Iterator[None]:
    """Pillow's own guard with our limit, around a step that opens or decodes: the guard is a global."""
    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = before


def _register_heif() -> None:
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener()


def _frames(image: Image.Image, limits: Limits) -> list[int]:
    """The frames that are pages: all of a TIFF but its previews, the first of anything else."""
    if image.format != "TIFF":
        return [0]
    count = getattr(image, "n_frames", 1)
    if count > limits.pages:
        raise Undecodable(f"{count} pages are more than {limits.pages}")
    found = [frame for frame in range(count) if frame == 0 or not _is_preview(image, frame)]
    image.seek(0)
    return found


def _go_to(image: Image.Image, page: int, limits: Limits) -> None:
    frames = _frames(image, limits)
    if not 1 <= page <= len(frames):
        raise Undecodable(f"there is no page {page}: the file has {len(frames)}")
    image.seek(frames[page - 1])


def _draft(image: Image.Image, enough: int | None) -> None:
    """Let a JPEG be decoded smaller than it is, but no smaller than `enough`."""
    if enough and image.format == "JPEG":
        share = enough / max(image.size)
        image.draft(None, (int(image.width * share), int(image.height * share)))


def _is_preview(image: Image.Image, frame: int) -> bool:
    image.seek(frame)
    return bool(image.tag_v2.get(_NEW_SUBFILE_TYPE, 0) & 1)  # type: ignore[attr-defined]


def _upright_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    # Pillow's TIFF reader swaps the sides itself when it opens a sideways file.
    sideways = image.format != "TIFF" and image.getexif().get(_ORIENTATION) in _SIDEWAYS
    return (height, width) if sideways else (width, height)


def _page(image: Image.Image, number: int, enough: int | None) -> Page:
    width, height = _upright_size(image)
    _draft(image, enough)
    return Page(number, width, height, to_reading_mode(upright(image)))


def _pdf_pages(path: str | Path, limits: Limits) -> Iterator[Page]:
    for page in pdf.pages(path, limits):
        picture = to_reading_mode(page.picture) if page.picture else None
        yield Page(page.number, page.width, page.height, picture, page.text)
