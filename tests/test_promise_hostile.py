"""Promises 8 and 15: hostile files and absurd metadata cost themselves at most; every file has an outcome."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import Image
from promise_material import INGEST, encoded, outcomes, picture, rows, write_pictures
from story import ROOT, Muragat

# A reader that does what the worst decoder could do, told by the first bytes of the file's comment.
WORST = """
import os, time
from ingest import read
real = read.read_batch

def read_batch(requests, settings):
    for one in requests:
        with open(one.path, "rb") as file:
            content = file.read()
        if b"HANG" in content:
            time.sleep(1000)
        if b"DIES" in content:
            os.kill(os.getpid(), 9)
        if b"GROW" in content:
            held = bytearray(64 << 30)
        if b"EXIT" in content:
            os._exit(0)
        if b"ODDS" in content:
            raise RuntimeError("a decoder's own error")
    return real(requests, settings)
"""
DRIVER = """
import sys
if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    import worst
    from ingest import reader
    reader.read_batch = worst.read_batch
    reader.SECONDS, reader.SECONDS_A_PAGE = 6.0, 0.0
    import cli
    cli.main(sys.argv[2:])
"""


def with_comment(number: int, comment: bytes) -> bytes:
    return encoded(number, "JPEG", comment=comment)


def run_with_worst_reader(tmp_path: Path, archive: Path, *arguments: str | Path, code: int) -> Any:
    (tmp_path / "worst.py").write_text(WORST, "utf-8")
    (tmp_path / "driver.py").write_text(DRIVER, "utf-8")
    command = [sys.executable, tmp_path / "driver.py", ROOT, "--archive", archive, *arguments, "--json"]
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_file_that_hangs_or_kills_its_reader_costs_that_file(muragat: Muragat, tmp_path: Path) -> None:
    card = tmp_path / "card"
    write_pictures(card, 6)
    for number, comment in enumerate((b"HANG", b"DIES", b"GROW", b"EXIT", b"ODDS")):
        (card / f"{comment.decode()}.jpg").write_bytes(with_comment(100 + number, comment))
    report = run_with_worst_reader(tmp_path, muragat.archive, *INGEST, card, code=4)
    found = {os.path.basename(path): one for path, one in outcomes(report).items()}
    assert sorted(name for name, one in found.items() if one["status"] == "refused") == [
        "DIES.jpg", "EXIT.jpg", "GROW.jpg", "HANG.jpg", "ODDS.jpg"
    ]  # fmt: skip
    assert "took longer" in found["HANG.jpg"]["reason"]
    assert "reader died" in found["DIES.jpg"]["reason"]
    assert "memory" in found["GROW.jpg"]["reason"]
    assert "a decoder's own error" in found["ODDS.jpg"]["reason"]
    assert report["added"] == 6
    assert all("its bytes are kept" in one["reason"] for one in report["refused"])
    assert muragat.json("verify") == {"checked": 11, "findings": []}


def test_workers_are_bound_in_memory_time_and_core_dumps() -> None:
    script = (
        "import resource as r, json; from ingest.opening import begin_worker; begin_worker(4 << 30, 1000);"
        "print(json.dumps([r.getrlimit(x)[0] for x in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert json.loads(done.stdout) == [4 << 30, 3600, 0]


def test_a_picture_of_more_pixels_than_the_settings_allow_is_refused(
    muragat: Muragat, tmp_path: Path
) -> None:
    settings = muragat.archive / "muragat.toml"
    settings.write_text(settings.read_text("utf-8").replace("150000000", "20000"), "utf-8")
    write_pictures(tmp_path / "card", 2)
    Image.new("1", (200, 101)).save(tmp_path / "card" / "large.png")
    report = muragat.json(*INGEST, tmp_path / "card", code=4)
    assert [os.path.basename(one["path"]) for one in report["refused"]] == ["large.png"]
    assert "pixels" in report["refused"][0]["reason"]


def bomb() -> bytes:
    """A PNG of 30,000 × 30,000 pixels in a few hundred kilobytes."""
    out = BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    return out.getvalue()


def test_only_named_formats_are_opened_whatever_the_name_says(muragat: Muragat, tmp_path: Path) -> None:
    card, marker = tmp_path / "card", tmp_path / "touched"
    write_pictures(card, 1)
    script = (
        f"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n({marker}) (w) file closefile\nshowpage\n".encode()
    )
    (card / "eps.jpg").write_bytes(script)
    (card / "eps.eps").write_bytes(script)
    (card / "eps.pdf").write_bytes(script)
    for kind, suffix in (("GIF", "gif"), ("PPM", "ppm"), ("TGA", "tga"), ("ICO", "ico"), ("PCX", "pcx")):
        (card / f"other {suffix}.jpg").write_bytes(encoded(5, kind))
    (card / "bomb.png").write_bytes(bomb())
    (card / "svg.jpg").write_bytes(
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"
    )
    report = muragat.json(*INGEST, card, code=4)
    assert [one["status"] for one in outcomes(report).values()].count("added") == 1
    assert len(report["refused"]) == len(list(card.iterdir())) - 1
    assert not marker.exists()


def test_what_cannot_be_decoded_is_kept_when_asked(muragat: Muragat, tmp_path: Path) -> None:
    card = tmp_path / "card"
    write_pictures(card, 1)
    (card / "photo.cr2").write_bytes(b"RAW" * 100)
    (card / "cut.jpg").write_bytes(encoded(3)[:40])
    report = muragat.json(*INGEST, "--keep-undecodable", card)
    kept = {os.path.basename(one["path"]): one for one in report["outcomes"]}
    assert (kept["photo.cr2"]["status"], kept["cut.jpg"]["status"]) == ("unread", "unread")
    assert report["source_may_be_erased"] is True
    assert muragat.json("verify") == {"checked": 3, "findings": []}
    raw = next((muragat.archive / "accessions").rglob("photo.cr2"))
    raw.chmod(0o644)
    raw.write_bytes(b"RAW" * 99 + b"RAV")
    assert [one["kind"] for one in muragat.json("verify", code=5)["findings"]] == ["changed"]


def pdf() -> bytes:
    out = BytesIO()
    picture(4).save(out, "PDF")
    return out.getvalue()


def heic() -> bytes:
    out = BytesIO()
    pillow_heif.from_pillow(picture(5)).save(out, quality=40)
    return out.getvalue()


def seeds() -> list[bytes]:
    exif = Image.Exif()
    exif[306], exif[271] = "2024:09:18 10:00:00", "Maker"
    plain = [encoded(1, "JPEG", exif=exif), encoded(2, "JPEG", progressive=True), encoded(3, "PNG")]
    more = [encoded(4, "TIFF", compression=kind) for kind in ("raw", "tiff_lzw", "tiff_jpeg", "packbits")]
    return [
        *plain,
        *more,
        encoded(6, "WEBP"),
        encoded(7, "WEBP", lossless=True),
        encoded(8, "BMP"),
        pdf(),
        heic(),
    ]


def mutated(chance: random.Random, original: bytes) -> bytes:
    """One of the ways in which files break: cut, bits flipped, bytes lost, put in, repeated, made extreme."""
    data = bytearray(original)
    for _ in range(chance.choice((1, 1, 2, 8, 40))):
        place = (
            chance.randrange(len(data)) if chance.random() < 0.5 else chance.randrange(min(200, len(data)))
        )
        way = chance.randrange(6)
        if way == 0:
            data[place] ^= 1 << chance.randrange(8)
        elif way == 1:
            data[place : place + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
        elif way == 2:
            del data[place : place + chance.randrange(1, 30)]
        elif way == 3:
            data[place:place] = chance.randbytes(chance.randrange(1, 30))
        elif way == 4:
            data[place:place] = data[place : place + 200]
        else:
            del data[max(60, place) :]
        if len(data) < 60:
            break
    return bytes(data)


def write_broken(card: Path, count: int, seed: int) -> None:
    card.mkdir()
    chance, originals = random.Random(seed), seeds()
    for number in range(count):
        content = mutated(chance, originals[number % len(originals)])
        (card / f"broken {number:05}.jpg").write_bytes(content)


def check_broken(muragat: Muragat, card: Path, count: int) -> None:
    write_pictures(card, 3)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    report = muragat.json("ingest", "--no-ocr", "--jobs", "2", card, code=4)
    assert len(outcomes(report)) == count + 3
    assert {one["status"] for one in report["outcomes"]} <= {"added", "duplicate", "refused", "joined"}
    assert all(one["reason"] for one in report["outcomes"] if one["status"] == "refused")
    assert report["added"] > 3 and len(report["refused"]) > count // 10
    refused_kept = sum("its bytes are kept" in one["reason"] for one in report["refused"])
    stored = report["added"] + report["joined"] + refused_kept
    assert muragat.json("verify")["findings"] == []
    twice = sum(one["status"] == "refused" for one in report["outcomes"]) - refused_kept
    assert rows(muragat.archive, "SELECT count(*) FROM original")[0][0] in range(stored - twice, stored + 1)
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert max(before, after) < 1_500_000  # kilobytes, of the largest process


def test_a_hundred_broken_files_are_accounted_for(muragat: Muragat, tmp_path: Path) -> None:
    write_broken(tmp_path / "card", 100, seed=7)
    check_broken(muragat, tmp_path / "card", 100)


@pytest.mark.slow
def test_two_thousand_broken_files_are_accounted_for(muragat: Muragat, tmp_path: Path) -> None:
    write_broken(tmp_path / "card", 2000, seed=8)
    check_broken(muragat, tmp_path / "card", 2000)


ABSURD_DATES = (
    "0000:00:00 00:00:00", "9999:99:99 99:99:99", "2023:02:30 10:00:00", "2024:13:01 00:00:00",
    "-001:01:01 00:00:00", "    :  :     :  :  ", "2024:09:18", "18/09/2024", "\x00\x00", "1e9", "x" * 9_000,
    "2024:09:18 25:61:61", "9999:12:31 23:59:59", "0001:01:01 00:00:00", "٢٠٢٤:٠٩:١٨ 10:00:00",
)  # fmt: skip


def picture_with(date: str, number: int, note: int = 9_000, kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[306] = date
    sub = exif.get_ifd(0x8769)
    sub[36867] = sub[36868] = date
    sub[36881] = "+99:99"
    sub[37500] = os.urandom(note)
    exif.get_ifd(0x8825).update({1: "N", 2: (999.0, 999.0, 999.0), 3: "Q", 4: (400.0, 99.0, 99.0)})
    exif[270] = "=HYPERLINK(1)\n<script>alert(1)</script>\0\ud7ff" + "ж" * 2000
    exif[42016] = "[]"
    return encoded(200 + number, kind, exif=exif)


ENTITIES = b"""<?xpacket begin=''?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e SYSTEM "file:///etc/passwd">]><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">&d;&e;</rdf:li>
</rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"""


def huge_xmp() -> bytes:
    subjects = b"".join(b"<rdf:li>k%d</rdf:li>" % number for number in range(40_000))
    return (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag>' + subjects
        + b"</rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
    )  # fmt: skip


def test_absurd_metadata_does_no_harm_and_is_kept_raw(muragat: Muragat, tmp_path: Path) -> None:
    card = tmp_path / "card"
    card.mkdir()
    for number, date in enumerate(ABSURD_DATES):
        (card / f"{number:02}.jpg").write_bytes(picture_with(date, number))
    (card / "note.jpg").write_bytes(picture_with(ABSURD_DATES[2], 50, note=3_000_000, kind="PNG"))
    (card / "entities.jpg").write_bytes(encoded(300, "JPEG", xmp=ENTITIES))
    (card / "huge.jpg").write_bytes(encoded(301, "PNG", pnginfo=xmp_chunk(huge_xmp())))
    (card / "00.xmp").write_bytes(ENTITIES)
    (card / "01.xmp").write_bytes(b"<" * 100_000)
    (card / "deep.jpg").write_bytes(encoded(302))
    (card / "deep.xmp").write_bytes(b"<a>" * 200_000)
    (card / "loop.tif").write_bytes(looping_tiff())
    report = muragat.json(*INGEST, card, code=0)
    found = {os.path.basename(path): one for path, one in outcomes(report).items()}
    assert {one["status"] for name, one in found.items() if name.endswith(".jpg")} == {"added"}
    kept = muragat.json("show", found["02.jpg"]["id"])
    assert kept["metadata"]["exif"]["DateTimeOriginal"] == "2023:02:30 10:00:00"
    hits = muragat.json("search", "kind:photo OR kind:document", "--limit", "100")["hits"]
    assert len(hits) == report["added"]
    for date in (hit["date"] for hit in hits if hit["date"]):
        assert "02-30" not in date["edtf"] and "-99" not in date["edtf"]
    assert rows(muragat.archive, "SELECT max(length(metadata)) FROM item")[0][0] < 600_000
    assert b"root:x:0" not in (muragat.archive / "catalogue.sqlite").read_bytes()


def xmp_chunk(packet: bytes) -> Any:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet.decode())
    return info


def looping_tiff() -> bytes:
    """A TIFF whose directory says that the next directory is itself."""
    data = bytearray(encoded(303, "TIFF"))
    first = int.from_bytes(data[4:8], "little")
    entries = int.from_bytes(data[first : first + 2], "little")
    data[first + 2 + 12 * entries : first + 6 + 12 * entries] = first.to_bytes(4, "little")
    return bytes(data)


def test_a_broken_file_and_its_twin_share_their_outcome(muragat: Muragat, tmp_path: Path) -> None:
    card = tmp_path / "card"
    card.mkdir()
    (card / "a.jpg").write_bytes(encoded(1)[:40])
    (card / "b.jpg").write_bytes(encoded(1)[:40])
    (card / "a.txt").write_bytes(b"\0\1\2")
    (card / "b.txt").write_bytes(b"\0\1\2")
    report = muragat.json(*INGEST, card, code=4)
    assert {one["status"] for one in report["outcomes"]} == {"refused"}
    assert report["accession"] is None
    assert list((muragat.archive / "accessions").iterdir()) == []


def test_the_seeds_of_the_broken_files_are_whole(muragat: Muragat, tmp_path: Path) -> None:
    """Else the broken ones would show nothing."""
    card = tmp_path / "card"
    card.mkdir()
    for number, content in enumerate(seeds()):
        (card / f"{number}.bin").write_bytes(content)
    assert muragat.json(*INGEST, card)["added"] == len(seeds())
