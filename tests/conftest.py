"""What stories share: the real command in its own process, in a folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"


@dataclass
class Muragat:
    """Runs `muragat` as a user would; `archive` is what its commands work on."""

    archive: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str | Path, code: int = 0, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run one command and insist on its exit code."""
        command = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
        environment = {**os.environ, "MURAGAT_ARCHIVE": str(self.archive), **self.environment}
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=cwd, env=environment, errors="surrogateescape"
        )
        assert done.returncode == code, f"{arguments} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done

    def json(self, *arguments: str | Path, code: int = 0) -> Any:
        """Run one command with --json and give what it printed."""
        return json.loads(self.run(*arguments, "--json", code=code).stdout)


@pytest.fixture
def muragat(tmp_path: Path) -> Muragat:
    """A new, empty archive."""
    made = Muragat(tmp_path / "archive")
    made.run("init", made.archive, "--title", "Сынақ мұрағаты")
    return made


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Muragat:
    """An archive with the sample event, read once by real OCR. Not to be changed: see `own`."""
    made = Muragat(tmp_path_factory.mktemp("ingested") / "archive")
    made.run("init", made.archive, "--title", "Сынақ мұрағаты")
    made.run("ingest", *sorted(path for path in SAMPLES.iterdir() if path.is_dir() and path.name[0] != "_"))
    return made


@pytest.fixture
def own(ingested: Muragat, tmp_path: Path) -> Muragat:
    """A copy of the sample archive that a test may change."""
    shutil.copytree(ingested.archive, tmp_path / "archive")
    return Muragat(tmp_path / "archive")
