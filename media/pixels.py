"""What tells pictures apart and what makes them alike, whatever file holds them."""

from __future__ import annotations

import hashlib

from PIL import Image

# Rows that are hashed at once: a copy of the whole picture would double the memory of a worker.
_BAND = 256
# dhash looks at 9 × 8 samples: so many on the short side are more than enough.
_ENOUGH = 64


def digest(picture: Image.Image, width: int, height: int) -> str:
    """SHA-256 in hexadecimal over the mode, the full size and the samples of an upright picture (L or RGB).

    `width` and `height` are of the picture at full size: a large JPEG is decoded smaller for reading, and its
    digest is of those samples. Two JPEGs with the same picture data have the same digest then too, but a
    large JPEG and a TIFF made of it have not; they are alike only (`likeness`).
    """
    seen = hashlib.sha256(f"{picture.mode} {width}x{height} {picture.width}x{picture.height}\n".encode())
    for top in range(0, picture.height, _BAND):
        band = picture.crop((0, top, picture.width, min(picture.height, top + _BAND)))
        seen.update(band.tobytes())
    return seen.hexdigest()


def likeness(picture: Image.Image) -> str:
    """The difference hash (imagehash.dhash) of a picture: 64 bits as 16 hexadecimal digits.

    Pictures that look alike differ in few bits: the same photograph in another size or quality in up to about
    ten. A transform of the cosine kind (phash) would need SciPy, which takes half a second to load.
    """
    import imagehash

    # dhash itself turns every sample grey and weighs it: averaging blocks first costs a fifth of that.
    return str(imagehash.dhash(picture.reduce(max(1, min(picture.size) // _ENOUGH))))
