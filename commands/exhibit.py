"""muragat exhibit: choose a set of items and export it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.errors import BadInput, Exit
from archive.exhibition import Entry, Exhibition
from archive.home import Archive
from archive.model import Item
from commands import exhibit_editing, thumbnails
from commands.bars import bars
from commands.shared import Place, counted, json_option, print_json, shown, with_archive

if TYPE_CHECKING:
    from exhibit.checks import Check
    from exhibit.package import Part

include_option = click.option(
    "--include", multiple=True, metavar="ID", help="Export this closed item all the same; may be repeated."
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
    if not found:
        click.echo("There is no exhibition yet; make one: muragat exhibit new SLUG --kk TITLE", err=True)
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
    from exhibit.works import in_language
    from workflows import exhibiting

    one, chosen = exhibiting.with_items(archive, slug)
    pictures = thumbnails.can_show()
    if as_json:
        described = [item_json(item, whole=False) for item in chosen]
        print_json({**exhibiting.exhibition_json(one), "items": described})
        return
    _tell_set(one)
    headings = {section.key: section for section in one.sections}
    known, under = {item.id: item for item in chosen}, ""
    for number, entry in enumerate(one.entries, start=1):
        if entry.section != under and entry.section in headings:
            click.echo(f"  — {shown(in_language(headings[entry.section].titles, 'kk')[0])} ({entry.section})")
        under = entry.section
        if item := known.get(entry.item_id):
            click.echo(f"{number:>4}  {_line(entry, item)}")
            for line in thumbnails.lines(archive.thumbnail_path(item.original.sha256)) if pictures else ():
                click.echo(f"      {line}")


def _tell_set(one: Exhibition) -> None:
    """What is said of the set as a whole, over its works."""
    click.echo(f"{one.slug}  «{shown(one.title)}»")
    others = [f"{code}: {title}" for code, title in one.titles.items() if title != one.title]
    days = " – ".join(day for day in (one.opens, one.closes) if day)
    for fact in (*others, days, one.credit, one.contact, one.base_address):
        if fact:
            click.echo(f"      {shown(fact)}")


def _line(entry: Entry, item: Item) -> str:
    """One work of the set in one line: number, date, name, and what the curator has set for it."""
    date = item.when.display if item.when else "undated"
    name = item.title or item.caption or item.original.name
    own = [f"{entry.print_cm:g} cm"] if entry.print_cm else []
    own += [f"label {' '.join(entry.labels)}"] if entry.labels else []
    own += [item.rights.access] if item.rights.access != "public" else []
    own += [] if item.rights.publish else ["not to be published"]
    own += [f"joined to {item.joined_to}"] if item.joined_to else []
    marks = f"  [{', '.join(own)}]" if own else ""
    return f"{item.id}  {date}  {shown(' '.join(name.split()))[:80]}{marks}"


@command.command("export")
@click.argument("slug")
@click.argument("folder", metavar="DIR", type=Place())
@include_option
@click.option("--backs", is_flag=True, help="Also export the backs of photographs.")
@click.option("--only", "parts", multiple=True, metavar="PART", help="Make only this part, such as labels.")
@click.option(
    "--print-cm",
    type=click.FloatRange(1, 1000),
    default=30.0,
    show_default=True,
    help="Long side wanted on the wall.",
)
@click.option("--label-size", "label", type=click.Choice(["wide", "small", "large"]), default="wide")
@click.option("--watermark", default="", help="Words across the pictures for the screen.")
@json_option
@with_archive
def export(
    archive: Archive,
    slug: str,
    folder: Path,
    include: tuple[str, ...],
    parts: tuple[str, ...],
    as_json: bool,
    **given: Any,
) -> int:
    """Write the package of SLUG to the folder DIR: images, checklist, gallery, checksums.

    An earlier package of the same exhibition in DIR is replaced as a whole; any other folder is left alone.

    \b
    Example:
      muragat exhibit export kitapkhana-90 ~/көрме
    """
    from exhibit.package import Options
    from workflows import exhibiting

    options = Options(parts=frozenset(_parts(parts)), include=frozenset(include), **given)
    with bars() as progress:
        progress.stage("exporting", 0)
        written = exhibiting.export(
            archive, slug, folder.resolve(), options, lambda done, total, name: progress.reach(done, total)
        )
    if as_json:
        print_json(
            {
                **asdict(written),
                "folder": str(written.folder),
                "left_out": _checks_json(written.left_out),
                "checks": _checks_json(written.checks),
            }
        )
    else:
        _tell_left_out(written.left_out)
        _tell_counts(written.checks)
        click.echo(f"Exported {counted(written.works, 'item')} to {written.folder}.")
        if "gallery" in options.parts:
            click.echo("Open gallery/index.html there; the remarks are in report.html.")
    return int(Exit.PARTIAL if written.unread else Exit.DONE)


@command.command("check")
@click.argument("slug")
@include_option
@click.option("--backs", is_flag=True, help="The backs of photographs are to be exported too.")
@click.option(
    "--print-cm",
    type=click.FloatRange(1, 1000),
    default=30.0,
    show_default=True,
    help="Long side wanted on the wall.",
)
@json_option
@with_archive
def check(archive: Archive, slug: str, include: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Say what an export of SLUG would leave out, and what to look at before printing; write nothing.

    \b
    Example:
      muragat exhibit check kitapkhana-90
    """
    from exhibit.package import Options
    from exhibit.words import sentence
    from workflows import exhibiting

    plan = exhibiting.plan(archive, slug, Options(include=frozenset(include), **given))
    if as_json:
        left_out, checks = _checks_json(plan.left_out), _checks_json(plan.checks)
        print_json({"works": len(plan.works), "left_out": left_out, "checks": checks})
        return
    _tell_left_out(plan.left_out)
    for one in plan.checks:
        said = shown(sentence(one.kind, one.detail, "en"))
        click.echo(f"{one.number:>4}  {one.item_id}  {one.level:<8} {said}")
    serious = sum(one.level == "serious" for one in plan.checks)
    remarks = f"{counted(len(plan.checks), 'remark')}, {serious} of them serious"
    click.echo(f"{counted(len(plan.works), 'work')}, {remarks}.")


def _checks_json(found: Sequence[Check]) -> list[dict[str, Any]]:
    from exhibit.words import sentence

    return [{**asdict(one), "says": sentence(one.kind, one.detail, "en")} for one in found]


def _tell_left_out(found: Sequence[Check]) -> None:
    from exhibit.words import sentence

    for one in found:
        click.echo(f"left out  {one.item_id} {shown(sentence(one.kind, one.detail, 'en'))}", err=True)


def _tell_counts(found: Sequence[Check]) -> None:
    """How many remarks of each kind there are, what is serious first."""
    from exhibit.checks import LEVELS
    from exhibit.words import sentence

    remarks = Counter((check.level, check.kind) for check in found)
    for (level, kind), count in sorted(
        remarks.items(), key=lambda one: (LEVELS.index(one[0][0] or "note"), -one[1])
    ):
        click.echo(f"{count:>8}  {level or '':<8} {sentence(kind, '', 'en')}", err=True)


def _parts(named: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts of the package that were asked for; all of them when none was named."""
    from exhibit.package import PARTS

    unknown = next((name for name in named if name not in PARTS), None)
    if unknown:
        raise BadInput(f"There is no part «{unknown}» in a package.", f"Name one of {', '.join(PARTS)}.")
    return tuple(part for part in PARTS if part in named) or tuple(PARTS)


@command.command("changes")
@click.argument("slug")
@click.argument("folder", metavar="DIR", type=Place())
@json_option
@with_archive
def changes(archive: Archive, slug: str, folder: Path, as_json: bool) -> None:
    """Say what differs between the set SLUG and its package in DIR, for a curator who has printed already.

    \b
    Example:
      muragat exhibit changes kitapkhana-90 ~/көрме
    """
    from workflows import exhibiting

    found = exhibiting.changes_since(archive, slug, folder)
    if as_json:
        print_json({"changes": [asdict(one) for one in found]})
        return
    for one in found:
        change = f": {one.before} → {one.after}" if one.before or one.after else ""
        what = f"{one.item_id} {one.field}".rstrip()
        click.echo(f"{one.kind:>11}  {what}{shown(change)}")
    click.echo(f"{counted(len(found), 'difference')}." if found else "The package is as the set is.")


for one in exhibit_editing.COMMANDS:
    command.add_command(one)
