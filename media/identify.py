"""What a file is, told from its first bytes and never from its name."""

from __future__ import annotations

from pathlib import Path

SIGNATURE_BYTES = 1024
"""How much of a file is looked at: readers accept a PDF with up to 1024 bytes before `%PDF-`."""

HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
"""Brands of ISO/IEC 23008-12 whose pictures are coded in HEVC, and the general image brands."""


def media_type(path: str | Path) -> str | None:
    """The media type of a JPEG, PNG, TIFF, WebP, HEIC, BMP or PDF file; None for anything else.

    Raises OSError when the file cannot be read.
    """
    with Path(path).open("rb") as file:
        return of_bytes(file.read(SIGNATURE_BYTES))


def of_bytes(head: bytes) -> str | None:
    """The media type that the first bytes of a file show, or None."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "image/tiff"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and HEIF_BRANDS & _brands(head):
        return "image/heic"
    if head.startswith(b"BM") and len(head) >= 18 and head[14:18] in _BMP_HEADERS:
        return "image/bmp"
    return "application/pdf" if b"%PDF-" in head else None


_BMP_HEADERS = {size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124)}


def _brands(head: bytes) -> set[bytes]:
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, end, 4))}
