"""The endings of Kazakh as one table: surface → what may stand before it.

A chain of suffixes is grown from templates (A is а or е, Y ы or і, G ғ or г, Q қ or к) with the two rules
that decide every allomorph: the vowels of the chain agree, and the first sound of a suffix goes by the last
of what stands before it. Source of the paradigms: school grammar of Kazakh (septik, täueldik, jiktik jalğau;
for verbs: raý, shaq, esimshe, kösemshe), spelled as in the orthography in force since 1957.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

ANY, BACK, FRONT = 0, 1, 2
# Letters of the longest chain of a table.
LONGEST = 16
# What happens where ending and stem meet.
PLAIN, VOWEL, GLIDE_U, SWALLOWED_Y, NARROWED = range(5)

_VOWELS = "аәоөұүыіеэяёию"
_CLASSES = {
    "V": _VOWELS,
    "R": "рйуию",
    "L": "л",
    "N": "мнң",
    "Z": "зж",
    "T": "пфкқтсшщчцхһбвгд",
    "C": "рйуюилмнңзжпфкқтсшщчцхһбвгдғ",
}


class Ending(NamedTuple):
    """A chain of suffixes. `finals`: letters that it may follow; `joint`: how it meets the stem
    (PLAIN, VOWEL: begins with a vowel and voices, GLIDE_U: the -у of verbal nouns, SWALLOWED_Y: я and ю that
    hold the stem's й, or stand behind its и, NARROWED: и that holds the stem's ы or і); `cost` grows with
    rarer suffixes."""

    finals: frozenset[str]
    harmony: int
    joint: int
    cost: float


class _Chain(NamedTuple):
    surface: str
    finals: str
    cost: float


# name: cost, then allomorph:classes it follows.
_SUFFIXES = {
    "plural": "1 лAр:VR дAр:LNZ тAр:T",
    "my": "1.4 м:V Yм:C",
    "your": "1.8 ң:V Yң:C",
    "our": "1.4 мYз:V YмYз:C",
    "your_polite": "1.8 ңYз:V YңYз:C",
    "his": "1 сY:V Y:C",
    "genitive": "1 нYң:VN дYң:RLZ тYң:T",
    "accusative": "1 нY:V дY:RLNZ тY:T",
    "dative": "1 GA:VRLNZ QA:T",
    "dative_a": "1 A:N",
    "locative": "1 дA:VRLNZ тA:T",
    "ablative": "1 дAн:VRLZ нAн:N тAн:T",
    "instrumental": "1 мен:VRLN бен:Z пен:T менен:VRLN бенен:Z пенен:T",
    "like": "2 дAй:VRLNZ тAй:T",
    "as": "2.2 шA:VRLNZT",
    "owned": "2 нікі:V дікі:RLNZ тікі:T",
    "accusative_n": "1 н:V",
    "dative_n": "1 нA:V",
    "locative_n": "1 ндA:V",
    "ablative_n": "1 нAн:V",
    "like_n": "2 ндAй:V",
    "as_n": "1.5 ншA:V",
    "there": "1 GY:V",
    "i_am": "2.5 мYн:VRLN бYн:Z пYн:T",
    "we_are": "2.5 мYз:VRLN бYз:Z пYз:T",
    "you_are": "2.5 сYң:VRLNZT сYз:VRLNZT сYңдAр:VRLNZT сYздAр:VRLNZT",
    "comparative": "1.5 рAQ:V YрAQ:C",
    "not": "1 мA:VRL бA:NZ пA:T",
    "past": "1 дY:VRLNZ тY:T",
    "participle": "1 GAн:VRLNZ QAн:T",
    "since": "1.5 GAлY:VRLNZ QAлY:T",
    "converb": "1 п:V Yп:C",
    "evidential": "1 тY:T",
    "present": "1.2 й:V A:C",
    "future": "1.2 р:V Aр:C",
    "never": "1 с:V",
    "intent": "1.5 мAQ:VRL бAQ:NZ пAQ:T",
    "wish": "1.8 GY:VRLNZ QY:T",
    "if": "1 сA:VRLNZT",
    "imperative": "1.5 ңYз:V YңYз:C ңYздAр:V YңYздAр:C ңдAр:V YңдAр:C сYн:VRLNZT GYн:VRLNZ QYн:T",
    "let_us": "1.5 йYн:V AйYн:C йYQ:V AйYQ:C",
    "please": "1.8 шY:VRLNZT",
    "may": "2 GAй:VRLNZ QAй:T",
    "noun": "1 у:VC",
    "worthy": "1.5 лYQ:R",
    "usual": "1 тYн:VRLNZT",
    "does": "0.3 дY:V дY:R",
    "i_do": "1 мYн:VR м:V",
    "we_do": "1 мYз:VR",
    "i_did": "0.8 м:V",
    "you_did": "1.2 ң:V ңYз:V ңдAр:V ңYздAр:V",
    "we_did": "0.8 Q:V",
    "ness": "1.5 дYQ:N",
    "ness_voiced": "1.5 дYG:N",
}


@cache
def _allomorphs(name: str, harmony: int) -> tuple[tuple[str, str, frozenset[str], float], ...]:
    cost, *forms = _SUFFIXES[name].split()
    letters = str.maketrans("AYGQ", "аығқ" if harmony == BACK else "еігк")
    pairs = (form.split(":") for form in forms)
    return tuple(
        (template.translate(letters), classes, _letters(classes), float(cost)) for template, classes in pairs
    )


@cache
def _letters(classes: str) -> frozenset[str]:
    return frozenset("".join(_CLASSES[name] for name in classes))


class _Grower:
    """Grows chains whose vowels are all back or all front."""

    def __init__(self, harmony: int) -> None:
        self.harmony = harmony

    def add(self, chains: Iterable[_Chain], names: str) -> list[_Chain]:
        """Every chain with every suffix of `names` behind it that may follow."""
        suffixes = [form for name in names.split() for form in _allomorphs(name, self.harmony)]
        return [
            _Chain(chain.surface + text, chain.finals or classes, chain.cost + cost)
            for chain in chains
            for text, classes, finals, cost in suffixes
            if not chain.surface or chain.surface[-1] in finals
        ]

    def nominal(self, start: list[_Chain]) -> list[_Chain]:
        """Number, possession, case; then -дағы and its own number and case."""
        bare = start + self.add(start, "plural")
        mine = self.add(bare, "my your")
        ours = self.add(bare, "our your_polite")
        his = self.add(bare, "his")
        places = self.add(bare + mine + ours, "locative") + self.add(his, "locative_n")
        there = self.add(places, "there")
        theres = there + self.add(there, "plural")
        cases = "genitive accusative ablative instrumental like as"
        return [
            *(bare[len(start) :] + mine + ours + his + places + theres),
            *self.add(bare + ours, cases + " dative owned"),
            *self.add(mine, cases + " dative_a owned"),
            *self.add(his, "genitive accusative_n dative_n ablative_n instrumental like_n as_n owned"),
            *self.add(theres, "genitive accusative dative locative ablative instrumental his"),
        ]

    def copula(self, start: list[_Chain]) -> list[_Chain]:
        """Persons on a noun or participle: қызметкермін, барғанбыз."""
        return self.add(start, "i_am we_are you_are")

    def participles(self) -> list[_Chain]:
        """What makes a noun or adjective of a verb stem: -ған, -атын, -ар, -у, -мас, -ғандық, -арлық."""
        past = self.add([_NOTHING], "participle")
        usual = self.add(self.add([_NOTHING], "present"), "usual")
        never = self.add(self.add([_NOTHING], "not"), "never")
        return [
            *self.add([_NOTHING], "participle future noun"),
            *usual,
            *never,
            *self.add(past + usual, "ness ness_voiced"),
            *self.add(self.add([_NOTHING], "future"), "worthy"),
        ]

    def finite(self) -> list[_Chain]:
        """Moods, tenses and converbs of a verb stem, with their persons."""
        start = [_NOTHING]
        past, present = self.add(start, "past"), self.add(start, "present")
        converb, conditional = self.add(start, "converb"), self.add(start, "if")
        told, intent = self.add(converb, "evidential"), self.add(start, "intent")
        intent += self.add(intent, "please")
        return [
            *(past + present + converb + conditional + told + intent),
            *self.add(past + conditional, "i_did you_did we_did"),
            *self.add(present, "does i_do we_do you_are please"),
            *self.copula(converb + intent + told),
            *self.add(start, "since imperative let_us may please"),
            *self.add(self.add(start, "wish"), "my your his our your_polite"),
        ]


_NOTHING = _Chain("", "", 0.0)


class Endings(NamedTuple):
    """Surface → readings: of nouns (`nominal`, of participles too), of verbs that end a clause
    (`finite`), and of what turns a verb into a noun (`participles`)."""

    nominal: dict[str, list[Ending]]
    finite: dict[str, list[Ending]]
    participles: dict[str, list[Ending]]


@cache
def endings() -> Endings:
    """The tables, built on first use."""
    tables = Endings({}, {}, {})
    for harmony in (BACK, FRONT):
        grower = _Grower(harmony)
        nouns = grower.nominal([_NOTHING]) + grower.copula([_NOTHING]) + grower.add([_NOTHING], "comparative")
        _enter(tables.nominal, nouns, harmony, verb=False)
        _enter(tables.finite, grower.finite(), harmony, verb=True)
        _enter(tables.participles, grower.participles(), harmony, verb=True)
    return tables


def _enter(table: dict[str, list[Ending]], chains: list[_Chain], harmony: int, *, verb: bool) -> None:
    for chain in chains:
        agrees = ANY if _HARMONIC.isdisjoint(chain.surface) else harmony
        for surface, finals, joint in _joints(chain, verb):
            ending = Ending(_letters(finals), agrees, joint, chain.cost)
            row = table.setdefault(surface, [])
            if ending not in row:
                row.append(ending)


_HARMONIC = frozenset("аеыіяғқкг")


def _joints(chain: _Chain, verb: bool) -> Iterable[tuple[str, str, int]]:
    """The chain as it is spelled, and as it melts with a stem in й, ы or і."""
    surface, finals = chain.surface, chain.finals
    first = surface[0]
    if verb and first == "у":
        yield surface, finals, GLIDE_U
        yield "ю" + surface[1:], "VC", SWALLOWED_Y
        return
    yield surface, finals, VOWEL if first in _VOWELS else PLAIN
    if verb and first == "а":
        yield "я" + surface[1:], "VC", SWALLOWED_Y
    if verb and first == "й":
        yield "и" + surface[1:], "C", NARROWED
