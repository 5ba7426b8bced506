"""Promises 5 and 6: stored bytes are the source's, bags are valid, donors' checksums count, names survive."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import bagit
import pytest
from promise_material import INGEST, encoded, outcomes, rows, write_card, write_pictures
from story import Muragat

from archive import copying
from archive.copying import Unreadable
from ingest.checksums import promises

LONG = "ұ" * 125 + ".jpg"  # 254 bytes
HOSTILE: dict[bytes, bytes] = {
    name if isinstance(name, bytes) else name.encode(): encoded(number)
    for number, name in enumerate(
        (
            "plain.jpg",
            "Қазақша сурет №1.jpg",
            unicodedata.normalize("NFD", "й ё.jpg"),
            unicodedata.normalize("NFC", "й ё.jpg"),
            b"\xd1\xf3\xf0\xe5\xf2.jpg",
            b"\xff\xfe\xfd.jpg",
            "two\nlines.jpg",
            "carriage\rreturn.jpg",
            "percent%0Aencoded.jpg",
            "right\u202eto left.jpg",
            "zero\u200bwidth.jpg",
            "line\u2028separator.jpg",
            "tab\there.jpg",
            "bell\a.jpg",
            LONG,
            "CON",
            "con.jpg",
            "LPT1.jpg",
            "trailing dot.",
            "trailing space ",
            " leading space.jpg",
            "Twin.jpg",
            "twin.jpg",
            "TWIN.JPG",
            "~tilde.jpg",
            "$dollar.jpg",
            "${HOME}.jpg",
            "quote\"'.jpg",
            "back\\slash.jpg",
            "a:b.jpg",
            "*?.jpg",
            "-rf.jpg",
            "²①.jpg",
            "٣.jpg",
            "\U0001f4f7.jpg",
            "..jpg",
            "…",
            "STRASSE.jpg",
            "straße.jpg",
            "no extension",
            "_names",
            "<script>alert(1)<.jpg",
        )
    )
}


def write_hostile(card: Path) -> None:
    for folder in (b"", b"Twin folder", b"twin folder/\xe9t\xe9", b"_names", b"a\nb"):
        place = os.path.join(os.fsencode(card), folder)
        Path(os.fsdecode(place)).mkdir(parents=True)
        # All of them in the first folder, every eighth in the others.
        for name, content in list(HOSTILE.items())[:: 8 if folder else 1]:
            if name != b"..jpg" and not (folder == b"" and name == b"_names"):
                Path(os.fsdecode(os.path.join(place, name))).write_bytes(content + folder)


def files_below(folder: Path) -> dict[bytes, str]:
    return {
        os.path.join(parent, name): hashlib.sha256(
            Path(os.fsdecode(os.path.join(parent, name))).read_bytes()
        ).hexdigest()
        for parent, _, names in os.walk(os.fsencode(folder))
        for name in names
    }


def test_every_name_survives_and_every_bag_is_valid(muragat: Muragat, tmp_path: Path) -> None:
    card = tmp_path / "қайнар көз"
    write_hostile(card)
    before = files_below(card)
    report = muragat.json(*INGEST, card)
    found = outcomes(report)
    assert {os.fsencode(path) for path in found} == set(before)
    assert {one["status"] for one in found.values()} == {"added"}
    assert muragat.json("verify") == {"checked": len(before), "findings": []}
    check_bag(muragat.archive / "accessions" / "0001")
    stored = {row[0]: row[1:] for row in rows(muragat.archive, "SELECT path, payload, sha256 FROM file")}
    for path, digest in before.items():
        payload, sha256 = stored[path]
        kept = muragat.archive / "accessions" / "0001" / payload
        assert (sha256, hashlib.sha256(kept.read_bytes()).hexdigest()) == (digest, digest)
    for path, one in found.items():
        shown = muragat_name(muragat, one["id"])
        assert shown in (
            os.path.basename(path),
            os.fsencode(os.path.basename(path)).decode(errors="backslashreplace"),
        )


def muragat_name(muragat: Muragat, item_id: str) -> str:
    query = f"SELECT name FROM original JOIN item_side USING (path) WHERE item_id = '{item_id}'"
    return str(rows(muragat.archive, query)[0][0])


def check_bag(folder: Path) -> None:
    """The bag by the `bagit` package, by its command, and by what the standard asks for beyond them."""
    bag = bagit.Bag(str(folder))
    bag.validate()
    assert (
        subprocess.run(
            [sys.executable, bagit.__file__, "--validate", str(folder)], capture_output=True
        ).returncode
        == 0
    )
    payload = {p.relative_to(folder).as_posix() for p in (folder / "data").rglob("*") if p.is_file()}
    assert payload == set(bag.payload_entries())
    tags = {p.name for p in folder.iterdir() if p.is_file()} - {"tagmanifest-sha256.txt"}
    listed = (folder / "tagmanifest-sha256.txt").read_text("utf-8").splitlines()
    assert {line.split("  ", 1)[1] for line in listed} == tags
    assert (folder / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    size = sum((folder / path).stat().st_size for path in payload)
    assert bag.info["Payload-Oxum"] == f"{size}.{len(payload)}"
    folded = {unicodedata.normalize("NFC", path).casefold() for path in payload}
    assert len(folded) == len(payload)


def test_an_ordinary_bag_is_valid_and_names_what_was_left_out(muragat: Muragat, tmp_path: Path) -> None:
    write_card(tmp_path / "card", 6)
    report = muragat.json(*INGEST, tmp_path / "card", code=4)
    check_bag(muragat.archive / "accessions" / "0001")
    described = (muragat.archive / "accessions/0001/accession.json").read_text("ascii")
    assert described.count('"path"') == len(report["outcomes"])


def test_an_original_is_never_written_again(muragat: Muragat, tmp_path: Path) -> None:
    write_pictures(tmp_path / "card", 1)
    muragat.run(*INGEST, tmp_path / "card")
    stored = next((muragat.archive / "accessions").rglob("000.jpg"))
    assert stored.stat().st_mode & 0o222 == 0


def test_a_copy_that_reads_back_differently_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(1000))
    real = os.fsync

    def lose_a_bit(descriptor: int) -> None:
        real(descriptor)
        with (tmp_path / "target").open("r+b") as file:
            file.write(b"\0\0")

    monkeypatch.setattr(os, "fsync", lose_a_bit)
    with pytest.raises(Unreadable, match="check the disk"):
        copying.copy(os.fsencode(source), tmp_path / "target")
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
@pytest.mark.parametrize("form", ["gnu", "binary", "bsd", "bag", "crlf"])
def test_donors_checksums_in_every_form_are_understood(tmp_path: Path, algorithm: str, form: str) -> None:
    content = b"bytes"
    digest = hashlib.new(algorithm, content).hexdigest()
    line, name = {
        "gnu": (f"{digest}  ішкі/a b.jpg\n", f"SUMS.{algorithm}"),
        "binary": (f"{digest.upper()} *./ішкі/a b.jpg\n", f"{algorithm.upper()}SUMS"),
        "bsd": (f"{algorithm.upper()} (ішкі/a b.jpg) = {digest}\n", f"x.{algorithm}"),
        "bag": (f"{digest} ішкі/a b.jpg\n", f"manifest-{algorithm}.txt"),
        "crlf": (f"\ufeff{digest}  ішкі\\a b.jpg\r\n", f"{algorithm}sum.txt"),
    }[form]
    (tmp_path / name).write_bytes(line.encode())
    promised = promises([os.fsencode(tmp_path / name)])
    path = os.fsencode(tmp_path / "ішкі" / "a b.jpg")
    assert promised.algorithms(path) == {algorithm}
    assert promised.broken(path, {algorithm: digest}) is None
    assert algorithm in (promised.broken(path, {algorithm: "0" * len(digest)}) or "")


def test_what_breaks_its_donors_promise_is_refused(muragat: Muragat, tmp_path: Path) -> None:
    card = tmp_path / "card"
    write_pictures(card, 4)
    for name in ("000.jpg", "001.jpg"):
        digest = hashlib.sha512((card / name).read_bytes()).hexdigest()
        (card / f"{name}.sha512").write_text(f"{digest}  {name}\n", "utf-8")
    md5 = {path.name: hashlib.md5(path.read_bytes()).hexdigest() for path in card.glob("*.jpg")}
    md5["002.jpg"] = "0" * 32
    md5["gone.jpg"] = "1" * 32
    (card / "card.md5").write_text("".join(f"{digest} *{name}\n" for name, digest in md5.items()), "utf-8")
    report = muragat.json(*INGEST, card, code=4)
    found = {os.path.basename(path): one for path, one in outcomes(report).items()}
    assert {name for name, one in found.items() if one["status"] == "added"} == {
        "000.jpg",
        "001.jpg",
        "003.jpg",
    }
    assert found["002.jpg"]["status"] == "refused" and "md5" in found["002.jpg"]["reason"]
    assert "card.md5" in found["002.jpg"]["reason"]
    assert any("gone.jpg" in note for note in report["notes"])
    assert report["source_may_be_erased"] is False


def test_a_known_picture_that_breaks_its_promise_is_refused_too(muragat: Muragat, tmp_path: Path) -> None:
    write_pictures(tmp_path / "card", 1)
    muragat.run(*INGEST, tmp_path / "card")
    shutil.copytree(tmp_path / "card", tmp_path / "second")
    (tmp_path / "second" / "sums.md5").write_text(f"{'0' * 32}  000.jpg\n", "utf-8")
    report = muragat.json(*INGEST, tmp_path / "second", code=4)
    assert [one["path"] for one in report["refused"]] == [str(tmp_path / "second" / "000.jpg")]
