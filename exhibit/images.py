"""One original → a picture for print, one for the screen and one for lists: upright, sRGB, captioned."""

from __future__ import annotations

import errno
import hashlib
import io
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PIL import Image, ImageCms

from archive.forms import DIGITAL_SOURCES
from archive.model import Item, Original
from exhibit.watermark import watermarked
from exhibit.works import Picture, Work, in_language
from media.embed import Caption, embed
from media.modes import to_reading_mode
from media.opening import full_picture

THUMBNAIL_SIDE = 480
# What an OSError says when it is the disk of the package, not the original, that cannot be used.
FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS))
PRINT_DPI = (300, 300)
# What is compressed with loss stays so, in the best quality; what is not, is not made so.
_LOSSY = frozenset(("image/jpeg", "image/webp", "image/heic", "image/heif", "image/avif"))


@dataclass(frozen=True, slots=True)
class Files:
    """Where the pictures of one side go, relative to the package, and the size of the full one in pixels."""

    print: str
    web: str
    thumbnail: str
    width: int = 0
    height: int = 0
    web_side: int = 0


@dataclass(frozen=True, slots=True)
class Screen:
    """How pictures for the screen are made: their long side in pixels, and words across them or nothing."""

    side: int
    watermark: str = ""


class ChangedOriginal(Exception):
    """An original is not what the catalogue says it is."""


def files_of(picture: Picture) -> Files:
    """The names of the pictures of one side."""
    extension = "jpg" if picture.side.original.media_type in _LOSSY else "tif"
    return Files(
        f"images/print/{picture.stem}.{extension}",
        f"images/web/{picture.stem}.jpg",
        f"gallery/thumbnails/{picture.stem}.jpg",
    )


def caption_of(work: Work) -> Caption:
    """What is written into the pictures of a work."""
    item = work.item
    return Caption(
        titles=work.titles,
        descriptions=dict(work.labels),
        persons=tuple(one.name for one in work.persons),
        keywords=item.keywords,
        creator=item.author or "",
        rights=item.rights.statement or "",
        credit=work.credit,
        place=work.place,
        date=_taken(item),
        identifier=item.id,
        events=dict(item.event.names) if item.event else {},
        edtf=work.edtf,
        source=item.reference or "",
        origin=DIGITAL_SOURCES.get(item.form or "", ""),
    )


def _taken(item: Item) -> str:
    """When the picture was taken, to the second where the record and the original's metadata agree."""
    if item.when is None or not item.when.earliest:
        return ""
    day = _iso(item.when.edtf)
    moment = str(item.metadata.get("facts", {}).get("taken") or "")
    return moment if len(day) == 10 and moment.startswith(f"{day}T") else day


def _iso(edtf: str) -> str:
    """A date of EDTF where XMP can hold it: a year, a month, a day or a moment; else nothing."""
    parts = edtf.split("T")[0].split("-")
    plain = len(parts[0]) == 4 and all(part.isascii() and part.isdigit() for part in parts)
    return edtf if plain and len(parts) <= 3 else ""


def check(source: Path, original: Original) -> None:
    """Raises ChangedOriginal when the bytes are not those that were received, OSError."""
    if digest(source) != original.sha256:
        raise ChangedOriginal(f"{original.name} is not what was received: its digest has changed")


def render(source: Path, page: int, files: Files, caption: Caption, folder: Path, screen: Screen) -> Files:
    """Make the three pictures of one page of an original under `folder`.

    Never upscaled. Raises media's Undecodable, EmbedFailed and OSError.
    """
    picture = to_srgb(full_picture(source, page))
    for name in (files.print, files.web, files.thumbnail):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    _save_for_print(picture, folder / files.print)
    embed(folder / files.print, caption)
    small = _within(picture, screen.side)
    small = watermarked(small, screen.watermark) if screen.watermark else small
    _save_jpeg(small, folder / files.web, 88)
    embed(folder / files.web, caption)
    _save_jpeg(_within(small, THUMBNAIL_SIDE), folder / files.thumbnail, 82)
    return replace(files, width=picture.width, height=picture.height, web_side=screen.side)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def to_srgb(picture: Image.Image) -> Image.Image:
    """The picture in RGB and the sRGB colour space; one without a usable profile is taken for sRGB."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        try:
            found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, found, _srgb(), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return to_reading_mode(picture).convert("RGB")


@cache
def srgb_profile() -> bytes:
    """An sRGB profile that is the same whenever it is made: its header's date (ICC.1:2010, 7.2) is fixed."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = bytes((7, 208, 0, 1, 0, 1)) + bytes(6)
    return bytes(made)


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))


def _within(picture: Image.Image, side: int) -> Image.Image:
    longest = max(picture.size)
    if longest <= side:
        return picture
    width, height = (max(1, round(length * side / longest)) for length in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _save_for_print(picture: Image.Image, path: Path) -> None:
    if path.suffix == ".jpg":
        picture.save(
            path, "JPEG", quality=95, subsampling=0, dpi=PRINT_DPI, icc_profile=srgb_profile(), optimize=True
        )
    else:
        picture.save(
            path, "TIFF", compression="tiff_adobe_deflate", dpi=PRINT_DPI, icc_profile=srgb_profile()
        )


def _save_jpeg(picture: Image.Image, path: Path, quality: int) -> None:
    picture.save(path, "JPEG", quality=quality, progressive=True, optimize=True, icc_profile=srgb_profile())


def alternative_text(work: Work, code: str) -> str:
    """What a screen reader says of the picture: its label, else its title, else its archive number."""
    label = in_language(work.labels, code)[0] or in_language(work.titles, code)[0]
    return label[:300] or work.item.id
