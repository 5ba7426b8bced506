"""Originals on disk and an exhibition of them, to be exported."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from archive.exhibition import Entry, Exhibition
from archive.model import Depiction, Event, Item, ItemSide, Original, Rights, Text, When
from exhibit import package

DAY = When("2024-09-18", "2024 ж. 18 қыркүйек", "2024-09-18", "2024-09-18", "exif")
EVENT = Event("e1", {"kk": "Ұлытаудағы той", "ru": "Праздник в Улытау"}, DAY, "Ұлытау")
# Sheets are typeset in tests/test_exhibit_sheets.py: here they would cost seconds.
WITHOUT_SHEETS = frozenset({"images", "gallery", "report"})


class Archive:
    """Originals on disk, and items that show them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: dict[str, Path] = {}
        self.items: list[Item] = []

    def add(self, name: str, size: tuple[int, int] = (900, 600), **fields: object) -> Item:
        number = len(self.items) + 1
        path = self.folder / name
        picture = Image.new("RGB", size, (40 * number % 255, 120, 90))
        ImageDraw.Draw(picture).ellipse(
            (10, 10, size[0] // 2, size[1] // 2), fill=(200, 30 * number % 255, 40)
        )
        picture.save(path)
        side = ItemSide("front", self.original(path))
        item = replace(Item(f"0003-{number:04d}", "photo", (side,)), **fields)  # type: ignore[arg-type]
        self.items.append(item)
        return item

    def original(self, path: Path) -> Original:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        self.paths[digest] = path
        kinds = {".jpg": "image/jpeg", ".png": "image/png", ".tif": "image/tiff", ".pdf": "application/pdf"}
        return Original(digest, len(data), kinds[path.suffix], f"accessions/{path.name}", path.name)

    def find(self, original: Original) -> Path:
        return self.paths[original.sha256]


def furnished(folder: Path) -> Archive:
    """Three photographs that may be shown and one that may not, with originals in the new `folder`."""
    folder.mkdir()
    archive = Archive(folder)
    caption = Text("caption", "front", 1, "Солдан оңға: Әлия Оспанова", "kk", 91.0, "tesseract", True)
    persons = (
        Depiction("p1", "Әлия Оспанова", "confirmed", "1"),
        Depiction("p2", "Бауыржан Ұзақов", "suggested"),
    )
    rights = Rights(statement="© Мұражай", holder="Мұражай")
    archive.add(
        "a.jpg", event=EVENT, when=DAY, texts=(caption,), persons=persons, author="С. А.", rights=rights
    )
    archive.add("b.png", (400, 700), title="=cmd|' /C calc'!A0", event=EVENT)
    archive.add("c.jpg", (3000, 1000), title="../../x\n<script>alert(1)</script>")
    archive.add("d.jpg", rights=Rights(access="closed"))
    return archive


def exhibition_of(archive: Archive) -> Exhibition:
    """All that the archive has, in its order."""
    return Exhibition(
        "ulytau",
        {"kk": "Ұлытау", "ru": "Улытау </title>"},
        tuple(Entry(item.id) for item in archive.items),
        "2026-11-20T10:00:00+05:00",
        introduction={"kk": "Кіріспе сөз"},
        credit="Ұлытау мұражайы",
    )


Export = Callable[..., package.Written]


def exporter(archive: Archive, exhibition: Exhibition, folder: Path) -> Export:
    """What exports the exhibition into `folder` under a name, with options; without sheets unless asked."""

    def run(name: str = "out", exhibition: Exhibition = exhibition, **options: object) -> package.Written:
        chosen = package.Options(**{"parts": WITHOUT_SHEETS, **options})  # type: ignore[arg-type]
        made = package.plan(exhibition, archive.items, chosen)
        return package.write(made, archive.find, folder / name)

    return run


def with_pages(archive: Archive, kind: str, count: int) -> Item:
    """The first item as a document: pages of one grey each, lighter from page to page."""
    path = archive.folder / f"pages.{kind}"
    pages = [Image.new("RGB", (90 + number, 60), (20 * number,) * 3) for number in range(1, count + 1)]
    pages[0].save(
        path, save_all=True, append_images=pages[1:], **({"resolution": 300} if kind == "pdf" else {})
    )
    side = ItemSide("front", archive.original(path))
    archive.items[0] = replace(archive.items[0], kind="document", sides=(side,), pages=count)
    return archive.items[0]
