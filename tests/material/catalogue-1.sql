BEGIN TRANSACTION;
CREATE TABLE accession (
        number TEXT PRIMARY KEY NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('receiving', 'sealed', 'done')),
        sources JSON NOT NULL, options JSON NOT NULL, operator TEXT NOT NULL,
        donor TEXT, act TEXT, received_at TEXT NOT NULL, sealed_at TEXT, done_at TEXT);
INSERT INTO "accession" VALUES('0001','done','["/media/card"]','{"event": null, "date": null, "place": null, "languages": null, "donor": null, "act": null, "ocr": false, "keep_undecodable": false, "jobs": 1}','айгүл',NULL,NULL,'2026-11-23T20:55:47+00:00','2026-11-23T20:55:48+00:00','2026-11-23T20:55:48+00:00');
CREATE TABLE change (
        number INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
        subject TEXT NOT NULL, before JSON, after JSON, hash TEXT NOT NULL);
INSERT INTO "change" VALUES(1,'2026-11-23T20:55:46+00:00','айгүл','init','archive','null','{"title": "\u041c\u04b1\u0440\u0430\u0493\u0430\u0442"}','e89cafbb18a325b91f32214bce2f280627de476048efdbe4aec79b735a7c8ec0');
INSERT INTO "change" VALUES(2,'2026-11-23T20:55:47+00:00','айгүл','receive','accession:0001','null','{"sources": ["/media/card"], "files": 2}','05179c2962b200e6617cefa9438a183b6d6cb4523c481f9d72860c748f17462d');
INSERT INTO "change" VALUES(3,'2026-11-23T20:55:48+00:00','айгүл','seal','accession:0001','null','{"originals": 2}','4e46c25015ebf7e28a053596169a448432317ce808ba5a4ab5985bb623d9ffed');
INSERT INTO "change" VALUES(4,'2026-11-23T20:55:48+00:00','айгүл','event','event:E0001','null','{"names": {"en": "card"}}','3c571b3ede1ee885e1b3d62d54e8bf63d2b10aa6d7747fca1a75f404d7b1fe3e');
INSERT INTO "change" VALUES(5,'2026-11-23T20:55:48+00:00','айгүл','add','item:0001-0001','null','{"kind": "photo", "originals": ["7dced499ccba37d2416648b237d2c0bd092ac82dc7966ed28206f7dee279ac5f"], "title": null, "date": null, "event": "E0001", "persons": []}','1d34d7d97411cb281c5d33588519eade32222154aab266d998035e0f8ff89efa');
INSERT INTO "change" VALUES(6,'2026-11-23T20:55:48+00:00','айгүл','add','item:0001-0002','null','{"kind": "photo", "originals": ["e63730f538e1cce04903bd04dbc1dd18db43f7fef4f021f9b3dff1ac5707f27c"], "title": null, "date": null, "event": "E0001", "persons": []}','d8bbba8a7cec7aa487389b41e24034d7f3df2bb6b75d4d52d75cbe3a53b2c443');
INSERT INTO "change" VALUES(7,'2026-11-23T20:55:48+00:00','айгүл','done','accession:0001','null','null','8ae18ea8a7688e23d911e414ef6779fd39903b50bd93db9860050485b24f4799');
INSERT INTO "change" VALUES(8,'2026-11-23T20:55:49+00:00','айгүл','edit','item:0001-0001','{"edtf": null, "date_display": null, "earliest": null, "latest": null, "date_basis": null}','{"edtf": "2023-10-14", "date_display": "2023 \u0436\u044b\u043b\u0493\u044b 14 \u049b\u0430\u0437\u0430\u043d", "earliest": "2023-10-14", "latest": "2023-10-14", "date_basis": "staff"}','bb8b05bf07fb894d3c92348638b3636aea4574b419446017ed713c50e0c2b730');
INSERT INTO "change" VALUES(9,'2026-11-23T20:55:49+00:00','айгүл','correct caption','item:0001-0001','null','"\u043c\u04b1\u0440\u0430\u0436\u0430\u0439 \u0430\u0448\u044b\u043b\u0434\u044b"','fd0c100670df11f52b5ae7bd665cc66b6613cb69cdd8212aef95c131ade80f17');
INSERT INTO "change" VALUES(10,'2026-11-23T20:55:49+00:00','айгүл','person','person:P00001','null','{"name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430"}','e5c7f036f0f9edb2ea33174ece4be83e17facbad0cb2ba06835680e67d84115f');
INSERT INTO "change" VALUES(11,'2026-11-23T20:55:49+00:00','айгүл','add person','item:0001-0001','null','{"id": "P00001", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430"}','2e23f2381ce640dc7985723fa43356c6be9e2a472bbe252b4f37b8fe53dfbcc4');
CREATE TABLE depiction (
        item_id TEXT NOT NULL REFERENCES item (id), person_id TEXT NOT NULL REFERENCES person (id),
        status TEXT NOT NULL CHECK (status IN ('suggested', 'confirmed', 'rejected')),
        position TEXT, evidence JSON, ordinal INTEGER NOT NULL, PRIMARY KEY (item_id, person_id));
INSERT INTO "depiction" VALUES('0001-0001','P00001','confirmed',NULL,'null',1);
CREATE TABLE event (
        id TEXT PRIMARY KEY NOT NULL, names JSON NOT NULL, date JSON, place TEXT, description TEXT,
        text TEXT, organisers JSON NOT NULL, source BLOB);
INSERT INTO "event" VALUES('E0001','{"en": "card"}','null',NULL,NULL,NULL,'[]',X'2F6D656469612F63617264');
CREATE TABLE exhibition (
        slug TEXT PRIMARY KEY NOT NULL, "set" JSON NOT NULL, changed_at TEXT NOT NULL);
CREATE TABLE file (
        accession TEXT NOT NULL REFERENCES accession (number), seq INTEGER NOT NULL,
        path BLOB NOT NULL, root BLOB NOT NULL, role TEXT NOT NULL, mate INTEGER, media_type TEXT,
        size INTEGER NOT NULL, sha256 TEXT, payload TEXT, pages INTEGER, status TEXT NOT NULL,
        item_id TEXT, reason TEXT, PRIMARY KEY (accession, seq));
INSERT INTO "file" VALUES('0001',1,X'2F6D656469612F636172642F3030302E6A7067',X'2F6D656469612F63617264','front',NULL,'image/jpeg',1990,'7dced499ccba37d2416648b237d2c0bd092ac82dc7966ed28206f7dee279ac5f','data/card/000.jpg',1,'added','0001-0001',NULL);
INSERT INTO "file" VALUES('0001',2,X'2F6D656469612F636172642F3030312E6A7067',X'2F6D656469612F63617264','front',NULL,'image/jpeg',1872,'e63730f538e1cce04903bd04dbc1dd18db43f7fef4f021f9b3dff1ac5707f27c','data/card/001.jpg',1,'added','0001-0002',NULL);
CREATE TABLE item (
        id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('photo', 'document')),
        pages INTEGER NOT NULL, width INTEGER, height INTEGER, title TEXT, author TEXT, reference TEXT,
        event_id TEXT REFERENCES event (id), place TEXT, edtf TEXT, date_display TEXT, earliest TEXT,
        latest TEXT, date_basis TEXT, keywords JSON NOT NULL, rights JSON NOT NULL,
        metadata JSON NOT NULL, reviewed BOOLEAN NOT NULL);
INSERT INTO "item" VALUES('0001-0001','photo',1,96,64,NULL,NULL,NULL,'E0001',NULL,'2023-10-14','2023 жылғы 14 қазан','2023-10-14','2023-10-14','staff','[]','{"access": "public", "statement": null, "holder": null, "permission_until": null, "consent": null, "publish": true}','{"exif": {}, "iptc": {}, "xmp": {}, "problems": [], "facts": {"taken": null, "taken_field": null, "doubtful": null, "scanned_at": null, "camera": null, "scanner": null, "gps": null, "description": null, "title": null, "keywords": [], "creator": null, "copyright": null, "persons": [], "place": null, "city": null, "region": null, "country": null, "orientation": null, "sources": {}, "conflicts": []}}',0);
INSERT INTO "item" VALUES('0001-0002','photo',1,96,64,NULL,NULL,NULL,'E0001',NULL,NULL,NULL,NULL,NULL,NULL,'[]','{"access": "public", "statement": null, "holder": null, "permission_until": null, "consent": null, "publish": true}','{"exif": {}, "iptc": {}, "xmp": {}, "problems": [], "facts": {"taken": null, "taken_field": null, "doubtful": null, "scanned_at": null, "camera": null, "scanner": null, "gps": null, "description": null, "title": null, "keywords": [], "creator": null, "copyright": null, "persons": [], "place": null, "city": null, "region": null, "country": null, "orientation": null, "sources": {}, "conflicts": []}}',0);
CREATE TABLE item_side (
        item_id TEXT NOT NULL REFERENCES item (id), side TEXT NOT NULL CHECK (side IN ('front', 'back')),
        path TEXT NOT NULL REFERENCES original (path), PRIMARY KEY (item_id, side));
INSERT INTO "item_side" VALUES('0001-0001','front','accessions/0001/data/card/000.jpg');
INSERT INTO "item_side" VALUES('0001-0002','front','accessions/0001/data/card/001.jpg');
CREATE TABLE original (
        path TEXT PRIMARY KEY NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
        media_type TEXT NOT NULL, name TEXT NOT NULL, folder TEXT NOT NULL, raw_name TEXT,
        accession TEXT NOT NULL REFERENCES accession (number), seq INTEGER NOT NULL);
INSERT INTO "original" VALUES('accessions/0001/data/card/000.jpg','7dced499ccba37d2416648b237d2c0bd092ac82dc7966ed28206f7dee279ac5f',1990,'image/jpeg','000.jpg','card',NULL,'0001',1);
INSERT INTO "original" VALUES('accessions/0001/data/card/001.jpg','e63730f538e1cce04903bd04dbc1dd18db43f7fef4f021f9b3dff1ac5707f27c',1872,'image/jpeg','001.jpg','card',NULL,'0001',2);
CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, item_id TEXT NOT NULL);
INSERT INTO "outbox" VALUES(1,'0001-0001');
INSERT INTO "outbox" VALUES(2,'0001-0002');
INSERT INTO "outbox" VALUES(3,'0001-0001');
INSERT INTO "outbox" VALUES(4,'0001-0001');
INSERT INTO "outbox" VALUES(5,'0001-0001');
CREATE TABLE participant (
        event_id TEXT NOT NULL REFERENCES event (id), person_id TEXT NOT NULL REFERENCES person (id),
        status TEXT NOT NULL CHECK (status IN ('suggested', 'confirmed', 'rejected')),
        evidence JSON, ordinal INTEGER NOT NULL, PRIMARY KEY (event_id, person_id));
CREATE TABLE person (
        id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
        named_by TEXT NOT NULL, merged_into TEXT REFERENCES person (id), dates TEXT, note TEXT);
INSERT INTO "person" VALUES('P00001','Омарова Дина','ома','staff',NULL,NULL,NULL);
CREATE TABLE person_distinct (
        one TEXT NOT NULL REFERENCES person (id), other TEXT NOT NULL REFERENCES person (id),
        PRIMARY KEY (one, other), CHECK (one < other));
CREATE TABLE person_variant (
        person_id TEXT NOT NULL REFERENCES person (id), name TEXT NOT NULL, generated BOOLEAN NOT NULL,
        PRIMARY KEY (person_id, name));
INSERT INTO "person_variant" VALUES('P00001','Дина Омарова',1);
INSERT INTO "person_variant" VALUES('P00001','Омарова Д.',1);
INSERT INTO "person_variant" VALUES('P00001','Omarova Dina',1);
INSERT INTO "person_variant" VALUES('P00001','Dina Omarova',1);
CREATE TABLE sighting (
        sha256 TEXT NOT NULL, path BLOB NOT NULL, name TEXT NOT NULL,
        seen_at TEXT NOT NULL, PRIMARY KEY (sha256, path));
CREATE TABLE suggestion (
        id INTEGER PRIMARY KEY NOT NULL, subject TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
        evidence JSON NOT NULL, confidence FLOAT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('suggested', 'accepted', 'rejected')));
CREATE TABLE text (
        id INTEGER PRIMARY KEY NOT NULL, item_id TEXT NOT NULL REFERENCES item (id), role TEXT NOT NULL,
        side TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
        confidence FLOAT, "by" TEXT NOT NULL, outcome TEXT NOT NULL, current BOOLEAN NOT NULL,
        lines JSON NOT NULL, at TEXT NOT NULL);
INSERT INTO "text" VALUES(1,'0001-0001','caption','front',1,'мұражай ашылды','kk',NULL,'staff:айгүл','text',1,'[]','2026-11-23T20:55:49+00:00');
CREATE INDEX file_by_sha256 ON file (sha256);
CREATE INDEX item_by_event ON item (event_id);
CREATE INDEX item_side_by_path ON item_side (path);
CREATE INDEX original_by_sha256 ON original (sha256);
CREATE INDEX original_by_size ON original (size);
CREATE INDEX text_by_item ON text (item_id);
CREATE INDEX person_by_key ON person (key);
CREATE INDEX depiction_by_person ON depiction (person_id);
CREATE INDEX participant_by_person ON participant (person_id);
CREATE INDEX suggestion_by_subject ON suggestion (subject, field);
CREATE INDEX change_by_subject ON change (subject);
COMMIT;
PRAGMA user_version = 1;
