"""What is written into a copy of an item: the caption that an exhibition's pictures carry."""

from __future__ import annotations

from typing import Any

from archive.exhibition import Entry, Exhibition
from archive.model import Item


def caption(item: Item) -> Any:
    """The `media.embed.Caption` of an item, as an export would write it."""
    from exhibit.images import caption_of
    from exhibit.works import works

    alone = Exhibition("copy", {"kk": "copy"}, (Entry(item.id),))
    [work] = works(alone, {item.id: item}, alone.entries, backs=False)
    return caption_of(work)
