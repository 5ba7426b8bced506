"""The one error of opening a picture, and the turning of a decoder's many errors into it."""

from __future__ import annotations

import contextlib
import struct
import zlib
from collections.abc import Iterator

from PIL import Image


class Undecodable(Exception):
    """A file that cannot be shown as a picture. `reason` is a sentence without the file's name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


DECODER_ERRORS = (
    OSError,  # also Pillow's UnidentifiedImageError
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    OverflowError,
    AssertionError,
    RuntimeError,  # also libheif's errors and PDFium's
    ZeroDivisionError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow's readers, libheif and PDFium were seen to raise on broken files."""


@contextlib.contextmanager
def undecodable_on_failure() -> Iterator[None]:
    """Turn whatever a decoder raises into Undecodable."""
    try:
        yield
    except Undecodable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Undecodable("more pixels than this archive opens") from error
    except MemoryError as error:
        raise Undecodable("does not fit into the memory of a worker") from error
    except DECODER_ERRORS as error:
        raise Undecodable(f"damaged or not supported: {error or type(error).__name__}") from error
