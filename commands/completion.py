"""muragat completion: the lines that make a shell complete our commands."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the lines to put into the start-up file of SHELL.

    \b
    Example:
      muragat completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    from cli import group

    complete = get_completion_class(shell)
    if complete is None:
        raise click.UsageError(f"{shell} is not supported.")
    click.echo(complete(group, {}, "muragat", "_MURAGAT_COMPLETE").source())
