"""How well the machine describes: press texts, captions, backs, metadata and folders, against the answers.

The material is a folder of events; each is a folder with its press texts, pictures and an `expected.json`:

    {"title", "date", "place", "organisers": [], "persons": [], "not_persons": [], "maybe_persons": [],
     "photos": ["a name without ending", …]  or
               {"a.jpg": {"caption", "back", "exif": {}, "xmp": {}, "expect": {"date", "place", "author",
                "persons", "form", "title", "event", "positions": {name: position}}}}}

A picture that is named and not there is drawn, with its caption on it, its back beside it and its metadata
in it; `"as": {"press.txt": "docx"}` writes a text in another format (docx, pdf, html),
`"encoding": {"press.txt": "cp1251"}` in another charset; a title, date or place may be a list of equally
right ones. All of it goes through the real program: `muragat init`, `ingest`, then the catalogue is read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from describe_material import prepare
from describe_scores import Score, score_event, score_evidence, score_photo

from archive import events, items, suggestions
from archive.home import open_archive

MURAGAT = str(Path(sys.executable).with_name("muragat"))
OWN = Path(__file__).parent.parent / "tests" / "material"
KINDS = ("persons", "dates", "events", "places", "organisers", "authors", "forms", "positions", "evidence")


def folders_with_answers(folder: Path) -> list[Path]:
    """The events of the material: folders that hold an `expected.json`."""
    return sorted(path.parent for path in folder.rglob("expected.json"))


def ingest(material: list[Path], work: Path, ocr: bool) -> Path:
    """The archive that the program makes of the material, one ingest an event."""
    archive = work / "archive"
    subprocess.run([MURAGAT, "init", str(archive)], check=True, stdout=subprocess.DEVNULL)
    for number, source in enumerate(material):
        card = work / "cards" / str(number) / source.name
        prepare(source, card)
        command = [MURAGAT, "--archive", str(archive), "ingest", str(card), *([] if ocr else ["--no-ocr"])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 4):
            sys.exit(done.stderr)
    return archive


def measure(material: list[Path], archive_folder: Path) -> tuple[dict[str, Score], list[str]]:
    """The scores by kind, and what was wrong, for people to read."""
    scores: dict[str, Score] = defaultdict(Score)
    wrong: list[str] = []
    archive = open_archive(archive_folder)
    with archive.catalogue.reading() as connection:
        for number, source in enumerate(material, start=1):
            expected = json.loads((source / "expected.json").read_text(encoding="utf-8"))
            ids = [
                one for one in items.ids_after(connection, "", 1_000_000) if one.startswith(f"{number:04}-")
            ]
            found = items.items(connection, ids)
            event_ids = {item.event.id for item in found if item.event}
            known = [events.event(connection, one) for one in sorted(event_ids)]
            about = {
                s: suggestions.of(connection, s)
                for s in [f"item:{i}" for i in ids] + [f"event:{e}" for e in event_ids]
            }
            notes: list[str] = []
            score_event(expected, known, scores, notes)
            for item in found:
                score_photo(expected, item, scores, notes)
            score_evidence(known, found, about, scores, notes)
            wrong += [f"{source.name}: {note}" for note in notes]
    return scores, wrong


def report(name: str, scores: dict[str, Score]) -> None:
    """One table in Markdown."""
    print(f"\n{name}\n\n| kind | right | found | expected | precision | recall |\n|---|---|---|---|---|---|")
    for kind in KINDS:
        one = scores.get(kind)
        if one:
            print(f"| {kind} | {one.right} | {one.found} | {one.expected} | {one.precision} | {one.recall} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="other material in the same layout")
    parser.add_argument("--no-ocr", action="store_true", help="captions and backs are not read")
    parser.add_argument("--wrong", action="store_true", help="say what was wrong")
    options = parser.parse_args()
    sets = [options.folder] if options.folder else sorted(OWN.glob("describe*"))
    for folder in sets:
        material = folders_with_answers(folder)
        if not material:
            sys.exit(f"There is no expected.json below {folder}.")
        with tempfile.TemporaryDirectory() as name:
            archive = ingest(material, Path(name), not options.no_ocr)
            scores, wrong = measure(material, archive)
        counts = Counter(path.suffix for source in material for path in source.iterdir())
        report(f"{folder.name}: {len(material)} events, {sum(counts.values())} files", scores)
        if options.wrong:
            print("\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()
