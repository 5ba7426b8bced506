"""Places of Kazakhstan in texts and fields: which place is meant, and what it was called at a date.

The places themselves are in `archive.gazetteer` and its tables. Nothing here guesses: what the gazetteer
does not know stays as it was written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from math import asin, cos, radians, sin, sqrt

from archive.gazetteer import LANGUAGES, Language, Period, Place, by_id, places
from archive.gazetteer_forms import Met, begins, met, says_region, says_town
from archive.model import When
from language.tokens import Token, tokens

__all__ = [
    "LANGUAGES", "Language", "Period", "Place", "PlaceSpan", "by_id", "find", "label", "may_be", "mentioned",
    "named_in", "names_at", "nearest", "place", "places", "spoken_of",
]  # fmt: skip

EARTH_KM = 6371.0
# Longer ones are no name of a place.
LONGEST_NAME = 200
_GAP, _GAP_BEFORE = re.compile(r"[\s\-‐‑–—]{1,3}"), re.compile(r"\.?[\s\-‐‑–—]{0,3}")
_COUNTRY = re.compile(
    r"(?:қазақстан(?: республикасы)?|ҚР|қазақ КСР(?:-і)?|казахстан|республика казахстан|РК|каз\w*\.? ?ССР|"
    r"kazakhstan|republic of kazakhstan)",
    re.IGNORECASE,
)
# A street, a square or a district that bears the name, and «named after».
_BEARS_IT = re.compile(
    r"көше\w*|көш|даңғыл\w*|алаң\w*|аудан\w*|шағын|мөлтек|атындағы|street|avenue|square|district|район\w*"
)
_BORNE_BY = re.compile(r"ул|улиц\w+|проспект\w*|пр|площад\w+|переул\w+|пер|имени|им")
_IN = re.compile(r"в|во|из|под")
# A dateline: «Гурьев, 1975», «Гурьев. 12 мая».
_BEFORE_DATELINE, _AFTER_DATELINE = re.compile(r"(?:^|[\n.,;:(–—])\s*$"), re.compile(r"\s*[,.]?\s*\d{1,4}\b")


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A mention of a place at `start`..`end` of a text. `period` is the name by which it is mentioned;
    `inflected` when the name has an ending («Целиноградта», «в Целинограде»)."""

    start: int
    end: int
    text: str
    place: Place
    period: Period
    inflected: bool


def find(text: str, words: Sequence[Token] | None = None) -> tuple[PlaceSpan, ...]:
    """The places that a running text mentions, in order, in any case, script and spelling.

    Names that are more often a person, a river or a word count only beside «қаласы», «г.», «облысы»,
    behind «в» or «из», with -дағы, or before a date («Гурьев, 1975»). Streets and institutions that bear a
    name are not mentions. `words` are the tokens of the text, for callers who have them.
    """
    words = list(tokens(text)) if words is None else words
    found: list[PlaceSpan] = []
    at = 0
    while at < len(words):
        span, length = _mention(text, words, at) if words[at].text[0].isupper() else (None, 1)
        if span:
            found.append(span)
        at += length
    return tuple(found)


def _mention(text: str, words: Sequence[Token], at: int) -> tuple[PlaceSpan | None, int]:
    candidates = [one for one in met(words, at) if _stand_together(text, words[at : at + one.length])]
    for length in sorted({one.length for one in candidates}, reverse=True):
        chosen = _chosen(text, words, at, [one for one in candidates if one.length == length])
        if chosen:
            start, end = words[at].start, words[at + length - 1].end
            form = chosen.form
            return PlaceSpan(start, end, text[start:end], form.place, form.period, chosen.inflected), length
    return None, 1


def _stand_together(text: str, words: Sequence[Token]) -> bool:
    return all(_GAP.fullmatch(text[one.end : other.start]) for one, other in pairwise(words))


def _chosen(text: str, words: Sequence[Token], at: int, candidates: Sequence[Met]) -> Met | None:
    """The form that is meant, by the words beside it."""
    before, after = _neighbours(text, words, at, at + candidates[0].length)
    if (after and _BEARS_IT.fullmatch(after.text.lower())) or (
        before and _BORNE_BY.fullmatch(before.text.lower())
    ):
        return None
    regions = [one for one in candidates if one.form.place.is_region]
    if after and says_region(after.text):
        return next(iter(regions), None)
    if before and before.text.lower().startswith("област"):
        regions = [one for one in regions if one.form.period.ru.startswith("область")] or regions
        if regions and regions[0].form.period.ru.startswith("область"):
            return regions[0]
    towns = [one for one in candidates if not one.form.place.is_region]
    if not towns:
        return next((one for one in regions if not one.form.adjective and not one.form.doubtful), None)
    sure = _is_marked(text, before, after) or _is_dateline(text, words[at], words[at + towns[0].length - 1])
    return next((one for one in towns if sure or one.at_a_place or not one.form.doubtful), None)


def _neighbours(text: str, words: Sequence[Token], at: int, end: int) -> tuple[Token | None, Token | None]:
    """The words right before and right behind `words[at:end]`, without a comma between."""
    before = (
        words[at - 1] if at and _GAP_BEFORE.fullmatch(text[words[at - 1].end : words[at].start]) else None
    )
    is_next = end < len(words) and _GAP.fullmatch(text[words[end - 1].end : words[end].start])
    return before, words[end] if is_next else None


def _is_marked(text: str, before: Token | None, after: Token | None) -> bool:
    """Whether a word beside the name says that it is a place."""
    kinds = (word and says_town(word.text, text[word.end : word.end + 1]) for word in (before, after))
    return any(kinds) or bool(before and _IN.fullmatch(before.text.lower()))


def _is_dateline(text: str, first: Token, last: Token) -> bool:
    return bool(_BEFORE_DATELINE.search(text[: first.start]) and _AFTER_DATELINE.match(text[last.end :]))


@lru_cache(maxsize=1 << 12)
def place(name: str) -> Place | None:
    """The place that a field names: by any of its names of any time, in any case, script and spelling.

    «г. Целиноград», «Караганда, Казахстан», «Ақмола облысы, Көкшетау қаласы» (the smaller one) are
    understood; None for what is not known as a whole («Алматы, Абай даңғылы»).
    """
    if len(name) > LONGEST_NAME:
        return None
    parts = (part.strip() for part in re.split(r"[,;()]", name))
    named = [part for part in parts if part.strip(".") and not _COUNTRY.fullmatch(part.strip("."))]
    found = [_named(part) for part in named]
    if not found or None in found:
        return None
    known = [one for one in found if one]
    return next((one for one in known if not one.is_region), known[0])


def named_in(text: str) -> tuple[Place, ...]:
    """All places that a place field names, as a whole, between its commas, or somewhere in it."""
    parts = (_named(part.strip()) for part in re.split(r"[,;()]", text[:LONGEST_NAME]))
    spans = (span.place for span in find(text))
    return tuple(dict.fromkeys(one for one in (*parts, *spans) if one))


@lru_cache(maxsize=1 << 12)
def may_be(name: str) -> bool:
    """Whether it is worth asking `place` for a name: quick, and never False for a name that it knows."""
    return any(begins(word.text) for word in islice(tokens(name), 8))


def _named(part: str) -> Place | None:
    words = list(tokens(part))
    is_region = any(says_region(word.text) for word in words)
    rest = [word for word in words if not _is_kind(part, word)]
    found = [one.form for some in (words, rest) if some for one in met(some, 0) if one.length == len(some)]
    exact = [form for form in found if not form.doubtful] + [form for form in found if form.doubtful]
    fitting = [form.place for form in exact if form.place.is_region == is_region]
    return next(iter(fitting or ([] if is_region else [form.place for form in exact])), None)


def _is_kind(part: str, word: Token) -> bool:
    return says_region(word.text) or says_town(word.text, part[word.end : word.end + 1])


def names_at(place: Place, when: When | None, language: Language) -> str:
    """The name that was valid at a date; today's without a date.

    A date that spans a renaming gives both names, the older first («Целиноград / Ақмола»); one that spans
    more than one says too little, and today's name stands.
    """
    if when is None or (when.earliest is None and when.latest is None):
        return place.name(language)
    held = [
        p for p in reversed(place.periods) if _overlaps(p, when.earliest or "0000", when.latest or "9999~")
    ]
    names = list(dict.fromkeys(period.name(language) for period in held))
    return " / ".join(names) if 1 <= len(names) <= 2 else place.name(language)


def _overlaps(period: Period, earliest: str, latest: str) -> bool:
    """Whether a name can have been valid on a day of the span. On the day `until` the next name is valid."""
    begins = (period.since or "0000").replace("X", "0")
    if latest < begins:
        return False
    if period.until is None:
        return True
    is_day = len(period.until) == 10
    ends = period.until if is_day else period.until.replace("X", "9") + "~"
    return earliest < ends


def label(text: str, when: When | None, language: Language) -> str:
    """The text of a place field for a reader of `language`: known places by the names valid at the date.

    A text that names one place becomes that name; in a longer one the names that stand in their dictionary
    form are exchanged; what is not known stays.
    """
    whole = place(text)
    if whole:
        return names_at(whole, when, language)
    out, at = "", 0
    for span in find(text):
        if not span.inflected:
            out += text[at : span.start] + names_at(span.place, when, language)
            at = span.end
    return out + text[at:]


def nearest(latitude: float, longitude: float, within_km: float = 50.0) -> tuple[Place, float] | None:
    """The nearest city, town or settlement and its distance in kilometres; None when none is so near."""
    best = min(((_km(latitude, longitude, *at), one) for one, at in _located()), key=lambda pair: pair[0])
    return (best[1], best[0]) if best[0] <= within_km else None


def _located() -> Iterator[tuple[Place, tuple[float, float]]]:
    return ((one, one.coordinates) for one in places() if one.coordinates)


def _km(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The great-circle distance by the haversine formula."""
    one, other = radians(latitude), radians(to_latitude)
    half = (other - one) / 2, radians(to_longitude - longitude) / 2
    root = sin(half[0]) ** 2 + cos(one) * cos(other) * sin(half[1]) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, root)))


def mentioned(text: str) -> Counter[str]:
    """How often each town is spoken of, by the Kazakh form of the name in the text; a region counts for the
    town that it is called after."""
    counts: Counter[str] = Counter()
    for span in find(text):
        name = span.period.kk.removesuffix(" облысы")
        if not span.place.is_region or place(name) not in (None, span.place):
            counts[name] += 1
    return counts


def spoken_of(text: str) -> str | None:
    """The town that the text speaks of most, the first of equals; None when it names none."""
    counts = mentioned(text)
    return max(counts, key=lambda town: counts[town]) if counts else None
