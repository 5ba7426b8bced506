"""Edit exhibitions in the catalogue and export them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive import exhibitions, items
from archive.errors import BadInput, NotFound
from archive.exhibition import Exhibition
from archive.home import Archive
from archive.model import Item

if TYPE_CHECKING:
    from exhibit.changes import Difference
    from exhibit.package import Options, Plan, Written

Change = Callable[[Exhibition], Exhibition]
PLAIN_FIELDS = ("credit", "contact")


def new(archive: Archive, slug: str, titles: dict[str, str]) -> Exhibition:
    """A new, empty exhibition. Raises BadInput for a slug that cannot be or is taken."""
    from exhibit import sets

    with archive.catalogue.writing(archive.actor) as transaction:
        return exhibitions.create(transaction, sets.new(slug, titles))


def change(archive: Archive, slug: str, action: str, edit: Change) -> Exhibition:
    """The exhibition after a pure edit, in gallery order, recorded in its history.

    Raises NotFound, BadInput.
    """
    from exhibit.sets import arranged

    with archive.catalogue.writing(archive.actor) as transaction:
        before = exhibitions.exhibition(transaction.connection, slug)
        return exhibitions.save(transaction, arranged(edit(before)), action)


def add(
    archive: Archive, slug: str, ids: Sequence[str], at: int | None = None, section: str = ""
) -> Exhibition:
    """The exhibition with these items, in `section` where one is named.

    Raises NotFound, and BadInput for an item that was joined to another one.
    """
    from exhibit import sets

    with archive.catalogue.reading() as connection:
        for item_id in ids:
            _refuse_joined(items.item(connection, item_id))

    def edit(one: Exhibition) -> Exhibition:
        grown = sets.add(one, ids, at)
        return sets.put_into(grown, ids, section) if section else grown

    return change(archive, slug, "exhibit add", edit)


def _refuse_joined(item: Item) -> None:
    if item.joined_to:
        raise BadInput(f"{item.id} is joined to {item.joined_to}.", f"Add {item.joined_to}.")


def found_by(archive: Archive, query: str) -> list[str]:
    """The ids of all items that a query finds, in the order of their dates."""
    from workflows.finding import Question, ids

    return list(ids(archive, Question(query, sort="date")))


def with_items(archive: Archive, slug: str) -> tuple[Exhibition, list[Item]]:
    """An exhibition and the items of its entries."""
    with archive.catalogue.reading() as connection:
        one = exhibitions.exhibition(connection, slug)
        return one, items.items(connection, [entry.item_id for entry in one.entries])


def kept(archive: Archive, chosen: Sequence[Item]) -> list[Item]:
    """The items that some of these were joined to: what they may not show, these may not."""
    with archive.catalogue.reading() as connection:
        return items.items(connection, [item.joined_to for item in chosen if item.joined_to])


def plan(archive: Archive, slug: str, options: Options) -> Plan:
    """What an export would hold, with everything a curator should know before. Raises NotFound, BadInput."""
    from archive import suggestions
    from exhibit import package

    with archive.catalogue.reading() as connection:
        exhibition, chosen = with_items(archive, slug)
        made = package.plan(exhibition, [*kept(archive, chosen), *chosen], options)
        ids = [work.item.id for work in made.works]
        return replace(made, suggestions={one: suggestions.of(connection, f"item:{one}") for one in ids})


def export(
    archive: Archive, slug: str, target: Path, options: Options, progress: Callable[[int, int, str], None]
) -> Written:
    """Write the package of an exhibition to `target` and verify it.

    Raises BadInput, NotFound, Busy, NoSpace.
    """
    from exhibit import package

    if target.resolve().is_relative_to((archive.folder / "accessions").resolve()):
        raise BadInput(f"{target} is where the archive keeps its originals.", "Name a folder outside of it.")
    return package.write(plan(archive, slug, options), archive.original_path, target, progress)


def changes_since(archive: Archive, slug: str, package: Path) -> tuple[Difference, ...]:
    """What differs between a set and its package. Raises NotFound when there is no package of it."""
    import json

    from exhibit.changes import changes
    from exhibit.package import Options

    exhibition = with_items(archive, slug)[0]
    path = package / "data" / "exhibition.json"
    try:
        exported = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotFound(
            f"There is no package of «{slug}» in {package}.", "Name the folder that `exhibit export` wrote."
        ) from error
    # As it was exported: what was included by name then and stands in the set still is no change.
    given = exported.get("options", {})
    include = {entry.item_id for entry in exhibition.entries} & set(given.get("include", ()))
    return changes(exported, plan(archive, slug, Options(include=frozenset(include))))


def describe(archive: Archive, slug: str, language: str, given: Mapping[str, str]) -> Exhibition:
    """The exhibition with a title and introduction in one language, and its plain fields set."""
    from exhibit import sets

    def edit(one: Exhibition) -> Exhibition:
        if "title" in given:
            one = sets.retitle(one, language, given["title"])
        if "introduction" in given:
            one = sets.introduce(one, language, given["introduction"])
        opens, closes = given.get("opens", one.opens), given.get("closes", one.closes)
        one = sets.open_between(one, opens or None, closes or None)
        one = sets.publish_at(one, given.get("base_address", one.base_address))
        plain: dict[str, Any] = {name: given[name] for name in PLAIN_FIELDS if name in given}
        return replace(one, **plain)

    return change(archive, slug, "exhibit set", edit)


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands on the wall of a section in one language; what is empty stays as it was."""

    language: str
    title: str = ""
    text: str = ""


def section(
    archive: Archive, slug: str, key: str, wall: Wall, ids: Sequence[str], to: int | None = None
) -> Exhibition:
    """The exhibition with a section and these items in it; `to` makes it section number `to`."""
    from exhibit import sets

    def edit(one: Exhibition) -> Exhibition:
        known = next((part for part in one.sections if part.key == key), None)
        titles = {**(known.titles if known else {}), **({wall.language: wall.title} if wall.title else {})}
        texts = {**(known.texts if known else {}), **({wall.language: wall.text} if wall.text else {})}
        one = sets.put_into(sets.section(one, key, titles, texts), ids, key)
        return one if to is None else sets.move_section(one, key, to)

    return change(archive, slug, "exhibit section", edit)


def size(archive: Archive, slug: str, ids: Sequence[str], centimetres: float | None) -> Exhibition:
    """The exhibition with the long side wanted on the wall of these items, or with none."""
    from exhibit import sets

    def edit(one: Exhibition) -> Exhibition:
        for item_id in ids:
            one = sets.print_size(one, item_id, centimetres)
        return one

    return change(archive, slug, "exhibit size", edit)


def exhibition_json(one: Exhibition) -> dict[str, Any]:
    """An exhibition as plain values."""
    from dataclasses import asdict

    return {**asdict(one), "title": one.title, "count": len(one.entries)}
