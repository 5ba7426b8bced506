"""Which event each file belongs to: that of the text which names it, of the nearest folder upwards with a
press text, else its folder's. Pure.

Several texts in one folder are one event's (a translation, a programme) unless they name different pictures.
A short text with the name of one picture is the caption of that picture.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.accession import FileRow
from archive.model import Evidence
from archive.payload import shown
from ingest.picture_lists import plain_name
from ingest.press import JOINT
from ingest.press_pictures import NamedPicture, pictures

# How surely a file belongs to an event: the text names it, stands beside it, stands in a folder above it; or
# there is nothing but the folder's name.
NAMED, BESIDE, ABOVE, BY_FOLDER = 0.95, 0.85, 0.7, 0.5
# A text of one picture has a few lines; a longer one is the event's, unless other pictures have theirs.
_CAPTION = 600
# Letters at the beginning of a name that bind a picture to a text of that name: «семей.txt», «семей 4.jpg».
_TELLING = 3


@dataclass(frozen=True, slots=True)
class EventSource:
    """Where an event comes from: the folder, and the press texts in it (empty when there are none)."""

    folder: bytes
    texts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The texts as the event keeps them."""
        return JOINT.join(self.texts)


@dataclass(frozen=True, slots=True)
class Belonging:
    """Why a file belongs to the event of a source, and what the text says of this picture."""

    source: EventSource
    evidence: Evidence
    confidence: float
    caption: str | None = None
    # Where the caption stands: in the press text, or in a file of its own («caption:1.txt»).
    caption_by: str = "event_text"


@dataclass(slots=True)
class _Folder:
    """The press texts of a folder, grouped into events; what each group names."""

    groups: list[list[FileRow]] = field(default_factory=list)
    named: list[dict[str, tuple[int, NamedPicture]]] = field(default_factory=list)


def belongings(rows: Sequence[FileRow], texts: Mapping[int, str]) -> dict[bytes, Belonging]:
    """For each file the event that it belongs to. `texts` are the press texts by sequence number."""
    captions = own_captions(rows, texts)
    by_seq = {row.seq: row for row in rows}
    own = {by_seq[row.mate or 0].path: row for row in rows if row.seq in captions}
    texts = {seq: text for seq, text in texts.items() if seq not in captions}
    stems = {row.path: plain_name(_name(row)) for row in rows if row.role in ("front", "back")}
    counts = Counter(stems.values())
    alone = {stem for stem, count in counts.items() if count == 1 and len(stem) > _TELLING}
    folders = _with_texts(rows, texts, stems, alone)
    found = {row.path: _belonging(row, folders, texts, alone) for row in rows}
    for front, row in own.items():
        by = f"caption:{shown(os.path.basename(row.path))[0]}"
        found[front] = replace(found[front], caption=captions[row.seq], caption_by=by)
    return found


def own_captions(rows: Sequence[FileRow], texts: Mapping[int, str]) -> dict[int, str]:
    """The texts that are the caption of the one picture whose name they bear, by sequence number."""
    fronts = {row.seq for row in rows if row.role == "front"}
    mates = [row for row in rows if row.mate in fronts and row.role == "event_text" and row.seq in texts]
    counts = Counter(os.path.dirname(row.path) for row in mates)
    return {
        row.seq: texts[row.seq]
        for row in mates
        if counts[os.path.dirname(row.path)] > 1 or len(texts[row.seq]) <= _CAPTION
    }


def _with_texts(
    rows: Sequence[FileRow], texts: Mapping[int, str], stems: Mapping[bytes, str], alone: Collection[str]
) -> dict[bytes, _Folder]:
    """The folders that hold press texts. A text names pictures of its own folder and below, and, by names
    that only one picture bears, of any other."""
    found: dict[bytes, _Folder] = defaultdict(_Folder)
    for row in rows:
        if row.seq in texts:
            home = os.path.dirname(row.path)
            near = {stem for path, stem in stems.items() if path.startswith(home + b"/")}
            named = {one.name: (row.seq, one) for one in pictures(texts[row.seq], near.union(alone))}
            _group(found[home], row, named)
    return dict(found)


def _group(folder: _Folder, row: FileRow, named: dict[str, tuple[int, NamedPicture]]) -> None:
    """Put a text to those that name the same pictures; texts that name none belong together."""
    for number, other in enumerate(folder.named):
        if (not named and not other) or (named.keys() & other.keys()):
            folder.groups[number].append(row)
            folder.named[number] = {**named, **other}
            return
    folder.groups.append([row])
    folder.named.append(named)


def _name(row: FileRow) -> str:
    return os.path.splitext(shown(os.path.basename(row.path))[0])[0]


def _belonging(
    row: FileRow, folders: Mapping[bytes, _Folder], texts: Mapping[int, str], alone: Collection[str]
) -> Belonging:
    stem = plain_name(_name(row))
    home = os.path.dirname(row.path)
    upwards = _upwards(home, row.root)
    if row.seq in texts:
        groups = folders[home].groups
        return _beside(home, _joined(folders[home]), [0, *_of_row(groups, row)][-1], home, texts)
    # The nearest folder decides between several that name the file; of others only one may.
    others = sorted(one for one in folders if one not in upwards) if stem in alone else []
    for folder in (*upwards, *others):
        for number, named in enumerate(folders[folder].named if folder in folders else ()):
            if stem in named:
                return _named(folder, _joined(folders[folder])[number], named[stem], texts)
    nearest = next((folder for folder in upwards if folder in folders), None)
    if nearest is None:
        return _by_folder(home)
    return _beside(nearest, _joined(folders[nearest]), _kin(stem, folders[nearest]), home, texts)


def _of_row(groups: Sequence[Sequence[FileRow]], row: FileRow) -> list[int]:
    return [number for number, group in enumerate(groups) if any(one.seq == row.seq for one in group)]


def _upwards(folder: bytes, root: bytes) -> list[bytes]:
    found = []
    while len(folder) >= len(root):
        found.append(folder)
        folder = os.path.dirname(folder)
    return found


def _joined(folder: _Folder) -> list[list[FileRow]]:
    """The groups of a folder: a single one that names pictures speaks with those that name none."""
    naming = [group for group, named in zip(folder.groups, folder.named, strict=True) if named]
    if len(naming) > 1:
        return folder.groups
    together = sorted((row for group in folder.groups for row in group), key=lambda row: row.seq)
    return [together] * len(folder.groups)


def _kin(stem: str, folder: _Folder) -> int:
    """The group whose texts bear the beginning of the name, or whose pictures do: «семей 4» to «семей 1»."""
    letters = _letters(stem)
    for number, (group, named) in enumerate(zip(folder.groups, folder.named, strict=True)):
        others = [*map(_letters, named), *(_letters(plain_name(_name(row))) for row in group)]
        if len(letters) >= _TELLING and letters in others:
            return number
    return next((number for number, named in enumerate(folder.named) if not named), 0)


def _letters(stem: str) -> str:
    return stem.rstrip("0123456789 -_().гл").strip()


def _source(folder: bytes, group: Sequence[FileRow], texts: Mapping[int, str]) -> EventSource:
    return EventSource(folder, tuple(texts[row.seq] for row in group))


def _named(
    folder: bytes, group: Sequence[FileRow], named: tuple[int, NamedPicture], texts: Mapping[int, str]
) -> Belonging:
    seq, picture = named
    offset = 0
    for row in group:
        if row.seq == seq:
            break
        offset += len(texts[row.seq]) + len(JOINT)
    text = texts[seq]
    line = text[text.rfind("\n", 0, picture.start) + 1 :].split("\n", 1)[0]
    quote = text[picture.start : picture.end]
    evidence = Evidence(
        "event_text", quote, picture.start + offset, picture.end + offset, " ".join(line.split())
    )
    return Belonging(_source(folder, group, texts), evidence, NAMED, picture.caption)


def _beside(
    folder: bytes, groups: Sequence[Sequence[FileRow]], number: int, home: bytes, texts: Mapping[int, str]
) -> Belonging:
    evidence = Evidence("folder", _folder_name(folder))
    return Belonging(_source(folder, groups[number], texts), evidence, BESIDE if folder == home else ABOVE)


def _by_folder(folder: bytes) -> Belonging:
    return Belonging(EventSource(folder), Evidence("folder", _folder_name(folder)), BY_FOLDER)


def _folder_name(folder: bytes) -> str:
    return shown(os.path.basename(folder))[0] or "/"
