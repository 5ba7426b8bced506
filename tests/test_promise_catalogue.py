"""Promise 17, and the file of the catalogue: old ones open, none is made where one is missing, and one that
may not be written is read."""

from __future__ import annotations

import shlex
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from promise_material import INGEST, command, new_archive, rows, start, write_pictures
from story import Muragat


def lose(muragat: Muragat) -> None:
    """Take the catalogue away."""
    for path in muragat.archive.glob("catalogue.sqlite*"):
        path.unlink()


def test_the_tables_are_what_the_migrations_make() -> None:
    from archive import tables
    from archive.migrations import migrate

    with sqlite3.connect(":memory:", isolation_level=None) as connection:
        migrate(connection)
        for table in tables.metadata.tables.values():
            made = connection.execute(f"PRAGMA table_info('{table.name}')").fetchall()
            columns = [(column.name, column.type.compile(), not column.nullable) for column in table.columns]
            assert [(name, kind, bool(not_null)) for _, name, kind, not_null, _, _ in made] == columns
            keys = [name for _, name, _, _, _, place in sorted(made, key=lambda one: one[5]) if place]
            assert keys == [column.name for column in table.primary_key.columns]
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {name for name in names if not name.startswith("sqlite_")} == set(tables.metadata.tables)


@pytest.mark.parametrize("version", [1, 2])
def test_an_archive_of_each_released_schema_opens(muragat: Muragat, version: int) -> None:
    """`catalogue-N.sql` was dumped from a catalogue of that schema once, and is never written again."""
    lose(muragat)
    text = (Path(__file__).parent / "material" / f"catalogue-{version}.sql").read_text("utf-8")
    connection = sqlite3.connect(muragat.archive / "catalogue.sqlite")
    connection.executescript(text)
    connection.close()
    muragat.run("index", "update")
    assert muragat.json("search", "мұражай")["total"] == 1
    item = muragat.json("show", "0001-0001")
    assert item["caption"] == "мұражай ашылды" and item["persons"][0]["status"] == "confirmed"
    found = muragat.json("verify", code=5)["findings"]
    history_findings = [one for one in found if one["kind"] == "history"]
    assert history_findings == []
    assert muragat.json("edit", "0001-0001", "--title", "Жаңа")["title"] == "Жаңа"


def test_an_archive_of_a_newer_schema_is_left_alone(muragat: Muragat) -> None:
    with sqlite3.connect(muragat.archive / "catalogue.sqlite") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    done = muragat.run("stats", code=2)
    assert "Update Muragat" in done.stderr
    assert rows(muragat.archive, "PRAGMA user_version") == [(999,)]


def test_a_catalogue_that_is_no_database_is_said_to_be_damaged(muragat: Muragat) -> None:
    lose(muragat)
    (muragat.archive / "catalogue.sqlite").write_bytes(b"noise" * 1000)
    done = muragat.run("stats", code=5)
    assert "damaged" in done.stderr and "muragat restore" in done.stderr


@pytest.mark.parametrize("instead", ["nothing", "an empty file", "a folder"])
def test_where_the_catalogue_is_missing_no_empty_one_is_made(muragat: Muragat, instead: str) -> None:
    catalogue = muragat.archive / "catalogue.sqlite"
    lose(muragat)
    if instead == "an empty file":
        catalogue.touch()
    elif instead == "a folder":
        catalogue.mkdir()
    for words in (["search", "көрме"], ["stats"], ["verify"], ["edit", "0001-0001", "--title", "Жаңа"]):
        done = muragat.run(*words, code=5)
        assert "muragat restore" in done.stderr
    assert not catalogue.is_file() or catalogue.stat().st_size == 0


def test_new_processes_bring_an_old_catalogue_up_to_date_at_once(tmp_path: Path) -> None:
    from archive import catalogue_file
    from archive.migrations import migrate

    muragat = new_archive(tmp_path / "archive")
    lose(muragat)
    with sqlite3.connect(muragat.archive / "catalogue.sqlite", isolation_level=None) as connection:
        migrate(connection, to=1)
    connection.close()
    processes = [start(muragat.archive, "stats") for _ in range(4)]
    assert [process.wait(60) for process in processes] == [0] * 4
    catalogue_file.connect(muragat.archive / "catalogue.sqlite").close()


def test_an_archive_that_may_not_be_written_is_read(muragat: Muragat, tmp_path: Path) -> None:
    write_pictures(tmp_path / "көктерек", 2)
    muragat.run(*INGEST, tmp_path / "көктерек")
    if subprocess.run(["unshare", "--mount", "--map-root-user", "true"], capture_output=True).returncode:
        # This machine lets nobody mount: what SQLite is asked for is what can be shown.
        assert rows(muragat.archive, "PRAGMA query_only") == [(0,)]
        return
    folder = shlex.quote(str(muragat.archive))
    reading = [["search", "көктерек"], ["show", "0001-0002"], ["verify"], ["stats"]]
    lines = [f"mount --bind {folder} {folder}", f"mount -o remount,bind,ro {folder}"]
    lines += [shlex.join(command("--archive", muragat.archive, *words)) for words in reading]
    edit = shlex.join(command("--archive", muragat.archive, "edit", "0001-0001", "--title", "Жаңа"))
    script = " && ".join(lines) + f" && ! {edit}"
    inside = ["unshare", "--mount", "--map-root-user", "sh", "-c", script]
    done = subprocess.run(inside, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Found 2" in done.stdout and "Checked 2 originals" in done.stdout
    assert "Check the permissions of the archive" in done.stderr


def test_changes_that_wait_in_the_log_are_not_passed_over(
    muragat: Muragat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of an archive in use, on a disk that may not be written."""
    from archive import catalogue_file
    from archive.errors import BadInput

    source, copy = muragat.archive / "catalogue.sqlite", tmp_path / "catalogue.sqlite"
    in_use = catalogue_file.connect(source)
    in_use.execute("CREATE TABLE late (n)")
    for name in ("", "-wal"):
        shutil.copy(f"{source}{name}", f"{copy}{name}")
    in_use.close()
    refused = sqlite3.OperationalError("unable to open database file")
    refused.sqlite_errorname = "SQLITE_CANTOPEN"

    class Forbidding(sqlite3.Connection):
        def execute(self, *arguments: object) -> sqlite3.Cursor:  # type: ignore[override]
            raise refused

    really = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **more: really(*a, **more, factory=Forbidding))
    with pytest.raises(BadInput, match="are still in"):
        catalogue_file.connect_to_read(copy)


def test_an_init_that_cannot_end_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from archive import catalogue_file, home
    from archive.errors import NoSpace

    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"

    def make(path: Path) -> None:
        raise full

    monkeypatch.setattr(catalogue_file, "make", make)
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new"):
        with pytest.raises(NoSpace):
            home.create(tmp_path / name, "Мұрағат")
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]
