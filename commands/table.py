"""muragat table: describe many items in a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.errors import BadInput
from archive.home import Archive
from commands.shared import (
    QUERYING,
    Place,
    counted,
    json_option,
    print_json,
    query_argument,
    shown,
    with_archive,
)

if TYPE_CHECKING:
    from workflows.exchanging import Imported

FILE = Place(dir_okay=False)


@click.group("table")
def command() -> None:
    """Describe many items in a spreadsheet and take it back.

    \b
    Example:
      muragat table export күзгі-форум.xlsx event:форум
      muragat table import күзгі-форум.xlsx --dry-run
    """


@command.command("export", context_settings=QUERYING)
@click.argument("file", type=FILE)
@query_argument
@click.option("--language", type=click.Choice(["kk", "ru", "en"]), default="en", help="Of the headings.")
@click.option(
    "--semicolons", is_flag=True, help="CSV with semicolons, as Excel opens it in Kazakhstan and Russia."
)
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@json_option
@with_archive
def export(
    archive: Archive,
    file: Path,
    query: tuple[str, ...],
    language: str,
    semicolons: bool,
    replace: bool,
    as_json: bool,
) -> None:
    """Write the items that answer QUERY, or all, into FILE (.xlsx or .csv), one a row.

    \b
    Example:
      muragat table export күзгі-форум.xlsx event:форум date:2024 --language kk
    """
    from workflows.exchanging import export_table

    delimiter = ";" if semicolons else ","
    count = export_table(
        archive, file, " ".join(query), language=language, delimiter=delimiter, overwrite=replace
    )
    if as_json:
        print_json({"file": str(file), "items": count})
    else:
        click.echo(f"Wrote {counted(count, 'item')} into {shown(str(file))}.")


@command.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@click.option("--overwrite", is_flag=True, help="Let the table count where the catalogue was changed too.")
@json_option
@with_archive
def import_(archive: Archive, file: Path, dry_run: bool, overwrite: bool, as_json: bool) -> None:
    """Take the changes of FILE into the catalogue: all of them, or none when one cannot be.

    \b
    Example:
      muragat table import күзгі-форум.xlsx --dry-run
    """
    from workflows.exchanging import import_table

    imported, note = import_table(archive, file, dry_run=dry_run, overwrite=overwrite)
    if as_json:
        print_json({"file": str(file), "dry_run": dry_run, **imported.as_json()})
    else:
        _print(imported)
    for line in (*imported.notes, *((note,) if note else ())):
        click.echo(f"Note: {shown(line)}", err=True)
    if imported.faults:
        _refuse(imported)
    if not as_json:
        click.echo(_sentence(imported, dry_run))


def _print(imported: Imported) -> None:
    for one in imported.differences:
        new = f"  (new: {', '.join(one.new)})" if one.new else ""
        before, after = (_line(text) for text in (one.before, one.after))
        click.echo(shown(f"{one.cell}  {one.item_id} {one.field}: {before} → {after}{new}"))


def _line(text: str) -> str:
    """A cell on one line of the terminal."""
    line = " ⏎ ".join(text.split("\n")) or "(empty)"
    return line if len(line) <= 160 else f"{line[:159]}…"


def _refuse(imported: Imported) -> None:
    for one in imported.faults:
        click.echo(shown(f"{one.cell}  {one.item_id} {one.field}: {one.what}"), err=True)
    raise BadInput(
        f"Nothing was written: {counted(len(imported.faults), 'cell')} cannot be taken.",
        "Correct them in the table and import it again.",
    )


def _sentence(imported: Imported, dry_run: bool) -> str:
    items = len({one.item_id for one in imported.differences})
    if not imported.differences:
        return f"Nothing is different in {counted(imported.rows, 'row')}."
    what = f"{counted(len(imported.differences), 'cell')} of {counted(items, 'item')}"
    return f"{what} would change." if dry_run else f"Changed {what}; `muragat undo` takes it back."
