"""muragat inventory: the inventory of photographic documents, and what its annotations lack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archive.errors import BadInput
from archive.home import Archive
from commands.bars import bars
from commands.shared import Place, counted, json_option, print_json, shown, with_archive

FILE = Place(dir_okay=False)


# No short options, as in `search`: `-has:person` is a part of the query.
@click.command(
    "inventory", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]}
)
@click.argument("words", metavar="FILE [QUERY]...", nargs=-1, type=click.UNPROCESSED)
@click.option("--check", is_flag=True, help="Print what each annotation lacks; needs no FILE.")
@click.option("--closed", is_flag=True, help="Closed items too; without it they are left out.")
@click.option("--order", type=click.Choice(["id", "reference"]), default="id", show_default=True)
@click.option("--lang", type=click.Choice(["kk", "ru"]), default="kk", show_default=True, help="Of the rows.")
@json_option
@with_archive
def command(
    archive: Archive, words: tuple[str, ...], check: bool, closed: bool, order: str, lang: str, as_json: bool
) -> None:
    """Write «Фотоқұжаттар тізімдемесі / Опись фотодокументов» of all items, or of what QUERY finds.

    FILE ends in .xlsx, .pdf or .csv and is written anew. Its last column marks what an annotation lacks of
    event, persons, author, date, place and the original's form.

    \b
    Example:
      muragat inventory тізімдеме.pdf
      muragat inventory опись.xlsx date:1950..1959 --lang ru --order reference
      muragat inventory --check event:көктерек
    """
    from workflows.inventory import Wanted, inventory

    path, query = _named(words, check)
    wanted = Wanted(path, query, closed, order == "reference", lang)
    with bars() as progress:
        progress.stage("reading", 0)
        found = inventory(archive, wanted, progress.reach)
    if as_json:
        print_json(found)
    else:
        _say(found, check)


def _named(words: tuple[str, ...], check: bool) -> tuple[Path | None, str]:
    """The file and the query; with --check the first word may be of the query already."""
    from workflows.inventory import SUFFIXES

    unknown = next((word for word in words if word.startswith("--") and len(word) > 2), None)
    if unknown:
        raise click.NoSuchOption(unknown)
    if words and (not check or words[0].lower().endswith(SUFFIXES)):
        return FILE.convert(words[0], None, click.get_current_context()), " ".join(words[1:])
    if not check:
        raise BadInput("No file was named.", "Name one that ends in .xlsx, .pdf or .csv, or give --check.")
    return None, " ".join(words)


def _say(found: dict[str, Any], check: bool) -> None:
    for one in found["missing"] if check else ():
        click.echo(f"{one['id']}  {', '.join(one['fields'])}")
    lacking = len(found["missing"])
    click.echo(f"{counted(found['items'], 'item')}, {found['complete']} with a whole annotation.")
    if found["path"]:
        click.echo(f"Wrote {shown(found['path'])}.")
    if lacking and not check:
        click.echo(f"{counted(lacking, 'annotation')} incomplete: --check names what is missing.", err=True)
    if found["left_out"]:
        click.echo(f"{counted(found['left_out'], 'closed item')} left out: --closed takes them in.", err=True)
