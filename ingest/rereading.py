"""Read items again: what a person corrected stays, what the machine now reads is added beside it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive import accession, editing, history, items, suggestions
from archive.accession import FileRow
from archive.catalogue import Transaction
from archive.home import Archive
from archive.model import Item, Role, Text
from ingest import ocr
from ingest.cataloguing import depictions, file_name, folder_names, unread_reason
from ingest.describe import Around, Description, of_texts, text_of
from ingest.facts import facts
from ingest.progress import Progress
from ingest.reader import SideReading, read_files
from ingest.reading import FileReading, ReadSettings
from ingest.workers import workers


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of reading an item again: `read`, `unread` (with the reason) or `refused`.

    `differences` are lines of a unified diff against what a person had corrected.
    """

    id: str
    status: str
    reason: str | None = None
    differences: tuple[str, ...] = ()


def unread(archive: Archive) -> list[str]:
    """The items whose text could not be read so far."""
    with archive.catalogue.reading() as connection:
        return accession.unread_items(connection)


def reread(
    archive: Archive, ids: Sequence[str], languages: str | None, progress: Progress
) -> Iterator[Reread]:
    """Read the items again, each with what came of it. Raises MissingTool, NotFound."""
    wanted = languages or archive.settings.languages
    ocr.check(wanted)
    with archive.catalogue.reading() as connection:
        rows = [row for item_id in ids for row in accession.rows_of_item(connection, item_id)]
    progress.stage("reading", len(ids))
    settings = ReadSettings(wanted, pixels=archive.settings.pixels)
    with workers(archive.settings) as jobs:
        for sides in read_files(archive, rows, jobs, settings):
            yield _take(archive, sides)
            progress.advance()


def _take(archive: Archive, sides: Sequence[SideReading]) -> Reread:
    item_id = sides[0].row.item_id or sides[0].row.item
    broken = next((one.reading.error for one in sides if one.reading.error), None)
    if broken:
        return Reread(item_id, "refused", broken)
    with archive.catalogue.writing(archive.actor, undoable=False) as transaction:
        item = items.item(transaction.connection, item_id)
        texts = [text for side in sides for text in _texts(item, side)]
        editing.add_reading(transaction, item, texts)
        _suggest(transaction, items.item(transaction.connection, item_id), sides[0].row)
        for position, side in enumerate(sides):
            _settle(transaction, side, position)
    reason = next((found for one in sides if (found := unread_reason(one.reading))), None)
    return Reread(item_id, "unread" if reason else "read", reason, tuple(_differences(item, texts)))


def _suggest(transaction: Transaction, item: Item, row: FileRow) -> None:
    """Suggest what the item's current texts say and nobody has decided about."""
    around = Around(item.event, folder_names(row), name=file_name(row))
    said = of_texts(item.current_texts(), facts(item.metadata), item.metadata, around)
    _fill(transaction, item, said)
    suggestions.add(transaction, (claim.of(f"item:{item.id}") for claim in said.claims))
    known = {one.person_id for one in item.persons}
    refused = [one.name for one in item.persons if one.status == "rejected"]
    found = depictions(transaction, item.id, said.mentions, refused, known)
    new = [one for one in found if one.person_id not in known]
    for ordinal, depiction in enumerate(new, start=len(known)):
        items.add_depiction(transaction, item.id, depiction, ordinal)


def _fill(transaction: Transaction, item: Item, said: Description) -> None:
    """Put what is said now into fields that are empty and that nobody has decided about."""
    columns: dict[str, Any] = {}
    own = item.when if item.when and item.when.basis != "event" else None
    if said.when and own is None and said.when.basis != "event" and _is_open(transaction, item, "date"):
        columns |= items.when_row(said.when)
    for field, known in (("author", item.author), ("place", item.place), ("form", item.form)):
        value = getattr(said, field)
        if value and known is None and _is_open(transaction, item, field):
            columns[field] = value
    if columns:
        items.change(transaction, item.id, columns, "reread")


def _is_open(transaction: Transaction, item: Item, field: str) -> bool:
    """Whether no person has said anything of a field: neither of a suggestion nor by an edit."""
    subject = f"item:{item.id}"
    for one in suggestions.of(transaction.connection, subject):
        if one.field == field and one.status != "suggested":
            return False
    column = "edtf" if field == "date" else field
    for change in history.changes(transaction.connection, subject):
        if change.action != "add" and isinstance(change.after, Mapping) and column in change.after:
            return False
    return True


def _settle(transaction: Transaction, side: SideReading, position: int) -> None:
    row: FileRow = side.row
    if row.status == "unread" and unread_reason(side.reading) is None:
        accession.settle(transaction, row, "joined" if position else "added", row.item_id)


def _texts(item: Item, side: SideReading) -> Iterator[Text]:
    """The new readings that say something else than the last reading by the same means."""
    reading: FileReading = side.reading
    is_back = side.row.role == "back"
    role: Role = "inscription" if is_back else "caption" if item.kind == "photo" else "transcript"
    known = {(one.side, one.page, one.text, one.by) for one in item.texts}
    for page in reading.readings:
        if page.outcome in ("text", "unsure"):
            text = text_of(page, role, "back" if is_back else "front")
            if (text.side, text.page, text.text, text.by) not in known:
                yield text


def _differences(item: Item, texts: Sequence[Text]) -> Iterator[str]:
    for text in texts:
        if editing.is_corrected(item, text.role, text.side, text.page):
            corrected = next(
                one.text
                for one in item.current_texts()
                if (one.role, one.side, one.page) == (text.role, text.side, text.page)
            )
            yield from difflib.unified_diff(
                corrected.splitlines(), text.text.splitlines(), "corrected", "read again", lineterm="", n=0
            )
