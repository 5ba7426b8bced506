"""The tables of the catalogue, as the newest migration leaves them.

`archive.migrations` holds the frozen statements that make them; a test keeps the two equal.
JSON columns hold lists and mappings of plain values. Paths of sources are kept as bytes, because
file systems allow names that are not text.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

# None is SQL's NULL, not the JSON text `null`: one value, one form, also after a restore.
JSON_OR_NULL = JSON(none_as_null=True)

accession = Table(
    "accession",
    metadata,
    Column("number", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("options", JSON, nullable=False),
    Column("operator", Text, nullable=False),
    Column("donor", Text),
    Column("act", Text),
    Column("received_at", Text, nullable=False),
    Column("sealed_at", Text),
    Column("done_at", Text),
)

# One row a file of an accession. `status` is `scanned`, `stored` or one of the outcomes.
file = Table(
    "file",
    metadata,
    Column("accession", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("path", LargeBinary, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("role", Text, nullable=False),
    Column("mate", Integer),
    Column("media_type", Text),
    Column("size", Integer, nullable=False),
    Column("sha256", Text),
    Column("payload", Text),
    Column("pages", Integer),
    Column("status", Text, nullable=False),
    Column("item_id", Text),
    Column("reason", Text),
)

original = Table(
    "original",
    metadata,
    Column("path", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("raw_name", Text),
    Column("accession", Text, nullable=False),
    Column("seq", Integer, nullable=False),
)

# Where else the same bytes were met: nothing is stored twice, and no name is lost.
sighting = Table(
    "sighting",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("path", LargeBinary, primary_key=True),
    Column("name", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("names", JSON, nullable=False),
    Column("date", JSON_OR_NULL),
    Column("place", Text),
    Column("description", Text),
    Column("text", Text),
    Column("organisers", JSON, nullable=False),
    Column("source", LargeBinary),
    # The event that this one turned out to be.
    Column("merged_into", Text),
    # Names in a language that has another name already.
    Column("alternatives", JSON, nullable=False, server_default="[]"),
)

item = Table(
    "item",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("title", Text),
    Column("author", Text),
    Column("reference", Text),
    Column("event_id", Text),
    Column("place", Text),
    Column("edtf", Text),
    Column("date_display", Text),
    Column("earliest", Text),
    Column("latest", Text),
    Column("date_basis", Text),
    Column("keywords", JSON, nullable=False),
    Column("rights", JSON, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    # The original's form: negative, print, digital, …
    Column("form", Text),
    # How many people are to be seen whom nobody can name; None: nobody has counted.
    Column("unidentified", Integer),
    # The item that this one turned out to belong to: as its back, or as the same picture.
    Column("joined_to", Text),
    # Digest of the pixels as a viewer shows them, and a hash that pictures alike share (imagehash).
    Column("pixels", Text),
    Column("likeness", Text),
)

item_side = Table(
    "item_side",
    metadata,
    Column("item_id", Text, primary_key=True),
    Column("side", Text, primary_key=True),
    Column("path", Text, nullable=False),
)

text = Table(
    "text",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("confidence", Float),
    Column("by", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("at", Text, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("named_by", Text, nullable=False),
    Column("merged_into", Text),
    Column("dates", Text),
    Column("note", Text),
    # False when the person does not want to be published.
    Column("publish", Boolean, nullable=False, server_default="1"),
)

person_variant = Table(
    "person_variant",
    metadata,
    Column("person_id", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("generated", Boolean, nullable=False),
    # None in rows of the first schema: language and key are then found by rule.
    Column("language", Text),
    Column("key", Text),
)

# "Not the same as": two records that staff keep apart. The smaller id stands first.
person_distinct = Table(
    "person_distinct",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
)

depiction = Table(
    "depiction",
    metadata,
    Column("item_id", Text, primary_key=True),
    Column("person_id", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("position", Text),
    Column("evidence", JSON_OR_NULL),
    Column("ordinal", Integer, nullable=False),
    Column("confidence", Float),
    # What staff say: certain, probable, possible.
    Column("certainty", Text),
)

participant = Table(
    "participant",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("person_id", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("evidence", JSON_OR_NULL),
    Column("ordinal", Integer, nullable=False),
    Column("confidence", Float),
)

suggestion = Table(
    "suggestion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("status", Text, nullable=False),
)

exhibition = Table(
    "exhibition",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("set", JSON, nullable=False),
    Column("changed_at", Text, nullable=False),
)

saved_search = Table(
    "saved_search",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("query", Text, nullable=False),
)

change = Table(
    "change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", JSON_OR_NULL),
    Column("after", JSON_OR_NULL),
    Column("hash", Text, nullable=False),
    # The first line of the same transaction: its lines are undone together.
    Column("step", Integer),
    # The step that this one took back.
    Column("undoes", Integer),
    # What became of which rows of other tables (archive.undo_journal), in the last line of a step.
    Column("rows", JSON_OR_NULL),
)

# The last number that an id of a person (P) or an event (E) was made of: ids are never given out again.
last_id = Table(
    "last_id",
    metadata,
    Column("letter", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)

# What the index has still to learn: append-only, in the order of commits.
outbox = Table(
    "outbox",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("item_id", Text, nullable=False),
)
