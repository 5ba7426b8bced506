"""Items and a catalogue in memory for the tests of the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from archive.model import Depiction, Event, Item, ItemSide, Original, Text, When
from index import maintain
from index.query import parse


def item(number: int, caption: str = "", *, name: str = "", **fields: Any) -> Item:
    """Item 0001-NUMBER with a caption; everything else as given."""
    texts = fields.pop("texts", ())
    if caption:
        texts = (Text("caption", "front", 1, caption, "kk", 90.0, "tesseract", True), *texts)
    original = Original("0" * 64, 1, "image/jpeg", f"data/{number}.jpg", f"{name}.jpg" if name else ".jpg")
    values: dict[str, Any] = {"kind": "photo", "sides": (ItemSide("front", original),), **fields}
    return Item(f"0001-{number:04}", texts=texts, **values)


def when(earliest: str | None, latest: str | None, edtf: str = "x") -> When:
    return When(edtf, edtf, earliest, latest, "staff")


def person(
    name: str, *, number: int = 1, status: str = "suggested", variants: tuple[str, ...] = ()
) -> Depiction:
    return Depiction(f"P{number:04}", name, status, variants=variants)  # type: ignore[arg-type]


def event(name: str, *, number: int = 1, **fields: Any) -> Event:
    return Event(f"E{number:04}", {"kk": name}, **fields)


class Catalogue:
    """index.maintain.Source over a dictionary."""

    def __init__(self, items: Sequence[Item] = ()) -> None:
        self.held: dict[str, Item] = {}
        self.outbox: list[str] = []
        self.put(*items)

    def put(self, *items: Item) -> None:
        for one in items:
            self.held[one.id] = one
            self.outbox.append(one.id)

    def remove(self, *ids: str) -> None:
        for one in ids:
            del self.held[one]
            self.outbox.append(one)

    def outbox_head(self) -> int:
        return len(self.outbox)

    def outbox_after(self, mark: int, limit: int) -> list[tuple[int, str]]:
        return [(n, self.outbox[n - 1]) for n in range(mark + 1, len(self.outbox) + 1)][:limit]

    def items(self, ids: Sequence[str]) -> list[Item]:
        return [self.held[one] for one in ids if one in self.held]

    def ids_after(self, last_id: str, limit: int) -> list[str]:
        return [one for one in sorted(self.held) if one > last_id][:limit]


def facets_of(found: Mapping[str, list[tuple[str, int]]], name: str) -> dict[str, int]:
    return dict(found[name])


def texts(count: int, word: str = "қала") -> list[Item]:
    """`count` items that are found by that word."""
    return [item(n, f"{word} сурет{n}") for n in range(1, count + 1)]


def found(folder: Path, query: str = "") -> set[str]:
    """The ids that the index in `folder` finds."""
    engine, _ = maintain.open_current(folder)
    try:
        return set(engine.search(parse(query).tree, limit=10_000).ids)
    finally:
        engine.close()


def tree_of(folder: Path) -> dict[str, int]:
    """Every file of the folder with the time of its last change."""
    return {str(p.relative_to(folder)): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}
