"""What a process of its own does for a sheet: the typesetter keeps all that it has laid out until it ends.

Run as a file with one JSON request: `{"do": "measure"|"typeset"|"join", …}`. Nothing of ours is imported.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any


def measure(source: str, root: str, inputs: dict[str, str]) -> list[list[Any]]:
    """The marks that the sheet leaves at `<place>`, in its order: pairs of a word and a page number."""
    import typst

    found = typst.query(
        source,
        "<place>",
        field="value",
        format="json",
        root=root,
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    marks: list[list[Any]] = json.loads(found)
    return marks


def typeset(source: str, root: str, inputs: dict[str, str], target: str) -> None:
    """Write one PDF without the time of its making."""
    import typst

    typst.compile(source, output=target, root=root, ignore_system_fonts=True, sys_inputs=inputs, timestamp=0)


def join(parts: list[str], target: str) -> None:
    """Write the pages of all parts as one PDF with the title of the first.

    The tags of a part speak of its own pages alone, so that the whole has none. Its /ID follows from its
    content: the same parts give the same bytes.
    """
    import pikepdf

    sources = [pikepdf.open(part, access_mode=pikepdf.AccessMode.stream) for part in parts]
    whole, *others = sources
    for other in others:
        whole.pages.extend(other.pages)
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in whole.Root:
            del whole.Root[key]
    for page in whole.pages:
        for key in ("/StructParents", "/Tabs"):
            if key in page:
                del page[key]
    compact = pikepdf.ObjectStreamMode.generate
    whole.save(target, deterministic_id=True, object_stream_mode=compact)


TASKS: dict[str, Callable[..., Any]] = {"measure": measure, "typeset": typeset, "join": join}

if __name__ == "__main__":
    request = json.loads(sys.argv[1])
    sys.stdout.write(json.dumps(TASKS[request.pop("do")](**request)))
