"""Forms of a page as a browser would send them."""

from __future__ import annotations

from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict


class Form(HTMLParser):
    """The values of the form on a page whose action ends with `action`, as they stand."""

    def __init__(self, page: str, action: str) -> None:
        super().__init__()
        self.values: MultiDict[str, str] = MultiDict()
        self.found = False
        self._action = action
        self._inside = False
        self._text: list[str] | None = None
        self._name = ""
        self._options: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A field begins, or the form."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("action", "").split("?")[0].endswith(self._action):
            self._inside = self.found = True
        if not self._inside:
            return
        if tag == "input" and "name" in given:
            if given.get("type") not in ("radio", "checkbox", "file") or "checked" in given:
                self.values.add(given["name"], given.get("value", ""))
        elif tag in ("textarea", "select"):
            self._name, self._text, self._options = given.get("name", ""), [], []
        elif tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))

    def handle_data(self, data: str) -> None:
        """Words in a text field."""
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A field ends, or the form."""
        if not self._inside:
            return
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self.values.add(self._name, "".join(self._text or ()).removeprefix("\n"))
            self._text = None
        elif tag == "select":
            chosen = [value for value, selected in self._options if selected] or [
                value for value, _ in self._options[:1]
            ]
            self.values.setlist(self._name, [*self.values.getlist(self._name), *chosen])
            self._text = None


def form(page: str, action: str) -> MultiDict[str, str]:
    """The values of a form of the page, unchanged."""
    found = Form(page, action)
    assert found.found, f"there is no form to {action}:\n{page}"
    return found.values
