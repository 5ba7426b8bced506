"""Rows of an inventory on disk until their order and their sum are known: memory holds one key a row."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from types import TracebackType
from typing import Any

from archive.model import Item
from archive.reference_codes import sort_key
from exhibit.inventory import Row, Summary, row


class Spool:
    """Takes items in any order; `rows()` gives their rows by reference code or by id, as often as asked."""

    def __init__(self, code: str, by_reference: bool = False) -> None:
        self.summary = Summary()
        self._code, self._by_reference = code, by_reference
        self._file = tempfile.TemporaryFile(prefix="muragat-")  # noqa: SIM115
        self._places: list[tuple[tuple[object, ...], int]] = []

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, item: Item) -> None:
        """Take one item."""
        made = row(item, self._code)
        self.summary.count(item, made)
        self._places.append((self._key(item), self._file.tell()))
        self._file.write(json.dumps(asdict(made), ensure_ascii=False).encode() + b"\n")

    def rows(self) -> Iterator[Row]:
        """All rows in order."""
        for _, place in sorted(self._places, key=lambda pair: pair[0]):
            self._file.seek(place)
            values: dict[str, Any] = json.loads(self._file.readline())
            values |= {name: tuple(values[name]) for name in ("persons", "missing")}
            yield Row(**values)

    def _key(self, item: Item) -> tuple[object, ...]:
        by_id = tuple(int(part) for part in item.id.split("-"))
        if not self._by_reference:
            return by_id
        # What has no code stands behind what has one.
        return (not item.reference, sort_key(item.reference or ""), by_id)
