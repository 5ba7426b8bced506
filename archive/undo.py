"""Take back what somebody decided: every row is again as it was before the step.

Nothing is deleted from history: compensating lines are appended, and an undo can be undone. A step is not
taken back when somebody has changed since what it changed, also when it says the same again by now: whoever
said so last is not asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from archive import outbox, tables, undo_records, undo_rows
from archive.catalogue import Transaction
from archive.errors import BadInput, Conflict, NotFound
from archive.history import of_step
from archive.model import Change
from archive.undo_records import Record
from archive.undo_rows import RowChange, Standing

UNDO, REDO = "undo ", "redo "
# A row: its table and its primary key.
Key = tuple[str, tuple[Any, ...]]
# What later steps changed of it: the first line of each, and the row.
Since = Sequence[tuple[Change, RowChange]]


@dataclass(frozen=True, slots=True)
class Undone:
    """A step that was taken back: its number, its lines, and the items that it touches."""

    step: int
    changes: tuple[Change, ...]
    item_ids: tuple[str, ...]


def undo(transaction: Transaction, number: int | None = None) -> Undone:
    """Take back the step that line `number` of history belongs to; without one, the actor's last.

    Raises NotFound for a line that is not there, BadInput for what cannot be taken back, Conflict when what
    the step changed has been changed since.
    """
    connection = transaction.connection
    step, rows = _wanted(connection, transaction.actor, number)
    before = undo_rows.touched(connection, rows)
    undo_rows.put_back(connection, rows)
    touched = tuple(sorted(before | undo_rows.touched(connection, rows)))
    outbox.add(transaction, touched)
    lines = of_step(connection, step)
    for line in reversed(lines):
        transaction.log.add(_action(line.action), line.subject, line.after, line.before, undoes=step)
    return Undone(step, tuple(lines), touched)


def look_ahead(connection: Connection, actor: str, number: int | None = None) -> Undone:
    """What `undo` would take back; nothing is changed. Raises as `undo` does."""
    step, rows = _wanted(connection, actor, number)
    return Undone(step, tuple(of_step(connection, step)), tuple(sorted(undo_rows.touched(connection, rows))))


def _action(action: str) -> str:
    return REDO + action.removeprefix(UNDO) if action.startswith(UNDO) else UNDO + action.removeprefix(REDO)


def _wanted(connection: Connection, actor: str, number: int | None) -> tuple[int, list[RowChange]]:
    """The step and what it did, once it is sure that it can be taken back."""
    step = _last_of(connection, actor) if number is None else _step_of(connection, number)
    _refuse_undone(connection, step)
    done = _rows(connection, step)
    users = undo_records.users(connection, done)
    rows = undo_records.without(done, users)
    if not rows:
        raise _in_use(connection, step, users)
    _refuse_taken_in(connection, step, rows)
    for row in rows:
        standing = undo_rows.standing(connection, row)
        if standing is not None:
            raise _changed(step, standing, _who_changed(connection, step, [standing.row]))
    since = _who_changed(connection, step, rows, in_effect=True)
    if since:
        raise _changed(step, undo_rows.said_again(connection, rows, since[-1][1]), since)
    _refuse_nameless(connection, step, rows)
    return step, rows


def _rows(connection: Connection, step: int) -> list[RowChange]:
    table = tables.change
    query = select(table.c.rows).where(table.c.step == step, table.c.number >= step)
    return [undo_rows.row_change(row) for rows in connection.scalars(query) for row in rows or ()]


def _step_of(connection: Connection, number: int) -> int:
    table = tables.change
    row = connection.execute(select(table.c.step, table.c.action).where(table.c.number == number)).first()
    if row is None:
        raise NotFound(f"History has no line {number}.", "See `muragat history` for the numbers.")
    if row.step is None or not _rows(connection, row.step):
        raise BadInput(
            f"Line {number} of history ({row.action}) cannot be undone: it was not a decision about the"
            " catalogue, or an older Muragat wrote it.",
            "Make the opposite change by hand.",
        )
    return int(row.step)


def _last_of(connection: Connection, actor: str) -> int:
    """The last step of the actor that is in effect and is not itself an undo."""
    table = tables.change
    gone = undone(connection)
    query = (
        select(table.c.step)
        .where(table.c.actor == actor, table.c.undoes.is_(None), table.c.rows.is_not(None))
        .order_by(table.c.number.desc())
    )
    for step in connection.scalars(query):
        if step is not None and step not in gone and _rows(connection, step):
            return int(step)
    raise BadInput(
        f"There is nothing of {actor}'s to undo.", "Give the number of a line of `muragat history`."
    )


def undone(connection: Connection) -> dict[int, int]:
    """The steps that are taken back, each with the step that did so; an undone undo does not count."""
    table = tables.change
    query = select(table.c.undoes, table.c.step).where(table.c.undoes.is_not(None)).distinct()
    pairs = {row.step: row.undoes for row in connection.execute(query.order_by(table.c.step))}
    gone: dict[int, int] = {}
    # The newest has the last word on those before it.
    for step in sorted(pairs, reverse=True):
        if step not in gone:
            gone.setdefault(pairs[step], step)
    return gone


def _refuse_undone(connection: Connection, step: int) -> None:
    by = undone(connection).get(step)
    if by is not None:
        raise BadInput(
            f"Step {step} is undone already, by line {by} of history.", f"`muragat undo {by}` brings it back."
        )


def _in_use(connection: Connection, step: int, users: Mapping[Record, RowChange]) -> Conflict:
    (_, key), user = next(iter(users.items()))
    since = _who_changed(connection, step, [user])
    return _conflict(step, f"{key} is in use by now: {undo_rows.words(user)}", since)


def _refuse_taken_in(connection: Connection, step: int, rows: Sequence[RowChange]) -> None:
    found = undo_records.taken_in(connection, rows)
    if found is not None:
        into = next(iter((found.after or {}).values()))
        since = _who_changed(connection, step, [found])
        raise _conflict(step, f"{found.key[0]} has become part of {into} since", since)


def _refuse_nameless(connection: Connection, step: int, rows: Sequence[RowChange]) -> None:
    found = undo_records.named_too(connection, rows)
    if found is not None:
        merged, name = found
        since = _who_changed(connection, step, [merged])
        raise _conflict(
            step, f"{merged.key[0]}, which has become part of it since, is called «{name}» too", since
        )


def _changed(step: int, standing: Standing, since: Since) -> Conflict:
    return _conflict(step, f"{standing.what} has been changed since. Now: {standing.now}", since)


def _conflict(step: int, why: str, since: Since) -> Conflict:
    lines = tuple(line for line, _ in since)
    by = f", by {lines[-1].actor} in line {lines[-1].number} ({lines[-1].action})" if lines else ""
    todo = f"Undo that first: `muragat undo {lines[-1].number}`." if lines else "Change it by hand."
    return Conflict(f"Step {step} cannot be undone: {why}{by}.", todo, lines)


def _who_changed(
    connection: Connection, step: int, wanted: Sequence[RowChange], in_effect: bool = False
) -> list[tuple[Change, RowChange]]:
    """The later steps that changed the same columns of the same rows, the newest last: the first line of each
    and the first such row. `in_effect` leaves out what is undone by now, and the undoing."""
    table = tables.change
    query = (
        select(table.c.step, table.c.undoes, table.c.rows)
        .where(table.c.number > step, table.c.step != step, table.c.rows.is_not(None))
        .order_by(table.c.number)
    )
    gone = undone(connection) if in_effect else {}
    by_key = {(row.table, row.key): row for row in wanted}
    found = []
    for later in connection.execute(query):
        if in_effect and (later.undoes is not None or later.step in gone):
            continue
        met = next(filter(None, (_met(by_key, noted) for noted in later.rows or ())), None)
        if met:
            found.append((of_step(connection, later.step)[0], met))
    return found


def _met(wanted: Mapping[Key, RowChange], noted: Mapping[str, Any]) -> RowChange | None:
    """What a later step did to one of the rows, where both changed the same."""
    mine = wanted.get((noted["table"], tuple(noted["key"])))
    later = undo_rows.row_change(noted)
    return later if mine is not None and mine.meets(later) else None
