"""Archives that stories begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from story import SAMPLES, Muragat


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
