"""A caption as an XMP packet (ISO 16684-1): bags, sequences and language alternatives as IPTC asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from media.embed import Caption

# What a program shows that does not ask for a language (RFC 3066, ISO 16684-1).
DEFAULT = "x-default"
# Who wrote the packet: other programs put their own name there when they change it.
TOOLKIT = "Muragat"
# IPTC's vocabulary of digital source types.
DIGITAL_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "http://www.w3.org/XML/1998/namespace"
_SPACES = {
    "x": "adobe:ns:meta/",
    "rdf": _RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}


def packet(caption: Caption) -> str:
    """The XMP of `caption`, without the wrapper that a picture's file puts around it."""
    for prefix, uri in _SPACES.items():
        ElementTree.register_namespace(prefix, uri)
    root = ElementTree.Element(_name("x:xmpmeta"), {_name("x:xmptk"): TOOLKIT})
    rdf = ElementTree.SubElement(root, _name("rdf:RDF"))
    about = ElementTree.SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    _alternatives(about, "dc:title", caption.titles)
    _alternatives(about, "dc:description", caption.descriptions)
    _alternatives(about, "dc:rights", {"": caption.rights} if caption.rights else {})
    _array(about, "dc:creator", "rdf:Seq", (caption.creator,) if caption.creator else ())
    _array(about, "dc:subject", "rdf:Bag", caption.keywords)
    _array(about, "Iptc4xmpExt:PersonInImage", "rdf:Bag", caption.persons)
    _array(about, "dc:date", "rdf:Seq", (caption.edtf,) if caption.edtf else ())
    _plain(about, "dc:identifier", caption.identifier)
    _plain(about, "dc:source", caption.source)
    _plain(about, "photoshop:Credit", caption.credit)
    _plain(about, "photoshop:DateCreated", caption.date)
    _plain(about, "Iptc4xmpCore:Location", caption.place)
    _alternatives(about, "Iptc4xmpExt:Event", caption.events)
    _plain(about, "Iptc4xmpExt:DigitalSourceType", caption.origin and DIGITAL_SOURCE + caption.origin)
    return ElementTree.tostring(root, encoding="unicode")


def _name(qualified: str) -> str:
    prefix, _, name = qualified.partition(":")
    return f"{{{_SPACES[prefix]}}}{name}"


def _plain(about: ElementTree.Element, name: str, text: str) -> None:
    if text:
        ElementTree.SubElement(about, _name(name)).text = text


def _array(about: ElementTree.Element, name: str, kind: str, texts: tuple[str, ...]) -> None:
    if not texts:
        return
    array = ElementTree.SubElement(ElementTree.SubElement(about, _name(name)), _name(kind))
    for text in texts:
        ElementTree.SubElement(array, _name("rdf:li")).text = text


def _alternatives(about: ElementTree.Element, name: str, texts: Mapping[str, str]) -> None:
    """Language alternatives; the default stands first: the given one, else the first of kk, ru, en."""
    if not texts:
        return
    first = texts.get(DEFAULT) or next(
        (texts[code] for code in ("kk", "ru", "en") if texts.get(code)), next(iter(texts.values()))
    )
    alternatives = ElementTree.SubElement(ElementTree.SubElement(about, _name(name)), _name("rdf:Alt"))
    for code, text in (
        (DEFAULT, first),
        *((code, text) for code, text in texts.items() if code not in ("", DEFAULT)),
    ):
        ElementTree.SubElement(alternatives, _name("rdf:li"), {f"{{{_XML}}}lang": code}).text = text
