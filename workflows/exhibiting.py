"""Edit exhibitions in the catalogue and export them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive import exhibitions, items
from archive.home import Archive
from archive.model import Exhibition, Item

if TYPE_CHECKING:
    from exhibit.package import Options, Plan, Written

Change = Callable[[Exhibition], Exhibition]
FIND_AT_ONCE = 10_000


def new(archive: Archive, slug: str, titles: dict[str, str]) -> Exhibition:
    """A new, empty exhibition. Raises BadInput for a slug that cannot be or is taken."""
    from exhibit import sets

    with archive.catalogue.writing(archive.actor) as transaction:
        return exhibitions.create(transaction, sets.new(slug, titles))


def change(archive: Archive, slug: str, action: str, edit: Change) -> Exhibition:
    """The exhibition after a pure edit, recorded in its history. Raises NotFound, BadInput."""
    with archive.catalogue.writing(archive.actor) as transaction:
        before = exhibitions.exhibition(transaction.connection, slug)
        return exhibitions.save(transaction, edit(before), action)


def add(archive: Archive, slug: str, ids: Sequence[str], at: int | None = None) -> Exhibition:
    """The exhibition with these items. Raises NotFound for an item that does not exist."""
    from exhibit import sets

    with archive.catalogue.reading() as connection:
        for item_id in ids:
            items.item(connection, item_id)
    return change(archive, slug, "exhibit add", lambda one: sets.add(one, ids, at))


def found_by(archive: Archive, query: str) -> list[str]:
    """The ids of all items that a query finds, in the order of their dates."""
    from workflows.finding import Question, find

    answer = find(archive, Question(query, sort="date", limit=FIND_AT_ONCE))
    return [hit["id"] for hit in answer["hits"]]


def with_items(archive: Archive, slug: str) -> tuple[Exhibition, list[Item]]:
    """An exhibition and the items of its entries."""
    with archive.catalogue.reading() as connection:
        one = exhibitions.exhibition(connection, slug)
        return one, items.items(connection, [entry.item_id for entry in one.entries])


def plan(archive: Archive, slug: str, options: Options) -> Plan:
    """What an export would hold, with everything a curator should know before."""
    from exhibit import package

    exhibition, chosen = with_items(archive, slug)
    return package.plan(exhibition, chosen, options)


def export(
    archive: Archive, slug: str, target: Path, options: Options, progress: Callable[[int, int, str], None]
) -> Written:
    """Write the package of an exhibition to `target` and verify it."""
    from exhibit import package

    return package.write(plan(archive, slug, options), archive.original_path, target, progress)


def exhibition_json(one: Exhibition) -> dict[str, Any]:
    """An exhibition as plain values."""
    from dataclasses import asdict

    return {**asdict(one), "title": one.title, "count": len(one.entries)}
