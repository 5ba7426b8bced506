"""EXIF by exifread: its tags as plain text, and whether it is absent or broken."""

from __future__ import annotations

import logging
from typing import Any, BinaryIO, cast

from media.metadata_text import NOT_KEPT, clean, decode

_READS = 20_000
_READ_SIZE = 4 * 1024 * 1024
_GROUPS = ("Image", "EXIF", "GPS")


class BrokenExif(Exception):
    """EXIF is there and cannot be read."""


class _Bounded:
    """A file that gives up after so many reads: a damaged directory can ask for tens of millions."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = _READS

    def read(self, size: int = -1) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise BrokenExif("its directories do not end")
        return self._file.read(_READ_SIZE if size < 0 else min(size, _READ_SIZE))

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


def read_exif(file: BinaryIO) -> dict[str, str]:
    """The tags of `file` by their names (`DateTimeOriginal`), {} when there is no EXIF.

    Numbers and fractions are text as they stand (`"6"`, `"43/1 14/1 30/1"`).
    Raises BrokenExif when there is EXIF and it cannot be read.
    """
    try:
        found = _read(cast(BinaryIO, _Bounded(file)))
    except Exception as error:  # exifread raises whatever its arithmetic runs into
        reason = f"{type(error).__name__}: {error}"
    else:
        reason = "nothing in it can be read"
        if found:
            return found
    # A JPEG without any EXIF is "invalid" to exifread, too.
    if _has_exif(file):
        raise BrokenExif(reason)
    return {}


def _read(file: BinaryIO) -> dict[str, str]:
    import exifread
    from exifread.core.exceptions import ExifNotFound
    from exifread.core.find_exif import determine_type

    logging.getLogger("exifread").setLevel(logging.CRITICAL)
    try:
        _, endian, _ = determine_type(file)
    except ExifNotFound:
        return {}
    if endian[:1] not in (b"I", b"M"):
        return {}
    return _plain(exifread.process_file(file, details=False, extract_thumbnail=False))


def _has_exif(file: BinaryIO) -> bool:
    file.seek(0)
    head = file.read(_READ_SIZE)
    marks = {b"\xff\xd8": b"Exif\0\0", b"\x89P": b"eXIf", b"II": b"", b"MM": b"", b"RI": b"EXIF"}
    mark = marks.get(head[:2], b"Exif\0\0")
    return mark in head


def _plain(tags: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, tag in tags.items():
        group, _, short = name.partition(" ")
        if group not in _GROUPS or NOT_KEPT.fullmatch(short) or short == "UserComment":
            continue
        value = _value(short, tag.values)
        if value:
            found.setdefault(short, value)
    return found


def _value(name: str, values: Any) -> str:
    if isinstance(values, bytes):
        return decode(values)
    if isinstance(values, str):
        return clean(values)
    if name.startswith("XP"):
        return clean(bytes(v & 0xFF for v in values).decode("utf-16-le", "replace"))
    return " ".join(_number(value) for value in values)


def _number(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    # A Ratio is a Fraction that prints 5/1 as 5 and reduces the rest: say numerator and denominator always.
    if hasattr(value, "num"):
        return f"{value.num}/{value.den}"
    return str(value)
