"""Where a file stands in its bag: every name has a place, no two share one, every tool can carry it."""

from __future__ import annotations

import os
import unicodedata

import pytest
from bagit import Bag
from hypothesis import given
from hypothesis import strategies as st

from archive import payload

PARTS = st.binary(min_size=1, max_size=255).filter(
    lambda name: b"/" not in name and b"\0" not in name and name not in (b".", b"..")
)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map(b"/".join)
LIKELY = st.lists(
    st.text("аАбbB.- \u0301é$~%\n\u202e", min_size=1, max_size=6).filter(
        lambda name: name not in (".", "..")
    ),
    min_size=1,
    max_size=3,
).map(lambda parts: "/".join(parts).encode())


@given(st.lists(PATHS | LIKELY, max_size=30, unique=True))
def test_places_are_apart_and_carried_by_every_tool(paths: list[bytes]) -> None:
    taken: set[str] = set()
    places = [payload.place(b"card/" + path, number, taken) for number, path in enumerate(paths, 1)]
    assert len({payload.twin_key(place) for place in places}) == len(places)
    bag = Bag.__new__(Bag)
    bag.path = "/bag"
    for place in places:
        assert place.startswith("data/") and ".." not in place.split("/")
        assert len(place.encode()) <= 255
        assert unicodedata.is_normalized("NFC", place) and place.isprintable()
        assert not bag._path_is_dangerous(place)


@given(PATHS | LIKELY)
def test_a_name_that_is_carried_is_the_name_as_it_was(path: bytes) -> None:
    place = payload.place(path, 7, set())
    assert place == f"data/{os.fsdecode(path)}" or place.startswith("data/_names/7")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((b"/a/card", b"/b/card"), [b"card", b"card (2)"]),
        ((b"/a/Card", b"/b/card", b"/c/CARD"), [b"Card", b"card (2)", b"CARD (3)"]),
        ((b"/a/card", b"/b/card (2)", b"/c/card"), [b"card", b"card (2)", b"card (3)"]),
        ((b"/",), [b"root"]),
    ],
)
def test_source_folders_of_one_name_are_told_apart(names: tuple[bytes, ...], expected: list[bytes]) -> None:
    assert list(payload.root_names(names).values()) == expected


@given(st.binary(min_size=1))
def test_a_shown_name_can_be_turned_back(name: bytes) -> None:
    text, raw = payload.shown(name)
    assert (bytes.fromhex(raw) if raw else text.encode()) == name
