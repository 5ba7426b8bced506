"""Places of Kazakhstan in texts and fields: which place is meant, and what it was called at a date.

The places themselves are in `archive.gazetteer` and its tables. Nothing here guesses: what the gazetteer
does not know stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from math import asin, cos, radians, sin, sqrt

from archive.gazetteer import LANGUAGES, Language, Period, Place, by_id, places
from archive.gazetteer_forms import Met, begins, fits, kind_said, met
from archive.model import When
from language.tokens import Token, tokens

__all__ = [
    "LANGUAGES", "Language", "Period", "Place", "PlaceSpan", "by_id", "find", "label", "may_be",
    "named_in", "names_at", "nearest", "place", "places",
]  # fmt: skip

EARTH_KM = 6371.0
# Longer ones are no name of a place.
LONGEST_NAME = 200
_COMMA = re.compile(r"[,;()]")
_GAP, _GAP_BEFORE = re.compile(r"[\s\-‐‑–—]{1,3}"), re.compile(r"\.?[\s\-‐‑–—]{0,3}")
_COUNTRY = re.compile(
    r"(?:қазақстан(?: республикасы)?|ҚР|қазақ КСР(?:-і)?|казахстан|республика казахстан|РК|каз\w*\.? ?ССР|"
    r"kazakhstan|republic of kazakhstan)",
    re.IGNORECASE,
)
# A street, a square or a district that bears the name, and «named after».
_BEARS_IT = re.compile(
    r"көше\w*|көш|даңғыл\w*|алаң\w*|аудан\w*|шағын|мөлтек|атындағы|губерния\w*|уез\w*|округ\w*|болыс\w*|"
    r"street|avenue|square|district|район\w*|губерни\w+"
)
_BORNE_BY = re.compile(r"ул|улиц\w+|проспект\w*|пр|площад\w+|переул\w+|пер|имени|им")
_IN = re.compile(r"в|во|из|под")
# Kazakh words for kinds of places stand behind the name.
_KAZAKH_KIND = re.compile(r"қала|облыс|ауыл|кент|өлке")
# A dateline: «Гурьев, 1975», «12.05.1975, Гурьев»; a date stands on one side, nothing else on the other.
_OPENS, _CLOSES = re.compile(r"(?:^|[\n.,;:(–—])\s*$"), re.compile(r"\s*(?:$|[\n.,;:)–—])")
_DATE_BEFORE, _DATE_BEHIND = (
    re.compile(r"\d{2,4}[\W_]{1,3}(?:ж\W+|г\W+|года?\W+)?$"),
    re.compile(r"\W{0,3}\d{1,4}\b"),
)


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
    end = at + candidates[0].length
    before, after = _neighbours(text, words, at, end)
    if (after and _BEARS_IT.fullmatch(after.text.lower())) or (
        before and _BORNE_BY.fullmatch(before.text.lower())
    ):
        return None
    kind = (_kind(text, after) if after else None) or (
        _kind_before(text, before, candidates) if before else None
    )
    fitting = [one for one in candidates if fits(one.form, kind)]
    towns = [one for one in fitting if not one.form.place.is_region]
    if kind == "region" or (fitting and not towns):
        return next((one for one in fitting if kind or not (one.form.adjective or one.form.doubtful)), None)
    is_in = before is not None and _IN.fullmatch(before.text.lower())
    sure = kind or is_in or _is_dateline(text, words[at], words[end - 1])
    return next((one for one in towns if sure or one.at_a_place or not one.form.doubtful), None)


def _kind(text: str, word: Token) -> str | None:
    return kind_said(word.text, text[word.end : word.end + 1])


def _kind_before(text: str, word: Token, candidates: Sequence[Met]) -> str | None:
    """What kind a word before the name says: a Russian or English one, Kazakh ones stand behind. Before a
    region it says so only of those whose names are no adjectives («область Абай»)."""
    if _KAZAKH_KIND.match(word.text.lower()):
        return None
    kind = _kind(text, word)
    if kind != "region" or any(one.form.period.ru.startswith("область") for one in candidates):
        return kind
    return None


def _neighbours(text: str, words: Sequence[Token], at: int, end: int) -> tuple[Token | None, Token | None]:
    """The words right before and right behind `words[at:end]`, without a comma between."""
    before = (
        words[at - 1] if at and _GAP_BEFORE.fullmatch(text[words[at - 1].end : words[at].start]) else None
    )
    is_next = end < len(words) and _GAP.fullmatch(text[words[end - 1].end : words[end].start])
    return before, words[end] if is_next else None


def _is_dateline(text: str, first: Token, last: Token) -> bool:
    before, behind = text[max(0, first.start - 20) : first.start], text[last.end : last.end + 20]
    if _DATE_BEHIND.match(behind):
        return bool(_OPENS.search(before) or _DATE_BEFORE.search(before))
    return bool(_DATE_BEFORE.search(before) and _CLOSES.match(behind))


@lru_cache(maxsize=1 << 12)
def place(name: str) -> Place | None:
    """The place that a field names: by any of its names of any time, in any case, script and spelling.

    «г. Целиноград», «Караганда, Казахстан», «Ақмола облысы, Көкшетау қаласы» (the smaller one) are
    understood; None for what is not known as a whole («Алматы, Абай даңғылы»).
    """
    known = _parts(name)
    return next((one for one in known if not one.is_region), next(iter(known), None))


def _parts(name: str) -> tuple[Place, ...]:
    """The places that a field names between its commas, the country aside; none unless all are known."""
    if len(name) > LONGEST_NAME:
        return ()
    parts = (part.strip() for part in _COMMA.split(name))
    named = [part for part in parts if part.strip(".") and not _COUNTRY.fullmatch(part.strip("."))]
    found = [_named(part) for part in named]
    known = tuple(dict.fromkeys(one for one in found if one))
    return known if None not in found else ()


def named_in(text: str) -> tuple[Place, ...]:
    """All places that a place field names, as a whole, between its commas, or somewhere in it."""
    parts = (_named(part.strip()) for part in _COMMA.split(text[:LONGEST_NAME]))
    spans = (span.place for span in find(text))
    return tuple(dict.fromkeys(one for one in (*parts, *spans) if one))


@lru_cache(maxsize=1 << 12)
def may_be(name: str) -> bool:
    """Whether it is worth asking `place` for a name: quick, and never False for a name that it knows."""
    return any(begins(word.text) for word in islice(tokens(name), 8))


def _named(part: str) -> Place | None:
    words = list(tokens(part))
    kinds = [_kind(part, word) for word in words]
    kind = next((one for one in kinds if one), None)
    rest = [word for word, one in zip(words, kinds, strict=True) if not one]
    found = [one.form for some in (words, rest) if some for one in met(some, 0) if one.length == len(some)]
    fitting = sorted((form for form in found if fits(form, kind)), key=lambda form: form.doubtful)
    # «Қарағанды» is the town, «Карагандинская» can only be the region.
    return next(
        (form.place for is_region in (False, True) for form in fitting if form.place.is_region == is_region),
        None,
    )


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

    What stands between commas and is known becomes the name alone («Алматы қ.» → «Алма-Ата»); in other words
    names are exchanged where they have no ending; what is not known stays.
    """
    if known := _parts(text):
        return ", ".join(names_at(one, when, language) for one in known)
    pieces = re.split(r"(\s*[,;()]\s*)", text)
    pieces[::2] = [_labelled(piece, when, language) for piece in pieces[::2]]
    return "".join(pieces)


def _labelled(text: str, when: When | None, language: Language) -> str:
    if len(text) <= LONGEST_NAME and (whole := _named(text)):
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
