"""muragat serve: the reading room in a browser."""

from __future__ import annotations

import click

from archive.home import Archive
from commands.shared import with_archive


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="Its port.")
@click.option(
    "--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="How many are served at once."
)
@click.option(
    "--trusted-host",
    "trusted_hosts",
    multiple=True,
    metavar="NAME",
    help="A name that browsers may call this server by; may be repeated.",
)
@click.option(
    "--tls-proxy",
    is_flag=True,
    help="A proxy in front of it speaks HTTPS and sets X-Forwarded-For and -Proto.",
)
@with_archive
def command(archive: Archive, **given: object) -> None:
    """Open the reading room: search, look, correct and choose in a browser.

    At 127.0.0.1 and as long as there are no users, whoever opens it works as you. Another host needs users:
    see `muragat user add`.

    \b
    Example:
      muragat serve
      muragat serve --host 0.0.0.0 --trusted-host muragat.kitaphana.kz --tls-proxy
    """
    from reading_room.options import Options
    from reading_room.server import serve

    options = Options(**given)  # type: ignore[arg-type]
    serve(archive.folder, options, _tell)


def _tell(address: str) -> None:
    click.echo(f"The reading room is open at {address}\nOpen that in a browser; Ctrl+C here closes the room.")
