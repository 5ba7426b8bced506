"""Folders as they come from cameras and press offices, made of the material of `bench describe`."""

from __future__ import annotations

import json
import shutil
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

SIZE = (1500, 1000)
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".bmp")


def prepare(source: Path, card: Path) -> None:
    """Copy an event's folder without its answers, and draw and convert what it asks for."""
    expected = json.loads((source / "expected.json").read_text(encoding="utf-8"))
    shutil.copytree(source, card, ignore=shutil.ignore_patterns("expected.json"))
    for name, form in expected.get("as", {}).items():
        _convert(card / name, form)
    for name, charset in expected.get("encoding", {}).items():
        _encode(card / name, charset)
    for number, (name, asked) in enumerate(photos(expected).items()):
        path = card / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _draw(path, asked, number + sum(map(ord, source.name)))


def photos(expected: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The pictures of an event by file name."""
    given = expected.get("photos", {})
    if isinstance(given, dict):
        return given
    return {name if Path(name).suffix.lower() in PICTURES else f"{name}.jpg": {} for name in given}


def _draw(path: Path, asked: dict[str, Any], seed: int) -> None:
    picture = _scene(seed)
    if asked.get("caption"):
        picture = _with_caption(picture, asked["caption"])
    picture.save(path, quality=92)
    _write_metadata(path, asked)
    if asked.get("back"):
        _back(asked["back"]).save(path.with_name(f"{path.stem}_арты{path.suffix}"), quality=92)


def _scene(seed: int) -> Image.Image:
    """A quiet scene: sky, ground and a few round heads, in other colours for each seed."""
    rng = np.random.default_rng(seed)
    top, bottom = rng.integers(70, 200, 3), rng.integers(40, 160, 3)
    share = np.linspace(0, 1, SIZE[1])[:, None, None]
    rows = top * (1 - share) + bottom * share + rng.normal(0, 3, (SIZE[1], SIZE[0], 1))
    picture = Image.fromarray(np.clip(rows, 0, 255).astype(np.uint8), "RGB")
    draw = ImageDraw.Draw(picture)
    for x in range(200, 1300, 260):
        y, coat = 380 + int(rng.integers(-40, 40)), tuple(int(v) for v in rng.integers(30, 150, 3))
        draw.ellipse((x - 60, y - 70, x + 60, y + 70), fill=(205, 165, 138))
        draw.rounded_rectangle((x - 110, y + 75, x + 110, y + 420), 60, fill=coat)
    return picture


def _with_caption(picture: Image.Image, caption: str) -> Image.Image:
    """The picture with a white strip below it, as labs print captions."""
    font = ImageFont.truetype(FONT, 38)
    lines = [line for part in caption.split("\n") for line in _wrapped(part, font, SIZE[0] - 80)]
    framed = Image.new("RGB", (SIZE[0], SIZE[1] + 40 + 60 * len(lines)), (252, 252, 250))
    framed.paste(picture)
    draw = ImageDraw.Draw(framed)
    for number, line in enumerate(lines):
        draw.text((40, SIZE[1] + 20 + 60 * number), line, font=font, fill=(20, 20, 24))
    return framed


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _back(text: str) -> Image.Image:
    """A typed inscription on the back of a print."""
    picture = Image.new("RGB", (1400, 950), (238, 230, 212))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT, 40)
    lines = [line for part in text.split("\n") for line in _wrapped(part, font, 1200)]
    for number, line in enumerate(lines):
        draw.text((100, 160 + 76 * number), line, font=font, fill=(40, 40, 60))
    return picture


def _write_metadata(path: Path, asked: dict[str, Any]) -> None:
    import pyexiv2

    with pyexiv2.Image(str(path)) as image:
        if asked.get("exif"):
            image.modify_exif(asked["exif"])
        if asked.get("xmp"):
            image.modify_xmp(asked["xmp"])
        if asked.get("iptc"):
            image.modify_iptc(asked["iptc"])


def _convert(path: Path, form: str) -> None:
    """Write a plain text in another format and remove the plain one."""
    text = path.read_text(encoding="utf-8")
    target = path.with_suffix(f".{form}")
    {"docx": _word, "pdf": _pdf, "html": _html}[form](text, target)
    path.unlink()


def _encode(path: Path, charset: str) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", "\r\n").encode(charset))


def _word(text: str, target: Path) -> None:
    """Lines with tabs become rows of a table, as in programmes."""
    import docx

    document = docx.Document()
    for has_cells, lines in groupby(text.split("\n"), lambda line: "\t" in line):
        rows = [line.split("\t") for line in lines]
        if has_cells:
            table = document.add_table(len(rows), max(map(len, rows)))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=False):
                    cell.text = words
        else:
            for (line,) in rows:
                document.add_paragraph(line)
    document.save(str(target))


def _html(text: str, target: Path) -> None:
    from html import escape

    lines = "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n") if line.strip())
    target.write_text(f"<html><head><title>x</title></head><body>{lines}</body></html>", encoding="utf-8")


def _pdf(text: str, target: Path) -> None:
    import typst

    source = target.with_suffix(".typ")
    words = "\n\n".join(
        json.dumps(line, ensure_ascii=False).join(("#text(", ")"))
        for line in text.split("\n")
        if line.strip()
    )
    source.write_text(
        f'#set page(width: 160mm)\n#set text(size: 10pt, font: "DejaVu Sans")\n{words}', encoding="utf-8"
    )
    typst.compile(str(source), output=str(target))
    source.unlink()
