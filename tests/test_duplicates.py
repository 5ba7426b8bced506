"""Which items show the same picture, and which look alike: a report, nothing more."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from describing_world import add_item, archive_in
from hypothesis import given
from hypothesis import strategies as st
from story import Muragat

from archive import duplicates, items, joining
from archive.home import Archive

HASHES = st.integers(0, 2**64 - 1)


def near(hash_: int, *bits: int) -> int:
    for bit in bits:
        hash_ ^= 1 << bit
    return hash_


@given(
    st.lists(HASHES, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.lists(st.integers(0, 63), max_size=12)), max_size=12),
    st.integers(0, 11),
)
def test_every_pair_within_the_threshold_is_found(
    given_: list[int], changed: list[tuple[int, list[int]]], threshold: int
) -> None:
    made = [near(given_[at % len(given_)], *bits) for at, bits in changed] if given_ else []
    hashes = sorted({*given_, *made})
    wanted = {(a, b) for a, b in combinations(hashes, 2) if (a ^ b).bit_count() <= threshold}
    found = {(min(pair), max(pair)) for pair in duplicates.pairs(hashes, threshold)}
    assert found == wanted
    groups = duplicates.groups(hashes, threshold)
    assert sorted(one for group in groups for one in group) == hashes
    together = {frozenset(pair) for group in groups for pair in combinations(group, 2)}
    assert {frozenset(pair) for pair in wanted} <= together


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Five photographs and a document: 1 and 2 with the same pixels, 3 like them, 4 not, 5 without hashes."""
    made = archive_in(tmp_path)
    one = 0x0F1E2D3C4B5A6978
    hashes = {1: one, 2: one, 3: near(one, 3, 40), 4: one ^ (2**64 - 1), 6: near(one, 1)}
    with made.catalogue.writing("айгүл") as transaction:
        for number in range(1, 7):
            add_item(transaction, number)
        for number, hash_ in hashes.items():
            values = {"likeness": f"{hash_:016x}", "pixels": f"{max(number, 2):064x}"}
            kind = {"kind": "document"} if number == 6 else {}
            items.change(transaction, f"0001-{number:04}", {**values, **kind})
    return made


def test_the_same_pixels_and_look_alikes_are_told_apart(archive: Archive) -> None:
    with archive.catalogue.reading() as connection:
        assert duplicates.same_pixels(connection) == [duplicates.Alike(("0001-0001", "0001-0002"), 0, True)]
        assert duplicates.look_alikes(connection) == [
            duplicates.Alike(("0001-0001", "0001-0002", "0001-0003"), 2, False)
        ]
        assert duplicates.look_alikes(connection, 1) == []


def test_what_was_joined_is_no_double_any_more(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        joining.join(transaction, "0001-0002", "0001-0001", "duplicate")
    with archive.catalogue.reading() as connection:
        assert duplicates.same_pixels(connection) == []
        assert [one.item_ids for one in duplicates.look_alikes(connection)] == [("0001-0001", "0001-0003")]


def test_the_command_reports_and_changes_nothing(archive: Archive) -> None:
    muragat = Muragat(archive.folder)
    said = muragat.run("duplicates", "--look-alikes").stdout
    assert "The same picture: 1 group." in said
    assert "(2 of 64 bits differ)" in said
    assert muragat.json("duplicates") == {
        "same": [{"items": ["0001-0001", "0001-0002"], "distance": 0}],
        "look_alikes": [],
    }
    assert muragat.json("duplicates", "--within", "0")["look_alikes"] == []
    muragat.run("duplicates", "--within", "65", code=2)
