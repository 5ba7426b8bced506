"""Two items that turn out to be one: a back that came without its front, or the same picture twice.

The item that is joined is not found any more and says where it went. Its row, its originals and its history
stay: whatever it knew stands on the other item, as what it was there or as a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update

from archive import items, outbox, suggestions, tables
from archive.catalogue import Transaction
from archive.errors import BadInput
from archive.model import Access, Evidence, Item, Suggestion
from archive.persons_joining import stronger

As = Literal["back", "duplicate"]
# The stricter access counts for both.
STRICTNESS: dict[Access, int] = {"public": 0, "staff": 1, "closed": 2}
# A person wrote it, or nobody knows any more who did: it is as sure as it was.
SURE = 1.0


def join(transaction: Transaction, joined_id: str, kept_id: str, as_: As) -> Item:
    """Make `joined_id` the back or the double of `kept_id`, and give the item that stays.

    Raises NotFound, and BadInput when that cannot be (the same item, joined already, a second back).
    """
    joined, kept = (items.item(transaction.connection, one) for one in (joined_id, kept_id))
    _check(joined, kept, as_)
    if as_ == "back":
        _take_side(transaction, joined, kept)
        _take_texts(transaction, joined, kept)
    _take_persons(transaction, joined, kept, as_)
    _take_suggestions(transaction, joined, kept, as_)
    _propose(transaction, joined, kept, as_)
    _be_strict(transaction, joined, kept)
    _point(transaction, joined, kept, as_)
    return items.item(transaction.connection, kept.id)


def _check(joined: Item, kept: Item, as_: As) -> None:
    if joined.id == kept.id:
        raise BadInput(f"{joined.id} is one item.", "Name two.")
    for one in (joined, kept):
        if one.joined_to:
            raise BadInput(
                f"{one.id} is joined to {one.joined_to} already.", f"Name {one.joined_to}, or undo that."
            )
    if as_ == "duplicate":
        return
    if len(joined.sides) != 1 or joined.pages > 1:
        raise BadInput(f"{joined.id} has more than one side or page.", "Only a single side can be a back.")
    if any(one.side == "back" for one in kept.sides):
        todo = f"If it shows the same, use `muragat join {joined.id} {kept.id} --as duplicate`."
        raise BadInput(f"{kept.id} has a back already.", todo)


def _take_side(transaction: Transaction, joined: Item, kept: Item) -> None:
    """The original is the other item's back now; its own row stays, so that it can still be shown."""
    values = {"item_id": kept.id, "side": "back", "path": joined.original.path}
    transaction.execute(insert(tables.item_side), values)


def _take_texts(transaction: Transaction, joined: Item, kept: Item) -> None:
    table = tables.text
    values = {"item_id": kept.id, "role": "inscription", "side": "back"}
    transaction.execute(update(table).where(table.c.item_id == joined.id).values(**values))


def _take_persons(transaction: Transaction, joined: Item, kept: Item, as_: As) -> None:
    """Whoever is on the joined item is on the kept one; of one who is on both the stronger word stays."""
    table = tables.depiction
    rows, known = (
        {row.person_id: row for row in transaction.execute(select(table).where(table.c.item_id == one.id))}
        for one in (joined, kept)
    )
    last = max((row.ordinal for row in known.values()), default=0)
    for number, one in enumerate(joined.persons, start=last + 1):
        here = (table.c.item_id == joined.id) & (table.c.person_id == one.person_id)
        if one.person_id not in known:
            evidence = asdict(_marked(one.evidence or Evidence(""), joined, as_))
            values: dict[str, Any] = {"item_id": kept.id, "ordinal": number, "evidence": evidence}
            transaction.execute(update(table).where(here).values(**values))
            continue
        values = stronger(known[one.person_id], rows[one.person_id], {"item_id", "person_id", "ordinal"})
        same = (table.c.item_id == kept.id) & (table.c.person_id == one.person_id)
        transaction.execute(update(table).where(same).values(**values))
        transaction.execute(delete(table).where(here))


def _marked(evidence: Evidence, joined: Item, as_: As) -> Evidence:
    """The evidence as the other item's: from its back, or from the item that showed the same."""
    field = "back" if as_ == "back" or not evidence.field else evidence.field
    return replace(evidence, field=field, item=evidence.item or joined.id)


def _propose(transaction: Transaction, joined: Item, kept: Item, as_: As) -> None:
    """What the joined item says and the kept one does not, as suggestions with where they come from."""
    known = set(_said(kept, "duplicate"))
    for field, value in _said(joined, as_):
        if (field, value) not in known:
            evidence = _marked(Evidence("back" if as_ == "back" else "item", value), joined, as_)
            suggestions.add(transaction, [Suggestion(f"item:{kept.id}", field, value, evidence, SURE)])


def _said(item: Item, as_: As) -> Iterator[tuple[str, str]]:
    plain = {"title": item.title, "author": item.author, "place": item.place, "form": item.form}
    plain |= {"reference": item.reference, "event": item.event.id if item.event else None}
    if item.when and item.when.basis != "event":
        plain["date"] = item.when.edtf
    if as_ == "duplicate":
        plain["caption"] = item.caption
    yield from ((field, value) for field, value in plain.items() if value)
    yield from (("keyword", word) for word in item.keywords)


def _take_suggestions(transaction: Transaction, joined: Item, kept: Item, as_: As) -> None:
    """What waits about the joined item waits about the kept one; what was decided stays with its item."""
    table = tables.suggestion
    for one in suggestions.of(transaction.connection, f"item:{joined.id}"):
        subject = f"item:{kept.id}"
        if one.field in ("front", "duplicate"):
            status = "accepted" if one.value == kept.id else "rejected"
            transaction.execute(update(table).where(table.c.id == one.id).values(status=status))
        elif one.status == "suggested" and not suggestions.find(
            transaction.connection, subject, one.field, one.value
        ):
            values = {"subject": subject, "evidence": asdict(_marked(one.evidence, joined, as_))}
            transaction.execute(update(table).where(table.c.id == one.id).values(**values))


def _be_strict(transaction: Transaction, joined: Item, kept: Item) -> None:
    """What may not be shown of one item may not be shown of both."""
    ours, theirs = kept.rights, joined.rights
    access = max(ours.access, theirs.access, key=STRICTNESS.__getitem__)
    days = [one for one in (ours.permission_until, theirs.permission_until) if one]
    rights: dict[str, Any] = asdict(
        replace(
            ours,
            access=access,
            publish=ours.publish and theirs.publish,
            permission_until=min(days, default=None),
            statement=ours.statement or theirs.statement,
            holder=ours.holder or theirs.holder,
            consent=ours.consent or theirs.consent,
        )
    )
    items.change(transaction, kept.id, {"rights": rights}, "join rights")


def _point(transaction: Transaction, joined: Item, kept: Item, as_: As) -> None:
    """The joined item, and whatever was joined to it or waits to be, leads to the kept one."""
    table, waiting = tables.item, tables.suggestion
    for field in ("front", "duplicate"):
        suggestions.revalue(transaction, field, kept.id, joined.id)
    itself = (waiting.c.subject == f"item:{kept.id}") & (waiting.c.value == kept.id)
    transaction.execute(update(waiting).where(itself).values(status="rejected"))
    transaction.execute(update(table).where(table.c.joined_to == joined.id).values(joined_to=kept.id))
    items.change(transaction, joined.id, {"joined_to": kept.id}, f"join as {as_}")
    transaction.log.add(f"join {as_}", f"item:{kept.id}", after={"item": joined.id})
    outbox.add(transaction, [joined.id, kept.id])
