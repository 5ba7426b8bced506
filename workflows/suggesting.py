"""What somebody who types a query may mean: persons, events and words that an item has which they may see."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Literal

from archive import naming
from archive.home import Archive
from archive.naming import Named
from index.analysis import folds
from index.fields import NAMES
from index.query import Coded, Phrase, Word
from index.restricted import Restricted, open_to
from language.alphabet import fold, to_cyrillic

if TYPE_CHECKING:
    from index.engine import Answers, Engine
    from workflows.open_index import OpenIndex

# Names are read again after so long: somebody who types does not wait for what came in this second.
KEPT_SECONDS = 10.0
MOST_EACH = 5
# Records and words that are counted for one answer; more would make the typist wait.
MOST_COUNTED = 40
MOST_TERMS = 400
# A name may have been begun so many words ago.
MOST_WORDS = 4
FIELD = re.compile(r"""(?:^|[\s(-])(?P<field>[^\W\d_]{1,16}):(?P<value>"[^"]*|[^\s"]*)$""")
WORDS = re.compile(r"[^\s()\"]+")

# So many words begin with two letters that nobody is helped by some of them.
LEAST_LETTERS = 3

Kind = Literal["person", "event", "word"]
# Records with the folded parts of each of their names.
Spelled = list[tuple[Named, list[tuple[str, ...]]]]


@dataclass(frozen=True, slots=True)
class Suggested:
    """`label` and how many items it finds; `query` is the typed text with it in place of what was begun."""

    kind: Kind
    label: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Begun:
    """What was begun: where it starts in the text, its words, and the fields that it may stand for."""

    start: int
    words: tuple[str, ...]
    kinds: tuple[Kind, ...]


class Suggestions:
    """Suggests while somebody types; shared by the threads of a server."""

    def __init__(self, archive: Archive, index: OpenIndex) -> None:
        self._archive = archive
        self._index = index
        self._lock = Lock()
        self._read_at = float("-inf")
        self._names: dict[Kind, Spelled] = {}

    def suggest(self, typed: str, may_see: frozenset[str] | None) -> list[Suggested]:
        """Suggestions for the end of `typed`, for somebody who may see these accesses (None: all).

        Raises IndexUnusable.
        """
        stretches, known = begun_in(typed), self._known()
        found: dict[tuple[Kind, str], Suggested] = {}
        with self._index.engine() as (engine, _):
            for begun in stretches:
                for one in _of(engine, may_see, known, typed, begun):
                    found.setdefault((one.kind, one.label), one)
        order: tuple[Kind, ...] = ("person", "event", "word")
        return sorted(found.values(), key=lambda one: (order.index(one.kind), -one.count))

    def _known(self) -> dict[Kind, Spelled]:
        """The names; whoever comes while they are read again gets those from before."""
        is_old = time.monotonic() - self._read_at > KEPT_SECONDS
        if is_old and self._lock.acquire(blocking=not self._names):
            try:
                with self._archive.catalogue.reading() as connection:
                    self._names = {
                        "person": _spelled(naming.persons(connection)),
                        "event": _spelled(naming.events(connection)),
                    }
                self._read_at = time.monotonic()
            finally:
                self._lock.release()
        return self._names


def _spelled(records: list[Named]) -> Spelled:
    return [(one, [_parts(name) for name in one.names]) for one in records]


def begun_in(typed: str) -> list[Begun]:
    """What the end of a typed query may be the beginning of, the longest first."""
    field = FIELD.search(typed)
    if field:
        kind = NAMES.get(field["field"].casefold())
        words = tuple(WORDS.findall(field["value"]))
        known: tuple[Kind, ...] = (kind,) if kind in ("person", "event") else ()  # type: ignore[assignment]
        return [Begun(field.start("field"), words, known)] if words and known else []
    if typed.count('"') % 2 or not typed or typed[-1].isspace():
        return []
    words_at = [(found.start(), found[0].lstrip("-−")) for found in WORDS.finditer(typed)][-MOST_WORDS:]
    stretches = [words_at[index:] for index in range(len(words_at))]
    return [
        Begun(
            len(typed) - len(typed[stretch[0][0] :].lstrip("-−")),
            tuple(word for _, word in stretch),
            ("person", "event", "word") if len(stretch) == 1 else ("person", "event"),
        )
        for stretch in stretches
        if all(word and ":" not in word and word != "OR" for _, word in stretch) and len(stretch[-1][1]) >= 2
    ]


def _of(
    engine: Engine, may_see: frozenset[str] | None, known: dict[Kind, Spelled], typed: str, begun: Begun
) -> Iterator[Suggested]:
    seen = engine if may_see is None else Restricted(engine, open_to(may_see))
    for kind in begun.kinds:
        if kind != "word":
            yield from _records(seen, kind, _begin_so(known[kind], begun.words), typed, begun)
        elif len(begun.words[0]) >= LEAST_LETTERS:
            yield from _words(engine, seen, typed, begun)


def _begin_so(records: Spelled, words: Sequence[str]) -> Iterator[Named]:
    wanted = [_folded(word) for word in words]
    for record, spellings in records:
        if any(_begins(spelling, wanted) for spelling in spellings):
            yield record


# Names are read again every few seconds, and most of them are those of before.
@lru_cache(maxsize=200_000)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(_folded(name).split())


def _folded(text: str) -> str:
    return fold(to_cyrillic(text)).lower().replace(".", ". ").strip()


def _begins(spelling: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether each of the typed words begins another word of the name."""
    left = list(spelling)
    for word in wanted:
        met = next((part for part in left if part.startswith(word.rstrip(". "))), None)
        if met is None:
            return False
        left.remove(met)
    return True


def _records(
    engine: Answers, kind: Kind, records: Iterator[Named], typed: str, begun: Begun
) -> list[Suggested]:
    field: Literal["person_id", "event_id"] = "person_id" if kind == "person" else "event_id"
    found = []
    for record, _ in zip(records, range(MOST_COUNTED), strict=False):
        count = engine.count(Coded(field, record.id))
        if count:
            name = record.names[0].replace('"', "").strip()
            found.append(Suggested(kind, record.names[0], count, f'{typed[: begun.start]}{kind}:"{name}" '))
    return sorted(found, key=lambda one: -one.count)[:MOST_EACH]


def _words(engine: Engine, seen: Answers, typed: str, begun: Begun) -> list[Suggested]:
    """The commonest words that begin so. The word itself, not only a form, stands in an item that is seen."""
    known = (word for folded in folds(begun.words[0]) for word in engine.words(folded, MOST_TERMS))
    common = [word for word, _ in engine.common(dict.fromkeys(known))][:MOST_COUNTED]
    standing = islice((word for word in common if seen.count(Phrase((word,)))), MOST_EACH)
    found = [(word, seen.count(Word(word))) for word in standing]
    return [
        Suggested("word", word, count, f"{typed[: begun.start]}{word} ")
        for word, count in sorted(found, key=lambda pair: -pair[1])
    ]
