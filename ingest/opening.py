"""What runs inside the limited workers before a file is accepted: can it be opened, and what is its text?"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opened:
    """What the header of a file says; `error` why it cannot be opened; `text` of a press text, or None."""

    pages: int = 1
    error: str | None = None
    text: str | None = None


# 10 of 19: on a machine that has nothing else to do a worker is as quick as before.
NICENESS = 10


def begin_worker(address_space: int, pixels: int) -> None:
    """Bind a worker to its limits. The initialiser of the pool."""
    from media.limits import Limits, limit_this_process

    limit_this_process(Limits(pixels=pixels, address_space=address_space))
    if multiprocessing.parent_process() is not None:
        # libtiff and libjpeg write what they think of a broken file there, without its name.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        # People who search meanwhile do not wait for a batch that runs for hours.
        os.nice(NICENESS)


def open_batch(requests: Sequence[tuple[str, str, int]]) -> list[Opened]:
    """For each (path, media type, largest pixels) what can be said without decoding a picture."""
    return [_open(path, media_type, pixels) for path, media_type, pixels in requests]


def _open(path: str, media_type: str, pixels: int) -> Opened:
    from ingest import event_text
    from media import opening
    from media.limits import Limits

    try:
        if media_type in event_text.MEDIA_TYPES:
            return Opened(text=event_text.read(path, media_type))
        probe = opening.probe(path, Limits(pixels=pixels))
    except (opening.Undecodable, event_text.NoText) as error:
        return Opened(error=str(error))
    text = event_text.press_text_of_pdf(path) if media_type == "application/pdf" else None
    return Opened(pages=probe.pages, text=text)
