"""Every threshold of reading, with where it comes from.

"Measured" means on rendered captions, pages and photographs without text of our own making, with the PP-OCRv4
detector and Tesseract 5.3, by `script/bench ocr`: real scans will differ, so change them here.
"""

from __future__ import annotations

# Opening (read.py)

READING_SIDE = 2000
"""A JPEG is decoded smaller as long as its long side keeps this: a quarter of the time for 24 MP."""

FULL_SIZE_HEIGHT = 24.0
"""Boxes lower than this in a picture that was decoded smaller are cut from the picture at full size."""

ALONE_SHARE = 0.25
"""Of the time limit of a batch: what a file of it gets when the batch failed and each is read alone."""

# Finding text (detect.py)

FIRST_LOOK_SIDE = 640
"""Long side in pixels of the first look at the whole picture: it finds every line higher than 12 pixels at a
long side of 960, and takes 0.4 of the time of 960 (measured)."""

FIRST_LOOK_MASK = 0.2
FIRST_LOOK_BOX = 0.35
"""The first look only says where to look again, so it may see too much: lower than the next two."""

DETECTION_STRIDE = 32
"""The network halves its input five times: both sides are multiples of 32."""

MASK_PROBABILITY = 0.3
"""Pixels above are text: DB's own setting (Liao et al. 2020)."""

BOX_PROBABILITY = 0.5
"""Mean probability inside a box. DB uses 0.6; PaddleOCR's servers 0.5."""

UNCLIP_RATIO = 1.6
"""How far the shrunken boxes of DB grow back: offset = area x ratio / perimeter (DB 1.5, PaddleOCR 1.6)."""

SMALLEST_BOX = 3
"""Boxes with a shorter side below, in pixels at detection scale, are noise (PaddleOCR)."""

SECOND_LOOK_HEIGHT = 24.0
"""The second look scales its part of the picture until boxes are about this high, in pixels. Under 13 the
detector tears lines apart (measured: CER .46 to .07); more than 22 costs time for nothing."""

SECOND_LOOK_SCALES = (1.25, 4.5)
"""Least and most enlargement over the first look."""

SECOND_LOOK_REACHES = (4.0, 1.5)
"""How far beyond a hint, along its line and aside, the second look reaches, in heights of the hint."""

SCRAP_HEIGHT = 12.0
SCRAP_REACH = 32.0
"""A hint lower than this, in pixels at 640, may be a scrap of its line: the second look takes the whole
band of the picture, and that much more on both sides."""

NARROW_HEIGHT = 16.0
NARROW_WIDTH = 0.45
"""A hint lower than this, in pixels at 640, that takes less than this share of the picture's width may be one
of two captions side by side, of which the first look saw one: the second look takes the band then, too."""

SECOND_LOOK_PIXELS = 500_000
"""Largest part at the second look, at its scale: it takes 450 MB of memory (measured)."""

BLOB_HEIGHT = 0.06
BLOB_SHAPE = 1.8
"""Boxes higher than this share of the picture's long side, and not even so many times as long as high, are
things and not lines: photographs without text have them, captions do not (measured)."""

LARGE_BOX = 60.0
"""Boxes of the first look that are at least this high need no second look, in pixels at 640."""

EDGE_TOLERANCE = 8
EDGE_SHARE = 0.95
"""A row between the lines of a caption strip: this share of it is as its ground (grey levels)."""

EDGE_GAP = 10
"""Rows of a plain edge that words may fill, in pixels at 640: higher letters are found by the first look."""

JOINING_COST = 1.1
"""Two parts are looked at together when that takes at most so many times the pixels of both apart."""

SAME_TEXT = 0.5
"""A box of which a surer one covers more than this share says the same: parts may overlap."""

SECOND_LOOK_PADDING = 32
"""Rows and columns of the edge's own pixels around a part, at its scale: without, the network is blind at the
rim (measured on strips of one line)."""

INK_CONTRAST = 24
INK_SHARE = 0.0005
"""Grey levels off the ground, and their share of a plain edge, from which on it may hold tiny text: at 640
the letters of a 13-pixel font on 2000 pixels still differ by 40 (measured)."""

# Cutting lines (lines.py)

LINE_HEIGHT = 44
"""Height of a line's box after scaling, in pixels (measured best of 36 to 52)."""

LARGEST_SCALE = 4.0
"""More enlargement adds no information: letters under 5 pixels are not read by anything."""

LINE_MARGIN = 0.12
"""Kept around a box, as a share of its height: the dots and tails of Kazakh letters reach beyond boxes."""

LINE_BORDER = 10
"""Quiet border in pixels. Tesseract's documentation asks for about 10."""

SAME_ROW = 0.5
"""Boxes whose middles are closer than this share of the lower one's height stand on one line."""

# Lines that are set closely (boxes.py)

SAME_ANGLE = 10.0
"""Degrees by which lines of one caption may differ: short ones are measured badly."""

NEXT_LINE = 0.4
"""Boxes whose middles are further apart than this share of the lower one's height are of two lines."""

# Order of lines (blocks.py)

BLOCK_GAP = 3.0
"""Lines that are so many times their height apart belong to two captions."""

COLUMN_GAP = 1.5
"""Boxes on one level that are so many heights apart may stand in two columns; words are 0.3 to 0.5 apart."""

COLUMN_WIDTH = 8.0
"""The longest line of a column is so many times its height, or the column is one of a table."""

# Letters on a photograph (fill.py)

BUSY_GROUND = 40
"""Grey levels between the 10th and 90th percentile of a crop's rim, from which on its ground is a picture."""

BOTH_WAYS = 40
"""Grey levels by which a crop is both lighter and darker than its ground when its letters have an outline or
a shadow: theirs is 41 and more, that of plain letters, noise and JPEG included, 30 and less (measured)."""

MUCH_MORE = 1.3
ENCLOSED_SHARE = 0.03
"""Dark letters in a light outline: so many times more dark is enclosed by light than light by dark, and it
covers this share of the crop: 5 to 12 % there, up to 1.5 % inside light letters (measured)."""

FILL_DISTANCE = 90.0
"""RGB distance from the letters' fill at which a pixel counts as ground (measured best of 60 to 150)."""

STROKE_WIDTH = 0.35
"""Wider than any stroke, as a share of the crop's height: the kernel of the top-hat."""

EDGE_REACH = 0.25
"""A piece that lies along the crop's upper or lower edge for more than this share of its height is ground."""

OUTLINE_CONTRAST = 60
OUTLINED_SHARE = 0.6
"""A letter's rim lies mostly beside an outline or shadow that is that many grey levels darker."""

# Reading doubtful lines again (doubt.py)

SURE_WORD = 85.0
"""A line is read again when one of its words is below: 9 in 10 wrong words are (measured)."""

HOPELESS = 25.0
"""Lines below are leaves and railings, not letters: another image of them only costs time."""

LONG_LINE = 6.0
"""Of lines on a picture those of at least so many times their height are read again even when hopeless."""

SECOND_SCALE = 0.8
"""The second image of a plain line is that much smaller: another size makes other mistakes."""

CLEARLY_SURER = 3.0
"""By how much another reading of a word must be surer to replace the first."""

WORD_OVERLAP = 0.3
"""Share of a word that may lie inside another of the other reading without being the same place."""

# Words of a known confusion (words.py)

SURE_OF_SCRIPT = 92.0
LATIN_WORD = 4
"""A word of letters that look Latin, at least so long and less sure than this, may be Latin."""

LATIN_SHARE = 0.4
"""A line is in Latin letters when more than this share of its letters is: the words that it mixes with are
believed only when sure, so a Cyrillic line with a long Latin name may pass."""

SURE_LATIN = 50.0
"""Enough for a Latin reading of the same shape: capitals amid a word cost it confidence (`OpenTalk`: 58)."""

SURE_OF_RUSSIAN = 95.0
"""The Kazakh model is 88 to 94 sure of words with щ, ъ or ё, which it hardly knows, else 96 (measured)."""

HARDLY_LESS_SURE = 15.0
"""A word that was cut out of its line is read with less confidence, by up to so much (measured)."""

SURE_NUMBER = 90.0
"""The number read again must be that sure to turn a 5 into a 3."""

# Pages of text (page_way.py)

PAGE_LINES = 8
"""So many lines make a page: captions and backs of photographs have up to 7."""

PAGE_CONTRAST = 60
PAGE_OTHER = 0.06
"""A page is paper and lines: less than this share is anything else darker than paper by the contrast."""

PAGE_LINE_HEIGHTS = (30.0, 62.0)
"""Heights of the detector's boxes around lines of 10 to 14 point at 200 to 300 dpi, in pixels."""

SKEW_SIDE = 1000
"""Long side at which the skew is searched: 0.06 degrees mean error in 50 ms (measured)."""

SKEW_IGNORED = 0.1
"""Degrees: turning blurs letters more than such a slope harms."""

PAGE_NOISE = 2.5
"""Grey levels (standard deviation) of noise above which a median smooths a page: CER .0126 to .0024."""

PAGE_BLUR = 0.8
"""Sigma of the light blur of cleaner pages, in pixels: it closes broken letters; CER .0113 to .002."""

# Believing what was read (judge.py)

LINE_CONFIDENCE = 70.0
"""Mean of a line, by letters: keeps 97.6 % of true lines and no garbage (measured)."""

SHORT_LINE = 8
SHORT_LINE_PENALTY = 3.0
"""Each letter short of eight asks for so much more: bits of leaves and railings read as two letters at 70."""

PATTERN_LETTERS = 5
PATTERN_SHARE = 0.6
TORN_WORDS = 3
TORN_SHARE = 0.4
"""Rows of ornaments, medals and railings read as a row of one letter, or as words of one or two letters with
symbols or one letter in many of them. So many letters, or words, are enough to tell."""

BESIDE_CONFIDENCE = 50.0
ALIKE_HEIGHT = 1.6
NEXT_IN_CAPTION = 2.2
"""A line right above or below a believed one and about as high (times) needs no more confidence than this: it
is of the same caption. Lines of one caption follow each other within so many heights."""

SCRAP_CONFIDENCE = 40.0
"""Lines of a believed page below are specks and stamps."""

GARBAGE_CONFIDENCE = 35.0
"""Lines below are not worth a person's look: no true line of captions was below (measured)."""

TURNED_SHAPE = 4.0
"""A line of at least so many times its height is long enough to tell which way up it is."""

TURNED_SHARE = 0.5
"""Believed letters below this share of all letters: the rest may be text upside down."""

TURNED_CONFIDENCE = 80.0
"""Upside down is believed only when it is sure: true captions turned by 180° read at 88 and more."""
