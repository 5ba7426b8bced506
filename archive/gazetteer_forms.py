"""The forms in which a name of the gazetteer stands in a text: endings, cases, scripts. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from archive.gazetteer import LANGUAGES, Period, Place, places, tables
from language.alphabet import fold, to_cyrillic
from language.tokens import WORD, Token

# Kazakh endings of case and -дағы, -лық, folded; harmony is not looked at, since the folding has lost it.
_ENDINGS = """
ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те дан ден тан тен нан нен
мен бен пен дағы дегі тағы тегі лық лік дық дік тық тік ндағы нда 's
"""
ENDINGS = frozenset(map(fold, _ENDINGS.split()))
# In these a place is named, not a person: «Гурьевтегі».
AT_A_PLACE = frozenset(ending for ending in ENDINGS if ending.endswith(("гы", "ги")))
# The words, folded, that say what kind of place it is; a single letter only with a full stop.
_KINDS: tuple[tuple[str, str], ...] = (
    ("region", r"облыс\w*|област\w*|обл|region|oblast|province|олке\w*|кра[иеюя]|краем|territory"),
    ("town", r"кала(?:сы\w*|да\w*|нын|га|ны)?|город\w{0,3}|гор|city|town|[кг]\."),
    ("village", r"ауыл(?:ы\w*)?|аул\w{0,2}|сел[оаеу]|селом|деревн\w+|village|[са]\."),
    ("settlement", r"кент(?:и\w*)?|пос|пгт|посел\w+|станци\w*|ст|settlement|п\."),
)
# The cases of Russian nouns and adjectives by how their names end: letters that go, folded endings that come.
_RUSSIAN = tuple(
    (re.compile(end), cut, tuple(map(fold, endings.split())))
    for end, cut, endings in (
        ("[кгх]ий$", 2, "ого ому им ом"),
        ("[ыо]й$", 2, "ого ому ым ом"),
        ("ая$", 2, "ой ую ою"),
        ("ое$", 2, "ого ому ым ом"),
        ("[кгхжшщч]а$", 1, "и е у ой"),
        ("а$", 1, "ы е у ой"),
        ("я$", 1, "и е ю ей"),
        ("ь$", 1, "и ью я ю ем е"),
        ("[аеоу]й$", 1, "я ю ем е"),
        ("[ео]во$", 1, "а у е ом"),
        ("[бвгджзклмнпрстфхцчшщ]$", 0, "а у ом е"),
    )
)


@dataclass(frozen=True, slots=True)
class Form:
    """One name of a place as words: what each of them may be, folded. `bare` is the name itself;
    `doubtful` when the name is more often something else; `adjective` for «Карагандинская»."""

    place: Place
    period: Period
    words: tuple[frozenset[str], ...]
    bare: tuple[str, ...]
    doubtful: bool
    adjective: bool


@dataclass(frozen=True, slots=True)
class Met:
    """A form that stands at some words: how many they are, whether one has an ending, and which kind of."""

    form: Form
    length: int
    inflected: bool
    at_a_place: bool


@cache
def _beginnings() -> frozenset[str]:
    """What the words of all names begin with: four letters at most, without a last one that may change."""
    names = (line.rpartition("|")[2] for table in tables() for line in table.split("\n"))
    words = {word for name in names for word in re.findall(r"[^\W\d_]{2,}", fold(name))}
    return frozenset(re.sub("(?<=..)[аеиоуыя]$", "", word)[:4] for word in words if not says_region(word))


def begins(word: str) -> bool:
    """Whether a word of a name can begin as `word` does."""
    known = _beginnings()
    return any(key[:n] in known for key in (fold(word), fold(to_cyrillic(word))) for n in range(2, 5))


@cache
def forms() -> Mapping[str, tuple[Form, ...]]:
    """All forms by what their first word may be; today's names before older ones."""
    found: dict[str, list[Form]] = {}
    for form in (form for place in places() for form in _forms(place)):
        for first in form.words[0]:
            found.setdefault(first, []).append(form)
    return {first: tuple(sorted(many, key=lambda form: -len(form.words))) for first, many in found.items()}


def _forms(place: Place) -> Iterator[Form]:
    seen: set[tuple[str, ...]] = set()
    named = [(name, period) for period in place.periods for name in (period.name(code) for code in LANGUAGES)]
    for name, period in (*named, *((other, place.periods[0]) for other in place.other)):
        plain = name.rstrip("?")
        form = _form(place, period, plain, name in place.doubtful or name != plain)
        if form.bare and form.bare not in seen:
            seen.add(form.bare)
            yield form


def _form(place: Place, period: Period, name: str, doubtful: bool) -> Form:
    # Names of the tables are clean: they need no more than to be cut.
    words = [word for word in WORD.finditer(name) if not (place.is_region and says_region(word[0]))]
    return Form(
        place,
        period,
        tuple(
            frozenset(_cases(word[0], declined=name[word.end() : word.end() + 1] != "-")) for word in words
        ),
        tuple(fold(word[0]) for word in words),
        doubtful,
        place.is_region and bool(words) and words[-1][0].endswith("ая"),
    )


@lru_cache(maxsize=1 << 12)
def _cases(word: str, *, declined: bool) -> tuple[str, ...]:
    """A word of a name, folded, in all cases of Russian; of a double name only the last part is declined."""
    plain = fold(word)
    if not declined or word.isupper():
        return (plain,)
    for pattern, cut, endings in _RUSSIAN:
        if pattern.search(word):
            stem = fold(word[: len(word) - cut])
            return (plain, *(stem + ending for ending in endings))
    return (plain,)


def met(words: Sequence[Token], at: int) -> Iterator[Met]:
    """The forms that stand at `words[at]` and behind it, the longest first, today's before older ones."""
    for key, ending in _readings(words[at].text):
        for form in forms().get(key, ()):
            length = len(form.words)
            if length == 1:
                yield Met(form, 1, bool(ending) or key != form.bare[0], ending in AT_A_PLACE)
            elif not ending and (last := _last(words, at, form)):
                yield Met(form, length, last[0] != form.bare[-1] or bool(last[1]), last[1] in AT_A_PLACE)


def _last(words: Sequence[Token], at: int, form: Form) -> tuple[str, str] | None:
    """How the last word of a form of several words stands in the text, when all of them do."""
    there = words[at : at + len(form.words)]
    if len(there) < len(form.words):
        return None
    for word, allowed in zip(there[1:-1], form.words[1:-1], strict=True):
        if not any(key in allowed for key, ending in _readings(word.text) if not ending):
            return None
    return next((found for found in _readings(there[-1].text) if found[0] in form.words[-1]), None)


@lru_cache(maxsize=1 << 12)
def _readings(word: str) -> tuple[tuple[str, str], ...]:
    """The word folded, in its own script and in Cyrillic, as it is and without an ending: (rest, ending)."""
    keys = dict.fromkeys((fold(word), fold(to_cyrillic(word))))
    found = {(key, ""): None for key in keys}
    for key in keys:
        found |= {(key[:-n], key[-n:]): None for n in range(2, 6) if key[-n:] in ENDINGS and len(key) > n + 1}
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def kind_said(word: str, followed_by: str = "") -> str | None:
    """What a word says of the name beside it: `region`, `town`, `village`, `settlement` (any of the last
    two or a town), or None. `followed_by` is the character behind it."""
    plain = fold(word)
    dotted = plain + "." if followed_by == "." and len(plain) == 1 else plain
    keys = (dotted, fold(to_cyrillic(word)))
    return next((kind for kind, words in _KINDS if any(re.fullmatch(words, key) for key in keys)), None)


def says_region(word: str) -> bool:
    """Whether a word says that the name beside it is a region's."""
    return kind_said(word) == "region"


def fits(form: Form, kind: str | None) -> bool:
    """Whether a place that has this name can be of the kind that is said: a town was a village only under an
    earlier name, and only if that is not one of many."""
    if form.place.is_region or kind == "region":
        return form.place.is_region and kind in ("region", None)
    if kind != "village" or form.place.kind == "settlement":
        return True
    return form.period is not form.place.periods[0] and not form.doubtful
