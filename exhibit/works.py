"""The works of a package: chosen items with their numbers, names on disk and labels. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.exhibition import Entry, Exhibition
from archive.model import Depiction, Item, ItemSide, Text, When
from exhibit.persons import left_to_right, person_lines
from exhibit.place_names import place_name, taken, written
from exhibit.sets import LANGUAGES
from language.date_display import display
from language.detect import language as detected

_CODES = {"kk": "kk", "kaz": "kk", "ru": "ru", "rus": "ru", "en": "en", "eng": "en"}


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of one side of a work, and its stem on disk: `001_0003-0017`, `001_0003-0017_back`;
    `001_0003-0017_p1`, `_p2` … where the front has several pages."""

    stem: str
    side: ItemSide
    page: int = 1


@dataclass(frozen=True, slots=True)
class Work:
    """One work in gallery order. `labels` holds the languages that are there, of kk, ru, en."""

    number: int
    item: Item
    entry: Entry
    labels: Mapping[str, str]
    pictures: tuple[Picture, ...]
    credit: str = ""
    width: int = 3

    @property
    def name(self) -> str:
        """The number as it stands on the label, in the checklist and in file names: `001`."""
        return f"{self.number:0{self.width}d}"

    @property
    def stem(self) -> str:
        """The name on disk of the front, or of its first page."""
        return self.pictures[0].stem

    @property
    def pages(self) -> int:
        """How many pages of the front there are."""
        return sum(picture.side == self.pictures[0].side for picture in self.pictures)

    @property
    def persons(self) -> tuple[Depiction, ...]:
        """Who is to be seen, row by row from left to right, without rejected names."""
        return left_to_right(self.item.persons)

    def persons_in(self, code: str, mark: str = "?") -> list[str]:
        """The same in words of the language `code`, a line a row; `mark` stands after unconfirmed names."""
        return person_lines(self.item, code, mark, under_heading=True)

    @property
    def place(self) -> str:
        """The place as the record has it: the item's own, else its event's."""
        return written(self.item)

    def place_in(self, code: str) -> str:
        """The place in the language `code`, by its name at the date of the work."""
        return place_name(self.item, code)

    @property
    def when(self) -> When | None:
        """The item's own date, else its event's."""
        return taken(self.item)

    @property
    def edtf(self) -> str:
        """The date in EDTF, or nothing."""
        return self.when.edtf if self.when else ""

    def date(self, code: str) -> str:
        """The date in words of the language `code`; the record's own words where they are in it."""
        if self.when is None:
            return ""
        own = self.when.display
        return own if own and detected(own) == code else display(self.when.edtf, code)

    @property
    def titles(self) -> dict[str, str]:
        """The title by language: the item's own, else the names of its event."""
        if self.item.title:
            return {code_of(self.item.title): self.item.title}
        names = self.item.event.names if self.item.event else {}
        return {code: names[code] for code in LANGUAGES if names.get(code)}


def works(
    exhibition: Exhibition, items: Mapping[str, Item], chosen: Sequence[Entry], backs: bool
) -> tuple[Work, ...]:
    """The chosen entries as works, numbered from 1 in gallery order, section by section."""
    order = {section.key: place for place, section in enumerate(exhibition.sections)}
    ordered = sorted(chosen, key=lambda entry: order.get(entry.section, -1))
    width = max(3, len(str(len(ordered))))
    return tuple(
        _work(number, items[entry.item_id], entry, width, backs, exhibition.credit)
        for number, entry in enumerate(ordered, start=1)
    )


def _work(number: int, item: Item, entry: Entry, width: int, backs: bool, credit: str) -> Work:
    stem = f"{number:0{width}d}_{item.id}"
    front = next((one for one in item.sides if one.side == "front"), item.sides[0])
    pictures = _pages(stem, front, item.pages)
    if backs:
        pictures += [
            Picture(f"{stem}_back", one) for one in item.sides if one.side == "back" and one != front
        ]
    credit = credit or item.rights.holder or ""
    return Work(number, item, entry, labels_of(entry, item), tuple(pictures), credit, width)


def _pages(stem: str, front: ItemSide, count: int) -> list[Picture]:
    """The pages of the front; numbers are as wide as the last one, so that files sort as pages follow."""
    if count == 1:
        return [Picture(stem, front)]
    width = len(str(count))
    return [Picture(f"{stem}_p{page:0{width}d}", front, page) for page in range(1, count + 1)]


def labels_of(entry: Entry, item: Item) -> dict[str, str]:
    """The labels of a work by language: the curator's, else the record's caption, title and event names."""
    found: dict[str, str] = {}
    if item.event:
        found.update({code: name for code, name in item.event.names.items() if name})
    if item.title:
        found[code_of(item.title)] = item.title
    captions = [text for text in item.current_texts() if text.role == "caption" and text.text.strip()]
    for text in reversed(captions):
        found.update(_by_language(text))
    found.update({code: text for code, text in entry.labels.items() if text.strip()})
    return {code: found[code] for code in LANGUAGES if found.get(code)}


def days(exhibition: Exhibition, code: str) -> str:
    """From when to when the exhibition is open, in words of the language `code`, or nothing."""
    if exhibition.opens and exhibition.closes:
        return display(f"{exhibition.opens}/{exhibition.closes}", code)
    day = exhibition.opens or exhibition.closes
    return display(day, code) if day else ""


def in_language(texts: Mapping[str, str], code: str) -> tuple[str, str]:
    """The text to show where `code` is asked for, and the language that it is in: `("", code)` for none."""
    for candidate in (code, *LANGUAGES):
        if texts.get(candidate):
            return texts[candidate], candidate
    return "", code


def code_of(text: str) -> str:
    """kk, ru or en: the language that `text` seems to be in."""
    return detected(text) or "kk"


def _by_language(text: Text) -> dict[str, str]:
    """The words of a caption by language: pictures are often captioned in Kazakh and in Russian."""
    lines = [line for line in text.text.splitlines() if line.strip()]
    blocks = [(code, " ".join(" ".join(part).split())) for code, part in groupby(lines, code_of)]
    codes = [code for code, _ in blocks]
    if len(set(codes)) == len(codes) > 1 and all(_is_sentence(words) for _, words in blocks):
        return dict(blocks)
    return {_code(text): " ".join(text.text.split())}


def _is_sentence(words: str) -> bool:
    """Whether there is more than names: a line of Russian surnames under a Kazakh caption belongs to it."""
    return any(len(word) > 3 and word[0].islower() for word in words.split())


def _code(text: Text) -> str:
    return _CODES.get(text.language.casefold()) or code_of(text.text)
