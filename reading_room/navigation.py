"""What stands in the head of every page."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for

from reading_room.here import visitor
from reading_room.languages import later
from reading_room.roles import LEAST_ROLE

ENTRIES = (
    ("search.page", later("Search")),
    ("review.page", later("To review")),
    ("curate.page", later("Exhibitions")),
    ("upload.page", later("Add photographs")),
)


def entries() -> list[dict[str, Any]]:
    """The entries for this visitor: address, name, whether it is where they are."""
    who = visitor()
    shown = []
    for endpoint, name in ENTRIES:
        least = LEAST_ROLE.get(endpoint)
        if least is None or least == "anyone" or endpoint not in current_app.view_functions:
            continue
        if who is not None and who.may(least):
            here = (request.blueprint or "") == endpoint.partition(".")[0]
            shown.append({"address": url_for(endpoint), "name": name, "here": here})
    return shown
