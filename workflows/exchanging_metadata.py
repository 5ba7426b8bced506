"""Write what the catalogue says of its items for other programs: XMP sidecars and Dublin Core."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import items
from archive.dublin_core import Element, document
from archive.home import Archive
from archive.model import Item
from exchange.metadata import elements, persons, sidecar, sidecar_path
from exchange.metadata_files import REMARK, check_files, check_folder, write_files
from workflows.choosing import chosen

DUBLIN_CORE = "dublin-core.xml"
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Written:
    """What was written into `folder`, and how many items are closed and were left out, are for staff only,
    are not to be published, or name persons whom nobody has confirmed."""

    folder: Path
    items: int
    closed: int
    staff_only: int
    not_published: int
    unconfirmed: int

    def as_json(self) -> dict[str, Any]:
        """`{"folder", "items", "sidecars", "dublin_core", "left_out": {"closed"}, "noted": {...}}`."""
        return {
            "folder": str(self.folder),
            "items": self.items,
            "sidecars": self.items,
            "dublin_core": str(self.folder / DUBLIN_CORE),
            "left_out": {"closed": self.closed},
            "noted": {
                "staff_only": self.staff_only,
                "not_published": self.not_published,
                "unconfirmed": self.unconfirmed,
            },
        }


def export_metadata(archive: Archive, folder: Path, query: str = "", *, closed: bool = False) -> Written:
    """Write a sidecar for each item that answers `query` (all: none given), and one file of Dublin Core.

    Closed items are left out unless they are asked for. Raises BadInput for a folder inside the archive and
    where files of other programs stand, BadQuery.
    """
    check_folder(folder, archive.folder)
    files: dict[str, str] = {}
    records: list[list[Element]] = []
    told: Counter[str] = Counter()
    for item in _items(archive, chosen(archive, query)):
        told += Counter(_worth_telling(item))
        if closed or item.rights.access != "closed":
            files[str(sidecar_path(item))] = sidecar(item)
            records.append(list(elements(item, archive.settings.title)))
    files[DUBLIN_CORE] = document(records, REMARK)
    check_files(folder, files)
    write_files(folder, files)
    left_out = 0 if closed else told["closed"]
    return Written(folder, len(records), left_out, told["staff"], told["not_published"], told["unconfirmed"])


def _items(archive: Archive, wanted: Sequence[str]) -> Iterator[Item]:
    with archive.catalogue.reading() as connection:
        for begin in range(0, len(wanted), CHUNK):
            found = items.items(connection, wanted[begin : begin + CHUNK])
            yield from (one for one in found if not one.joined_to)


def _worth_telling(item: Item) -> list[str]:
    """What whoever publishes the metadata should know of an item; of a closed one only that it is."""
    if item.rights.access == "closed":
        return ["closed"]
    unconfirmed = any(one.status == "suggested" for one in persons(item))
    noted = {"staff": item.rights.access == "staff", "not_published": not item.rights.publish}
    return [name for name, true in {**noted, "unconfirmed": unconfirmed}.items() if true]
