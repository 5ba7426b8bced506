"""muragat exhibit: choose a set of items and export it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from archive.errors import BadInput, Exit
from archive.home import Archive
from commands.bars import bars
from commands.shared import counted, json_option, print_json, shown, with_archive

language_option = click.option(
    "--lang", "language", type=click.Choice(["kk", "ru", "en"]), default="kk", show_default=True
)


@click.group("exhibit")
def command() -> None:
    """Choose a set of items and export it for an exhibition.

    \b
    Example:
      muragat exhibit new kitapkhana-90 --kk "Кітапханаға 90 жыл"
      muragat exhibit add kitapkhana-90 --query "person:оспанова"
      muragat exhibit export kitapkhana-90 ~/көрме
    """


@command.command("new")
@click.argument("slug")
@click.option("--kk", help="The title in Kazakh.")
@click.option("--ru", help="The title in Russian.")
@click.option("--en", help="The title in English.")
@json_option
@with_archive
def new(archive: Archive, slug: str, kk: str | None, ru: str | None, en: str | None, as_json: bool) -> None:
    """Make the exhibition SLUG: a short name of small Latin letters, digits and hyphens.

    \b
    Example:
      muragat exhibit new kitapkhana-90 --kk "Кітапханаға 90 жыл" --ru "Библиотеке 90 лет"
    """
    from workflows import exhibiting

    titles = {code: title for code, title in (("kk", kk), ("ru", ru), ("en", en)) if title}
    one = exhibiting.new(archive, slug, titles or {"kk": slug})
    if as_json:
        print_json(exhibiting.exhibition_json(one))
    else:
        click.echo(f"Made the exhibition «{one.title}» ({one.slug}).")


@command.command("add")
@click.argument("slug")
@click.argument("item_ids", metavar="[ID]...", nargs=-1)
@click.option("--query", help="Add everything that this query finds, in the order of dates.")
@click.option("--at", type=click.IntRange(1), help="Their place in the set; else at its end.")
@json_option
@with_archive
def add(
    archive: Archive, slug: str, item_ids: tuple[str, ...], query: str | None, at: int | None, as_json: bool
) -> None:
    """Add items to SLUG by id or by query.

    \b
    Example:
      muragat exhibit add kitapkhana-90 0003-0017 0003-0018
    """
    from workflows import exhibiting

    if not item_ids and query is None:
        raise BadInput("Nothing was named to add.", "Give ids of items, or --query.")
    ids = [*item_ids, *(exhibiting.found_by(archive, query) if query is not None else [])]
    one = exhibiting.add(archive, slug, ids, at)
    _say(one, as_json)


@command.command("remove")
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


@command.command("move")
@click.argument("slug")
@click.argument("item_id", metavar="ID")
@click.argument("to", type=click.IntRange(1))
@json_option
@with_archive
def move(archive: Archive, slug: str, item_id: str, to: int, as_json: bool) -> None:
    """Make the item ID number TO of the set.

    \b
    Example:
      muragat exhibit move kitapkhana-90 0003-0018 1
    """
    from exhibit import sets
    from workflows import exhibiting

    _say(exhibiting.change(archive, slug, "exhibit move", lambda one: sets.move(one, item_id, to)), as_json)


@command.command("label")
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


@command.command("list")
@json_option
@with_archive
def list_(archive: Archive, as_json: bool) -> None:
    """List the exhibitions.

    \b
    Example:
      muragat exhibit list
    """
    from archive import exhibitions
    from workflows.exhibiting import exhibition_json

    with archive.catalogue.reading() as connection:
        found = exhibitions.exhibitions(connection)
    if as_json:
        print_json({"exhibitions": [exhibition_json(one) for one in found]})
        return
    for one in found:
        click.echo(f"{one.slug}  «{shown(one.title)}» ({counted(len(one.entries), 'item')})")


@command.command("show")
@click.argument("slug")
@json_option
@with_archive
def show(archive: Archive, slug: str, as_json: bool) -> None:
    """Show the set SLUG in gallery order.

    \b
    Example:
      muragat exhibit show kitapkhana-90
    """
    from archive.item_json import item_json
    from workflows import exhibiting

    one, chosen = exhibiting.with_items(archive, slug)
    if as_json:
        described = [item_json(item, whole=False) for item in chosen]
        print_json({**exhibiting.exhibition_json(one), "items": described})
        return
    click.echo(f"{one.slug}  «{shown(one.title)}»")
    for number, item in enumerate(chosen, start=1):
        date = item.when.display if item.when else "күні белгісіз"
        name = item.title or item.caption or item.original.name
        click.echo(f"{number:>4}  {item.id}  {date}  {shown(' '.join(name.split()))[:80]}")


@command.command("export")
@click.argument("slug")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--include", multiple=True, metavar="ID", help="Export this closed item all the same; may be repeated."
)
@click.option("--backs", is_flag=True, help="Also export the backs of photographs.")
@json_option
@with_archive
def export(
    archive: Archive, slug: str, folder: Path, include: tuple[str, ...], backs: bool, as_json: bool
) -> int:
    """Write the package of SLUG to the folder DIR: images, checklist, gallery, checksums.

    An earlier package of the same exhibition in DIR is replaced as a whole; any other folder is left alone.

    \b
    Example:
      muragat exhibit export kitapkhana-90 ~/көрме
    """
    from exhibit.package import Options
    from exhibit.words import sentence
    from workflows import exhibiting

    options = Options(include=frozenset(include), backs=backs)
    with bars() as progress:
        progress.stage("exporting", 0)
        written = exhibiting.export(
            archive, slug, folder.expanduser(), options, lambda done, total, name: progress.reach(done, total)
        )
    if as_json:
        print_json({**asdict(written), "folder": str(written.folder)})
    else:
        for check in (*written.left_out, *written.checks):
            told = shown(sentence(check.kind, check.detail, "en"))
            click.echo(f"{check.kind:>16}  {check.item_id} {told}", err=True)
        click.echo(
            f"Exported {counted(written.works, 'item')} to {written.folder}. Open gallery/index.html there."
        )
    return int(Exit.PARTIAL if written.unread else Exit.DONE)


def _say(one: object, as_json: bool) -> None:
    from archive.model import Exhibition
    from workflows.exhibiting import exhibition_json

    assert isinstance(one, Exhibition)
    if as_json:
        print_json(exhibition_json(one))
    else:
        click.echo(f"«{shown(one.title)}» has {counted(len(one.entries), 'item')}.")
