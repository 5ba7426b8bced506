"""Dublin Core in the form that harvesters know (oai_dc, https://www.openarchives.org/OAI/openarchivesprotocol.html)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

# Name, text and language («» for none) of an element.
Element = tuple[str, str, str]

_DC = "http://purl.org/dc/elements/1.1/"
_OAI = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_XML = "http://www.w3.org/XML/1998/namespace"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def document(records: Iterable[Iterable[Element]], remark: str = "") -> str:
    """One `oai_dc:dc` for each record, under one root; `remark` stands as a comment before it."""
    ElementTree.register_namespace("dc", _DC)
    ElementTree.register_namespace("oai_dc", _OAI)
    root = ElementTree.Element("records")
    for elements in records:
        record = ElementTree.SubElement(root, f"{{{_OAI}}}dc")
        for name, text, language in elements:
            element = ElementTree.SubElement(record, f"{{{_DC}}}{name}")
            element.text = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
            if language:
                element.set(f"{{{_XML}}}lang", language)
    ElementTree.indent(root)
    comment = f"<!-- {remark} -->\n" if remark else ""
    return f"{_HEAD}{comment}{ElementTree.tostring(root, encoding='unicode')}\n"
