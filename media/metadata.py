"""What a file says about itself: EXIF, IPTC, XMP, the document information of a PDF, a sidecar.

EXIF comes from exifread, which tells "none" from "broken"; exiv2 adds what exifread misses (HEIC, WebP) and
reads IPTC and XMP, where the names of people live.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from media.metadata_exif import BrokenExif, read_exif
from media.metadata_exiv2 import Found, read_exiv2
from media.metadata_text import bounded, clean

_SIDECAR_LIMIT = 8 * 1024 * 1024


def read(path: str) -> dict[str, Any]:
    """`{"exif": {tag: text}, "iptc": {...}, "xmp": {...}, "problems": [...]}`, and `"pdf"` for a PDF.

    Tags go by their names (`DateTimeOriginal`, `Caption`, `dc.title`); a value is text, a list of texts, or
    texts by language. Whatever a file holds, this does not raise: what cannot be read is named in `problems`.
    Values are JSON-able and short (media/metadata_text.py); MakerNotes and editing histories are left out.
    """
    try:
        with Path(path).open("rb") as file:
            head = file.read(1024)
    except (OSError, ValueError) as error:
        return _result(Found(problems=[f"file: {error}"]))
    if b"%PDF-" in head:
        return _read_pdf(path)
    return _result(_read_picture(path, head))


def read_sidecar(path: str) -> dict[str, Any]:
    """What the `.xmp` sidecar at `path` says, in the form that `read` gives."""
    try:
        packet = Path(path).read_bytes() if Path(path).stat().st_size <= _SIDECAR_LIMIT else None
    except (OSError, ValueError) as error:
        return _result(Found(problems=[f"file: {error}"]))
    if packet is None:
        return _result(Found(problems=["xmp: the sidecar is larger than 8 MB and was not read"]))
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return _result(Found(problems=["xmp: it declares a document type and was not read"]))
    found = read_exiv2(path)
    if not found.xmp and not found.problems:
        found.problems.append("xmp: the sidecar holds nothing that can be read")
    return _result(Found(xmp=found.xmp, problems=found.problems))


def _read_picture(path: str, head: bytes) -> Found:
    found = read_exiv2(path)
    try:
        with Path(path).open("rb") as file:
            exif = read_exif(file)
    except BrokenExif as error:
        exif = {}
        # Some WebP and HEIF that are sound look broken to exifread: what exiv2 can read is not broken.
        if not found.exif:
            found.problems.append(f"exif: broken: {error}")
    except OSError as error:
        exif = {}
        found.problems.append(f"exif: {error}")
    found.exif = {**found.exif, **exif}
    return found


def _read_pdf(path: str) -> dict[str, Any]:
    import pypdfium2

    problems: list[str] = []
    info: dict[str, str] = {}
    try:
        with Path(path).open("rb") as file, pypdfium2.PdfDocument(file) as document:
            info = {key: clean(value) for key, value in document.get_metadata_dict(skip_empty=True).items()}
    except Exception as error:  # pypdfium2 raises its own error and those of ctypes
        problems.append(f"pdf: {error}")
    return {"exif": {}, "iptc": {}, "xmp": {}, "pdf": bounded("pdf", info, problems), "problems": problems}


def _result(found: Found) -> dict[str, Any]:
    problems = list(found.problems)
    return {
        "exif": bounded("exif", found.exif, problems),
        "iptc": bounded("iptc", found.iptc, problems),
        "xmp": bounded("xmp", found.xmp, problems),
        "problems": [clean(problem)[:500] for problem in problems],
    }
