"""Who is asking, what they may see, and the archive that they work on: during one request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, g

from archive.errors import NotFound
from archive.home import Archive
from archive.users import ROLES, Role

if TYPE_CHECKING:
    from archive.model import Item
    from reading_room.options import Options
    from reading_room.secrets_file import EndedSessions
    from workflows.open_index import OpenIndex

PUBLIC = frozenset({"public"})


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is asking. `login` is written into the history of what they do."""

    login: str
    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether this visitor's role is at least `role`."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Room:
    """What the requests of one server share."""

    archive: Archive
    index: OpenIndex
    options: Options
    ended: EndedSessions


def room() -> Room:
    """What this server serves."""
    served: Room = current_app.extensions["muragat"]
    return served


def visitor() -> Visitor | None:
    """Who is asking; None before the login."""
    who: Visitor | None = g.get("visitor")
    return who


def known_visitor() -> Visitor:
    """Who is asking, where the table of roles lets nobody in without a login."""
    who = visitor()
    assert who is not None, "the table of roles let somebody in without a login"
    return who


def working_archive() -> Archive:
    """The archive; what is done through it is done in the visitor's name."""
    return room().archive.working_as(known_visitor().login)


def may_see() -> frozenset[str] | None:
    """The accesses that the visitor may see; None for all. A reader sees what is public."""
    who = visitor()
    return None if who is not None and who.may("archivist") else PUBLIC


def is_visible(access: str, joined_to: str | None) -> bool:
    """Whether the visitor may see an item. One that was joined to another is for those who see everything: it
    is not found any more, and its access is no longer looked after."""
    allowed = may_see()
    return allowed is None or (access in allowed and not joined_to)


def visible_item(item_id: str) -> Item:
    """The item. NotFound, in the same words, when there is none and when the visitor may not see it."""
    from archive import items
    from archive.model import ITEM_ID

    found = []
    if ITEM_ID.fullmatch(item_id):
        with room().archive.catalogue.reading() as connection:
            found = items.items(connection, [item_id])
    if not found or not is_visible(found[0].rights.access, found[0].joined_to):
        raise NotFound(f"There is no item {item_id} in this archive.", "Find it with `muragat search`.")
    return found[0]
