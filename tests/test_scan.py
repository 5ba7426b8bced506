"""What stands in a folder: roles, backs, sidecars, order."""

from __future__ import annotations

from pathlib import Path

import pytest
from promise_material import encoded

from archive.errors import BadInput
from ingest.scan import scan
from media.identify import of_bytes

SUFFIXES = ("_back", "_verso", "_b", "_оборот", "_арты")


def found(folder: Path, *names: str) -> dict[str, tuple[str, str | None]]:
    """Roles and mates by name, for files of these names in the folder."""
    for number, name in enumerate(names):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        is_picture = place.suffix.lower() in (".jpg", ".png", ".tif")
        place.write_bytes(encoded(number) if is_picture else b"words")
    listed = scan([folder], of_bytes, SUFFIXES)
    return {
        str(Path(one.path.decode()).relative_to(folder)): (
            one.role,
            Path(one.mate.decode()).name if one.mate else None,
        )
        for one in listed
    }


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["1.jpg", "1_арты.jpg"], {"1_арты.jpg": ("back", "1.jpg")}),
        (["1.jpg", "1_ОБОРОТ.JPG"], {"1_ОБОРОТ.JPG": ("back", "1.jpg")}),
        (["1.jpg", "1_b.png"], {"1_b.png": ("back", "1.jpg")}),
        (["1_back.jpg"], {"1_back.jpg": ("back", None)}),
        (["1_b.jpg"], {"1_b.jpg": ("front", None)}),
        (["_back.jpg"], {"_back.jpg": ("front", None)}),
        (["a/1.jpg", "b/1_back.jpg"], {"b/1_back.jpg": ("back", None)}),
        (["1.jpg", "1_back.jpg", "1_verso.jpg"], {"1_verso.jpg": ("front", None)}),
        (["1.jpg", "1.xmp"], {"1.xmp": ("sidecar", "1.jpg")}),
        (["1.jpg", "1.jpg.xmp"], {"1.jpg.xmp": ("sidecar", "1.jpg")}),
        (["1.jpg", "2.xmp"], {"2.xmp": ("unknown", None)}),
        (
            ["a.txt", "b.MD", "c.docx", "d.html"],
            {"a.txt": ("event_text", None), "b.MD": ("event_text", None)},
        ),
        (["x.md5", "manifest-sha256.txt", "SHA256SUMS"], {"SHA256SUMS": ("checksums", None)}),
        (["clip.mov"], {"clip.mov": ("unknown", None)}),
    ],
)
def test_roles(tmp_path: Path, names: list[str], expected: dict[str, tuple[str, str | None]]) -> None:
    everything = found(tmp_path, *names)
    assert everything.keys() == set(names)
    assert {name: everything[name] for name in expected} == expected


def test_the_order_is_that_of_people_and_the_same_each_time(tmp_path: Path) -> None:
    names = ["b/2.jpg", "b/10.jpg", "a.jpg", "B.jpg", "a2.jpg", "a10.jpg", "text.txt", "a_back.jpg", "²3.jpg"]
    expected = [
        "a.jpg",
        "a2.jpg",
        "a10.jpg",
        "B.jpg",
        "²3.jpg",
        "b/2.jpg",
        "b/10.jpg",
        "a_back.jpg",
        "text.txt",
    ]
    assert list(found(tmp_path, *names)) == expected
    assert list(found(tmp_path, *reversed(names))) == expected


def test_a_file_under_two_sources_is_taken_once(tmp_path: Path) -> None:
    found(tmp_path, "a/1.jpg", "2.jpg")
    assert len(scan([tmp_path, tmp_path / "a", tmp_path], of_bytes, SUFFIXES)) == 2


@pytest.mark.parametrize("name", ["missing", "file.jpg"])
def test_a_source_that_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.jpg").write_bytes(encoded(1))
    with pytest.raises(BadInput):
        scan([tmp_path / name], of_bytes, SUFFIXES)
