"""muragat exhibit add, remove, move, label, size, section, set: edit a set."""

from __future__ import annotations

from typing import Any

import click

from archive.errors import BadInput
from archive.exhibition import Exhibition
from archive.home import Archive
from commands.shared import counted, json_option, print_json, shown, with_archive

language_option = click.option(
    "--lang", "language", type=click.Choice(["kk", "ru", "en"]), default="kk", show_default=True
)


@click.command("add")
@click.argument("slug")
@click.argument("item_ids", metavar="[ID]...", nargs=-1)
@click.option("--query", help="Add everything that this query finds, in the order of dates.")
@click.option("--at", type=click.IntRange(1), help="Their place in the set; else at its end.")
@click.option("--section", metavar="KEY", default="", help="Put them into this section.")
@json_option
@with_archive
def add(
    archive: Archive,
    slug: str,
    item_ids: tuple[str, ...],
    query: str | None,
    at: int | None,
    section: str,
    as_json: bool,
) -> None:
    """Add items to SLUG by id or by query; what is in the set already stays where it is.

    \b
    Example:
      muragat exhibit add kitapkhana-90 0003-0017 0003-0018
    """
    from workflows import exhibiting

    if not item_ids and query is None:
        raise BadInput("Nothing was named to add.", "Give ids of items, or --query.")
    ids = [*item_ids, *(exhibiting.found_by(archive, query) if query is not None else [])]
    if not ids:
        raise BadInput(f"Nothing is found by «{query}».", "Try it with `muragat search` first.")
    one = exhibiting.add(archive, slug, ids, at, section)
    _say(one, as_json)


@click.command("remove")
@click.argument("slug")
@click.argument("item_ids", metavar="ID...", nargs=-1, required=True)
@json_option
@with_archive
def remove(archive: Archive, slug: str, item_ids: tuple[str, ...], as_json: bool) -> None:
    """Take items out of SLUG.

    \b
    Example:
      muragat exhibit remove kitapkhana-90 0003-0017
    """
    from exhibit import sets
    from workflows import exhibiting

    change = exhibiting.change(archive, slug, "exhibit remove", lambda one: sets.remove(one, item_ids))
    _say(change, as_json)


@click.command("move")
@click.argument("slug")
@click.argument("item_id", metavar="ID")
@click.argument("to", type=click.IntRange(1))
@json_option
@with_archive
def move(archive: Archive, slug: str, item_id: str, to: int, as_json: bool) -> None:
    """Make the item ID number TO of the set, among those of its section.

    \b
    Example:
      muragat exhibit move kitapkhana-90 0003-0018 1
    """
    from exhibit import sets
    from workflows import exhibiting

    _say(exhibiting.change(archive, slug, "exhibit move", lambda one: sets.move(one, item_id, to)), as_json)


@click.command("label")
@click.argument("slug")
@click.argument("item_id", metavar="ID")
@click.argument("text")
@language_option
@json_option
@with_archive
def label(archive: Archive, slug: str, item_id: str, text: str, language: str, as_json: bool) -> None:
    """Set the label of the item ID in one language; an empty TEXT gives the one from the record again.

    \b
    Example:
      muragat exhibit label kitapkhana-90 0003-0018 "Открытие читального зала" --lang ru
    """
    from exhibit import sets
    from workflows import exhibiting

    edited = exhibiting.change(
        archive, slug, "exhibit label", lambda one: sets.label(one, item_id, language, text)
    )
    _say(edited, as_json)


@click.command("size")
@click.argument("slug")
@click.argument("item_ids", metavar="ID...", nargs=-1, required=True)
@click.option("--cm", type=float, help="The long side wanted on the wall, in centimetres.")
@click.option("--default", "usual", is_flag=True, help="The size that `export --print-cm` names, again.")
@json_option
@with_archive
def size(
    archive: Archive, slug: str, item_ids: tuple[str, ...], cm: float | None, usual: bool, as_json: bool
) -> None:
    """Say how large items are to hang; `check` and the report tell when a picture is too small for it.

    \b
    Example:
      muragat exhibit size kitapkhana-90 0003-0018 --cm 60
    """
    from workflows import exhibiting

    if (cm is None) != usual:
        raise BadInput("No size was given.", "Give --cm 60, or --default to take a size away.")
    _say(exhibiting.size(archive, slug, item_ids, cm), as_json)


@click.command("set")
@click.argument("slug")
@click.option("--title", help="The title, in the language of --lang.")
@click.option("--introduction", help="The text at the entrance, in the language of --lang.")
@language_option
@click.option("--opens", metavar="DAY", help="The first day: 2024-09-18.")
@click.option("--closes", metavar="DAY", help="The last day.")
@click.option("--credit", help="The line under every work.")
@click.option("--contact", help="Whom to ask about rights.")
@click.option("--base-address", help="Where the package will be published, for IIIF and QR codes.")
@json_option
@with_archive
def set_(archive: Archive, slug: str, language: str, as_json: bool, **given: str | None) -> None:
    """Set what is said of the exhibition SLUG as a whole.

    \b
    Example:
      muragat exhibit set kitapkhana-90 --opens 2024-09-18 --closes 2024-10-18 --credit "Облыстық кітапхана"
    """
    from workflows import exhibiting

    wanted = {name: value for name, value in given.items() if value is not None}
    if not wanted:
        raise BadInput("Nothing was given to set.", "See `muragat exhibit set --help`.")
    _say(exhibiting.describe(archive, slug, language, wanted), as_json)


@click.command("section")
@click.argument("slug")
@click.argument("key")
@click.argument("item_ids", metavar="[ID]...", nargs=-1)
@click.option("--title", default="", help="The heading, in the language of --lang.")
@click.option("--text", default="", help="The wall text, in the language of --lang.")
@language_option
@click.option("--at", type=click.IntRange(1), help="Its place among the sections.")
@click.option("--take-out", is_flag=True, help="Take the items out of the section; they stay in the set.")
@click.option("--drop", is_flag=True, help="Take the section away; its items stay in the set.")
@json_option
@with_archive
def section(
    archive: Archive, slug: str, key: str, item_ids: tuple[str, ...], as_json: bool, **given: Any
) -> None:
    """Make or change the section KEY: its heading, wall text and place, and the items in it.

    Items named are put into the section. Those of no section come first in the gallery.

    \b
    Example:
      muragat exhibit section kitapkhana-90 bastau 0003-0017 --title "Бастау" --text "Алғашқы жылдар"
      muragat exhibit section kitapkhana-90 bastau 0003-0017 --take-out
    """
    _say(_section(archive, slug, key, item_ids, given), as_json)


def _section(
    archive: Archive, slug: str, key: str, ids: tuple[str, ...], given: dict[str, Any]
) -> Exhibition:
    from exhibit import sets
    from workflows import exhibiting

    if given["drop"]:
        return exhibiting.change(archive, slug, "exhibit section", lambda one: sets.drop_section(one, key))
    if given["take_out"]:
        if not ids:
            raise BadInput("No item was named to take out.", "Give ids of items, or --drop for all of them.")
        return exhibiting.change(
            archive, slug, "exhibit section", lambda one: sets.take_out_of(one, ids, key)
        )
    wall = exhibiting.Wall(given["language"], given["title"], given["text"])
    return exhibiting.section(archive, slug, key, wall, ids, given["at"])


def _say(one: Exhibition, as_json: bool) -> None:
    from workflows.exhibiting import exhibition_json

    if as_json:
        print_json(exhibition_json(one))
    else:
        click.echo(f"«{shown(one.title)}» has {counted(len(one.entries), 'item')}.")


COMMANDS = (add, remove, move, label, size, section, set_)
