"""The form of an item's original: a negative, a print, a slide, or a file that a camera made. Pure.

Of a scan nothing is known but what its metadata, caption, back or folder say: a scanner takes both films and
prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archive.model import Evidence, Text
from ingest.claims import TRUST, Claim, in_text, trust_in
from ingest.facts import Facts

_WORDS = (
    ("negative", r"(?:фото)?негатив(?:а|ы|ов|ам|ах|е|тер\w*|ті\w*|тен)?|(?:фото)?пл[её]нк[аеи]|negatives?"),
    ("slide", r"слайд(?!-?шоу)\w*|диапозитив\w*|slides?|transparenc(?:y|ies)"),
    ("print", r"фотокарточк\w*|фотоотпечат\w*|отпечатк\w*|фотооткрытк\w*|фотокарт\w*|photographic prints?"),
)
_FORMS = tuple((form, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)) for form, words in _WORDS)
# IPTC NewsCodes, digital source type.
_SOURCES = {
    "negativeFilm": "negative",
    "positiveFilm": "slide",
    "print": "print",
    "digitalCapture": "digital",
}


def of_item(
    facts: Facts, metadata: Mapping[str, Any], texts: Sequence[Text], folders: Sequence[str]
) -> Iterator[Claim]:
    """What is said of the original's form, the most trusted first."""
    kind = str(metadata.get("xmp", {}).get("iptcExt.DigitalSourceType", "")).rpartition("/")[2]
    if kind in _SOURCES:
        yield Claim(
            "form", _SOURCES[kind], Evidence("xmp:iptcExt.DigitalSourceType", kind), TRUST["metadata"]
        )
    for text in (one for one in texts if one.role != "transcript"):
        for form, start, end in _named(text.text):
            yield Claim("form", form, in_text(text, start, end), trust_in(text))
    for name in folders:
        for form, start, end in _named(name):
            evidence = Evidence("folder", name[start:end], start, end, name)
            yield Claim("form", form, evidence, TRUST["folder"])
    if facts.camera and not facts.scanner:
        yield Claim("form", "digital", Evidence("exif:Model", facts.camera), TRUST["exif"])


def _named(text: str) -> Iterator[tuple[str, int, int]]:
    for form, pattern in _FORMS:
        if (found := pattern.search(text)) is not None:
            yield form, found.start(), found.end()
