"""Write what was read and described into the catalogue: one transaction an item."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive import accession, items, persons, relations, suggestions
from archive.accession import STORED, FileRow
from archive.catalogue import Transaction
from archive.home import Archive
from archive.model import Depiction, Event, Evidence, Item, ItemSide, Original, Rights, Suggestion
from archive.payload import shown
from ingest.claims import Claim
from ingest.describe import Around, Description, describe
from ingest.event_sources import own_captions
from ingest.facts import facts
from ingest.item_persons import SAME, Mention
from ingest.reader import SideReading
from ingest.reading import FileReading
from ingest.relating import Backs, of_double
from language import names

# A file with one of these statuses has an item or will have one.
KEPT = (STORED, "added", "joined", "unread", "duplicate")


# A name that a person must decide about.
UNDECIDED = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands among events: its event, what a text says of it (and which), and why it belongs
    there (None: the operator said so)."""

    event: Event
    caption: str | None = None
    claims: tuple[Claim, ...] = ()
    belongs: Claim | None = None
    caption_by: str = "event_text"


class Cataloguing:
    """Turns the files of one accession into items. `places` says for each path where it stands."""

    def __init__(
        self,
        archive: Archive,
        rows: Sequence[FileRow],
        places: Mapping[bytes, Place],
        sidecars: Mapping[int, Mapping[str, Any]],
    ) -> None:
        self._archive = archive
        self._places = places
        self._sidecars = sidecars
        self._rows = rows
        with archive.catalogue.reading() as connection:
            waiting = relations.lone_backs(connection)
            self._backs = Backs(waiting, archive.settings.back_suffixes)

    def settle_companions(self, texts: Mapping[int, str]) -> None:
        """Give press texts and sidecars their outcome, and what is kept without being read."""
        captions = own_captions(self._rows, texts)
        with self._archive.catalogue.writing(self._archive.actor, undoable=False) as transaction:
            for row in self._rows:
                if row.status == STORED and row.role in ("event_text", "sidecar"):
                    is_companion = row.role == "sidecar" or row.seq in captions
                    unread = row.role == "event_text" and row.seq not in texts
                    self._join(transaction, row, is_companion, unread)
                elif row.status == STORED and row.role == "unknown":
                    reason = f"kept as it is: {row.reason or 'it cannot be read'}"
                    accession.settle(transaction, row, "unread", reason=reason)

    def _join(self, transaction: Transaction, row: FileRow, is_companion: bool, unread: bool) -> None:
        """A companion of one picture bears its item's id; a press text is its event's."""
        front = next((one for one in self._rows if is_companion and one.seq == row.mate), None)
        item_id = (front.item_id or front.item) if front and front.status in KEPT else None
        reason = "kept, but its text could not be read" if unread else None
        accession.settle(transaction, row, "joined", item_id, reason)

    def add(self, sides: Sequence[SideReading]) -> None:
        """Catalogue one item: its first side that can be decoded gives the id, the others join it."""
        good = [one for one in sides if one.reading.error is None]
        with self._archive.catalogue.writing(self._archive.actor, undoable=False) as transaction:
            for side in sides:
                if side.reading.error is not None:
                    reason = f"cannot be decoded: {side.reading.error}; its bytes are kept"
                    accession.settle(transaction, side.row, "refused", reason=reason)
            if good:
                self._add_item(transaction, good)

    def _add_item(self, transaction: Transaction, sides: Sequence[SideReading]) -> None:
        first = sides[0]
        found, item_id = accession.finished_item(transaction.connection, first.row.sha256 or "")
        if found:
            # Another accession finished the same bytes while this one was interrupted.
            accession.settle(transaction, first.row, "duplicate", item_id)
            return
        described, fault = self._described(sides)
        item = self._item(transaction, sides, described)
        items.add(transaction, item)
        place = self._places.get(first.row.path)
        suggestions.add(transaction, self._suggestions(transaction, item, described, place))
        self._settle(transaction, item, sides, fault)

    def _suggestions(
        self, transaction: Transaction, item: Item, described: Description, place: Place | None
    ) -> Iterator[Suggestion]:
        """What is in effect and what contradicts it, and what the item may have to do with others."""
        if place is not None and place.belongs:
            yield place.belongs.of(f"item:{item.id}")
        yield from (claim.of(f"item:{item.id}") for claim in described.claims)
        yield from of_double(transaction, item, described.facts)
        if any(side.side == "front" for side in item.sides):
            yield from self._backs.of_front(item)
        else:
            yield from self._backs.of_back(transaction, item)

    def _settle(
        self, transaction: Transaction, item: Item, sides: Sequence[SideReading], fault: str | None
    ) -> None:
        for position, side in enumerate(sides):
            reason = fault or unread_reason(side.reading)
            status = "unread" if reason else "joined" if position else "added"
            accession.settle(transaction, side.row, status, item.id, reason)

    def _described(self, sides: Sequence[SideReading]) -> tuple[Description, str | None]:
        """The description, and why there is none: whatever a strange text does, it costs that text only."""
        try:
            return self._describe(sides), None
        except Exception as error:
            bare = Description(metadata=sides[0].reading.metadata)
            return bare, f"kept without a description: {type(error).__name__}: {error}"

    def _describe(self, sides: Sequence[SideReading]) -> Description:
        by_side = {one.row.role: one for one in sides}
        front, back = by_side.get("front"), by_side.get("back")
        main = front or sides[0]
        metadata = _with_sidecar(main.reading.metadata, self._sidecars.get(main.row.seq))
        reading = replace(main.reading, metadata=metadata)
        place = self._places.get(main.row.path)
        return describe(
            reading if front else None,
            (back.reading if front else reading) if back else None,
            facts(metadata),
            around(main.row, place),
        )

    def _item(self, transaction: Transaction, sides: Sequence[SideReading], described: Description) -> Item:
        first = sides[0]
        place = self._places.get(first.row.path)
        return Item(
            id=first.row.item,
            kind=first.reading.kind,
            sides=tuple(_item_side(one.row) for one in sides),
            pages=first.reading.pages,
            width=first.reading.width,
            height=first.reading.height,
            title=described.title,
            author=described.author,
            when=described.when,
            place=described.place,
            event=place.event if place else None,
            persons=tuple(depictions(transaction, first.row.item, described.mentions)),
            texts=described.texts,
            keywords=described.keywords,
            rights=Rights(statement=described.facts.copyright),
            metadata=described.metadata,
            form=described.form,
            pixels=first.reading.pixels,
            likeness=first.reading.likeness,
        )


def around(row: FileRow, place: Place | None) -> Around:
    """What is known of a file from its folders and its event."""
    return Around(
        place.event if place else None,
        folder_names(row),
        place.caption if place else None,
        place.claims if place else (),
        place.caption_by if place else "event_text",
        file_name(row),
    )


def file_name(row: FileRow) -> str:
    """The name of a file without its ending."""
    return os.path.splitext(shown(os.path.basename(row.path))[0])[0]


def folder_names(row: FileRow) -> tuple[str, ...]:
    """The names of the folders around a file up to the source folder, the nearest first."""
    found = []
    folder = os.path.dirname(row.path)
    while len(folder) >= len(row.root) and folder not in (b"", b"/"):
        found.append(shown(os.path.basename(folder))[0])
        folder = os.path.dirname(folder)
    return tuple(found)


def _with_sidecar(metadata: Mapping[str, Any], sidecar: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The metadata with the sidecar's XMP over the file's own: it is the one that was written later."""
    if not sidecar:
        return metadata
    return {
        **metadata,
        "xmp": {**metadata.get("xmp", {}), **sidecar.get("xmp", {})},
        "sidecar": dict(sidecar),
    }


def _item_side(row: FileRow) -> ItemSide:
    name, raw = shown(os.path.basename(row.path))
    original = Original(row.sha256 or "", row.size, row.media_type or "", row.stored_path, name, raw_name=raw)
    return ItemSide("back" if row.role == "back" else "front", original)


def unread_reason(reading: FileReading) -> str | None:
    """Why a file's text could not be read, or None when it was."""
    return next((page.reason or "unread" for page in reading.readings if page.outcome == "unread"), None)


def depictions(
    transaction: Transaction,
    item_id: str,
    mentions: Sequence[Mention],
    refused: Sequence[str] = (),
    shown: Collection[str] = (),
) -> list[Depiction]:
    """The persons with a record; those whom a person must decide about become suggestions.

    `refused` are names to which a person said no on this item: another spelling does not bring them back.
    `shown` are the persons whom the item shows already: of namesakes one of these is meant.
    """
    found: dict[str, Depiction] = {}
    for mention in mentions:
        name = names.full(mention.name)
        if any(names.match(one, name) >= SAME for one in refused):
            continue
        person_id = persons.ensure(transaction, mention.name, shown)
        if person_id is None:
            _leave_to_staff(transaction, item_id, name, mention.evidence)
        elif person_id not in found:
            found[person_id] = Depiction(
                person_id,
                "",
                "suggested",
                mention.position,
                mention.evidence,
                confidence=mention.confidence,
            )
    return list(found.values())


def _leave_to_staff(transaction: Transaction, item_id: str, name: str, evidence: Evidence) -> None:
    suggestions.add(transaction, [Suggestion(f"item:{item_id}", "person", name, evidence, UNDECIDED)])
