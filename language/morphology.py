"""Words → their possible dictionary forms, in Kazakh, Russian and English."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
import types
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from language.data.kazakh_function_words import STEMS as FUNCTION_WORDS
from language.data.kazakh_nominals import NOMINALS
from language.data.kazakh_verbs import VERBS
from language.kazakh import Cuts, cuts, is_case, is_nominal, is_verb
from language.kazakh_plain import plain_stems

# No word of these languages is longer; a longer run of letters is noise.
_LONGEST = 64
_KAZAKH = re.compile("[әғқңөұүһі]")
# How many stems to offer for a word that our lists do not help with.
_GUESSES = 6
# … and how many nouns, when they know only a verb.
_GUESSES_BESIDE = 2
# Letters of a word that may have lost those of Kazakh alone.
_SHORTEST_PLAIN = 4
# Letters, endings, beginnings and neighbours that native words lack: к and г stand by front vowels only.
_LOAN = re.compile(
    "[вфцчщёэьъ]|(?:и[яй]|е[яй])$|^[бгджзкмпст][^аәеиоөуұүыіэюя]|^р|[гк][аоұы]|[аоұы][гк]|и[бдлмнрст][аоу]"
)
_FRONT, _BACK = re.compile("[еәөүі]"), re.compile("[аоұы]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_taking_turns = Lock()


@lru_cache(maxsize=1 << 17)
def stems(word: str) -> tuple[str, ...]:
    """The possible dictionary forms of `word`, in lower case, most likely first, itself included.

    Kazakh by the rules of `language.kazakh`: verbs give their root and, beside it, the form in -у.
    Russian and English by Snowball. A Cyrillic word without a letter of Kazakh alone gets both, unless
    our Kazakh lists know it; a loan gets both all the same («музей» is looked for in «музее» too), and what
    it is when Kazakh letters were meant («каласынын» → қала).
    """
    low = word.lower()
    if len(low) > _LONGEST or not low[-1:].isalpha():
        return (low,)
    if not _CYRILLIC.search(low):
        return tuple(dict.fromkeys((low, _stem("english", low)))) if low.isalpha() else (low,)
    head, hyphen, tail = low.rpartition("-")
    found, sure = _kazakh(tail)
    if hyphen:
        found = [head + hyphen + stem for stem in found]
        if head and tail not in NOMINALS and is_case(tail):
            # «АҚШ-тың», «ЖШС-нің»: abbreviations take their endings behind a hyphen.
            found = [head, *found]
    if not _KAZAKH.search(low) and (not sure or _is_loan(tail)):
        if not sure and len(low) > _SHORTEST_PLAIN:
            found = plain_stems(low) + found
        found += _russian(low)
    return tuple(dict.fromkeys(found))


def _russian(word: str) -> list[str]:
    """The Russian stem, unless it is so short that it is a Kazakh word by chance: азия → аз, атом → ат."""
    stem = _stem("russian", word)
    return [] if len(stem) < 3 and (stem in NOMINALS or stem in VERBS) else [stem]


def _is_loan(word: str) -> bool:
    """Whether a word that our Kazakh lists know stands in Russian as well: by letters and endings that native
    words do not have, or by vowels that break harmony (опера, академия, фабрика)."""
    return bool(_LOAN.search(word)) or bool(_FRONT.search(word) and _BACK.search(word))


def _kazakh(word: str) -> tuple[list[str], bool]:
    """The stems of a Kazakh word, and whether our lists know one of them."""
    if word in FUNCTION_WORDS:
        return list(FUNCTION_WORDS[word]), True
    if is_nominal(word):
        if word[-1] in "ыі" and word[:-1] in NOMINALS and word not in NOMINALS:
            # «Ағашы» is somebody's tree, not a maker of аға's.
            return [word[:-1], word], True
        return [word, _infinitive(word)] if word in VERBS else [word], True
    found = cuts(word)
    own = is_verb(word)
    known = sorted(found.known, key=found.known.__getitem__)
    if len(known) > 1 and not NOMINALS.isdisjoint(known):
        known = [stem for stem in known if stem not in found.verbs or stem in VERBS or stem in NOMINALS]
    order = [word, _infinitive(word), *known] if own else [*known, word]
    if found.nouns.isdisjoint(known):
        order += _guessed(found, word, bool(known or own))
    verbs = [stem for stem in order if stem in found.verbs]
    return order + [_infinitive(stem) for stem in verbs[:2]], bool(known or own)


def _guessed(found: Cuts, word: str, beside_known: bool) -> list[str]:
    """The best stems that are in none of our lists: a long ending is seldom a chance."""

    def doubt(stem: str) -> float:
        return found.unknown[stem] - 0.55 * (len(word) - len(stem))

    stems = sorted(found.unknown, key=doubt)
    if beside_known:
        nouns = [stem for stem in stems if stem in found.nouns and len(word) - len(stem) > 1]
        return nouns[:_GUESSES_BESIDE]
    return stems[:_GUESSES]


def _infinitive(root: str) -> str:
    """The form in -у that dictionaries list: айт → айту, оқы → оқу, қой → қою, жи → жию, тап → табу."""
    last = root[-1]
    if last in "ыі" and len(root) > 2:
        return root[:-1] + "у"
    if last in "йи":
        return root.removesuffix("й") + "ю"
    return root[:-1] + {"п": "б", "к": "г", "қ": "ғ"}.get(last, last) + "у"


def _stem(language: str, word: str) -> str:
    """What Snowball makes of a word. Its stemmers keep the word that they work on: threads take turns."""
    with _taking_turns:
        return str(_snowball(language).stemWord(word))


@cache
def _snowball(name: str) -> Any:
    """Snowball's stemmer for one language, loaded by itself: `import snowballstemmer` brings thirty
    languages along and costs more than a whole search."""
    found = importlib.util.find_spec("snowballstemmer")
    if found is None or found.submodule_search_locations is None:
        raise ModuleNotFoundError("snowballstemmer is not installed", name="snowballstemmer")
    package = types.ModuleType("language._snowball")
    package.__path__ = list(found.submodule_search_locations)
    sys.modules.setdefault(package.__name__, package)
    module = importlib.import_module(f"language._snowball.{name}_stemmer")
    return getattr(module, f"{name.title()}Stemmer")()
