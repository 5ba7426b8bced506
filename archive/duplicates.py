"""Which items show the same picture, and which look alike. Only a report: a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from sqlalchemy import Connection, select

from archive import tables

# Bits of 64 by which the hashes (imagehash.dhash) of two pictures that look alike may differ: see the table
# in docs/reviewing.md.
ALIKE = 8
# A hash is looked up by its quarters: of two that differ in up to 4n + 3 bits, a quarter differs in up to n.
QUARTERS, QUARTER_BITS = 4, 16
# Bits that stand side by side are of one strip of the picture, often a white margin: a quarter takes its bits
# from everywhere (29 and 64 have no common divisor).
SCATTERED = tuple(place * 29 % 64 for place in range(64))


@dataclass(frozen=True, slots=True)
class Alike:
    """Items that show the same picture, in the order of their ids. `distance`: in how many bits of 64 the two
    hashes that differ most differ. `same`: their pixels are the same."""

    item_ids: tuple[str, ...]
    distance: int
    same: bool


def same_pixels(connection: Connection) -> list[Alike]:
    """Items with the same pixels in other bytes, or the same bytes twice; joined ones are not among them."""
    item = tables.item
    query = select(item.c.id, item.c.pixels).where(item.c.pixels.is_not(None), item.c.joined_to.is_(None))
    groups: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(query.order_by(item.c.id)):
        groups[row.pixels].append(row.id)
    apart = _kept_apart(connection)
    found = (_without_apart(ids, apart) for ids in groups.values() if len(ids) > 1)
    return [Alike(ids, 0, True) for ids in found if len(ids) > 1]


def look_alikes(connection: Connection, threshold: int = ALIKE) -> list[Alike]:
    """Photographs that look alike and are not the same, those that differ least first. Pages of text all look
    alike: documents are not compared."""
    item = tables.item
    query = select(item.c.id, item.c.likeness, item.c.pixels).where(
        item.c.likeness.is_not(None), item.c.joined_to.is_(None), item.c.kind == "photo"
    )
    hashes: dict[int, list[str]] = defaultdict(list)
    pixels: dict[str, str | None] = {}
    for row in connection.execute(query.order_by(item.c.id)):
        hashes[int(row.likeness, 16)].append(row.id)
        pixels[row.id] = row.pixels
    apart = _kept_apart(connection)
    found = []
    for group in groups(hashes, threshold):
        ids = _without_apart(sorted(one for hash_ in group for one in hashes[hash_]), apart)
        shown = {pixels[one] or one for one in ids}
        if len(shown) > 1:
            found.append(Alike(ids, _widest(group), False))
    return sorted(found, key=lambda one: (one.distance, one.item_ids))


def groups(hashes: Iterable[int], threshold: int) -> list[list[int]]:
    """The hashes of 64 bits in groups: within one, each is at most `threshold` bits from another of it."""
    distinct = sorted(set(hashes))
    leader = {one: one for one in distinct}
    for one, other in pairs(distinct, threshold):
        leader[_root(leader, other)] = _root(leader, one)
    found: dict[int, list[int]] = defaultdict(list)
    for one in distinct:
        found[_root(leader, one)].append(one)
    return list(found.values())


def pairs(hashes: Sequence[int], threshold: int) -> Iterator[tuple[int, int]]:
    """Each two of the distinct hashes that differ in at most `threshold` bits, some of them repeatedly."""
    masks = _near(threshold // QUARTERS)
    quarters = [_quarters(one) for one in hashes]
    for quarter in range(QUARTERS):
        known: dict[int, list[int]] = defaultdict(list)
        for one, parts in zip(hashes, quarters, strict=True):
            part = parts[quarter]
            for mask in masks:
                for other in known.get(part ^ mask, ()):
                    if (one ^ other).bit_count() <= threshold:
                        yield other, one
            known[part].append(one)


def _quarters(hash_: int) -> tuple[int, ...]:
    bits = f"{hash_:064b}"
    scattered = "".join(bits[place] for place in SCATTERED)
    return tuple(int(scattered[at : at + QUARTER_BITS], 2) for at in range(0, 64, QUARTER_BITS))


@cache
def _near(bits: int) -> tuple[int, ...]:
    """The masks that change up to so many bits of a quarter."""
    return tuple(
        sum(1 << place for place in places)
        for number in range(bits + 1)
        for places in combinations(range(QUARTER_BITS), number)
    )


def _root(leader: dict[int, int], one: int) -> int:
    while leader[one] != one:
        leader[one] = leader[leader[one]]
        one = leader[one]
    return one


def _widest(group: Sequence[int]) -> int:
    return max(((one ^ other).bit_count() for one, other in combinations(group, 2)), default=0)


def _kept_apart(connection: Connection) -> set[tuple[str, str]]:
    """The pairs of which a person said that they are two items."""
    table = tables.suggestion
    query = select(table.c.subject, table.c.value).where(
        table.c.field == "duplicate", table.c.status == "rejected"
    )
    rows = connection.execute(query)
    return {(min(one, other), max(one, other)) for one, other in ((_id(r.subject), r.value) for r in rows)}


def _id(subject: str) -> str:
    return subject.partition(":")[2]


def _without_apart(ids: Sequence[str], apart: set[tuple[str, str]]) -> tuple[str, ...]:
    """The ids, without those that a person keeps apart from all the others of them."""
    if not apart:
        return tuple(ids)
    return tuple(
        one
        for one in ids
        if any((min(one, other), max(one, other)) not in apart for other in ids if other != one)
    )
