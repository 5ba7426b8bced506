"""Kazakh inflection turned round: a word form → the stems that can carry its ending.

Every ending (a whole chain: plural, possessive, case …) is one entry of the table in
`language.kazakh_endings`; here it is held against what stands before it: vowel harmony, the consonant at the
junction, voicing (кітаб-ы → кітап) and lost vowels (орн-ы → орын).
"""

from __future__ import annotations

from functools import lru_cache

from language.data.kazakh_nominals import NOMINALS
from language.data.kazakh_verbs import VERBS
from language.kazakh_endings import (
    ANY,
    BACK,
    FRONT,
    GLIDE_U,
    LONGEST,
    NARROWED,
    SWALLOWED_Y,
    VOWEL,
    Ending,
    endings,
)

_BACK_VOWELS, _FRONT_VOWELS = frozenset("аоұыяё"), frozenset("әөүіеэ")
_VOWELS = _BACK_VOWELS | _FRONT_VOWELS | frozenset("иую")
# Letters that only loans have; loans keep their own harmony (Назарбаев-тың, альбом-ға).
_LOAN = frozenset("вфцчщъьэё")
# No native stem ends in these: клуб, педагог, Мұрад.
_LOAN_FINAL = frozenset("бвгдф")
# Loans in these take front endings whatever their vowels (банкке, паркі, фактіге); in the nominative some of
# them are written with an і of their own (факт, факті).
_FRONT_CLUSTERS = ("нк", "кт", "рк", "ск", "нг")
_WITH_OWN_I = ("нкі", "кті", "скі", "нгі")
_VOICED = {"ғ": "қ", "г": "к", "б": "п"}
# -ма after vowels and sonorants, -ба after nasals, з and ж, -па after the rest.
_NEGATION = {
    syllable: frozenset(finals)
    for letter, finals in (("м", "аәеиоөұүыіурйлюя"), ("б", "мнңзж"), ("п", "пкқтсшщчх"))
    for syllable in (letter + "а", letter + "е")
}
_PARTICIPLE_FINALS = frozenset("нрусюқкғг")
# A high vowel that goes before a possessive: орын → орны, халық → халқы, ауыз → аузы, көңіл → көңлі.
_BEFORE_LOST_VOWEL = "рн лн йн рқ рк лқ лк йқ уз рз йз ңл рл ыр ғр рп лп ус"
_LOSES_VOWEL = frozenset(_BEFORE_LOST_VOWEL.split())
# Clusters that a stem can end in; the second line only in loans.
_CLUSTERS = "рт лт нт йт ст шт рк лк нк рқ лқ нқ лп рп мп рс нш рш йқ йк уқ ут лс ңк"
_LOAN_CLUSTERS = "тр др бр пр кр гр кт пт рм лм рн зм кс нс ск рж нж нх рх рл нз"
# Suffixes that make a new word; a stem of ours with one of them counts as a stem of ours.
_FROM_NOUN = "лық лік дық дік тық тік шы ші лы лі сыз сіз шыл шіл хана паз кер гер дас тас лас нама"
_FROM_VERB = "ушы уші ғыш гіш қыш кіш"
_TO_VERB = "ла ле да де та те лан лен дан ден тан тен лас лес дас дес тас тес ландыр лендір"
_ENDS = frozenset((_CLUSTERS + " " + _LOAN_CLUSTERS).split())


# The last letters of a group of suffixes, and its suffixes by length.
_Made = tuple[frozenset[str], tuple[tuple[int, frozenset[str]], ...]]


def _by_length(suffixes: str) -> _Made:
    lengths = sorted({len(suffix) for suffix in suffixes.split()})
    groups = tuple((n, frozenset(s for s in suffixes.split() if len(s) == n)) for n in lengths)
    return frozenset(suffix[-1] for suffix in suffixes.split()), groups


_MAKE_NOUNS, _MAKE_AGENTS, _MAKE_VERBS = _by_length(_FROM_NOUN), _by_length(_FROM_VERB), _by_length(_TO_VERB)
# Most stems end in no letter of theirs, which spares looking at the suffixes.
_MADE_FINALS = _MAKE_NOUNS[0] | _MAKE_AGENTS[0]


def _is_made(stem: str, made: _Made, words: frozenset[str]) -> bool:
    """Whether `stem` is a word of `words` with a suffix of `made`."""
    finals, groups = made
    if stem[-1:] not in finals:
        return False
    # Twice as quick as any() here, and asked for every cut of every word.
    for length, suffixes in groups:  # noqa: SIM110
        if stem[-length:] in suffixes and stem[:-length] in words:
            return True
    return False


@lru_cache(maxsize=1 << 16)
def is_nominal(stem: str) -> bool:
    """Whether `stem` is a noun or adjective of our list, or made from a word of our lists."""
    if stem in NOMINALS:
        return True
    if stem[-1:] not in _MADE_FINALS:
        return False
    return _is_made(stem, _MAKE_NOUNS, NOMINALS) or _is_made(stem, _MAKE_AGENTS, VERBS)


@lru_cache(maxsize=1 << 16)
def is_verb(stem: str) -> bool:
    """Whether `stem` is a verb root of our list, or made from a noun of our list."""
    return stem in VERBS or _is_made(stem, _MAKE_VERBS, NOMINALS)


_HARMONY = {"и": ANY} | dict.fromkeys(_FRONT_VOWELS, FRONT) | dict.fromkeys(_BACK_VOWELS, BACK)


def is_foreign(stem: str) -> bool:
    """Whether a stem has letters that only loans have, or breaks harmony."""
    return not _LOAN.isdisjoint(stem) or not (_BACK_VOWELS.isdisjoint(stem) or _FRONT_VOWELS.isdisjoint(stem))


def harmony_of(stem: str) -> int:
    """The harmony of the endings that `stem` takes: BACK, FRONT, or ANY where it is open."""
    for letter in reversed(stem):
        if letter in _HARMONY:
            # Only loans have у behind a front vowel and before a consonant: ресурстар, but теңеуі, аузы.
            return ANY if letter == "е" and stem.find("у", 1, -1) > stem.rfind("е") else _HARMONY[letter]
    return ANY


# Built here and not on first use: who imports this module stems words at once. One look-up for each cut tells
# how an ending is read as a noun's and as a finite verb's.
_NOMINAL, _FINITE, _PARTICIPLES = endings()
_ENDINGS = {ending: (_NOMINAL.get(ending, []), _FINITE.get(ending, [])) for ending in {**_NOMINAL, **_FINITE}}


def is_case(ending: str) -> bool:
    """Whether `ending` is what a noun can end in: a case, a possessive, a chain of them."""
    return ending in _NOMINAL


class Cuts:
    """The stems that a word can have. `known` and `unknown` map stem → cost (less is likelier);
    `verbs` and `nouns` say as what; a stem can be both."""

    __slots__ = ("known", "nouns", "unknown", "verbs")

    def __init__(self) -> None:
        self.known: dict[str, float] = {}
        self.unknown: dict[str, float] = {}
        self.verbs: set[str] = set()
        self.nouns: set[str] = set()

    def add(self, stem: str, verb: bool, cost: float) -> None:
        """Enter a stem, or a better way to the same one."""
        known = is_verb(stem) if verb else is_nominal(stem)
        if not known and (not _is_possible(stem, verb) or (verb and stem in NOMINALS)):
            return
        column = self.known if known else self.unknown
        if cost < column.get(stem, 99.0):
            column[stem] = cost
        (self.verbs if verb else self.nouns).add(stem)


def cuts(word: str) -> Cuts:
    """All stems that `word` (lower case, Cyrillic) can be an inflected form of, without `word` itself."""
    found, size = Cuts(), len(word)
    loan = not _LOAN.isdisjoint(word)
    for at in range(max(2, size - LONGEST), size):
        rows = _ENDINGS.get(word[at:])
        if rows is None:
            continue
        base = word[:at]
        cost = _cut(found, base, rows[0], loan, verb=False, extra=0.0)
        if cost is not None and base[-1] in _PARTICIPLE_FINALS:
            _cut_participle(found, base, loan, cost)
        if rows[1]:
            _cut(found, base, rows[1], loan, verb=True, extra=0.0)
    if word[-1] in _PARTICIPLE_FINALS:
        _cut_participle(found, word, loan, 0.0)
    return found


def _cut_participle(found: Cuts, base: str, loan: bool, extra: float) -> None:
    """Enter the roots of `base` where it is a participle or the noun of a verb."""
    for at in range(max(2, len(base) - 8), len(base)):
        rows = _PARTICIPLES.get(base[at:])
        if rows:
            _cut(found, base[:at], rows, loan, verb=True, extra=extra)


def _cut(found: Cuts, base: str, rows: list[Ending], loan: bool, *, verb: bool, extra: float) -> float | None:
    """Enter the stems of `base` for the endings that can follow it; the least cost of those, if any."""
    last = base[-1] if base[-1] != "ь" else base[-2]
    least = None
    for finals, needed, joint, cost in rows:
        # Nine in ten fail here, before anything else is asked.
        if last not in finals:
            continue
        harmony = harmony_of(base)
        if needed not in (harmony, ANY) and not _is_free(base, harmony, loan):
            # A front ending behind л and a back vowel: a soft л of loans (медалі → медаль).
            if last == base[-1] == "л" and needed == FRONT and not verb:
                found.add(base + "ь", verb, cost + extra)
            continue
        least = cost if least is None else min(cost, least)
        for stem in _restored(base, joint, verb, harmony):
            found.add(stem, verb, cost + extra)
            if verb:
                _add_roots(found, stem, cost + extra)
    return least


def _is_free(base: str, harmony: int, loan: bool) -> bool:
    """Whether endings of either harmony may follow."""
    return loan or harmony == ANY or base[-1] in _LOAN_FINAL or base[-2:] in _FRONT_CLUSTERS


def _is_possible(stem: str, verb: bool) -> bool:
    """Whether a stem that is not in our lists sounds like one."""
    if len(stem) < 3 or _VOWELS.isdisjoint(stem):
        return False
    last, before = stem[-1], stem[-2]
    if last in _LOAN_FINAL or not _LOAN.isdisjoint(stem):
        return not verb
    return last in _VOWELS or before in _VOWELS or last == before or stem[-2:] in _ENDS


def _restored(base: str, joint: int, verb: bool, harmony: int) -> list[str]:
    """The stems that can look like `base` before an ending that meets them in this way."""
    high = "ы" if harmony == BACK else "і"
    if joint == SWALLOWED_Y:
        return [base] if base[-1] == "и" else [base + "й"]
    if joint == NARROWED:
        return [base + high, base + "и"] if is_verb(base + "и") else [base + high]
    if joint == VOWEL or (joint == GLIDE_U and base[-1] not in _VOWELS):
        stems = _unvoiced(base, verb)
        if joint == GLIDE_U and is_verb(base + high):
            stems.append(base + high)
        if not verb and base[-2:] in _LOSES_VOWEL:
            stems.append(base[:-1] + high + base[-1])
    else:
        stems = [base]
        if base[-3:] in _WITH_OWN_I and not verb and (is_foreign(base[:-1]) or base[-2] == "г"):
            stems.append(base[:-1])
    if base[-1] in "сз" and not verb:
        stems += _lengthened(base)
    return stems


def _lengthened(base: str) -> list[str]:
    """Loans whose last consonant goes before an ending: процес-ке → процесс, съез-ге → съезд."""
    if base[-1] == "с" and (base.endswith(("оцес", "грес", "прес")) or base + "с" in NOMINALS):
        return [base + "с"]
    return [base + "д"] if base[-2:] == "ез" and base + "д" in NOMINALS else []


def _unvoiced(base: str, verb: bool) -> list[str]:
    """`base` as it is before a consonant: қ, к, п between vowels are spoken and written ғ, г, б."""
    last = base[-1]
    if last in _VOICED:
        voiceless = base[:-1] + _VOICED[last]
        return [voiceless, base] if last != "ғ" and not verb else [voiceless]
    if verb and last in "қкп" and base[-2] in _VOWELS:
        return []
    if verb and last == "у" and base[:-1] + "п" in VERBS:
        return [base, base[:-1] + "п"]
    if not verb and last in "лр" and is_nominal(base + "ь"):
        return [base, base + "ь"]
    return [base]


def _add_roots(found: Cuts, stem: str, cost: float) -> None:
    """The roots of a negative, passive or reflexive stem: барма → бар, айтыл → айт, сайлан → сайла."""
    if stem[-2:] in _NEGATION and stem[-3:-2] and stem[-3] in _NEGATION[stem[-2:]]:
        found.add(stem[:-2], True, cost + 1)
        _add_roots(found, stem[:-2], cost + 1)
    if len(stem) < 4 or stem[-1] not in "лнс":
        return
    root, sure = stem[:-1], stem[-1] == "с" or stem in VERBS
    if root[-1] in "ыі" and not is_verb(root):
        roots = _unvoiced(root[:-1], True)
    else:
        roots = [root] if root[-1] in _VOWELS else []
    for bare in roots:
        if not sure or (bare in VERBS and not (stem[-1] == "с" and stem in VERBS)):
            found.add(bare, True, cost + 0.7)
        if not sure and bare in VERBS and stem in found.unknown:
            found.known[stem] = cost + 0.8
