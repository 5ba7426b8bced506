"""The works as Dublin Core."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.dublin_core import Element, document
from exhibit.works import Work


def dublin_core(works: Sequence[Work]) -> str:
    """One `oai_dc:dc` record for each work, under one root."""
    return document(map(_elements, works))


def _elements(work: Work) -> Iterator[Element]:
    """Name, text and language of every element that has a text, in a fixed order."""
    item = work.item
    yield "identifier", item.id, ""
    yield from (("title", text, code) for code, text in work.titles.items())
    yield from (("description", text, code) for code, text in work.labels.items())
    plain = (
        *(
            ("creator", item.author),
            ("date", work.edtf),
            ("coverage", work.place),
            ("rights", item.rights.statement),
        ),
        *(("source", item.reference), ("publisher", work.credit), ("type", "Image")),
        ("format", item.original.media_type),
    )
    yield from ((name, text, "") for name, text in plain if text)
    yield from (("subject", one.name, "") for one in work.persons)
    yield from (("subject", word, "") for word in item.keywords)
