"""What else to look up for a word: its other scripts, romanisations and place-name forms, folded.

Meant for both sides of a search: the index adds the spellings of a word that is not in Kazakh Cyrillic,
a query asks for all of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from language.alphabet import fold
from language.data.places import FORMS
from language.romanisation import to_cyrillic

_LATIN = re.compile("[a-zà-ɏəɵꞑ]", re.I)
# Russian loans as passports and the alphabet of 2021 write them, after folding (rossia, akademia, tsirk).
_LOANS = (("иа", "ия"), ("иу", "ию"), ("тс", "ц"), ("иы", "ии"), ("пх", "ф"))


@lru_cache(maxsize=1 << 14)
def spellings(word: str) -> tuple[str, ...]:
    """The folded Cyrillic words that `word` can stand for, without its own fold, best first.

    A Latin word gives its readings in Cyrillic (karagandy, Qaraǵandy → караганды; Ospanova → оспанова);
    a place that has different names in Kazakh, Russian and English gives the others
    (Караганда → караганды; Алматы → алма-ата's words). A Cyrillic word that names no such place gives none.
    """
    own = fold(word)
    found: list[str] = []
    if _LATIN.search(word):
        read = fold(to_cyrillic(word))
        found.append(read)
        found += [read.replace(a, b) for a, b in _LOANS if a in read]
    for candidate in (own, *found):
        found += FORMS.get(candidate, ())
    return tuple(dict.fromkeys(form for form in found if form and form != own))
