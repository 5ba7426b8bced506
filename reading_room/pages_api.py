"""The archive for programs: the same JSON as the commands with --json."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from archive.errors import BadInput
from reading_room import discreet
from reading_room.here import may_see, room, visible_item, working_archive

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
MOST_HITS = 1000


@blueprint.get("/search")
def search() -> Response:
    """What `muragat search --json` answers, for q, person, event, date, kind, sort, limit, offset, facets."""
    from workflows.finding import find

    answer = find(working_archive(), _question(), room().index)
    if may_see() is not None:
        answer["hits"] = [discreet.json(hit) for hit in answer["hits"]]
    return jsonify(answer)


@blueprint.get("/items/<item_id>")
def item(item_id: str) -> Response:
    """What `muragat show --json` answers; readers get what the item's page tells them."""
    from workflows.showing import show

    visible_item(item_id)
    described = show(working_archive(), item_id, may_see())
    return jsonify(described if may_see() is None else discreet.json(described))


def _question() -> Any:
    from workflows.finding import Question

    given: Any = {name: request.args.get(name) or None for name in ("person", "event", "date", "kind")}
    sort = request.args.get("sort", "relevance")
    if sort not in ("relevance", "date", "id"):
        raise BadInput(f"There is no order {sort!r}.", "Use one of: relevance, date, id.")
    return Question(
        request.args.get("q", ""),
        **given,
        sort=sort,  # type: ignore[arg-type]
        limit=number("limit", 20, MOST_HITS),
        offset=number("offset", 0, 10**9),
        facets=request.args.get("facets", "") in ("1", "true", "yes"),
        may_see=may_see(),
    )


def number(name: str, otherwise: int, most: int) -> int:
    """A number of the address, between 0 and `most`. Raises BadInput for anything else."""
    given = request.args.get(name, "")
    if not given:
        return otherwise
    if not (given.isascii() and given.isdigit() and len(given) < 12 and int(given) <= most):
        raise BadInput(f"{name} is not a number between 0 and {most}: {given!r}.", "Correct the address.")
    return int(given)
