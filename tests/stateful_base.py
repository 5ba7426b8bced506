"""How a decision is made and written down: what every rule of the stateful test builds on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize
from stateful_model import Decided, Said, Standing
from stateful_world import CAPTIONS, copied

from archive import editing, history
from archive.catalogue import Transaction
from archive.editing import Edit
from archive.errors import MuragatError

FIELDS = ("title", "place", "author", "form", "date", "event")
EVENT_FIELDS = ("date", "place")
ACTORS = st.sampled_from(("айгүл", "марат"))
NTH = st.integers(0, 11)
NAMES = st.sampled_from(
    (
        "Ахметова Сәуле",
        "Бейсенов Ерлан Маратұлы",
        "Оспанова Айгүл Маратқызы",
        "Сейтов Бекзат",
        "Дулатова Дана",
    )
)
WORDS = {
    "title": ("Ашылу сәті", "Оқырмандар", ""),
    "place": ("Семей", "Қарағанды", ""),
    "author": ("Бейсенов М.", ""),
    "form": ("negative", "print", ""),
    "date": ("1958", "1961", "18 қыркүйек 2024", ""),
}
SAYINGS = st.sampled_from(
    (*CAPTIONS.values(), "Дулатова Дана, 1958 ж.", "Сейтов Бекзат Ерланұлы, Семей, 1970 ж.", "")
)
EVENTS = st.sampled_from(("Кітап күні", "Оқырмандар апталығы", "Дни книги"))


class Deciding(RuleBasedStateMachine):
    """An archive, what staff decided in it, and how a decision is made."""

    folder: Path

    @initialize()
    def begin(self) -> None:
        self.world = copied(self.folder / "template", self.folder / "live")
        self.decided = Decided()
        self.standing = self._read()
        self.pictures = 3
        self.table: Path | None = None
        # Where history stood when these were done last: they are not done twice for nothing.
        self.ingested = self.exported = self.standing.head

    # What is there to choose from.

    def _now(self) -> Standing:
        """What stood after the last step: the invariant has just read it."""
        return self.standing

    def _read(self) -> Standing:
        with self.world.archive.catalogue.reading() as connection:
            return Standing(connection)

    def _nth(self, of: Collection[str], number: int) -> str:
        return sorted(of)[number % len(of)]

    def _item(self, number: int) -> str:
        return self._nth(self._now().items, number)

    def _person(self, number: int) -> str:
        return self._nth(self._now().persons, number)

    def _event(self, number: int) -> str:
        return self._nth(self._now().events, number)

    def _head(self) -> int:
        with self.world.archive.catalogue.reading() as connection:
            return history.head(connection)[0]

    # How a decision is made: in one transaction; what is refused changes nothing.

    def _decide(
        self, actor: str, change: Callable[[Transaction], Any], after: Said | Callable[[Any], Said]
    ) -> Any:
        before = self._head()
        try:
            with self.world.archive.catalogue.writing(actor) as transaction:
                result = change(transaction)
        except MuragatError:
            assert self._head() == before
            return None
        self._take(before, after(result) if callable(after) else after)
        return result

    def _take(self, before: int, after: Said) -> None:
        if self._head() > before:
            self.decided.take(before + 1, after)

    def _edit(self, actor: str, item_id: str, wanted: Edit, after: Said | Callable[[Any], Said]) -> None:
        self._decide(actor, lambda transaction: editing.edit(transaction, item_id, wanted), after)
