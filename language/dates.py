"""Dates in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in a text: offsets and its EDTF form."""

    start: int
    end: int
    edtf: str

    def display(self, lang: str) -> str:
        """The date for a reader of `lang` (kk, ru, en)."""
        return display(self.edtf, lang)


def find(text: str, year: int | None = None) -> tuple[DateSpan, ...]:
    """The dates in `text`, in order; `year` completes those without one."""
    return ()


def parse_edtf(text: str) -> str:
    """`text` in its plain EDTF form. Raises ValueError when it is none."""
    return text


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """The earliest and the latest day of an EDTF date."""
    return None, None


def display(edtf: str, lang: str) -> str:
    """An EDTF date for a reader of `lang` (kk, ru, en)."""
    return edtf
