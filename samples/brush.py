"""Drawing that resembles photography: light, round bodies, blur and grain, from shapes and numbers alone.

Everything is drawn at twice its final size and reduced at the end, so that edges are smooth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]

WIDTH, HEIGHT = 3200, 2134


@dataclass(frozen=True, slots=True)
class Look:
    """How a person looks: colours, hair, and where the hands are relative to the shoulders, in heads."""

    coat: Colour
    legs: Colour = (40, 40, 48)
    hair: Colour = (38, 30, 28)
    skin: Colour = (214, 170, 140)
    dress: bool = False
    long_hair: bool = False
    hands: tuple[Point, Point] = ((-0.25, 2.6), (0.25, 2.6))


def gradient(stops: Sequence[tuple[float, Colour]]) -> Image.Image:
    """A picture whose colour runs from top to bottom through `stops` (0..1, colour)."""
    rows = np.linspace(0, 1, HEIGHT)
    places = [place for place, _ in stops]
    channels = [np.interp(rows, places, [colour[c] for _, colour in stops]) for c in range(3)]
    column = np.stack(channels, axis=1)[:, None, :]
    return Image.fromarray(np.repeat(column, WIDTH, axis=1).astype(np.uint8))


def glow(image: Image.Image, centre: Point, radii: Point, colour: Colour, strength: float) -> Image.Image:
    """`image` with a soft light of `colour` around `centre`; a negative strength darkens."""
    y, x = np.ogrid[:HEIGHT, :WIDTH]
    falloff = np.exp(-(((x - centre[0]) / radii[0]) ** 2) - ((y - centre[1]) / radii[1]) ** 2)
    lit = np.asarray(image, np.float32) + strength * falloff[..., None] * np.array(colour, np.float32)
    return Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))


def paint(
    image: Image.Image, draw: Callable[[ImageDraw.ImageDraw], None], blur: float = 0, relief: float = 0
) -> Image.Image:
    """`image` with what `draw` puts on a layer of its own; `relief` lights its edges as if it were round."""
    layer = Image.new("RGBA", (WIDTH, HEIGHT))
    draw(ImageDraw.Draw(layer))
    if relief:
        layer = _rounded(layer, relief)
    if blur:
        layer = layer.filter(ImageFilter.GaussianBlur(blur))
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def _rounded(layer: Image.Image, relief: float) -> Image.Image:
    pixels = np.asarray(layer, np.float32).copy()
    body = np.asarray(layer.getchannel("A").filter(ImageFilter.GaussianBlur(26)), np.float32) / 255
    down, across = np.gradient(body)
    pixels[..., :3] *= np.clip(1 + relief * (across * 26 + down * 14), 0.35, 1.6)[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def shadow(image: Image.Image, x: float, y: float, width: float) -> Image.Image:
    """`image` with the soft shadow of something that stands at `x`, `y`."""

    def blot(draw: ImageDraw.ImageDraw) -> None:
        draw.ellipse((x - width, y - width / 6, x + width, y + width / 6), fill=(0, 0, 0, 120))

    return paint(image, blot, blur=18)


def person(image: Image.Image, x: float, foot: float, height: float, look: Look) -> Image.Image:
    """`image` with one person, `height` tall, who stands with the feet at (`x`, `foot`)."""
    head = height / 7.3
    image = shadow(image, x, foot, head * 1.5)
    return paint(image, lambda draw: _figure(draw, (x, foot - height), head, look), blur=1.5, relief=0.9)


def _figure(draw: ImageDraw.ImageDraw, top: Point, head: float, look: Look) -> None:
    x, y = top

    def at(right: float, down: float) -> Point:
        return x + right * head, y + down * head

    if look.dress:
        draw.polygon([at(-0.55, 3.4), at(0.55, 3.4), at(0.95, 6.1), at(-0.95, 6.1)], fill=look.coat)
        for side in (-0.3, 0.3):
            draw.line([at(side, 6), at(side, 7.1)], fill=look.skin, width=int(head * 0.28))
    else:
        for side in (-0.33, 0.33):
            draw.line([at(side, 3.9), at(side * 1.15, 7.1)], fill=look.legs, width=int(head * 0.55))
    for side in (-0.32, 0.32):
        left, above = at(side - 0.26, 7.0)
        draw.ellipse((left, above, left + 0.52 * head, above + 0.3 * head), fill=(24, 20, 20))
    draw.polygon(
        [at(-0.95, 1.75), at(-0.4, 1.38), at(0.4, 1.38), at(0.95, 1.75), at(0.62, 4.1), at(-0.62, 4.1)],
        fill=look.coat,
    )
    _collar(draw, at, look)
    _arms(draw, at, head, look)
    _head(draw, at, head, look)


def _collar(draw: ImageDraw.ImageDraw, at: Callable[[float, float], Point], look: Look) -> None:
    if not look.dress:
        draw.polygon([at(-0.3, 1.4), at(0.3, 1.4), at(0, 2.5)], fill=(236, 234, 228))
        draw.polygon(
            [at(-0.06, 1.5), at(0.06, 1.5), at(0.1, 2.3), at(0, 2.45), at(-0.1, 2.3)], fill=look.legs
        )


def _arms(draw: ImageDraw.ImageDraw, at: Callable[[float, float], Point], head: float, look: Look) -> None:
    sleeve = tuple(int(c * 0.86) for c in look.coat)
    for side, (right, down) in zip((-1, 1), look.hands, strict=True):
        shoulder, hand = (side * 0.85, 1.85), (side * 0.85 + right, 1.6 + down)
        elbow = ((shoulder[0] + hand[0]) / 2 + side * 0.22, (shoulder[1] + hand[1]) / 2 + 0.25)
        draw.line([at(*shoulder), at(*elbow), at(*hand)], fill=sleeve, width=int(head * 0.4), joint="curve")
        left, above = at(shoulder[0] - 0.2, shoulder[1] - 0.2)
        draw.ellipse((left, above, left + 0.4 * head, above + 0.4 * head), fill=sleeve)
        left, above = at(hand[0] - 0.2, hand[1] - 0.2)
        draw.ellipse((left, above, left + 0.4 * head, above + 0.4 * head), fill=look.skin)


def _head(draw: ImageDraw.ImageDraw, at: Callable[[float, float], Point], head: float, look: Look) -> None:
    if look.long_hair:
        draw.rounded_rectangle((*at(-0.46, 0.3), *at(0.46, 1.65)), head * 0.3, fill=look.hair)
    draw.line([at(0, 0.9), at(0, 1.5)], fill=tuple(int(c * 0.86) for c in look.skin), width=int(head * 0.34))
    draw.ellipse((*at(-0.46, -0.04), *at(0.46, 0.94)), fill=look.hair)
    draw.ellipse((*at(-0.38, 0.2), *at(0.38, 1.12)), fill=look.skin)
    for side in (-0.16, 0.16):
        draw.ellipse((*at(side - 0.045, 0.56), *at(side + 0.045, 0.63)), fill=(60, 44, 40))
    draw.arc((*at(-0.14, 0.72), *at(0.14, 0.92)), 25, 155, fill=(150, 84, 74), width=max(2, int(head * 0.03)))


def finish(image: Image.Image, seed: int, grain: float = 5.0) -> Image.Image:
    """`image` at its final size, with the vignette of a lens and the grain of a sensor."""
    rng = np.random.default_rng(seed)
    small = np.asarray(image.resize((WIDTH // 2, HEIGHT // 2), Image.Resampling.LANCZOS), np.float32)
    rows, columns = small.shape[:2]
    y, x = np.ogrid[:rows, :columns]
    distance = ((x / columns - 0.5) ** 2 + (y / rows - 0.5) ** 2)[..., None]
    noise = rng.normal(0, grain, (rows, columns, 1)) + rng.normal(0, grain / 3, small.shape)
    return Image.fromarray(np.clip(small * (1.04 - 0.55 * distance) + noise, 0, 255).astype(np.uint8))
