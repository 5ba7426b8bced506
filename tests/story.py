"""The real commands, for tests that tell a user's story."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import cli

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"

Done = subprocess.CompletedProcess[str]


@dataclass
class Muragat:
    """Runs `muragat` as a user would; `archive` is what its commands work on."""

    archive: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str | Path, code: int = 0, cwd: Path | None = None) -> Done:
        """Run one command, in this process because that is quicker, and insist on its exit code."""
        words = [str(argument) for argument in arguments]
        with self._surroundings(cwd), _captured() as (out, err):
            ended = cli.run(words)
        done = Done(words, ended, _text(out), _text(err))
        assert ended == code, f"{words} ended with {ended}:\n{done.stdout}\n{done.stderr}"
        return done

    def run_alone(self, *arguments: str | Path, code: int = 0, cwd: Path | None = None) -> Done:
        """Run one command in a process of its own."""
        command = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=cwd, env=self.variables(), errors="surrogateescape"
        )
        assert done.returncode == code, (
            f"{arguments} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        )
        return done

    def variables(self) -> dict[str, str]:
        """The environment of the commands."""
        return {**os.environ, "MURAGAT_ARCHIVE": str(self.archive), **self.environment}

    def json(self, *arguments: str | Path, code: int = 0) -> Any:
        """Run one command with --json and give what it printed."""
        words = list(arguments)
        words.insert(words.index("--") if "--" in words else len(words), "--json")
        return json.loads(self.run(*words, code=code).stdout)

    @contextlib.contextmanager
    def _surroundings(self, cwd: Path | None) -> Iterator[None]:
        with mock.patch.dict(os.environ, self.variables()), contextlib.chdir(cwd or Path.cwd()):
            yield


@contextlib.contextmanager
def _captured() -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "surrogateescape") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield out, err


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "surrogateescape")
