"""The words of a saved web page: its article, without menus, banners, lists of other pages and what shares "
"it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

_HIDDEN = """
script style head nav footer aside noscript template form button iframe svg select object dialog menu
"""
_BLOCKS = """
p div br li ul ol h1 h2 h3 h4 h5 h6 tr section article figcaption figure blockquote table header main dt dd hr
pre center
"""
_VOID = "area base br col embed hr img input link meta source track wbr"
# What is never part of a page's text, what stands on lines of its own, what has no end.
HIDDEN, BLOCKS, VOID = (frozenset(tags.split()) for tags in (_HIDDEN, _BLOCKS, _VOID))
# By what pages name the parts that are not their text.
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:menu|nav(?:bar|igation)?|breadcrumbs?|share|sharing|social|cookies?|footer|sidebar"
    r"|related|comments?|banner"
    r"|popup|modal|counter|views|pagination|pager|advert\w*|ads?|subscribe|newsletter|widget|skip"
    r"|lang(?:uage)?s?|search|login)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"([^/?#]+\.(?:jpe?g|png|tiff?|webp|gif))(?:[?#].*)?$", re.IGNORECASE)
# An article that is shorter than this is not the text of its page.
SHORTEST = 150


@dataclass(slots=True)
class _Part:
    """An element that is open: its name, whether it hides its words, whether it is the article."""

    tag: str
    hides: bool
    is_article: bool


@dataclass(slots=True)
class _Lines:
    """Words in lines: a new one for each block."""

    parts: list[str] = field(default_factory=list)

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        return "\n".join(line for line in lines if line)


class _Page(HTMLParser):
    """Collects the words of a page and those of its article."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.article = _Lines(), _Lines()
        self._open: list[_Part] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._write("\n")
        if tag == "img":
            self._write(_picture(dict(attrs)))
        if tag not in VOID:
            self._open.append(_Part(tag, _hides(tag, dict(attrs)), _is_article(tag, dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        # Pages forget to close paragraphs and items: everything inside ends with what encloses it.
        at = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n].tag == tag), None)
        if at is not None:
            del self._open[at:]
        if tag in BLOCKS:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        self._write(re.sub(r"\s+", " ", data))

    def _write(self, words: str) -> None:
        if not any(part.hides for part in self._open):
            self.page.parts.append(words)
            if any(part.is_article for part in self._open):
                self.article.parts.append(words)


def _hides(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag in HIDDEN or "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if tag in ("body", "html", "main", "article", "h1"):
        return False
    return any(_ASIDE.search(attributes.get(name) or "") for name in ("class", "id", "role"))


def _is_article(tag: str, attributes: dict[str, str | None]) -> bool:
    return tag in ("article", "main") or attributes.get("itemprop") == "articleBody"


def _picture(attributes: dict[str, str | None]) -> str:
    """A line with the name of a picture's file, and what the page says of it."""
    found = _PICTURE.search(unquote(attributes.get("src") or ""))
    if not found:
        return ""
    words = " ".join((attributes.get("alt") or "").split())
    return f"\n{found[1]} – {words}\n" if words else f"\n{found[1]}\n"


def page_text(source: str) -> str:
    """The words of a page, a line for each block: those of its article where it has one."""
    page = _Page()
    page.feed(source)
    page.close()
    article = page.article.text()
    return article if len(article) >= SHORTEST else page.page.text()
