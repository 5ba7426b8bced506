"""How quickly the reading room answers: a real server on N synthetic items, ten readers, an ingest beside.

Run from the project's root:  script/bench room [ITEMS] [SECONDS] [THINK]
The readers think THINK seconds between pages; less than 10 is more load than ten readers are. Each
page is a search as the browser makes it: two suggestions while typing, the page, its pictures (those that
the browser does not have yet). Times are wall-clock from the asking side, over loopback.
"""

from __future__ import annotations

import gzip
import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import asdict
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench_search import PLACES, SURNAMES
from bench_search import Archive as Synthetic
from PIL import Image, ImageDraw, ImageFilter
from sqlalchemy import insert

from archive import home, tables
from archive.home import Archive
from archive.model import Item
from workflows import indexing

ROOT = Path(__file__).resolve().parent.parent
READERS = 10
CHUNK = 500
# What is named by others is written first.
ORDER = ("event", "person", "item", "original", "item_side", "text", "depiction", "outbox")
# So many different pictures stand in for those of the archive.
PICTURES = 60


def build(folder: Path, count: int) -> Archive:
    """An archive of synthetic items with small pictures and an index."""
    archive = home.create(folder, "Өлшеу мұрағаты", "bench")
    source, pictures = Synthetic(count), drawn(folder / "drawn")
    seen: dict[str, set[str]] = defaultdict(set)
    with archive.catalogue.writing("bench") as transaction:
        transaction.execute(insert(tables.accession), accession())
        for first in range(1, count + 1, CHUNK):
            ids = [f"0001-{number:06}" for number in range(first, min(first + CHUNK, count + 1))]
            rows: dict[str, list[dict[str, object]]] = defaultdict(list)
            for item in source.items(ids):
                add_rows(rows, item, seen)
                link(archive, item, pictures)
            for name in ORDER:
                if rows[name]:
                    transaction.execute(insert(getattr(tables, name)), rows[name])
    return archive


def accession() -> dict[str, object]:
    return {
        "number": "0001", "state": "done", "sources": [], "options": {}, "operator": "bench",
        "received_at": "2026-01-01T00:00:00+00:00",
    }  # fmt: skip


def digest(item: Item) -> str:
    return f"{int(item.id[5:]):064x}"


def add_rows(rows: dict[str, list[dict[str, object]]], item: Item, seen: dict[str, set[str]]) -> None:
    """The rows of an item, and those of its event and persons when they are new."""
    event, path = item.event, f"accessions/0001/data/{item.id}.jpg"
    assert event is not None
    if event.id not in seen["event"]:
        seen["event"].add(event.id)
        rows["event"].append({"id": event.id, "names": dict(event.names), "organisers": []})
    when = item.when
    rows["item"].append({
        "id": item.id, "kind": item.kind, "pages": 1, "width": 3000, "height": 2000, "title": item.title,
        "event_id": event.id, "place": item.place, "keywords": [], "metadata": {}, "reviewed": False,
        "rights": asdict(item.rights), "edtf": when.edtf if when else None,
        "date_display": when.display if when else None, "earliest": when.earliest if when else None,
        "latest": when.latest if when else None, "date_basis": when.basis if when else None,
    })  # fmt: skip
    rows["original"].append({
        "path": path, "sha256": digest(item), "size": 1, "media_type": "image/jpeg", "name": f"{item.id}.jpg",
        "folder": "", "accession": "0001", "seq": int(item.id[5:]),
    })  # fmt: skip
    rows["item_side"].append({"item_id": item.id, "side": "front", "path": path})
    for text in item.texts:
        rows["text"].append({
            "item_id": item.id, "role": text.role, "side": text.side, "page": 1, "text": text.text,
            "language": "kk", "confidence": 80.0, "by": "bench", "outcome": "read", "current": True,
            "lines": [], "at": "2026-01-01T00:00:00+00:00",
        })  # fmt: skip
    for number, one in enumerate({p.person_id: p for p in item.persons}.values()):
        if one.person_id not in seen["person"]:
            seen["person"].add(one.person_id)
            key = one.name[:3].lower()
            rows["person"].append({"id": one.person_id, "name": one.name, "key": key, "named_by": "machine"})
        rows["depiction"].append({
            "item_id": item.id, "person_id": one.person_id, "status": "suggested", "ordinal": number,
        })  # fmt: skip
    rows["outbox"].append({"item_id": item.id})


def drawn(folder: Path) -> list[Path]:
    """Pictures with about as much detail as photographs: shapes, soft edges, grain."""
    from media import thumbnail

    folder.mkdir()
    draw = random.Random(3)
    made = []
    for number in range(PICTURES):
        image = Image.effect_noise((1024, 768), 60).convert("RGB").filter(ImageFilter.GaussianBlur(2))
        pen = ImageDraw.Draw(image)
        for _ in range(60):
            x, y, size = draw.randrange(1024), draw.randrange(768), draw.randrange(10, 200)
            colour = tuple(draw.randrange(256) for _ in range(3))
            pen.ellipse((x, y, x + size, y + size * 1.3), fill=colour)
        grain = Image.effect_noise(image.size, 12).convert("RGB")
        image = Image.blend(image.filter(ImageFilter.GaussianBlur(1)), grain, 0.12)
        made.append(folder / f"{number}.jpg")
        thumbnail.write(image, made[-1], 512)
    return made


def link(archive: Archive, item: Item, pictures: list[Path]) -> None:
    target = archive.thumbnail_path(digest(item))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.hardlink_to(pictures[int(item.id[5:]) % len(pictures)])


class Reader(threading.Thread):
    """Somebody who searches, looks, thinks, and searches again."""

    def __init__(self, number: int, port: int, until: float, think: float) -> None:
        super().__init__(daemon=True)
        self.draw = random.Random(number)
        self.words = Synthetic(0).vocabulary
        self.port, self.until, self.think = port, until, think
        self.times: dict[str, list[float]] = defaultdict(list)
        self.sizes: list[int] = []
        self.cache: set[str] = set()

    def run(self) -> None:
        time.sleep(self.draw.random() * self.think)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while time.monotonic() < self.until:
            self.look()
            time.sleep(self.think * (0.5 + self.draw.random()))

    def look(self) -> None:
        query = self.query()
        word = query.partition(":")[2] or query
        for length in (2, 4):
            self.ask("suggestions", f"/suggestions?q={quote(word[:length])}")
        extra = self.draw.choice(["", "", "&sort=date", "&page=2", "&view=list", "&kind=photo"])
        page = self.ask("page", f"/?q={quote(query)}{extra}")
        for address in re.findall(r'<img src="([^"]+)"', page.decode()):
            if address not in self.cache:
                self.cache.add(address)
                self.ask("picture", unescape(address))

    def query(self) -> str:
        one = self.draw.choice
        return one([
            one(self.words.stems[:400]), f"{one(self.words.stems[:10])} {one(self.words.stems[10:400])}",
            f"person:{one(SURNAMES.split())}ова", f"place:{one(PLACES.split())}",
            f"date:{one(range(1930, 2020))}", f"date:{one(range(1930, 1980))}..{one(range(1980, 2020))}",
            one(self.words.stems)[:3] + "*", "", one(self.words.stems[:50]) + "щщ",
        ])  # fmt: skip

    def ask(self, kind: str, address: str) -> bytes:
        begin = time.perf_counter()
        headers = {"Accept-Encoding": "gzip", "Accept-Language": "kk"}
        self.connection.request("GET", address, headers=headers)
        answer = self.connection.getresponse()
        body = answer.read()
        self.times[kind].append((time.perf_counter() - begin) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status}")
        return gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body


def first_page(port: int) -> dict[str, int]:
    """Bytes over the wire of the first page as Chromium loads it at 1280 × 800, by kind."""
    from playwright.sync_api import sync_playwright

    sizes: dict[str, int] = defaultdict(int)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        answers: list[Any] = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(f"http://127.0.0.1:{port}/", wait_until="networkidle")
        for answer in answers:
            held = answer.request.sizes()
            sizes[answer.request.resource_type] += held["responseBodySize"] + held["responseHeadersSize"]
        chromium.close()
    return dict(sizes)


def photographs(folder: Path, count: int) -> None:
    """Photographs with captions for the ingest that runs beside the readers."""
    folder.mkdir()
    words = Synthetic(0).vocabulary
    for number in range(count):
        image = Image.effect_noise((1600, 1066), 50).convert("RGB").filter(ImageFilter.GaussianBlur(3))
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 930, 1600, 1066), fill="black")
        pen.text((40, 960), words.text(8), fill="white", font_size=40)
        image.save(folder / f"{number}.jpg", quality=88)


def started(archive: Archive, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(ROOT / "cli.py"), "serve", "--archive", str(archive.folder)]
    server = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL)
    for _ in range(600):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
            return server
        except OSError:
            time.sleep(0.1)
    server.kill()
    raise RuntimeError("the server does not answer")


def tell(label: str, readers: list[Reader]) -> None:
    for kind in ("page", "suggestions", "picture"):
        times = sorted(t for reader in readers for t in reader.times[kind])
        if times:
            middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
            numbers = f"{len(times):7}{middle:9.0f}{late:9.0f}{times[-1]:9.0f}"
            print(f"{label:22}{kind:13}{numbers}", flush=True)


def measured(label: str, port: int, seconds: float, think: float) -> None:
    readers = [Reader(number, port, time.monotonic() + seconds, think) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    tell(label, readers)


def main(count: int, seconds: float, think: float) -> None:
    """Print the measurement."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), 18080
        begin = time.monotonic()
        kept = os.environ.get("BENCH_ARCHIVE")
        there = kept and (Path(kept) / "muragat.toml").exists()
        where = Path(kept) if kept else folder / "archive"
        archive = home.open_archive(where) if there else build(where, count)
        indexing.update(archive, merge=True)
        print(f"{count} items made in {time.monotonic() - begin:.0f} s; {READERS} readers think {think:g} s")
        server = started(archive, port)
        try:
            print(f"{'':22}{'':13}{'asked':>7}{'p50 ms':>9}{'p95 ms':>9}{'most':>9}")
            measured("readers alone", port, seconds, think)
            photographs(folder / "card", 120)
            command = [sys.executable, str(ROOT / "cli.py"), "ingest", "--archive", str(archive.folder)]
            ingest = subprocess.Popen([*command, str(folder / "card")], stdout=subprocess.DEVNULL)
            measured("beside an ingest", port, seconds, think)
            print("the ingest was still running" if ingest.poll() is None else "the ingest had ended")
            ingest.terminate()
            ingest.wait()
            sizes = first_page(port)
            told = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sizes.items())
            print(f"first page: {sum(sizes.values()) / 1000:.1f} KB ({told})")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    given = [float(one) for one in sys.argv[1:]]
    main(int(given[0]) if given else 20_000, *(given[1:] or [90.0, 10.0]))
