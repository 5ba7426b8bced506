"""Forms about exhibitions → plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.errors import BadInput
from reading_room.languages import NAMES, later

# The parts of a package, as exhibit/package.py names them.
PARTS: Mapping[str, Any] = {
    "images": later("Pictures for print and screen"),
    "checklist": later("Checklist"),
    "labels": later("Labels"),
    "contact-sheet": later("Contact sheet"),
    "gallery": later("Gallery that opens without the internet"),
    "metadata": later("Records"),
    "iiif": later("IIIF manifest"),
    "report": later("Report"),
}
LABELS: Mapping[str, Any] = {"wide": later("wide"), "small": later("small"), "large": later("large")}
OPTIONS: Mapping[str, Mapping[str, Any]] = {"parts": PARTS, "labels": LABELS}
LONGEST_WATERMARK = 80


def texts_of(form: Any, name: str) -> dict[str, str]:
    """A text in three languages: the fields `title:kk`, `title:ru`, `title:en`."""
    return {code: (form.get(f"{name}:{code}") or "").replace("\r\n", "\n").strip() for code in NAMES}


def package_options(form: Any) -> dict[str, Any]:
    """The options of an export. No restricted item is ever named here: what is closed stays out.

    Raises BadInput for a size that cannot be.
    """
    parts = [name for name in PARTS if name in form.getlist("part")] or list(PARTS)
    return {
        "parts": parts,
        "backs": form.get("backs") == "yes",
        "print_cm": _centimetres(form.get("print_cm") or "30"),
        "watermark": (form.get("watermark") or "").strip()[:LONGEST_WATERMARK],
        "label": form.get("label") if form.get("label") in LABELS else "wide",
    }


def _centimetres(written: str) -> float:
    try:
        size = float(written.replace(",", "."))
    except ValueError:
        size = 0.0
    if not 1 <= size <= 1000:
        raise BadInput(f"{written} cm is no size of a print.", "Give the long side, 1 to 1000 cm.")
    return size
