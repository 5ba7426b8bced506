"""What staff record of items, persons and suggestions. Frozen: a later change is a later migration."""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE item ADD COLUMN form TEXT",
    "ALTER TABLE item ADD COLUMN unidentified INTEGER CHECK (unidentified >= 0)",
    "ALTER TABLE item ADD COLUMN joined_to TEXT REFERENCES item (id)",
    "ALTER TABLE item ADD COLUMN pixels TEXT",
    "ALTER TABLE item ADD COLUMN likeness TEXT",
    "ALTER TABLE depiction ADD COLUMN confidence FLOAT",
    """ALTER TABLE depiction ADD COLUMN certainty TEXT
        CHECK (certainty IN ('certain', 'probable', 'possible'))""",
    "ALTER TABLE participant ADD COLUMN confidence FLOAT",
    "ALTER TABLE person ADD COLUMN publish BOOLEAN NOT NULL DEFAULT 1",
    "ALTER TABLE person_variant ADD COLUMN language TEXT",
    "ALTER TABLE person_variant ADD COLUMN key TEXT",
    "ALTER TABLE event ADD COLUMN merged_into TEXT REFERENCES event (id)",
    "ALTER TABLE event ADD COLUMN alternatives JSON NOT NULL DEFAULT '[]'",
    "ALTER TABLE change ADD COLUMN step INTEGER",
    "ALTER TABLE change ADD COLUMN undoes INTEGER",
    "ALTER TABLE change ADD COLUMN rows JSON",
    "CREATE TABLE last_id (letter TEXT PRIMARY KEY NOT NULL, number INTEGER NOT NULL)",
    """CREATE TABLE saved_search (
        owner TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, PRIMARY KEY (owner, name))""",
    "CREATE INDEX item_by_pixels ON item (pixels)",
    "CREATE INDEX suggestion_by_status ON suggestion (status)",
    "CREATE INDEX depiction_by_status ON depiction (status)",
    "CREATE INDEX person_variant_by_key ON person_variant (key)",
    "CREATE INDEX change_by_undoes ON change (undoes) WHERE undoes IS NOT NULL",
)
