"""One item: its picture, text, record, history and neighbours; downloads of it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, send_file, url_for

from archive.citation import citations
from archive.errors import MuragatError
from archive.item_json import item_json, place
from archive.model import Item, Original
from media.captioned import HOLD_CAPTIONS, WantedCopy, copy_batch
from reading_room import discreet, history_lines, item_facts, words
from reading_room.here import may_see, room, visible_item
from reading_room.lines import blocks
from reading_room.pages_pictures import answered
from reading_room.renderings import SECONDS, SIZES
from reading_room.served import renderings
from workflows.looking import look

blueprint = Blueprint("item", __name__)


@blueprint.app_context_processor
def _words() -> dict[str, Any]:
    return words.furnish()


@blueprint.get("/items/<item_id>")
def page(item_id: str) -> str:
    """Everything about one item, with one page of one side to look at."""
    visible_item(item_id)
    looked = look(room().archive, item_id, may_see())
    facts = item_facts.facts(looked)
    if may_see() is not None:
        looked, facts = discreet.looked(looked), discreet.facts(facts)
    item = looked.item
    return render_template(
        "item.html",
        item=item,
        json=item_json(item, whole=True),
        looked=looked,
        facts=facts,
        history=history_lines.history(looked),
        place=place(item),
        citations=citations(item, room().archive.settings.title),
        neighbours=item_facts.neighbours(looked),
        **shown_page(item),
    )


def shown_page(item: Item) -> dict[str, Any]:
    """What a template needs of the page that is looked at: `?side=back&page=2`. 404 when there is none."""
    first = next((one.side for one in item.sides if one.side == "front"), item.sides[0].side)
    side, number = request.args.get("side", first), request.args.get("page", 1, type=int)
    original = original_of(item, side, number)
    size = renderings().page_size(item, side, number)
    return {
        "side": side,
        "page": number,
        "original": original,
        "page_size": size,
        "sizes": sizes(item.id, side, number, size),
        "blocks": blocks(item, side, number),
        "readings": [one for one in item.texts if (one.side, one.page) == (side, number)],
    }


def sizes(item_id: str, side: str, number: int, whole: tuple[int, int] | None) -> list[tuple[int, str]]:
    """The pictures of a page as (long side, address), from small to the one that shows every pixel."""
    longest = max(whole) if whole else 0
    names = ["page", *(name for name in ("large", "full") if SIZES["page"] < longest > SIZES[name])]
    return [
        (
            min(SIZES[name] or longest, longest),
            url_for("item.picture", item_id=item_id, side=side, page=number, size=name),
        )
        for name in names
    ]


def original_of(item: Item, side: str, page: int = 1) -> Original:
    """The original that shows the page of a side. 404 when the item has no such page."""
    original = next((one.original for one in item.sides if one.side == side), None)
    if original is None or not 1 <= page <= (item.pages if side == "front" or len(item.sides) == 1 else 1):
        abort(404)
    return original


@blueprint.get("/items/<item_id>/<side>/<int:page>/<size>.jpg")
def picture(item_id: str, side: str, page: int, size: str) -> Response:
    """A page of a side as a JPEG: `page`, `large` or `full`."""
    original = original_of(visible_item(item_id), side, page)
    if size not in SIZES:
        abort(404)
    return answered(renderings().picture(original, page, size), renderings().tag(original, page, size))


@blueprint.get("/items/<item_id>/<side>/original")
def original(item_id: str, side: str) -> Response:
    """The original as it was received, under the name that it had."""
    found = original_of(visible_item(item_id), side)
    return _download(room().archive.original_path(found), found.name, found.media_type)


@blueprint.get("/items/<item_id>/<side>/copy")
def copy(item_id: str, side: str) -> Response:
    """A copy of the original with the caption in it; of a format that holds none, a JPEG at full size."""
    from workflows.captioned import caption

    item = visible_item(item_id)
    found = original_of(item, side)
    # A file tells where it was taken and with whose camera: for others than staff a picture is made anew.
    as_it_is = found.media_type in HOLD_CAPTIONS and may_see() is None
    suffix = (".tif" if found.media_type == "image/tiff" else ".jpg") if as_it_is else ".jpg"
    descriptor, target = tempfile.mkstemp(suffix=suffix, prefix="muragat-copy-")
    os.close(descriptor)
    try:
        archive = room().archive
        source = str(archive.original_path(found))
        media_type = found.media_type if as_it_is else ""
        wanted = WantedCopy(source, target, media_type, caption(item), archive.settings.pixels)
        why = renderings().ask(copy_batch, wanted, SECONDS)
        if why:
            raise MuragatError(f"{found.name}: the copy could not be made: {why}", "Download the original.")
        mark = "_back" if side == "back" else ""
        kind = "image/tiff" if suffix == ".tif" else "image/jpeg"
        return _download(Path(target), f"{item.id}{mark}{suffix}", kind)
    finally:
        # What is being sent stays open until it is sent.
        Path(target).unlink(missing_ok=True)


def _download(path: Path, name: str, media_type: str) -> Response:
    if not path.is_file():
        abort(404)
    response = send_file(path, mimetype=media_type, as_attachment=True, download_name=name, conditional=True)
    # A file from strangers is never a page of ours.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
