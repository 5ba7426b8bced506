"""Material for the archive's promises: drawn pictures, processes to be stopped, states to compare."""

from __future__ import annotations

import hashlib
import json
import os
import random
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from story import ROOT, Muragat

# Columns that hold times, or hashes over times.
TIMES = {"at", "hash", "received_at", "sealed_at", "done_at", "seen_at", "changed_at"}
# Without OCR and with one worker: what these promises are about happens around them.
INGEST = ("ingest", "--no-ocr", "--jobs", "1")
WORDS = (
    "көктерек",
    "кітапхана",
    "көрме",
    "мұражай",
    "Омарова",
    "Сейілова",
    "мектеп",
    "оқырман",
    "сурет",
    "архив",
)


def picture(number: int, size: tuple[int, int] = (96, 64)) -> Image.Image:
    """A picture that no other number gives."""
    chance = random.Random(number)
    image = Image.new("RGB", size, tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        corner = (chance.randrange(size[0]), chance.randrange(size[1]))
        draw.line(
            [corner, (chance.randrange(size[0]), chance.randrange(size[1]))], fill=chance.randrange(1 << 24)
        )
    return image


def encoded(number: int, kind: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file of that format."""
    out = BytesIO()
    picture(number).save(out, kind, **options)
    return out.getvalue()


def write_pictures(folder: Path, count: int, first: int = 0) -> None:
    """`count` JPEG files named by number."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (folder / f"{number:03}.jpg").write_bytes(encoded(number))


def write_card(folder: Path, count: int) -> None:
    """A folder as it comes: pictures in two folders, a press text, a back, a copy, junk, broken twins."""
    write_pictures(folder, count // 2)
    write_pictures(folder / "кеш", count - count // 2, first=count // 2)
    (folder / "001_арты.jpg").write_bytes(encoded(9001))
    (folder / "көшірме.jpg").write_bytes(encoded(0))
    (folder / "кеш" / "broken.jpg").write_bytes(encoded(9002)[:30])
    (folder / "broken twin.jpg").write_bytes(encoded(9002)[:30])
    (folder / "Thumbs.db").write_bytes(b"junk")
    (folder / "кеш" / "мәтін.txt").write_text(
        "Көктерек кітапханасында «Кешкі оқу» көрмесі өтті\n\n2023 жылғы 14 қазанда Көктерек кітапханасында "
        "«Кешкі оқу» көрмесі өтті. Көрмені Гүлнар Сейілова ашты. Дина Омарова сөз сөйледі.\n",
        encoding="utf-8",
    )


def command(*arguments: str | Path) -> list[str]:
    """The real program's command line."""
    return [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]


def start(archive: Path, *arguments: str | Path, **more: Any) -> subprocess.Popen[bytes]:
    """The program in a process group of its own."""
    return subprocess.Popen(
        command("--archive", archive, *arguments),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **more,
    )


def rows(archive: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query of the catalogue gives, read as any other program would."""
    connection = sqlite3.connect(archive / "catalogue.sqlite", timeout=30)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def catalogue_state(archive: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, without times and what derives from them."""
    connection = sqlite3.connect(archive / "catalogue.sqlite", timeout=30)
    connection.row_factory = sqlite3.Row
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    try:
        return {
            name: [
                {key: row[key] for key in row.keys() if key not in TIMES}  # noqa: SIM118
                for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2')
            ]
            for name in names
            if not name.startswith("sqlite_")
        }
    finally:
        connection.close()


def bag_state(archive: Path) -> dict[str, str]:
    """Every file of every bag with its digest; of tag files, those that hold no times."""
    return {
        path.relative_to(archive).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((archive / "accessions").rglob("*"))
        if path.is_file() and path.name not in ("bag-info.txt", "tagmanifest-sha256.txt", "accession.json")
    }


def source_state(folder: Path) -> dict[bytes, tuple[Any, ...]]:
    """Everything below a folder: kind, bytes, times (of last access too); looking leaves no trace."""
    state: dict[bytes, tuple[Any, ...]] = {}
    waiting = [os.fsencode(folder)]
    while waiting:
        path = waiting.pop()
        status = os.lstat(path)
        times = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_atime_ns)
        state[path] = (*times, _digest(path, status.st_mode))
        if stat.S_ISDIR(status.st_mode):
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOATIME", 0))
            with os.scandir(descriptor) as entries:
                waiting += [os.path.join(path, os.fsencode(entry.name)) for entry in entries]
            os.close(descriptor)
    return state


def _digest(path: bytes, mode: int) -> str:
    if not stat.S_ISREG(mode):
        return ""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOATIME", 0))
    with os.fdopen(descriptor, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_atimes_old(folder: Path) -> None:
    """Set times of last access so far back that any reading would show (Linux `relatime`)."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            os.utime(path, (1_000_000_000, path.stat().st_mtime))


def queries(count: int, seed: int = 5) -> list[str]:
    """Questions of every kind, the same for the same seed."""
    chance = random.Random(seed)
    kinds = (
        lambda: chance.choice(WORDS),
        lambda: f"{chance.choice(WORDS)} {chance.choice(WORDS)}",
        lambda: f"{chance.choice(WORDS)} OR {chance.choice(WORDS)}",
        lambda: f"kind:photo -{chance.choice(WORDS)}",
        lambda: f"person:{chance.choice(('омарова', 'Сейілова', 'seiilova', 'ivanov'))}",
        lambda: f"id:0001-{chance.randrange(1, 40):04}",
        lambda: f"date:{chance.choice(('2023', '2023-10', '2023-10-14', '..1990', '1950..2024'))}",
        lambda: f"event:{chance.choice(('кешкі', 'оқу', 'card', 'көрме'))}",
        lambda: f"{chance.choice(WORDS)[:4]}*",
        lambda: f"has:{chance.choice(('back', 'person', 'text', 'date'))}",
    )
    return [chance.choice(kinds)() for _ in range(count)]


def answers(archive: Path, asked: Sequence[str]) -> list[tuple[int, list[str]]]:
    """For each question the total and the ids, asked of the real program's library in one process."""
    script = (
        "import json, sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from archive.home import open_archive\n"
        "from workflows.finding import Question, find\n"
        "archive = open_archive(Path(sys.argv[2]))\n"
        "found = [find(archive, Question(one, sort='date', limit=1000)) for one in json.load(sys.stdin)]\n"
        "print(json.dumps([[one['total'], [hit['id'] for hit in one['hits']]] for one in found]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT), str(archive)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [(total, ids) for total, ids in json.loads(done.stdout)]


def new_archive(folder: Path) -> Muragat:
    """A new archive in `folder`, driven by the real program."""
    made = Muragat(folder)
    made.run("init", folder, "--title", "Уәде")
    return made


def outcomes(report: Any) -> dict[str, dict[str, Any]]:
    """The outcomes of an ingest by path; a path that has two is an error."""
    by_path = {one["path"]: one for one in report["outcomes"]}
    assert len(by_path) == len(report["outcomes"])
    return by_path


def corrected_archive(folder: Path) -> Muragat:
    """An archive of 30 pictures in two accessions, with corrections by staff; `folder`/card stays."""
    muragat = new_archive(folder / "archive")
    write_card(folder / "card", 24)
    write_pictures(folder / "more", 6, first=500)
    muragat.run(*INGEST, folder / "card", code=4)
    muragat.run(*INGEST, folder / "more")
    muragat.run("edit", "0001-0001", "--caption", "Көктерек кітапханасының оқырмандары", "--date", "1950~")
    muragat.run("edit", "0001-0002", "--add-person", "Дина Омарова", "--title", "=cmd|' /C calc'!A0")
    muragat.run("edit", "0002-0003", "--caption", "мұражай мен архив")
    return muragat


def overwrite(path: Path, content: bytes) -> None:
    """What somebody or something writes into a file that is kept read-only."""
    path.chmod(0o644)
    path.write_bytes(content)
