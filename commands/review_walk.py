"""The walk through what waits: one key each, every decision carried out at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from archive import items, review
from archive.errors import MuragatError
from archive.home import Archive
from archive.review import Asked, Choice, Pending
from commands.review_terminal import KEYS, SHORT, Desk, is_name
from commands.shared import counted
from workflows import reviewing
from workflows.indexing import update_if_free
from workflows.reviewing import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence

# What is asked when another value is to be accepted.
PROMPTS = {
    "date": "Date: EDTF or words",
    "person": "Person: id, name, or new:NAME",
    "event": "Event: id or name",
    "front": "Item that this is the back of",
    "duplicate": "Item that shows the same",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A decision that can be taken back: its step in history, and where the walk stood before it."""

    number: int
    after: str | None
    what: str


@dataclass
class Walk:
    """Where the walk stands: behind the key `after`."""

    archive: Archive
    asked: Asked
    desk: Desk
    total: int = 0
    after: str | None = None
    steps: list[Step] = field(default_factory=list)
    skipped: int = 0
    decided: int = 0

    def one(self) -> bool:
        """Show the next and carry out what is said of it; False when there is no next or the person quits."""
        with self.archive.catalogue.reading() as connection:
            found = review.pending(connection, limit=1, after=self.after, **self.asked)
            if not found:
                return False
            choices = review.choices(connection, found[0]) if is_name(found[0]) else []
            remaining = review.count(connection, after=self.after, **self.asked)
        self.desk.show(found[0], choices, max(self.total - remaining, 0) + 1, max(self.total, remaining))
        return self._answer(found[0], choices)

    def _answer(self, one: Pending, choices: Sequence[Choice]) -> bool:
        """Ask until something is said that leads on."""
        while True:
            pressed = self.desk.key(SHORT)
            try:
                if pressed in ("q", "\x04"):
                    return False
                if pressed == "s":
                    self.skipped += 1
                    self.after = one.key
                    return True
                if pressed == "u" and self._undo():
                    return True
                if self._carry_out(one, choices, pressed):
                    return True
            except MuragatError as error:
                self.desk.say(str(error))

    def _carry_out(self, one: Pending, choices: Sequence[Choice], pressed: str) -> bool:
        """Whether a decision was made."""
        if pressed == "?":
            self._help()
        elif pressed == "o":
            self._open(one)
        elif pressed in ("a", "A"):
            return self._accept(one, choices, pressed == "A")
        elif pressed in ("r", "R"):
            return self._say(one, Decision(one.key, "reject"), pressed == "R")
        elif pressed == "e":
            written = self.desk.line(PROMPTS.get(one.field, one.field.capitalize()), one.shown)
            return written is not None and self._say(one, Decision(one.key, "value", written), False)
        elif is_name(one) and (value := _chosen(choices, pressed)):
            return self._say(one, Decision(one.key, "value", value), False)
        return False

    def _accept(self, one: Pending, choices: Sequence[Choice], all_: bool) -> bool:
        if not is_name(one):
            return self._say(one, Decision(one.key, "accept"), all_)
        value = choices[0].id if len(choices) == 1 else review.NEW
        if len(choices) > 1:
            value = _chosen(choices, self.desk.key(f"Who is it? (1-{min(len(choices), 9)}, n)")) or ""
        return bool(value) and self._say(one, Decision(one.key, "value", value), all_)

    def _say(self, one: Pending, said: Decision, all_: bool) -> bool:
        wanted = self._alike(one) if all_ else [one]
        alike = self._still(wanted)
        if not wanted:
            return False
        if one not in alike:
            self.desk.say("Somebody else decided this meanwhile.")
            self.after = one.key
            return True
        rest = alike
        if said.value == review.NEW and len(alike) > 1:
            # One new record for all of them: the first makes it, the others are of that record.
            self._do([said], f"new record {one.shown}")
            said, rest = Decision(one.key, "value", self._made(one)), alike[1:]
        self._do([Decision(each.key, said.said, said.value) for each in rest], f"{said.said} {one.shown}")
        self.decided += len(alike)
        self._finish(alike)
        self.after = one.key
        return True

    def _still(self, alike: Sequence[Pending]) -> list[Pending]:
        """Without what somebody else decided meanwhile."""
        with self.archive.catalogue.reading() as connection:
            waiting = review.still(connection, [each.key for each in alike])
        return [each for each in alike if each.key in waiting]

    def _do(self, decisions: Sequence[Decision], what: str) -> None:
        number = reviewing.decide(self.archive, decisions)
        if number:
            self.steps.append(Step(number, self.after, what))

    def _made(self, one: Pending) -> str:
        """The record that was made of a name just now."""
        with self.archive.catalogue.reading() as connection:
            return max((choice.id for choice in review.choices(connection, one)), default=review.NEW)

    def _alike(self, one: Pending) -> list[Pending]:
        """What is decided together, once the person has seen how many they are."""
        with self.archive.catalogue.reading() as connection:
            near = review.alike(connection, one)
            far = review.alike(connection, one, "archive")
        if len(far) == 1:
            return near
        offers = [f"(e) {len(near)} in this event" if one.event_id else "(e) this one"]
        offers += [f"(w) {len(far)} in the whole archive"] if len(far) > len(near) else []
        pressed = self.desk.key(f"{', '.join(offers)}, any other key: none?")
        return {"e": near, "w": far}.get(pressed, [])

    def _finish(self, decided: Sequence[Pending]) -> None:
        """Offer to mark the items about which nothing waits any more."""
        ids = {one.item_id for one in decided if one.item_id}
        with self.archive.catalogue.reading() as connection:
            finished = review.finished(connection, ids) if ids else []
        named = finished[0] if len(finished) == 1 else counted(len(finished), "item")
        question = f"Nothing waits about {named} any more. Mark as reviewed? (y/n)"
        if finished and self.desk.key(question) in ("y", "Y"):
            self.steps.append(Step(reviewing.mark_reviewed(self.archive, finished), self.after, "reviewed"))

    def _undo(self) -> bool:
        if not self.steps:
            self.desk.say("Nothing was decided here yet. `muragat undo` takes back what was decided before.")
            return False
        last = self.steps.pop()
        reviewing.take_back(self.archive, last.number)
        self.desk.say(f"Taken back: {last.what}.")
        self.after = last.after
        return True

    def _open(self, one: Pending) -> None:
        ids = [one.item_id, one.value if one.field in ("front", "duplicate") else None]
        with self.archive.catalogue.reading() as connection:
            shown = items.items(connection, [each for each in ids if each])
        for item in shown:
            self.desk.open(str(self.archive.original_path(item.original)))
        if not shown:
            self.desk.say("This is about an event: it has no picture of its own.")

    def _help(self) -> None:
        for key, meaning in KEYS:
            self.desk.say(f"  {key}  {meaning}")


def walk(archive: Archive, asked: Asked, desk: Desk) -> None:
    """Walk through what waits until it is decided, skipped, or the person quits."""
    with archive.catalogue.reading() as connection:
        total = review.count(connection, **asked)
    state = Walk(archive, asked, desk, total)
    if not total:
        desk.say("Nothing waits.")
        return
    try:
        while state.one():
            pass
    except EOFError:
        pass
    finally:
        _end(state)


def _end(state: Walk) -> None:
    """What is found by the index, also when the person stopped with Ctrl-C."""
    note = update_if_free(state.archive)
    with state.archive.catalogue.reading() as connection:
        waits = review.count(connection, **state.asked)
    skipped = f", {state.skipped} skipped" if state.skipped else ""
    state.desk.say(f"Decided {counted(state.decided, 'suggestion')}{skipped}; {waits} left.")
    if note:
        click.echo(f"Note: {note}", err=True)


def _chosen(choices: Sequence[Choice], pressed: str) -> str | None:
    """The record that a digit stands for, or a new one."""
    if pressed == "n":
        return review.NEW
    if pressed.isdecimal() and 1 <= int(pressed) <= min(len(choices), 9):
        return choices[int(pressed) - 1].id
    return None
