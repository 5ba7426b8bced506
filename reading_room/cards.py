"""Items as they stand in a grid or a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup, escape

from language import date_display
from reading_room.here import room
from reading_room.languages import language, text

TAGS = re.compile(r"(</?mark>)")


@dataclass(frozen=True, slots=True)
class Card:
    """One item: what is shown of it, and where its small picture is (None without one)."""

    id: str
    kind: str
    title: str
    date: str
    place: str
    persons: tuple[str, ...]
    snippet: Markup
    has_marks: bool
    small: str | None
    medium: str | None
    access: str
    reviewed: bool
    pages: int
    sides: int

    @property
    def address(self) -> str:
        """The page of the item."""
        return url_for("item.page", item_id=self.id)


def card(item: Mapping[str, Any]) -> Card:
    """The card of an item given as JSON (archive.item_json); a hit's snippet shows why it was found."""
    snippet = item.get("snippet") or ""
    side = item["sides"][0]
    there = room().archive.thumbnail_path(side["sha256"]).is_file()
    return Card(
        id=item["id"],
        kind=item["kind"],
        title=title(item),
        date=day(item["date"]),
        place=item["place"] or "",
        persons=tuple(one["name"] for one in item["persons"]),
        snippet=marked(snippet),
        has_marks="<mark>" in snippet,
        small=small(item["id"], side, 240) if there else None,
        medium=small(item["id"], side, 384) if there else None,
        access=item["rights"]["access"],
        reviewed=item["reviewed"],
        pages=item["pages"],
        sides=len(item["sides"]),
    )


def title(item: Mapping[str, Any]) -> str:
    """What tells this item from its neighbours: its own title, else caption, event, or its file's name."""
    event = item["event"] or {"name": None, "names": {}}
    own = item["title"] if item["title"] != event["name"] else None
    of_event = event["names"].get(language()) or event["name"]
    return own or first_words(item["caption"]) or of_event or item["original"]["name"]


def small(item_id: str, side: Mapping[str, Any], long_side: int) -> str:
    """The address of a small picture of a side; it names the digest, so that browsers may keep it."""
    version = side["sha256"][:12]
    return url_for("pictures.small", item_id=item_id, side=side["side"], long_side=long_side, v=version)


def first_words(caption: str | None) -> str:
    """The first line of a caption."""
    return (caption or "").strip().split("\n")[0][:120]


def day(date: Mapping[str, Any] | None) -> str:
    """A date in words of the visitor's language."""
    if date is None:
        return text("undated")
    shown = date_display.display(date["edtf"], language())
    return date["display"] if shown == date["edtf"] and date["display"] else shown


def marked(snippet: str) -> Markup:
    """A snippet whose only markup is <mark>; anything else in it becomes text."""
    parts = TAGS.split(snippet)
    inside = [index for index in range(0, len(parts), 2) if "<" in parts[index] or ">" in parts[index]]
    if inside or parts[1::2] != ["<mark>", "</mark>"] * (len(parts) // 4):
        return escape(snippet)
    return Markup(snippet)
