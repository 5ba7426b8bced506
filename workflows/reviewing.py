"""Carry out what a person said of suggestions: one by one, or many at once, and make it findable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from archive import history, review, undo
from archive.errors import MuragatError
from archive.home import Archive
from archive.review import Asked, Pending
from workflows.indexing import update_if_free

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.catalogue import Transaction

# So many decisions are one transaction and one step of history when many are made at once: a stop loses
# no more, and `undo` takes that many back.
BATCH = 300

Said = Literal["accept", "reject", "value"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of what waits under `key`; `value` with «value» only."""

    key: str
    said: Said
    value: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """What was not decided, and why."""

    key: str
    reason: str


@dataclass(slots=True)
class Decided:
    """What came of many decisions. `finished`: items about which nothing waits any more."""

    accepted: int = 0
    rejected: int = 0
    changed: int = 0
    left: list[Left] = field(default_factory=list)
    failed: list[Left] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    reviewed: list[str] = field(default_factory=list)

    def count(self, one: Decision) -> None:
        """One more was carried out."""
        name = {"accept": "accepted", "reject": "rejected", "value": "changed"}[one.said]
        setattr(self, name, getattr(self, name) + 1)


def decide(archive: Archive, decisions: Sequence[Decision]) -> int:
    """Carry decisions out together, all or none: the step of history, 0 when nothing changed."""
    with archive.catalogue.writing(archive.actor) as transaction:
        before = history.head(transaction.connection)[0]
        for one in decisions:
            _carry_out(transaction, one)
        return _step(transaction.connection, before)


def _carry_out(transaction: Transaction, one: Decision) -> None:
    if one.said == "value":
        review.accept_as(transaction, one.key, one.value)
    else:
        (review.accept if one.said == "accept" else review.reject)(transaction, one.key)


def _step(connection: Connection, before: int) -> int:
    return before + 1 if history.head(connection)[0] > before else 0


def take_back(archive: Archive, step: int) -> None:
    """Undo a step of `decide`. Raises Conflict when somebody changed the same meanwhile."""
    with archive.catalogue.writing(archive.actor) as transaction:
        undo.undo(transaction, step)


def mark_reviewed(archive: Archive, item_ids: Sequence[str]) -> int:
    """Mark items as reviewed: the step of history."""
    with archive.catalogue.writing(archive.actor) as transaction:
        before = history.head(transaction.connection)[0]
        for item_id in item_ids:
            review.mark_reviewed(transaction, item_id)
        return _step(transaction.connection, before)


def decide_many(
    archive: Archive,
    decisions: Iterable[Decision],
    *,
    only_waiting: bool = False,
    mark: bool = False,
    advance: Callable[[], None] = lambda: None,
) -> tuple[Decided, str | None]:
    """Carry out many decisions, some hundreds a transaction: what came of them, and a note about the index.

    One that cannot be carried out is told and stops no other. `only_waiting`: what somebody decided meanwhile
    is left alone. `mark`: items about which nothing waits any more are marked as reviewed.
    """
    done, touched = Decided(), set[str]()
    for batch in _batches(decisions):
        touched |= _try(archive, _still_waiting(archive, batch) if only_waiting else batch, done)
        for _ in batch:
            advance()
    with archive.catalogue.reading() as connection:
        done.finished = review.finished(connection, touched)
    if mark:
        for begin in range(0, len(done.finished), BATCH):
            mark_reviewed(archive, done.finished[begin : begin + BATCH])
        done.reviewed = done.finished
    return done, update_if_free(archive)


def _batches(decisions: Iterable[Decision]) -> Iterator[list[Decision]]:
    batch: list[Decision] = []
    for one in decisions:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _still_waiting(archive: Archive, batch: Sequence[Decision]) -> list[Decision]:
    with archive.catalogue.reading() as connection:
        waiting = review.still(connection, [one.key for one in batch])
    return [one for one in batch if one.key in waiting]


def _try(archive: Archive, batch: Sequence[Decision], done: Decided) -> set[str]:
    """The batch in one transaction; when one of it cannot be, each in its own. The items it touched."""
    try:
        touched = _together(archive, batch)
    except MuragatError as error:
        if len(batch) == 1:
            done.failed.append(Left(batch[0].key, str(error)))
            return set()
        return {item for one in batch for item in _try(archive, [one], done)}
    for one in batch:
        done.count(one)
    return touched


def _together(archive: Archive, batch: Sequence[Decision]) -> set[str]:
    touched = set()
    with archive.catalogue.writing(archive.actor) as transaction:
        before = history.head(transaction.connection)[0]
        for one in batch:
            _carry_out(transaction, one)
        for line in history.changes(transaction.connection, after=before):
            kind, _, owner = line.subject.partition(":")
            if kind == "item":
                touched.add(owner)
    return touched


def choose(archive: Archive, said: Said, asked: Asked) -> tuple[list[Decision], list[Left]]:
    """The decisions of «accept all» or «reject all», and what of it is left to a person: contradictions,
    names that have to be looked at, and items that would become one."""
    with archive.catalogue.reading() as connection:
        found = review.pending(connection, **asked)
    if said == "reject":
        return [Decision(one.key, "reject") for one in found], []
    reasons = {one.key: _why_left(one, asked) for one in found}
    decisions = [Decision(key, "accept") for key, reason in reasons.items() if reason is None]
    return decisions, [Left(key, reason) for key, reason in reasons.items() if reason is not None]


def _why_left(one: Pending, asked: Asked) -> str | None:
    if one.conflicts:
        return f"{one.shown} is contradicted by {', '.join(one.conflicts)}"
    if one.field == "person" and one.key.startswith("suggestion:"):
        return f"a person has to say who «{one.value}» is"
    if one.field in ("front", "duplicate") and asked.get("field") != one.field:
        return "items are joined one by one, or with --field " + one.field
    return None


def waiting(archive: Archive, asked: Asked) -> dict[str, Any]:
    """What waits, as JSON: `{"total", "pending": [...]}`."""
    with archive.catalogue.reading() as connection:
        found = review.pending(connection, **asked)
        return {
            "total": len(found),
            "pending": [pending_json(one) for one in with_choices(connection, found)],
        }


def with_choices(
    connection: Connection, found: Iterable[Pending]
) -> Iterator[tuple[Pending, tuple[review.Choice, ...]]]:
    """Each with the records that a bare name may mean."""
    for one in found:
        is_name = one.field == "person" and one.key.startswith("suggestion:")
        yield one, tuple(review.choices(connection, one)) if is_name else ()


def pending_json(given: tuple[Pending, tuple[review.Choice, ...]]) -> dict[str, Any]:
    """One thing that waits as plain values; `choices` with names that a person has to decide about."""
    one, choices = given
    return {
        "key": one.key,
        "item": one.item_id,
        "event": one.event_id,
        "title": one.title,
        "field": one.field,
        "value": one.value,
        "shown": one.shown,
        "position": one.position,
        "confidence": one.confidence,
        "in_effect": one.in_effect,
        "conflicts": list(one.conflicts),
        "evidence": asdict(one.evidence) if one.evidence else None,
        **({"choices": [asdict(choice) for choice in choices]} if choices else {}),
    }
