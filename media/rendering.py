"""Pages of originals as JPEG pictures that a browser shows. Meant to run in a limited process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from media import thumbnail
from media.limits import Limits
from media.opening import Undecodable, full_picture, page_size


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page to be shown: its file, its number from 1, the long side in pixels (0: as it is), where the
    JPEG goes, and the most pixels that may be decoded."""

    source: str
    page: int
    side: int
    target: str
    pixels: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of it: the size of the page at full size, in the pixels in which boxes of text are given;
    `error` why it cannot be shown."""

    width: int = 0
    height: int = 0
    error: str | None = None


def render_batch(requests: Sequence[Wanted]) -> list[Rendered]:
    """Write the pictures. Without a `target` the page is measured only."""
    return [_render(one) for one in requests]


def _render(one: Wanted) -> Rendered:
    limits = Limits(pixels=one.pixels)
    try:
        width, height = page_size(one.source, one.page, limits)
        if one.target:
            picture = full_picture(one.source, one.page, limits, enough=one.side or None)
            thumbnail.write(picture, one.target, one.side or max(picture.size))
        return Rendered(width, height)
    except (Undecodable, OSError) as error:
        return Rendered(error=str(error))
    except MemoryError:
        return Rendered(error="it needs more memory than one picture may have")
