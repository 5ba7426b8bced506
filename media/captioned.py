"""Copies of pictures with their caption inside. Meant to run in a limited process."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from media import thumbnail
from media.embed import Caption, EmbedFailed, embed
from media.limits import Limits
from media.opening import Undecodable, full_picture

# Formats that hold a caption; of the others a JPEG at full size is made.
HOLD_CAPTIONS = ("image/jpeg", "image/tiff")


@dataclass(frozen=True, slots=True)
class WantedCopy:
    """A copy of `source` at `target` with `caption` in it; of a format that holds none, page 1 as a JPEG."""

    source: str
    target: str
    media_type: str
    caption: Caption
    pixels: int


def copy_batch(requests: Sequence[WantedCopy]) -> list[str]:
    """Make the copies; for each nothing, or why it could not be made."""
    return [_copy(one) for one in requests]


def _copy(one: WantedCopy) -> str:
    try:
        if one.media_type in HOLD_CAPTIONS:
            shutil.copyfile(one.source, one.target)
        else:
            picture = full_picture(one.source, 1, Limits(pixels=one.pixels))
            thumbnail.write(picture, one.target, max(picture.size))
        embed(one.target, one.caption)
    except (Undecodable, EmbedFailed, OSError, MemoryError) as error:
        Path(one.target).unlink(missing_ok=True)
        return str(error) or type(error).__name__
    return ""
