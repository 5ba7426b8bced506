"""Posting lists and columns as sets and arrays, from the segment readers of Whoosh.

The readers are handed in by `index.whoosh_engine`; Whoosh reads numbers and ids one by one, so that
blocks and columns are taken whole here. tests/test_index_whoosh.py holds what this leans on.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from index.engine import FACETS
from index.evaluate import Docs

# Every document has a value in each of these, be it an empty one.
COLUMNS = ("id_column", "order", "first", "last", *(f"facet_{name}" for name in FACETS))


class Segment:
    """One segment of the index: its reader, and the number of its first document."""

    def __init__(self, reader: Any, base: int) -> None:
        self.reader, self.base = reader, base
        self.size: int = reader.doc_count_all()
        self._hold_columns()
        self.deleted: frozenset[int] = frozenset(reader.deleted_docs_set if reader.has_deletions() else ())

    def _hold_columns(self) -> None:
        """Open the files of all columns now: Whoosh would do so on need, and take one that a merge has
        removed meanwhile for a column without values. Raises OSError when one is missing."""
        held = self.reader._perdoc
        for name in COLUMNS:
            held._colfiles[name] = held._get_column_file(name)

    def matcher(self, field: str, term: str) -> Any | None:
        """The postings of a term, deleted documents among them, or None."""
        if (field, term) not in self.reader:
            return None
        found = self.reader.postings(field, term)
        # With deleted documents Whoosh wraps the postings in a filter.
        return getattr(found, "child", found)

    def numbers(self, name: str, code: str) -> array[int]:
        """A column of numbers, read as a whole: Whoosh's reader unpacks them one by one."""
        column = self.column(name)
        held = array(code, column._dbfile.get(column._basepos, column._count * column._fixedlen))
        held.byteswap()
        held.extend([column._default] * (self.size - len(held)))
        return held

    def texts(self, name: str) -> list[bytes]:
        """A column of text, read as a whole."""
        column = self.column(name)
        held = column._dbfile.get(column._basepos, sum(column._lengths))
        ends = accumulate(column._lengths)
        return [held[end - length : end] for end, length in zip(ends, column._lengths, strict=True)]

    def column(self, name: str) -> Any:
        """A column; text is bytes."""
        return self.reader._perdoc.column_reader(name, self.reader.schema[name].column_type)


def _block_ids(matcher: Any) -> Iterator[Sequence[int]]:
    """The document numbers of a fresh matcher, a block at a time (`all_ids` takes ten times as long)."""
    while matcher.is_active():
        if matcher._ids is None and not matcher._byteids:
            # What Whoosh does itself one number after the other.
            matcher._read_data()
            matcher._ids = tuple(accumulate(matcher._data[0]))
        matcher.id()
        yield matcher._ids
        matcher._next_block()


class WhooshPostings:
    """The postings of all segments under one numbering (index.evaluate.Postings)."""

    def __init__(self, reader: Any) -> None:
        self.segments: list[Segment] = []
        base = 0
        for leaf, _ in reader.leaf_readers():
            if leaf.doc_count_all():
                self.segments.append(Segment(leaf, base))
                base += leaf.doc_count_all()
        self.size = base
        self.deleted = {s.base + doc for s in self.segments for doc in s.deleted}
        self._everything: Docs | None = None
        self._bounds: list[tuple[int, int]] | None = None
        self._dated: dict[tuple[int, int], list[int]] | None = None
        self._orders: array[int] | None = None
        self._columns: dict[str, list[bytes]] = {}

    def everything(self) -> Docs:
        if self._everything is None:
            self._everything = set(range(self.size)) - self.deleted
        return self._everything

    def docs(self, field: str, term: str) -> Docs:
        found: Docs = set()
        for segment in self.segments:
            matcher = segment.matcher(field, term)
            for block in _block_ids(matcher) if matcher is not None else ():
                found.update([segment.base + doc for doc in block] if segment.base else block)
        return found - self.deleted if self.deleted else found

    def positions(self, field: str, term: str, among: Docs) -> dict[int, Sequence[int]]:
        found: dict[int, Sequence[int]] = {}
        for segment in self.segments:
            matcher = segment.matcher(field, term)
            if matcher is None:
                continue
            for block in _block_ids(matcher):
                here = [
                    (at, segment.base + doc) for at, doc in enumerate(block) if segment.base + doc in among
                ]
                if here:
                    matcher.value()
                    found.update((doc, array("I", matcher._values[at])) for at, doc in here)
        return found

    def terms(self, field: str, prefix: str, limit: int) -> list[str]:
        found: set[str] = set()
        for segment in self.segments:
            expanded = segment.reader.expand_prefix(field, prefix.encode())
            found.update(term.decode() for _, term in zip(range(limit), expanded, strict=False))
        return sorted(found)[:limit]

    def bounds(self) -> Sequence[tuple[int, int]]:
        """First and last day of each document (see `index.days`)."""
        if self._bounds is None:
            pairs: list[tuple[int, int]] = []
            for segment in self.segments:
                pairs += zip(segment.numbers("first", "i"), segment.numbers("last", "i"), strict=True)
            self._bounds = pairs
        return self._bounds

    def dated(self) -> dict[tuple[int, int], list[int]]:
        if self._dated is None:
            self._dated = {}
            for doc, pair in enumerate(self.bounds()):
                self._dated.setdefault(pair, []).append(doc)
        return self._dated

    def orders(self) -> array[int]:
        """For each document a number that sorts like its id."""
        if self._orders is None:
            self._orders = array("q")
            for segment in self.segments:
                self._orders.extend(segment.numbers("order", "q"))
        return self._orders

    def common(self, field: str, term: str) -> int:
        """In about how many documents a term stands: deleted ones count, so that nothing need be read."""
        found = (s.reader.doc_frequency(field, term) for s in self.segments)
        return sum(found)

    def texts(self, name: str, docs: Iterable[int]) -> list[str]:
        """A text column of some documents."""
        column = self.column(name)
        return [column[doc].decode() for doc in docs]

    def column(self, name: str) -> list[bytes]:
        """A text column of all documents; remembered for the next question."""
        if name not in self._columns:
            self._columns[name] = [value for s in self.segments for value in s.texts(name)]
        return self._columns[name]
