"""Small pictures, addressed by item and side; a path never comes from a request."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from flask import Blueprint, Response, abort, request, send_file

from archive import pictures
from archive.model import ITEM_ID, Side
from reading_room.here import is_visible, room

blueprint = Blueprint("pictures", __name__)

# An address that names the picture's digest never shows another one; it is asked for again after a day, so
# that who may no longer see it does not keep it for long.
KEPT_SECONDS = 24 * 3600


@blueprint.get("/items/<item_id>/<side>/thumbnail")
def thumbnail(item_id: str, side: str) -> Response:
    """The picture at 512 pixels, as the ingest made it."""
    digest, path = _found(item_id, side)
    return answered(path, digest)


@blueprint.get("/items/<item_id>/<side>/<int:long_side>")
def small(item_id: str, side: str, long_side: int) -> Response:
    """The picture for a grid: a few kilobytes. It is made when it is first asked for."""
    from media import thumbnail as drawing

    if long_side not in drawing.GRID_QUALITY:
        abort(404)
    digest, path = _found(item_id, side)
    target = path.with_name(f"{path.stem}-{long_side}.webp")
    try:
        if not target.exists():
            drawing.reduce(path, target, long_side)
    except OSError:
        # A full or read-only disk is no reason to show nothing.
        return answered(path, digest)
    return answered(target, f"{digest}-{long_side}")


def _found(item_id: str, side: str) -> tuple[str, Path]:
    """The digest of the side's original and the path of its thumbnail; 404 for what is not there for them."""
    if not ITEM_ID.fullmatch(item_id) or side not in get_args(Side):
        abort(404)
    archive = room().archive
    with archive.catalogue.reading() as connection:
        found = pictures.picture(connection, item_id, side)  # type: ignore[arg-type]
    if found is None or not is_visible(found.access, found.joined_to):
        abort(404)
    path = archive.thumbnail_path(found.original.sha256)
    if not path.is_file():
        abort(404)
    return found.original.sha256, path


def answered(path: Path, tag: str) -> Response:
    """A file that the browser keeps under its validator; 304 when it has it already."""
    response = send_file(path, conditional=False, etag=False)
    response.set_etag(tag)
    kept = f"private, max-age={KEPT_SECONDS}" + (", immutable" if request.args.get("v") else "")
    response.headers["Cache-Control"] = kept
    response.make_conditional(request)
    return response
