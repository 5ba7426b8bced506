"""One item: to be looked at."""

from __future__ import annotations

from flask import Blueprint, render_template

from archive.item_json import item_json
from reading_room.here import visible_item

blueprint = Blueprint("item", __name__)


@blueprint.get("/items/<item_id>")
def page(item_id: str) -> str:
    """Everything about one item."""
    return render_template("item.html", item=item_json(visible_item(item_id), whole=True))
