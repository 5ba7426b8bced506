"""The works as Dublin Core, in the form that harvesters know (oai_dc)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from exhibit.works import Work

_DC = "http://purl.org/dc/elements/1.1/"
_OAI = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_XML = "http://www.w3.org/XML/1998/namespace"


def dublin_core(works: Sequence[Work]) -> str:
    """One `oai_dc:dc` record for each work, under one root."""
    ElementTree.register_namespace("dc", _DC)
    ElementTree.register_namespace("oai_dc", _OAI)
    root = ElementTree.Element("records")
    for work in works:
        record = ElementTree.SubElement(root, f"{{{_OAI}}}dc")
        for name, text, language in _elements(work):
            element = ElementTree.SubElement(record, f"{{{_DC}}}{name}")
            element.text = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
            if language:
                element.set(f"{{{_XML}}}lang", language)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _elements(work: Work) -> Iterator[tuple[str, str, str]]:
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
