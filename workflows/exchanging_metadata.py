"""Write what the catalogue says of its items for other programs: XMP sidecars and Dublin Core."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import items
from archive.dublin_core import document
from archive.home import Archive
from archive.model import Item
from exchange.metadata import elements, persons, sidecar, sidecar_path
from exchange.metadata_files import REMARK, check_files, check_folder, write_files
from workflows.choosing import chosen

DUBLIN_CORE = "dublin-core.xml"


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
    found = _items(archive, chosen(archive, query))
    shown = [one for one in found if closed or one.rights.access != "closed"]
    files = _files(shown, archive.settings.title)
    check_files(folder, files)
    write_files(folder, files)
    return Written(
        folder,
        len(shown),
        len(found) - len(shown),
        sum(one.rights.access == "staff" for one in shown),
        sum(not one.rights.publish for one in shown),
        sum(any(person.status == "suggested" for person in persons(one)) for one in shown),
    )


def _items(archive: Archive, wanted: Sequence[str]) -> list[Item]:
    with archive.catalogue.reading() as connection:
        return [one for one in items.items(connection, wanted) if not one.joined_to]


def _files(shown: Sequence[Item], title: str) -> Mapping[str, str]:
    """The text of each file by its name in the folder."""
    sidecars = {str(sidecar_path(one)): sidecar(one) for one in shown}
    return {**sidecars, DUBLIN_CORE: document((elements(one, title) for one in shown), REMARK)}
