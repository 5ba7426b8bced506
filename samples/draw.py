"""Draws the sample photographs and documents anew: `python samples/draw.py [DIR]`, some two minutes.

The event, the people and the town are invented. The press text beside the pictures is written by hand.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyexiv2
import scenes
import typst
from PIL import Image, ImageDraw, ImageFilter, ImageOps

HERE = Path(__file__).parent
EVENT = "event"
OLD = "Көктерек 1958"
SERIF = "Libertinus Serif"
TYPEWRITER = "DejaVu Sans Mono"

OPENING = """«Көне суреттер сөйлейді» көрмесінің ашылуы. Солдан оңға қарай: Сейілова Г.М.,
Тәжібеков Е.Н., Қасенова А.Б. Көктерек, 2023 жылғы 14 қазан"""
AWARD = """Ерлан Тәжібеков фотограф Сәкен Жұмағұловқа алғыс хат табыстады
Ерлан Тажибеков вручает благодарственное письмо фотографу Сакену Жумагулову"""
WORKSHOP = """Шеберлік сабағы: «Үйдегі фотосуретті қалай сақтаймыз?»
Жүргізуші – Лебедева Ирина Павловна"""
STEPPE = "№2 мектеп оқушылары мұғалімі Дина Серікқызы Омаровамен бірге. Көктерек, 14.10.2023"
BACK = """Кітапхананың жаңа оқу залы.
Солдан: Әбілова Ш.Т., Иванченко М.С.
Көктерек, 1958 ж. 12 маусым.
Түсірген Бейсенов М."""

MINUTES = r"""#align(center)[КӨКТЕРЕК АУДАНДЫҚ КІТАПХАНАСЫ \ \ № 7 ХАТТАМА]
1958 жылғы 3 маусым #h(1fr) Көктерек ауылы

Қатысқандар: кітапхана меңгерушісі Әбілова Шолпан Төлегенқызы, кітапханашы Иванченко Мария
Степановна, оқырмандар кеңесінің төрағасы Бейсенов Мұрат Қалиұлы.

#align(center)[КҮН ТӘРТІБІ]
1. Жаңа оқу залын ашу туралы. \
2. Көшпелі кітапхананың жазғы жұмысы туралы.

Тыңдалды: Әбілова Ш.Т. жаңа оқу залына қырық орындық үстел мен бес мың кітап дайын екенін
баяндады. Бейсенов М.Қ. мал жайлауындағы шопандарға айына екі рет кітап жеткізуді ұсынды.

#align(center)[ҚАУЛЫ ЕТІЛДІ]
1. Оқу залы 1958 жылғы 12 маусымда ашылсын. \
2. Жайлауға көшпелі кітапхана шығарылсын, жауапты – Иванченко М.С.

#v(2em)
Төраға #h(1fr) Әбілова Ш.Т. \ \
Хатшы #h(1fr) Иванченко М.С.
"""

LIST = r"""#align(center)[СПИСОК \ книг, полученных читальным залом в июне 1958 года]
#v(1em)
#table(columns: (2em, 1fr, 6em), stroke: 0.6pt, inset: 5pt,
[№], [Отдел], [Томов], [1], [Художественная литература на казахском языке], [1840],
[2], [Художественная литература на русском языке], [1615], [3], [Детские книги], [920],
[4], [Сельское хозяйство], [385], [5], [История и география], [240])
#v(2em)
Приняла: Иванченко Мария Степановна \ \ 28 июня 1958 г.
"""


def typeset(source: str, setup: str, ppi: float = 144) -> Image.Image:
    """The black letters of `source` on a transparent ground, set by typst with its own fonts alone."""
    page = f"#set page(width: auto, height: auto, margin: 2pt, fill: none)\n{setup}\n{source}"
    png = typst.compile(page.encode(), format="png", ppi=ppi, ignore_system_fonts=True)
    return Image.open(io.BytesIO(png)).convert("RGBA")


def lettering(words: str, size: float, colour: str, font: str = SERIF, style: str = "") -> Image.Image:
    """`words` as they stand, line by line, `size` pixels high."""
    lines = " \\ ".join(line.replace("#", "\\#") for line in words.splitlines())
    edges = 'top-edge: "ascender", bottom-edge: "descender", lang: "kk"'
    setup = f'#set text(font: "{font}", size: {size}pt, fill: {colour}, {edges}{style})'
    return typeset(lines, f"{setup}\n#set par(leading: 0.15em)", ppi=72)


def below(picture: Image.Image, words: str) -> Image.Image:
    """A print on white paper with its caption below the picture."""
    letters = lettering(words, 34, "luma(25)")
    sheet = Image.new("RGB", (picture.width, picture.height + letters.height + 60), (250, 249, 245))
    sheet.paste(picture.resize((1520, 1013)), (40, 40))
    sheet.paste(letters, (48, 1073), letters)
    return sheet


def dark_strip(picture: Image.Image, words: str) -> Image.Image:
    """A picture whose lower edge is a dark strip with light letters."""
    letters = lettering(words, 36, "luma(248)", style=', weight: "bold"')
    strip = Image.new("RGBA", (picture.width, letters.height + 40), (18, 20, 26, 215))
    picture.paste(strip, (0, picture.height - strip.height), strip)
    picture.paste(letters, (36, picture.height - letters.height - 20), letters)
    return picture


def on_picture(picture: Image.Image, words: str) -> Image.Image:
    """White letters with a soft shadow right on the picture."""
    letters = lettering(words, 44, "white", style=', weight: "bold"')
    place = (60, picture.height - letters.height - 12)
    dark = Image.new("L", picture.size)
    dark.paste(letters.getchannel("A"), (place[0] + 3, place[1] + 3))
    picture.paste((10, 8, 6), (0, 0), dark.filter(ImageFilter.GaussianBlur(4)))
    picture.paste(letters, place, letters)
    return picture


def small_line(picture: Image.Image, words: str) -> Image.Image:
    """A picture with a narrow white edge and one small grey line in it."""
    sheet = ImageOps.expand(picture, (24, 24, 24, 70), "white")
    letters = lettering(words, 25, "luma(70)")
    sheet.paste(letters, (26, sheet.height - 58), letters)
    return sheet


def paper(size: tuple[int, int], colour: tuple[int, int, int], seed: int) -> Image.Image:
    """An old sheet: fibres, stains and darker edges."""
    rng = np.random.default_rng(seed)
    coarse = rng.normal(0, 1, (size[1] // 60 + 1, size[0] // 60 + 1))
    cloud = Image.fromarray((coarse * 20 + 128).clip(0, 255).astype(np.uint8)).resize(
        size, Image.Resampling.BICUBIC
    )
    tone = (np.asarray(cloud, np.float32) - 128) * 0.07 + rng.normal(0, 2.2, size[::-1])
    return Image.fromarray(np.clip(np.array(colour) + tone[..., None], 0, 255).astype(np.uint8))


def back_side() -> Image.Image:
    """The back of the old print: four lines in blue ink, a little askew, and the number of the album."""
    sheet = paper((1600, 1080), (226, 212, 184), 6)
    ink = lettering(BACK, 62, 'rgb("#26366e")', style=', style: "italic"')
    ink = ink.rotate(1.6, Image.Resampling.BICUBIC, expand=True)
    sheet.paste(ink, (150, 260), ink)
    number = lettering("№ 7", 54, "luma(90)", font=TYPEWRITER)
    sheet.paste(number, (1380, 80), number)
    ImageDraw.Draw(sheet).rectangle((1350, 66, 1530, 160), outline=(110, 96, 84), width=4)
    return sheet


def typed_page(source: str, seed: int) -> Image.Image:
    """A scanned A4 page at 200 dpi, typewritten, in grey, a little askew."""
    setup = (
        "#set page(width: 210mm, height: 297mm, margin: 25mm, fill: none)\n"
        f'#set text(font: "{TYPEWRITER}", size: 11.5pt, lang: "kk", fill: luma(40))\n'
        "#set par(leading: 0.9em, spacing: 1.6em)"
    )
    letters = typeset(source, setup, ppi=200).rotate(0.5 if seed % 2 else -0.4, Image.Resampling.BICUBIC)
    sheet = paper(letters.size, (232, 226, 212), seed)
    sheet.paste(letters, (0, 0), letters)
    return ImageOps.grayscale(sheet).filter(ImageFilter.GaussianBlur(0.6))


def exif(taken: str, camera: tuple[str, str]) -> dict[str, str]:
    """The EXIF of a camera that was set to Kazakhstan's time of that day."""
    return {
        "Exif.Image.Make": camera[0],
        "Exif.Image.Model": camera[1],
        "Exif.Photo.DateTimeOriginal": taken,
        "Exif.Photo.DateTimeDigitized": taken,
        "Exif.Photo.OffsetTimeOriginal": "+06:00",
    }


def save(
    path: Path, picture: Image.Image, exif_tags: dict[str, str], iptc: dict[str, Any], xmp: dict[str, Any]
) -> None:
    """`picture` as a JPEG under 300 KB with what is said about it inside."""
    picture.save(path, quality=74, optimize=True, progressive=True)
    with pyexiv2.Image(str(path)) as file:
        file.modify_exif(exif_tags)
        file.modify_iptc(iptc)
        file.modify_xmp(xmp)


AWARD_IPTC = {
    "Iptc.Envelope.CharacterSet": "\x1b%G",
    "Iptc.Application2.Caption": "Ерлан Тәжібеков аудан атынан Сәкен Жұмағұловқа алғыс хат табыстады.",
    "Iptc.Application2.Byline": ["Болат Ыдырысов"],
    "Iptc.Application2.City": "Көктерек",
    "Iptc.Application2.Keywords": ["фотокөрме", "марапаттау", "кітапхана"],
}
AWARD_XMP = {
    "Xmp.dc.title": {'lang="x-default"': "Алғыс хат табыстау"},
    "Xmp.dc.creator": ["Болат Ыдырысов"],
    "Xmp.dc.rights": {'lang="x-default"': "© Көктерек аудандық орталық кітапханасы"},
    "Xmp.iptcExt.PersonInImage": ["Ерлан Тәжібеков", "Сәкен Жұмағұлов"],
}


def draw_event(folder: Path) -> None:
    """The four photographs of the exhibition's opening; the last one lost its metadata on the way."""
    nikon, canon = ("NIKON CORPORATION", "NIKON D750"), ("Canon", "Canon EOS 80D")
    save(
        folder / "көрме гл.jpg", below(scenes.opening(), OPENING), exif("2023:10:14 11:04:37", nikon), {}, {}
    )
    save(
        folder / "көрме 1.jpg",
        dark_strip(scenes.award(), AWARD),
        exif("2023:10:14 11:32:08", nikon),
        AWARD_IPTC,
        AWARD_XMP,
    )
    save(
        folder / "көрме 2.jpg",
        on_picture(scenes.workshop(), WORKSHOP),
        exif("2023:10:14 15:10:52", canon),
        {},
        {},
    )
    save(folder / "көрме 3.jpg", small_line(scenes.steppe(), STEPPE), {}, {}, {})


def draw_old(folder: Path) -> None:
    """A print of 1958 with its back, and two typed pages, as a scanner gives them in 2023."""
    scanner = {
        "Exif.Image.Make": "EPSON",
        "Exif.Image.Model": "Perfection V600",
        "Exif.Image.DateTime": "2023:10:16 10:21:00",
    }
    save(folder / "оқу залы.jpg", scenes.reading_room(), scanner, {}, {})
    save(folder / "оқу залы_арты.jpg", back_side(), scanner, {}, {})
    first, second = typed_page(MINUTES, 7), typed_page(LIST, 8)
    tags = {271: "EPSON", 272: "Perfection V600", 306: "2023:10:16 10:30:00"}
    first.save(
        folder / "хаттама 7.tif",
        save_all=True,
        append_images=[second],
        compression="jpeg",
        quality=55,
        dpi=(200, 200),
        tiffinfo=tags,
    )


def main(target: Path) -> None:
    """Draw everything into `target`, or over what lies beside this script."""
    for name, draw in ((EVENT, draw_event), (OLD, draw_old)):
        folder = target / name
        folder.mkdir(parents=True, exist_ok=True)
        draw(folder)
        for file in sorted(folder.iterdir()):
            print(f"{file.relative_to(target)}: {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
