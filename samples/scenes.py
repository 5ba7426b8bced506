"""The five scenes of the invented sample event. Each function gives a picture without any words in it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from brush import HEIGHT, WIDTH, Colour, Look, finish, glow, gradient, paint, person, shadow
from PIL import Image, ImageDraw, ImageFilter, ImageOps

Box = tuple[float, float, float, float]

HAIR: tuple[Colour, ...] = ((22, 16, 14), (44, 28, 20), (64, 56, 52), (30, 20, 22))


def opening() -> Image.Image:
    """Three people before a wall of framed photographs, in a hall with a wooden floor."""
    image = gradient(
        [(0, (196, 186, 170)), (0.7, (222, 212, 196)), (0.705, (128, 88, 58)), (1, (84, 54, 34))]
    )
    image = paint(image, _floor_boards, blur=3)
    image = paint(image, _framed_photographs, blur=5, relief=0.5)
    for x in (560, 1600, 2640):
        image = glow(image, (x, 420), (420, 560), (255, 226, 170), 0.3)
    image = person(image, 1080, 1960, 1240, Look((126, 38, 58), dress=True, long_hair=True))
    image = person(image, 1640, 1980, 1330, Look((42, 52, 78), hair=(70, 66, 64)))
    image = person(image, 2200, 1960, 1220, Look((52, 104, 98), dress=True, hair=(24, 20, 20)))
    return finish(image, 1)


def _floor_boards(draw: ImageDraw.ImageDraw) -> None:
    for x in range(-3200, 6400, 260):
        draw.line([(1600 + (x - 1600) * 0.55, 1504), (x, HEIGHT)], fill=(60, 38, 24, 120), width=7)


def _framed_photographs(draw: ImageDraw.ImageDraw) -> None:
    rng = np.random.default_rng(11)
    for row, column in np.ndindex(2, 7):
        left, top = 110 + column * 440, 210 + row * 520
        wide, tall = 300 + int(rng.integers(0, 60)), 360 + int(rng.integers(0, 40))
        draw.rectangle((left, top, left + wide, top + tall), fill=(58, 40, 28, 255))
        draw.rectangle((left + 18, top + 18, left + wide - 18, top + tall - 18), fill=(238, 232, 220, 255))
        _tiny_photograph(draw, (left + 50, top + 50, left + wide - 50, top + tall - 50), rng)


def _tiny_photograph(draw: ImageDraw.ImageDraw, box: Box, rng: np.random.Generator) -> None:
    left, top, right, bottom = box
    grey = int(rng.integers(120, 190))
    draw.rectangle(box, fill=(grey, grey - 8, grey - 22, 255))
    draw.rectangle((left, top + (bottom - top) * 0.7, right, bottom), fill=(84, 78, 68, 255))
    for share in np.linspace(0.2, 0.8, int(rng.integers(2, 5))):
        x, y = left + (right - left) * share, top + (bottom - top) * 0.42
        draw.ellipse((x - 19, y - 24, x + 19, y + 20), fill=(206, 196, 178, 255))
        draw.polygon(
            [(x - 36, bottom - 6), (x - 22, y + 26), (x + 22, y + 26), (x + 36, bottom - 6)],
            fill=(52, 48, 44, 255),
        )


def award() -> Image.Image:
    """On a stage a man hands a framed letter to an old photographer; heads of the audience in front."""
    image = gradient([(0, (66, 10, 22)), (0.74, (120, 22, 36)), (0.745, (150, 104, 66)), (1, (96, 60, 36))])
    image = paint(image, _curtain, blur=14)
    image = glow(image, (1600, 1000), (900, 900), (255, 214, 150), 0.55)
    image = paint(image, _lectern, blur=2, relief=0.8)
    image = person(image, 1310, 1760, 1080, Look((36, 44, 64), hands=((0.2, 2.4), (0.95, 1.35))))
    image = person(
        image, 1930, 1770, 1030, Look((92, 84, 74), hair=(206, 206, 204), hands=((-0.95, 1.4), (-0.2, 2.4)))
    )
    image = paint(image, _letter, blur=1.5, relief=0.3)
    image = paint(image, _audience, blur=12)
    return finish(image, 2, grain=7)


def _curtain(draw: ImageDraw.ImageDraw) -> None:
    for fold, x in enumerate(range(-40, WIDTH, 110)):
        dark = 110 if fold % 2 else 30
        draw.polygon([(x, 0), (x + 60, 0), (x + 78, 1580), (x + 8, 1580)], fill=(30, 0, 8, dark))


def _lectern(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon([(420, 1190), (800, 1190), (760, 1740), (470, 1740)], fill=(104, 66, 40, 255))
    draw.rectangle((390, 1150, 830, 1200), fill=(132, 88, 54, 255))
    draw.line([(610, 1150), (650, 960)], fill=(24, 24, 26, 255), width=10)
    draw.ellipse((630, 920, 678, 984), fill=(30, 30, 34, 255))


def _letter(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((1500, 1030, 1740, 1200), fill=(150, 112, 52, 255))
    draw.rectangle((1518, 1048, 1722, 1182), fill=(244, 238, 222, 255))


def _audience(draw: ImageDraw.ImageDraw) -> None:
    rng = np.random.default_rng(22)
    for x in range(60, WIDTH, 330):
        y = 1960 + int(rng.integers(-40, 40))
        hair: Colour = HAIR[int(rng.integers(0, len(HAIR)))]
        draw.ellipse((x - 95, y - 130, x + 95, y + 110), fill=(*hair, 255))
        draw.rounded_rectangle(
            (x - 190, y + 80, x + 190, HEIGHT + 60), 90, fill=(hair[0] + 10, hair[1] + 6, hair[2] + 12, 255)
        )


def workshop() -> Image.Image:
    """A restorer at a table with old photographs, books behind her, a lamp and a window."""
    image = gradient([(0, (150, 138, 122)), (0.68, (176, 160, 138)), (1, (120, 96, 74))])
    image = paint(image, _bookshelf, blur=9, relief=0.4)
    image = paint(image, _window, blur=8)
    image = glow(image, (560, 620), (800, 860), (235, 240, 255), 0.1)
    image = person(
        image,
        1780,
        2500,
        1760,
        Look(
            (62, 92, 122), dress=True, hair=(120, 74, 44), long_hair=True, hands=((0.75, 2.35), (-0.75, 2.4))
        ),
    )
    image = paint(image, _table, blur=2)
    image = paint(image, _photographs_on_table, blur=2, relief=0.3)
    image = paint(image, _lamp, blur=2, relief=0.6)
    image = glow(image, (2480, 1500), (620, 420), (255, 220, 150), 0.4)
    return finish(image, 3)


def _bookshelf(draw: ImageDraw.ImageDraw) -> None:
    rng = np.random.default_rng(33)
    draw.rectangle((1250, 60, 3140, 1480), fill=(86, 56, 36, 255))
    for shelf in range(3):
        draw.rectangle((1290, 100 + shelf * 455, 3100, 515 + shelf * 455), fill=(44, 30, 22, 255))
        x = 1300.0
        while x < 3040:
            wide, tall = int(rng.integers(34, 74)), int(rng.integers(290, 395))
            colour = tuple(int(v) for v in rng.integers((70, 40, 34), (190, 130, 110)))
            draw.rectangle(
                (x, 515 + shelf * 455 - tall, x + wide - 5, 515 + shelf * 455), fill=(*colour, 255)
            )
            x += wide


def _window(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((190, 130, 1010, 1250), fill=(236, 232, 224, 255))
    for left, top in ((225, 165), (615, 165), (225, 720), (615, 720)):
        draw.rectangle((left, top, left + 360, top + 495), fill=(206, 224, 240, 255))
    draw.polygon([(225, 1060), (420, 990), (585, 1040), (585, 1215), (225, 1215)], fill=(150, 160, 120, 255))
    draw.polygon([(615, 1040), (800, 980), (975, 1050), (975, 1215), (615, 1215)], fill=(168, 160, 112, 255))


def _table(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon([(0, 1660), (WIDTH, 1660), (WIDTH, HEIGHT), (0, HEIGHT)], fill=(150, 108, 70, 255))
    draw.line([(0, 1664), (WIDTH, 1664)], fill=(196, 152, 106, 255), width=10)


def _photographs_on_table(draw: ImageDraw.ImageDraw) -> None:
    for x, y, tilt in (
        (420, 1770, 14),
        (900, 1745, -10),
        (1380, 1785, 6),
        (1900, 1745, -14),
        (2350, 1800, 9),
    ):
        corners = [(x - 170, y - 70), (x + 150, y - 70 - tilt), (x + 200, y + 90), (x - 190, y + 90 + tilt)]
        draw.polygon(corners, fill=(240, 234, 220, 255))
        inner = [(cx + (x - cx) * 0.16, cy + (y + 8 - cy) * 0.2) for cx, cy in corners]
        draw.polygon(inner, fill=(126, 116, 100, 255))
        for step in (-60, 0, 60):
            draw.ellipse((x + step - 16, y - 26, x + step + 16, y + 2), fill=(208, 198, 178, 255))
            draw.ellipse((x + step - 26, y + 4, x + step + 26, y + 56), fill=(62, 56, 50, 255))


def _lamp(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((2600, 1690, 2860, 1760), fill=(40, 44, 42, 255))
    draw.line([(2730, 1720), (2800, 1330), (2600, 1150)], fill=(40, 44, 42, 255), width=22, joint="curve")
    draw.polygon([(2540, 1100), (2660, 1080), (2740, 1260), (2430, 1320)], fill=(38, 88, 70, 255))


def steppe() -> Image.Image:
    """Schoolchildren with their teacher before the library, the steppe and hills behind it."""
    image = gradient(
        [(0, (98, 148, 204)), (0.5, (206, 222, 232)), (0.56, (190, 172, 110)), (1, (148, 124, 70))]
    )
    image = glow(image, (2500, 300), (800, 500), (255, 244, 214), 0.35)
    image = paint(image, _clouds, blur=40)
    image = paint(image, _hills, blur=10)
    image = paint(image, _library, blur=5, relief=0.3)
    image = paint(image, _grass, blur=2)
    coats = (
        (176, 52, 48),
        (54, 92, 150),
        (226, 178, 60),
        (70, 122, 84),
        (140, 84, 150),
        (60, 66, 84),
        (200, 112, 62),
    )
    for number, coat in enumerate(coats):
        dress = number % 2 == 0
        image = person(
            image, 700 + number * 250, 1900 + (number % 3) * 26, 720 + (number * 37) % 90,
            Look(coat, dress=dress, long_hair=dress, hands=((-0.2, 2.4), (0.2, 2.4))),
        )  # fmt: skip
    image = person(
        image, 2560, 1930, 1060, Look((104, 46, 84), dress=True, hair=(30, 22, 20), long_hair=True)
    )
    return finish(image, 4)


def _clouds(draw: ImageDraw.ImageDraw) -> None:
    rng = np.random.default_rng(44)
    for _ in range(26):
        x, y = int(rng.integers(0, WIDTH)), int(rng.integers(120, 620))
        wide = int(rng.integers(160, 420))
        draw.ellipse((x - wide, y - wide // 7, x + wide, y + wide // 7), fill=(250, 250, 252, 90))


def _hills(draw: ImageDraw.ImageDraw) -> None:
    x = np.arange(0, WIDTH + 40, 40)
    for base, high, colour in (
        (1060, 130, (138, 150, 168)),
        (1130, 80, (150, 146, 118)),
        (1190, 40, (176, 158, 98)),
    ):
        ridge = base - high * (np.sin(x / (310 + high)) + 0.5 * np.sin(x / 137 + base)) / 1.5
        draw.polygon(
            [*zip(x.tolist(), ridge.tolist(), strict=True), (WIDTH, 1400), (0, 1400)], fill=(*colour, 255)
        )


def _library(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((330, 760, 1990, 1480), fill=(226, 214, 190, 255))
    draw.polygon([(270, 770), (2050, 770), (1900, 560), (420, 560)], fill=(120, 66, 50, 255))
    for x in range(430, 1800, 290):
        if x != 1010:
            draw.rectangle((x, 920, x + 170, 1220), fill=(250, 248, 240, 255))
            draw.rectangle((x + 14, 934, x + 156, 1206), fill=(96, 122, 146, 255))
            draw.line([(x + 85, 934), (x + 85, 1206)], fill=(250, 248, 240, 255), width=12)
    draw.rectangle((1040, 900, 1270, 1480), fill=(88, 58, 40, 255))
    draw.rectangle((1000, 860, 1310, 900), fill=(250, 248, 240, 255))


def _grass(draw: ImageDraw.ImageDraw) -> None:
    rng = np.random.default_rng(45)
    for x, y in zip(
        rng.integers(0, WIDTH, 5000).tolist(), rng.integers(1420, HEIGHT, 5000).tolist(), strict=True
    ):
        shade = int(rng.integers(-26, 26))
        colour = (160 + shade, 136 + shade, 74 + shade // 2, 150)
        draw.line(
            [(x, y), (x + int(rng.integers(-14, 14)), y - int(rng.integers(10, 46)))], fill=colour, width=4
        )


def reading_room() -> Image.Image:
    """A reading room in 1958: tall windows, rows of tables, readers; a toned print with a white edge."""
    image = gradient([(0, (150, 150, 150)), (0.6, (190, 190, 190)), (0.605, (96, 96, 96)), (1, (58, 58, 58))])
    image = paint(image, _tall_windows, blur=10)
    for x in (520, 1600, 2680):
        image = glow(image, (x, 700), (420, 800), (255, 255, 255), 0.22)
    standing = Look((70, 70, 70), (40, 40, 40), (34, 34, 34), (196, 196, 196), dress=True)
    image = person(image, 1250, 1760, 1130, standing)
    image = person(image, 1760, 1760, 1150, replace(standing, coat=(120, 120, 120)))
    for row, (y, scale) in enumerate(((1500, 0.8), (1800, 1.15))):
        for x in (-80, 1000, 2080) if row else (260, 2300):
            image = shadow(image, x + 420, y + 330 * scale, 480 * scale)
            image = paint(image, partial(_reader, x=x, y=y, scale=scale), blur=3, relief=0.6)
    return _old_print(finish(image, 5, grain=11))


def _tall_windows(draw: ImageDraw.ImageDraw) -> None:
    for left in (330, 1410, 2490):
        draw.rounded_rectangle((left, 160, left + 400, 1080), 190, fill=(236, 236, 236, 255))
        draw.line([(left + 200, 160), (left + 200, 1080)], fill=(120, 120, 120, 255), width=14)
        for y in (420, 660, 900):
            draw.line([(left, y), (left + 400, y)], fill=(120, 120, 120, 255), width=10)


def _reader(draw: ImageDraw.ImageDraw, x: float, y: float, scale: float) -> None:
    def box(left: float, top: float, right: float, bottom: float) -> Box:
        return x + left * scale, y + top * scale, x + right * scale, y + bottom * scale

    for seat in (180, 560):
        draw.rounded_rectangle(box(seat - 130, -190, seat + 130, 90), 80 * scale, fill=(84, 84, 84, 255))
        draw.ellipse(box(seat - 72, -370, seat + 72, -180), fill=(186, 186, 186, 255))
        draw.chord(box(seat - 80, -390, seat + 80, -210), 180, 360, fill=(40, 40, 40, 255))
    draw.rectangle(box(0, 40, 840, 110), fill=(130, 122, 112, 255))
    draw.rectangle(box(30, 110, 80, 340), fill=(70, 66, 60, 255))
    draw.rectangle(box(760, 110, 810, 340), fill=(70, 66, 60, 255))
    for seat in (180, 560):
        edge = ((-110, 10), (0, 34), (110, 10), (96, 52), (-96, 52))
        book = [(x + (seat + right) * scale, y + down * scale) for right, down in edge]
        draw.polygon(book, fill=(236, 232, 224, 255))


def _old_print(image: Image.Image) -> Image.Image:
    grey = ImageOps.grayscale(image).filter(ImageFilter.GaussianBlur(1.2))
    toned = ImageOps.colorize(
        ImageOps.autocontrast(grey, cutoff=1), (38, 28, 20), (240, 226, 200), (150, 128, 102)
    )
    return ImageOps.expand(toned, 46, (242, 234, 216))
