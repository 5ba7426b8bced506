"""Readings are only added; what a person wrote is the current text of its page until a person says else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, update

from archive import items, outbox, tables
from archive.catalogue import Transaction
from archive.errors import BadInput
from archive.model import Item, Line, Role, Side, Text
from language.detect import language as language_of

# A line that a person wrote is sure.
SURE = 100.0


def correct(transaction: Transaction, item: Item, role: Role, side: Side, text: str, page: int = 1) -> None:
    """Append a correction by a person and make it the current text of its page.

    Where it has as many lines as what was read, the lines keep their places in the picture. Raises BadInput
    for a page that the item has not.
    """
    if not 1 <= page <= max(1, item.pages if side == "front" else 1):
        raise BadInput(f"{item.id} has no page {page}.", f"Its pages are counted from 1 to {item.pages}.")
    current = _current(item, role, side, page)
    before = "\n".join(one.text for one in current)
    if before == text and is_corrected(item, role, side, page):
        return
    transaction.execute(update(tables.text).where(_page(item.id, role, side, page)).values(current=False))
    by = f"staff:{transaction.actor}"
    lines = _lines(current, text)
    correction = Text(role, side, page, text, language_of(text), None, by, True, lines)
    items.add_text(transaction, item.id, correction)
    transaction.log.add(f"correct {role}", f"item:{item.id}", before or None, text)
    outbox.add(transaction, [item.id])


def correct_line(
    transaction: Transaction, item: Item, role: Role, side: Side, line: int, text: str, page: int = 1
) -> None:
    """Correct one line of the current text of a page, counted from 1; the others stay. Raises BadInput."""
    words = "\n".join(one.text for one in _current(item, role, side, page)).split("\n")
    if not 1 <= line <= len(words):
        raise BadInput(
            f"Page {page} of {item.id} has no line {line}.", f"Its lines are counted from 1 to {len(words)}."
        )
    words[line - 1] = " ".join(text.split())
    correct(transaction, item, role, side, "\n".join(words), page)


def _current(item: Item, role: str, side: str, page: int) -> list[Text]:
    return [one for one in item.texts if one.current and (one.role, one.side, one.page) == (role, side, page)]


def _lines(current: Sequence[Text], text: str) -> tuple[Line, ...]:
    """The lines of a correction in the places of those that were read; none when their number differs."""
    read = next((one.lines for one in current if one.lines), ())
    words = text.split("\n")
    if len(read) != len(words):
        return ()
    return tuple(
        line if line.text == word else Line(word, SURE, line.polygon)
        for line, word in zip(read, words, strict=True)
    )


def _page(item_id: str, role: str, side: str, page: int) -> ColumnElement[bool]:
    table = tables.text
    return and_(table.c.item_id == item_id, table.c.role == role, table.c.side == side, table.c.page == page)


def is_corrected(item: Item, role: str, side: str, page: int) -> bool:
    """Whether the current text of a page is a person's."""
    return any(one.by.startswith("staff:") for one in _current(item, role, side, page))


def add_reading(transaction: Transaction, item: Item, readings: Sequence[Text]) -> None:
    """Append a machine's new readings; they become current only where no person has corrected."""
    table = tables.text
    for reading in readings:
        corrected = is_corrected(item, reading.role, reading.side, reading.page)
        kept = replace(reading, current=reading.current and not corrected)
        if kept.current:
            same = _page(item.id, kept.role, kept.side, kept.page) & ~table.c.by.startswith("metadata")
            transaction.execute(update(table).where(same).values(current=False))
        items.add_text(transaction, item.id, kept, "text" if reading.current else "unsure")
    if readings:
        summary = [{"page": one.page, "by": one.by, "text": one.text} for one in readings]
        transaction.log.add("reread", f"item:{item.id}", after=summary)
        outbox.add(transaction, [item.id])
