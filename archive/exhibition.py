"""An exhibition as frozen values: its works in gallery order, its sections, its words.

Everything here is plain data as in `archive.model`; words are keyed by kk, ru, en.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.model import DAY, SLUG, require


@dataclass(frozen=True, slots=True)
class Entry:
    """One work of an exhibition. `labels` is keyed by kk, ru, en; `section` is the key of a section or empty;
    `print_cm` is the long side wanted on the wall, in centimetres."""

    item_id: str
    labels: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    print_cm: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an exhibition with its heading and wall text, both keyed by kk, ru, en."""

    key: str
    titles: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        require(SLUG.fullmatch(self.key) is not None, f"not a key of a section: {self.key!r}")


@dataclass(frozen=True, slots=True)
class Exhibition:
    """A chosen set in gallery order. `changed_at` is when the set was last edited.

    `introduction` is keyed by kk, ru, en; `opens` and `closes` are days; `credit` is the line that stands
    under every work; `base_address` is where the package will be published, for IIIF and QR codes.
    """

    slug: str
    titles: Mapping[str, str]
    entries: tuple[Entry, ...] = ()
    changed_at: str = ""
    introduction: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    opens: str | None = None
    closes: str | None = None
    credit: str = ""
    contact: str = ""
    base_address: str = ""

    def __post_init__(self) -> None:
        require(SLUG.fullmatch(self.slug) is not None, f"not a slug: {self.slug!r}")
        ids = [entry.item_id for entry in self.entries]
        require(len(ids) == len(set(ids)), "an item stands in an exhibition once")
        for day in (self.opens, self.closes):
            require(day is None or DAY.fullmatch(day) is not None, f"not a day: {day!r}")
        keys = [section.key for section in self.sections]
        require(len(keys) == len(set(keys)), "a section has a key of its own")

    @property
    def title(self) -> str:
        """The title in the first language that has one: kk, ru, en."""
        return next((self.titles[c] for c in ("kk", "ru", "en") if self.titles.get(c)), self.slug)
