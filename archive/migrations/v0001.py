"""The first schema. Frozen: a later change is a later migration."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE accession (
        number TEXT PRIMARY KEY NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('receiving', 'sealed', 'done')),
        sources JSON NOT NULL, options JSON NOT NULL, operator TEXT NOT NULL,
        donor TEXT, act TEXT, received_at TEXT NOT NULL, sealed_at TEXT, done_at TEXT)""",
    """CREATE TABLE file (
        accession TEXT NOT NULL REFERENCES accession (number), seq INTEGER NOT NULL,
        path BLOB NOT NULL, root BLOB NOT NULL, role TEXT NOT NULL, mate INTEGER, media_type TEXT,
        size INTEGER NOT NULL, sha256 TEXT, payload TEXT, pages INTEGER, status TEXT NOT NULL,
        item_id TEXT, reason TEXT, PRIMARY KEY (accession, seq))""",
    """CREATE TABLE original (
        path TEXT PRIMARY KEY NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
        media_type TEXT NOT NULL, name TEXT NOT NULL, folder TEXT NOT NULL, raw_name TEXT,
        accession TEXT NOT NULL REFERENCES accession (number), seq INTEGER NOT NULL)""",
    """CREATE TABLE sighting (
        sha256 TEXT NOT NULL, path BLOB NOT NULL, name TEXT NOT NULL,
        seen_at TEXT NOT NULL, PRIMARY KEY (sha256, path))""",
    """CREATE TABLE event (
        id TEXT PRIMARY KEY NOT NULL, names JSON NOT NULL, date JSON, place TEXT, description TEXT,
        text TEXT, organisers JSON NOT NULL, source BLOB)""",
    """CREATE TABLE item (
        id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('photo', 'document')),
        pages INTEGER NOT NULL, width INTEGER, height INTEGER, title TEXT, author TEXT, reference TEXT,
        event_id TEXT REFERENCES event (id), place TEXT, edtf TEXT, date_display TEXT, earliest TEXT,
        latest TEXT, date_basis TEXT, keywords JSON NOT NULL, rights JSON NOT NULL,
        metadata JSON NOT NULL, reviewed BOOLEAN NOT NULL)""",
    """CREATE TABLE item_side (
        item_id TEXT NOT NULL REFERENCES item (id), side TEXT NOT NULL CHECK (side IN ('front', 'back')),
        path TEXT NOT NULL REFERENCES original (path), PRIMARY KEY (item_id, side))""",
    """CREATE TABLE text (
        id INTEGER PRIMARY KEY NOT NULL, item_id TEXT NOT NULL REFERENCES item (id), role TEXT NOT NULL,
        side TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
        confidence FLOAT, "by" TEXT NOT NULL, outcome TEXT NOT NULL, current BOOLEAN NOT NULL,
        lines JSON NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE person (
        id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
        named_by TEXT NOT NULL, merged_into TEXT REFERENCES person (id), dates TEXT, note TEXT)""",
    """CREATE TABLE person_variant (
        person_id TEXT NOT NULL REFERENCES person (id), name TEXT NOT NULL, generated BOOLEAN NOT NULL,
        PRIMARY KEY (person_id, name))""",
    """CREATE TABLE person_distinct (
        one TEXT NOT NULL REFERENCES person (id), other TEXT NOT NULL REFERENCES person (id),
        PRIMARY KEY (one, other), CHECK (one < other))""",
    """CREATE TABLE depiction (
        item_id TEXT NOT NULL REFERENCES item (id), person_id TEXT NOT NULL REFERENCES person (id),
        status TEXT NOT NULL CHECK (status IN ('suggested', 'confirmed', 'rejected')),
        position TEXT, evidence JSON, ordinal INTEGER NOT NULL, PRIMARY KEY (item_id, person_id))""",
    """CREATE TABLE participant (
        event_id TEXT NOT NULL REFERENCES event (id), person_id TEXT NOT NULL REFERENCES person (id),
        status TEXT NOT NULL CHECK (status IN ('suggested', 'confirmed', 'rejected')),
        evidence JSON, ordinal INTEGER NOT NULL, PRIMARY KEY (event_id, person_id))""",
    """CREATE TABLE suggestion (
        id INTEGER PRIMARY KEY NOT NULL, subject TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
        evidence JSON NOT NULL, confidence FLOAT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('suggested', 'accepted', 'rejected')))""",
    """CREATE TABLE exhibition (
        slug TEXT PRIMARY KEY NOT NULL, "set" JSON NOT NULL, changed_at TEXT NOT NULL)""",
    """CREATE TABLE change (
        number INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
        subject TEXT NOT NULL, before JSON, after JSON, hash TEXT NOT NULL)""",
    "CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, item_id TEXT NOT NULL)",
    "CREATE INDEX file_by_sha256 ON file (sha256)",
    "CREATE INDEX item_by_event ON item (event_id)",
    "CREATE INDEX item_side_by_path ON item_side (path)",
    "CREATE INDEX original_by_sha256 ON original (sha256)",
    "CREATE INDEX original_by_size ON original (size)",
    "CREATE INDEX text_by_item ON text (item_id)",
    "CREATE INDEX person_by_key ON person (key)",
    "CREATE INDEX depiction_by_person ON depiction (person_id)",
    "CREATE INDEX participant_by_person ON participant (person_id)",
    "CREATE INDEX suggestion_by_subject ON suggestion (subject, field)",
    "CREATE INDEX change_by_subject ON change (subject)",
)
