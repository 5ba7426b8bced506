"""The forms of originals that other programs know by a name of their own."""

from __future__ import annotations

from collections.abc import Mapping

# IPTC's digital source types: what a picture was made from.
DIGITAL_SOURCES: Mapping[str, str] = {
    "negative": "negativeFilm",
    "slide": "positiveFilm",
    "print": "print",
    "digital": "digitalCapture",
}
