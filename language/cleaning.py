"""Text as it should have been typed: composed letters, no soft hyphens, whole words at line ends.

Every step can say where in the given text a character came from, so that a hit can be highlighted
in the text as it stands in the catalogue.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that NFC never changes and that never combine: plain Latin, Cyrillic, punctuation.
_UNSTABLE = re.compile(
    "[^\x00-\u02ff\u0400-\u0482\u048a-\u052f\u2002-\u206f\u20b0-\u20bf\u2116\u2122\u2190-\u21ff]"
)
_LINE_END = re.compile(
    r"([^\W\d_]{1,40})[-\u2010\u00ac\u00ad][ \t]{0,20}\r?\n[ \t]{0,20}(?=[a-zа-яёәғқңөұүіһ])"
)
# UAX #15, Stream-Safe Text Format: more combining marks than this on one letter are no writing.
_MARKS = 30
# Pairs that Kazakh and Russian always write with a hyphen: the hyphen stays, the line end goes.
_FIRST_HALVES = (
    "іс ата әке ел жан жер көл бала қыз ағайын аға апа кәрі азық киім ұл еңбек той қайта сондай осындай "
    "мұндай қандай әр бірте бет жүз оқу тыныс сый бау қол аман күш қару жарақ қоғамдық ғылыми әлеуметтік "
    "кто что где когда какой по во из кое северо юго научно"
)
_KEEP_HYPHEN = frozenset(_FIRST_HALVES.split())


def cleaned(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """`text` in NFC without soft hyphens and without hyphenation at line ends, and for each of its
    characters where in `text` it came from: start and end (None: nothing has moved)."""
    ends = list(_LINE_END.finditer(text)) if "\n" in text else []
    if not ends and "\u00ad" not in text and not _UNSTABLE.search(text):
        return text, None
    return _composed(text, _kept(text, ends))


def _kept(text: str, ends: list[re.Match[str]]) -> list[int]:
    """Offsets of the characters that stay."""
    dropped: set[int] = set()
    for match in ends:
        hyphen = match.end(1)
        keeps = match[1].lower() in _KEEP_HYPHEN and text[hyphen] != "\u00ad"
        dropped.update(range(hyphen + keeps, match.end()))
    return [i for i, char in enumerate(text) if char != "\u00ad" and i not in dropped]


def _composed(text: str, kept: list[int]) -> tuple[str, list[tuple[int, int]]]:
    """The kept characters in NFC, letter by letter, with where they came from."""
    out: list[str] = []
    places: list[tuple[int, int]] = []
    combining = unicodedata.combining
    at, size = 0, len(kept)
    while at < size:
        end = at + 1
        while end < size and end - at <= _MARKS and combining(text[kept[end]]):
            end += 1
        letter = "".join(text[i] for i in kept[at:end])
        whole = unicodedata.normalize("NFC", letter)
        out.append(whole)
        places.extend([(kept[at], kept[end - 1] + 1)] * len(whole))
        at = end
    return "".join(out), places
