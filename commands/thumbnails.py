"""Small pictures in terminals that can show colours: two pixels a character cell, one above the other."""

from __future__ import annotations

import os
import sys
from pathlib import Path

COLUMNS, ROWS = 24, 8


def can_show() -> bool:
    """Whether standard output is a terminal that says it has 24-bit colour."""
    return sys.stdout.isatty() and os.environ.get("COLORTERM") in ("truecolor", "24bit")


def lines(path: Path) -> list[str]:
    """The picture in ROWS lines of half blocks; no lines when there is no thumbnail."""
    from PIL import Image

    try:
        with Image.open(path, formats=["JPEG"]) as thumbnail:
            picture = thumbnail.convert("RGB")
    except OSError:
        return []
    picture.thumbnail((COLUMNS, ROWS * 2))
    width, height = picture.size
    pixels = picture.tobytes()
    return [_line(pixels, width, row, height) for row in range(0, height, 2)]


def _line(pixels: bytes, width: int, row: int, height: int) -> str:
    return "".join(_cell(pixels, width, column, row, height) for column in range(width)) + "\x1b[0m"


def _cell(pixels: bytes, width: int, column: int, row: int, height: int) -> str:
    upper = _colour(pixels, width, column, row)
    lower = _colour(pixels, width, column, min(row + 1, height - 1))
    return f"\x1b[38;2;{upper}m\x1b[48;2;{lower}m▀"


def _colour(pixels: bytes, width: int, column: int, row: int) -> str:
    at = (row * width + column) * 3
    return ";".join(map(str, pixels[at : at + 3]))
