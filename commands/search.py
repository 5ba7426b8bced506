"""muragat search: find items."""

from __future__ import annotations

import html
import re
import sys
from typing import Any

import click

from archive.home import Archive
from commands.shared import QUERYING, json_option, print_json, query_argument, shown, with_archive


@click.command("search", context_settings=QUERYING)
@query_argument
@click.option("--person", help="Only items that show this person.")
@click.option("--event", help="Only items of this event.")
@click.option("--date", help="Only items of this date: 2024, 2024-09-18, 1930..1939.")
@click.option("--kind", type=click.Choice(["photo", "document"]), help="Only photographs, or only documents.")
@click.option("--sort", type=click.Choice(["relevance", "date"]), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(0, 1000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@click.option("--facets", is_flag=True, help="Also count persons, events, years, kinds and places.")
@click.option("--closed", is_flag=True, help="Closed items too; without it they are left out.")
@json_option
@with_archive
def command(archive: Archive, query: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Find items by words in any form and script, and by fields.

    Word forms, spellings and scripts match: «кітапхана» finds «кітапханасының»,
    «Karagandy» finds «Қарағанды».
    Fields: person: event: date: place: kind: id: has: is: rights:. More in docs/query-language.md.

    \b
    Example:
      muragat search кітапхана -мектеп person:оспанова date:2024-09
      muragat search '"еркін диалог"' --sort date --facets
    """
    from workflows.finding import Question, find

    answer = find(archive, Question(" ".join(query), **options))
    answer["notes"] += _left_out(answer["left_out"])
    if as_json:
        print_json(answer)
    else:
        _print(answer)


def _left_out(count: int) -> list[str]:
    if not count:
        return []
    said = "items were left out: --closed shows them" if count > 1 else "item was left out: --closed shows it"
    return [f"{count} closed {said}."]


def _print(answer: dict[str, Any]) -> None:
    for hit in answer["hits"]:
        _print_hit(hit)
    shown_count = len(answer["hits"])
    of = f"{shown_count} of {answer['total']}" if shown_count != answer["total"] else str(answer["total"])
    click.echo(f"Found {of} ({answer['ms']:.0f} ms).")
    if answer["did_you_mean"]:
        click.echo(f"Did you mean: {answer['did_you_mean']}")
    for note in answer["notes"]:
        click.echo(f"Note: {note}", err=True)
    for facet, values in answer["facets"].items():
        listed = ", ".join(f"{value['value']} ({value['count']})" for value in values[:10])
        click.echo(f"{facet:>7}: {listed}" if values else f"{facet:>7}: –")


def _print_hit(hit: dict[str, Any]) -> None:
    date = hit["date"]["display"] if hit["date"] else "undated"
    click.echo(f"{hit['id']}  {date}  {shown(hit['title'] or hit['original']['name'])}")
    persons = ", ".join(person["name"] for person in hit["persons"])
    for line in (persons, _marked(hit["snippet"])):
        if line:
            click.echo(f"           {shown_line(line)}")


def shown_line(line: str) -> str:
    """A line for a terminal: bold marks stay, everything else that steers a terminal goes."""
    return "\x1b[1m".join(
        "\x1b[0m".join(shown(p) for p in part.split("\x1b[0m")) for part in line.split("\x1b[1m")
    )


def _marked(snippet: str) -> str:
    """The snippet with its found words in bold on a terminal, as they are in a pipe."""
    on, off = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    plain = re.sub(r"\s+", " ", snippet).replace("\x1b", "")
    return html.unescape(plain.replace("<mark>", on).replace("</mark>", off)).strip()
