"""When a camera can have been made: a clock that shows an earlier date is wrong.

Years are those in which the makers announced the models; versions of EXIF are by their publication (JEITA
CP-3451 and CIPA DC-008). Only what is well known stands here: an unknown model is believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

Metadata = Mapping[str, Any]

# EXIF version → the month in which it was published.
_VERSIONS = {
    "0210": date(1998, 6, 1),
    "0220": date(2002, 2, 1),
    "0221": date(2003, 9, 1),
    "0230": date(2010, 4, 1),
    "0231": date(2016, 7, 1),
    "0232": date(2019, 5, 1),
    "0300": date(2023, 5, 1),
}
# What only the device itself writes. Programs that caption old photographs write a date and a version too.
_OF_A_SHOT = ("ExposureTime", "FNumber", "ISOSpeedRatings", "PhotographicSensitivity", "ShutterSpeedValue")

# Models by what is behind «iPhone», and by how the names of other phones begin.
_IPHONES = {
    "": 2007, "3g": 2008, "3gs": 2009, "4": 2010, "4s": 2011, "5": 2012, "5c": 2013, "5s": 2013, "6":
    2014, "6s": 2015, "se": 2016, "7": 2016, "8": 2017, "x": 2017, "xr": 2018, "xs": 2018, "11": 2019,
    "12": 2020, "13": 2021, "14": 2022, "15": 2023, "16": 2024, "17": 2025,
}  # fmt: skip
_GALAXIES = {
    "gt-i9": 2010, "sm-g90": 2014, "sm-g92": 2015, "sm-g93": 2016, "sm-g95": 2017, "sm-g96": 2018,
    "sm-g97": 2019, "sm-g98": 2020, "sm-g99": 2021, "sm-s90": 2022, "sm-s91": 2023, "sm-s92": 2024,
    "sm-s93": 2025, "sm-": 2013,
}  # fmt: skip
# The year, and what the name of the camera matches: the first that fits counts.
_CAMERAS = tuple(
    (int(year), re.compile(pattern))
    for year, _, pattern in (
        line.partition(" ")
        for line in r"""
2000 eos[- ]?d30\b
2002 eos[- ]?d60\b
2003 eos[- ]?10d
2003 eos[- ]?(?:300d|digital rebel$)
2004 eos[- ]?20d
2005 eos[- ]?350d
2005 eos[- ]?5d$
2006 eos[- ]?30d\b
2006 eos[- ]?400d
2007 eos[- ]?40d
2008 eos[- ]?450d
2008 eos[- ]?5d mark ii$
2008 eos[- ]?50d
2009 eos[- ]?500d
2009 eos[- ]?7d$
2010 eos[- ]?550d
2010 eos[- ]?60d\b
2011 eos[- ]?1100d
2011 eos[- ]?600d
2012 eos[- ]?5d mark iii
2012 eos[- ]?650d
2012 eos[- ]?6d$
2013 eos[- ]?70d
2013 eos[- ]?700d
2014 eos[- ]?1200d
2014 eos[- ]?7d mark ii
2015 eos[- ]?750d
2016 eos[- ]?80d
2016 eos[- ]?5d mark iv
2016 eos[- ]?1300d
2017 eos[- ]?6d mark ii
2017 eos[- ]?800d
2018 eos[- ]?2000d
2018 eos r\b
2018 eos r
2019 eos[- ]?90d
2020 eos[- ]?850d
1999 nikon d1\b
2002 nikon d100\b
2004 nikon d70
2005 nikon d50\b
2005 nikon d200\b
2006 nikon d40
2006 nikon d80\b
2007 nikon d300
2007 nikon d3\b
2008 nikon d60\b
2008 nikon d90\b
2008 nikon d700\b
2009 nikon d3000\b
2009 nikon d5000\b
2010 nikon d3100\b
2010 nikon d7000\b
2011 nikon d5100\b
2012 nikon d800e?\b
2012 nikon d3200\b
2012 nikon d600\b
2012 nikon d5200\b
2013 nikon d7100\b
2013 nikon d5300\b
2013 nikon d610\b
2014 nikon d750\b
2014 nikon d810\b
2014 nikon d3300\b
2015 nikon d7200\b
2015 nikon d5500\b
2016 nikon d500\b
2016 nikon d3400\b
2017 nikon d850\b
2017 nikon d7500\b
2020 nikon d780\b
2018 nikon z
2013 ilce-
2010 slt-
2010 nex-
2012 dsc-rx
1996 dsc-
2016 pixel\b
2013 redmi
2018 poco
2011 ^mi \d|xiaomi
2009 huawei
2013 oneplus
1998 finepix
1997 coolpix
1996 powershot
2000 ixus
2001 lumix|dmc-|^dc-
""".strip().splitlines()
    )
)


def made_from(metadata: Metadata, camera: str | None) -> date | None:
    """The first day on which the camera can have taken a picture, or None when nothing is known of it."""
    year = _model_year(camera.casefold()) if camera else None
    known = [date(year, 1, 1)] if year else []
    version = _version(metadata)
    if camera and version and any(tag in metadata.get("exif", {}) for tag in _OF_A_SHOT):
        known.append(version)
    return max(known, default=None)


def _version(metadata: Metadata) -> date | None:
    text = str(metadata.get("exif", {}).get("ExifVersion", ""))
    # exifread gives the four digits as their codes: «48 50 51 48».
    codes = text.split()
    if len(codes) == 4 and all(code.isdigit() and 48 <= int(code) <= 57 for code in codes):
        text = "".join(chr(int(code)) for code in codes)
    return _VERSIONS.get(text)


def _model_year(camera: str) -> int | None:
    if (found := re.search(r"iphone ?(\w*)", camera)) is not None:
        return _IPHONES.get(found[1], 2007)
    if "ipad" in camera:
        return 2010
    for beginning, year in sorted(_GALAXIES.items(), key=lambda pair: -len(pair[0])):
        if beginning in camera:
            return year
    return next((year for year, pattern in _CAMERAS if pattern.search(camera)), None)
