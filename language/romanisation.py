"""Kazakh in Latin letters and back.

Written: the alphabet presented in April 2021 (ä ğ ı i ñ ö ū ü ş), with digraphs for what it has no letter
for (ya, yu, yo, ch, şch; c for ц). Read: that, the versions of 2017 (a' g' n') and 2018 (á ǵ ń ó ú ý sh ch),
passports and English (kh gh zh sh ya ye), and Turkish habits (ç, ë, w). Only letters are changed. и and й
are both written i, х and һ both h; ь and ъ are not written, so what comes back has the same `fold`.
A middle dot parts letters that would be read as one (As·hat: с and х, not ш), as in BGN/PCGN romanisations.
"""

from __future__ import annotations

import re

# Letter:letters, in the alphabet of 2021; where passports differ; and whatever is read.
_WRITTEN = """
а:a ә:ä б:b в:v г:g ғ:ğ д:d е:e ё:yo ж:j з:z и:i й:i к:k қ:q л:l м:m н:n ң:ñ о:o ө:ö п:p р:r с:s т:t
у:u ұ:ū ү:ü ф:f х:h һ:h ц:c ч:ch ш:ş щ:şch ъ: ы:y і:ı ь: э:e ю:yu я:ya
"""
_IN_PASSPORTS = "ә:a ғ:g ж:zh қ:k ң:n ө:o ұ:u ү:u х:kh һ:kh ц:ts ш:sh щ:shch і:i ё:e"
_AS_READ = """
shch:щ şch:щ ya:я yu:ю yo:ё ye:е zh:ж kh:х sh:ш ch:ч gh:ғ a':ә g':ғ n':ң o':ө u':ү s':ш c':ч y':у i':и
a:а ä:ә á:ә ə:ә b:б v:в w:у g:г ğ:ғ ǵ:ғ ƣ:ғ d:д e:е ë:ё é:е j:ж ž:ж z:з i:і ı:і ï:и k:к q:қ l:л m:м n:н
ñ:ң ń:ң ŋ:ң ꞑ:ң o:о ö:ө ó:ө ɵ:ө p:п r:р s:с t:т u:у ū:ұ ü:ү ú:ү ý:у f:ф h:х x:кс c:ц ç:ч č:ч ş:ш š:ш
y:ы ·:
"""


def _pairs(table: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in table.split())


_QAZAQ = _pairs(_WRITTEN)
_PASSPORT = _QAZAQ | _pairs(_IN_PASSPORTS)
_READ = _pairs(_AS_READ)
_CYRILLIC_WORD = re.compile("[\u0400-\u052f][\u0400-\u052f'’ʼ]*")

_UNIT = re.compile("|".join(sorted(map(re.escape, _READ), key=len, reverse=True)) + "|.")
_LATIN_WORD = re.compile("[A-Za-zÀ-ɏəɵꞑ][A-Za-zÀ-ɏəɵꞑ'’ʼ·]*")
# Letters of the version of 2018: in it ı is и, i is і and u is ұ; in that of 2021 i is и and ı is і.
_OF_2018 = re.compile("[áǵńóúý]")
_FRONT = re.compile("[äáöóüúəɵe]")
_OPEN = frozenset("iıyu")
_VOWELS = frozenset("аәеёиоөуұүыіэюя")


def to_latin(text: str) -> str:
    """`text` with its Cyrillic letters in the Kazakh Latin alphabet of 2021 (Қарағанды → Qarağandy)."""
    return _CYRILLIC_WORD.sub(lambda match: _written(match[0]), text)


def to_passport(text: str) -> str:
    """`text` romanised as in passports and in English (Қарағанды → Karagandy, Бақытжамал → Bakytzhamal)."""
    return "".join(_cased(_PASSPORT.get(char.lower(), char), char, text.isupper()) for char in text)


def _written(word: str) -> str:
    out = ""
    shout = len(word) > 1 and word.isupper()
    for char in word:
        latin = _QAZAQ.get(char.lower(), char)
        if latin and _needs_dot(out, latin):
            out += "·"
        out += _cased(latin, char, shout)
    return out


def _cased(latin: str, char: str, shout: bool) -> str:
    if not char.isupper() or not latin:
        return latin
    if latin == "i":
        return "İ" if char in "ИЙ" else "I"
    return latin.upper() if shout else latin[0].upper() + latin[1:]


def _needs_dot(before: str, latin: str) -> bool:
    """Whether `latin` after `before` would be read as another letter."""
    last = before[-1:].replace("İ", "i").lower()
    if latin == "h":
        return last in ("s", "z", "k", "g", "c")
    if latin == "y":
        return last in ("a", "e", "o")
    if latin in ("a", "e", "o", "u"):
        return last == "y"
    if latin in ("'", "’", "ʼ"):
        return last in tuple("agnouscyi")
    return (latin == "ch" and last == "ş") or (latin == "s" and before in ("t", "T"))


def to_cyrillic(text: str) -> str:
    """`text` with its Latin letters in Kazakh Cyrillic, whichever romanisation it is in.

    What the romanisation has lost cannot come back (Karagandy → Карагандь with к and г: compare by
    `fold`); letters that are not in any of them stay.
    """
    return _LATIN_WORD.sub(lambda match: _read(match[0]), text)


def _read(word: str) -> str:
    plain = word.replace("’", "'").replace("ʼ", "'").replace("İ", "I").lower()
    of_2018, front = bool(_OF_2018.search(plain)), bool(_FRONT.search(plain))
    out: list[str] = []
    # No Kazakh word begins with тс: it is ц of a passport (Tsoy).
    for unit in _UNIT.findall("c" + plain[2:] if plain.startswith("ts") else plain):
        found = _READ.get(unit, unit)
        if unit in _OPEN:
            found = _open_letter(unit, out[-1] if out else "", of_2018, front)
        out.append(found)
    read = "".join(out)
    if not word[:1].isupper() or not read:
        return read
    return read.upper() if len(word) > 1 and word.isupper() else read[0].upper() + read[1:]


def _open_letter(unit: str, previous: str, of_2018: bool, front: bool) -> str:
    """i, ı, y and u: which Cyrillic letter they are hangs on the version and on what stands before."""
    if unit == "u":
        return "ұ" if of_2018 else "у"
    if unit == "y":
        return "й" if previous in tuple("аео") and not of_2018 else "ы"
    if unit == "ı":
        return "и" if of_2018 else "і"
    if previous in _VOWELS:
        return "й"
    return "і" if of_2018 or front else "и"
