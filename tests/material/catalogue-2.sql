BEGIN TRANSACTION;
CREATE TABLE accession (
        number TEXT PRIMARY KEY NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('receiving', 'sealed', 'done')),
        sources JSON NOT NULL, options JSON NOT NULL, operator TEXT NOT NULL,
        donor TEXT, act TEXT, received_at TEXT NOT NULL, sealed_at TEXT, done_at TEXT);
INSERT INTO "accession" VALUES('0001','done','["/media/card"]','{"event": null, "date": null, "place": null, "languages": null, "donor": null, "act": null, "ocr": false, "keep_undecodable": false, "jobs": 0}','айгүл',NULL,NULL,'2026-11-24T02:17:01+00:00','2026-11-24T02:17:07+00:00','2026-11-24T02:17:13+00:00');
CREATE TABLE change (
        number INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
        subject TEXT NOT NULL, before JSON, after JSON, hash TEXT NOT NULL, step INTEGER, undoes INTEGER, rows JSON);
INSERT INTO "change" VALUES(1,'2026-11-24T02:16:54+00:00','айгүл','init','archive',NULL,'{"title": "arch"}','a44ef8a453d4bcc475ce671295bfcf6f3920c81efb88a030dc93a272b1a357cb',1,NULL,NULL);
INSERT INTO "change" VALUES(2,'2026-11-24T02:17:01+00:00','айгүл','receive','accession:0001',NULL,'{"sources": ["/media/card"], "files": 3}','950716a487153c9fd661a0877559b564f4aee14b7008b6195370db6bfb2f6a53',2,NULL,NULL);
INSERT INTO "change" VALUES(3,'2026-11-24T02:17:07+00:00','айгүл','seal','accession:0001',NULL,'{"originals": 3}','6670c09aa56b32af4b5064e12e0b4b127245e20e43e3a0223cac16d0ff9b16a6',3,NULL,NULL);
INSERT INTO "change" VALUES(4,'2026-11-24T02:17:08+00:00','айгүл','event','event:E0001',NULL,'{"names": {"en": "card"}}','459d0d6b51c3ca0488cabe1f5f49ffd731d4f2b158df484b5978e01d4cce2af5',4,NULL,NULL);
INSERT INTO "change" VALUES(5,'2026-11-24T02:17:12+00:00','айгүл','add','item:0001-0001',NULL,'{"kind": "photo", "originals": ["c338502f091e94962c81b90ddd765d29de47ca486920be42640597dd3e59723f"], "title": null, "date": null, "event": "E0001", "persons": []}','23edbef6cff9276e0070d8a866fb6502958531195047a68e54d57726378690af',5,NULL,NULL);
INSERT INTO "change" VALUES(6,'2026-11-24T02:17:12+00:00','айгүл','add','item:0001-0002',NULL,'{"kind": "photo", "originals": ["64b27218156c0fc8d91507d021062d44f5f497331bd596ab203910fa0a1d47d6"], "title": null, "date": null, "event": "E0001", "persons": []}','54e494a5440092cdbea4d88bfa35170e0237800c03e06acb1d4ef5660c8c2973',6,NULL,NULL);
INSERT INTO "change" VALUES(7,'2026-11-24T02:17:12+00:00','айгүл','add','item:0001-0003',NULL,'{"kind": "photo", "originals": ["7f78930cf4d956fbc1dc53b0483b4e2962795e0df0b86f4233ddee05c57249bc"], "title": null, "date": null, "event": "E0001", "persons": []}','46ed96b3975cafc314b07f639f909d5203f35ff568ebcd9acb9cd260c7c72856',7,NULL,NULL);
INSERT INTO "change" VALUES(8,'2026-11-24T02:17:13+00:00','айгүл','done','accession:0001',NULL,NULL,'e9c9c801c6f6b11527648b6376401c921108e60b11c64e48fe40fdc6c63a14f9',8,NULL,NULL);
INSERT INTO "change" VALUES(9,'2026-11-24T02:17:21+00:00','айгүл','edit','item:0001-0001','{"edtf": null, "date_display": null, "earliest": null, "latest": null, "date_basis": null}','{"edtf": "2023-10-14", "date_display": "14 \u049b\u0430\u0437\u0430\u043d 2023", "earliest": "2023-10-14", "latest": "2023-10-14", "date_basis": "staff"}','03adcebe923a3666852630ce6ac230178480bba5010eb95584f41a24a847d311',9,NULL,NULL);
INSERT INTO "change" VALUES(10,'2026-11-24T02:17:21+00:00','айгүл','correct caption','item:0001-0001',NULL,'"\u043c\u04b1\u0440\u0430\u0436\u0430\u0439 \u0430\u0448\u044b\u043b\u0434\u044b"','0f4c05e8d14255c4e62722876886b998dd0a9c80403ed80c0258a39cfed02bdc',9,NULL,NULL);
INSERT INTO "change" VALUES(11,'2026-11-24T02:17:21+00:00','айгүл','person','person:P00001',NULL,'{"name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430"}','eba83755a381dfc9e1b795a5e320698d65d5e56081048629a91beb22a81c17c8',9,NULL,NULL);
INSERT INTO "change" VALUES(12,'2026-11-24T02:17:21+00:00','айгүл','add person','item:0001-0001',NULL,'{"id": "P00001", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430"}','392e099de1cd528e3f627e6ff6480be3f31e78191d318404266384c9a15ee86f',9,NULL,'[{"table": "item", "key": ["0001-0001"], "before": {"edtf": null, "date_display": null, "earliest": null, "latest": null, "date_basis": null}, "after": {"edtf": "2023-10-14", "date_display": "14 \u049b\u0430\u0437\u0430\u043d 2023", "earliest": "2023-10-14", "latest": "2023-10-14", "date_basis": "staff"}}, {"table": "text", "key": [1], "before": null, "after": {"id": 1, "item_id": "0001-0001", "role": "caption", "side": "front", "page": 1, "text": "\u043c\u04b1\u0440\u0430\u0436\u0430\u0439 \u0430\u0448\u044b\u043b\u0434\u044b", "language": "kk", "confidence": null, "by": "staff:\u0430\u0439\u0433\u04af\u043b", "outcome": "text", "current": 1, "lines": "[]", "at": "2026-11-24T02:17:21+00:00"}}, {"table": "person", "key": ["P00001"], "before": null, "after": {"id": "P00001", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430", "key": "\u043e\u043c\u0430", "named_by": "staff", "merged_into": null, "dates": null, "note": null, "publish": 1}}, {"table": "person_variant", "key": ["P00001", "\u0414\u0438\u043d\u0430 \u041e\u043c\u0430\u0440\u043e\u0432\u0430"], "before": null, "after": {"person_id": "P00001", "name": "\u0414\u0438\u043d\u0430 \u041e\u043c\u0430\u0440\u043e\u0432\u0430", "generated": 1, "language": "und-Cyrl", "key": "\u0434\u0438\u043d"}}, {"table": "person_variant", "key": ["P00001", "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414."], "before": null, "after": {"person_id": "P00001", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414.", "generated": 1, "language": "und-Cyrl", "key": "\u043e\u043c\u0430"}}, {"table": "person_variant", "key": ["P00001", "Omarova Dina"], "before": null, "after": {"person_id": "P00001", "name": "Omarova Dina", "generated": 1, "language": "und-Latn", "key": "\u043e\u043c\u0430"}}, {"table": "person_variant", "key": ["P00001", "Dina Omarova"], "before": null, "after": {"person_id": "P00001", "name": "Dina Omarova", "generated": 1, "language": "und-Latn", "key": "\u0434\u0438\u043d"}}, {"table": "depiction", "key": ["0001-0001", "P00001"], "before": null, "after": {"item_id": "0001-0001", "person_id": "P00001", "status": "confirmed", "position": null, "evidence": null, "ordinal": 1, "confidence": null, "certainty": null}}]');
INSERT INTO "change" VALUES(13,'2026-11-24T02:17:26+00:00','марат','event','event:E0002',NULL,'{"names": {"kk": "\u041a\u0456\u0442\u0430\u043f \u043a\u04af\u043d\u0456"}}','3f85b3180351420e6f942603204f47d260db875fde2c95e7b45fa56e4e828d33',13,NULL,NULL);
INSERT INTO "change" VALUES(14,'2026-11-24T02:17:26+00:00','марат','edit','item:0001-0002','{"form": null, "event_id": "E0001", "unidentified": null}','{"form": "negative", "event_id": "E0002", "unidentified": 3}','41e252c38c0a7a17e8d295671225bba1eea692f0cbfa0d17fbd89abdeb80235f',13,NULL,NULL);
INSERT INTO "change" VALUES(15,'2026-11-24T02:17:26+00:00','марат','rejected event','item:0001-0002','{"status": "suggested"}','{"suggestion": 3, "field": "event", "value": "E0001"}','010f705c9f436bef6bcce25cc1a177935d0001265dae91e393b36ce4a973fa70',13,NULL,NULL);
INSERT INTO "change" VALUES(16,'2026-11-24T02:17:27+00:00','марат','add person','item:0001-0002',NULL,'{"id": "P00001", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430"}','f2cf6c62493195386e363dcaa0d546bd78a0e7a8c1916411d619e6a809d9eec6',13,NULL,'[{"table": "event", "key": ["E0002"], "before": null, "after": {"id": "E0002", "names": "{\"kk\": \"\\u041a\\u0456\\u0442\\u0430\\u043f \\u043a\\u04af\\u043d\\u0456\"}", "date": null, "place": null, "description": null, "text": null, "organisers": "[]", "source": null, "merged_into": null, "alternatives": "[]"}}, {"table": "item", "key": ["0001-0002"], "before": {"event_id": "E0001", "form": null, "unidentified": null}, "after": {"event_id": "E0002", "form": "negative", "unidentified": 3}}, {"table": "suggestion", "key": [3], "before": {"status": "suggested"}, "after": {"status": "rejected"}}, {"table": "depiction", "key": ["0001-0002", "P00001"], "before": null, "after": {"item_id": "0001-0002", "person_id": "P00001", "status": "confirmed", "position": null, "evidence": null, "ordinal": 1, "confidence": null, "certainty": null}}]');
INSERT INTO "change" VALUES(17,'2026-11-24T02:17:35+00:00','марат','person','person:P00002',NULL,'{"name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430\u0440\u0430"}','bcdae3846ef31e0a2f8a67859314a14014fc2ccfc4cd44e0968557b5cb4a6bb2',17,NULL,'[{"table": "person", "key": ["P00002"], "before": null, "after": {"id": "P00002", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430\u0440\u0430", "key": "\u043e\u043c\u0430", "named_by": "staff", "merged_into": null, "dates": null, "note": null, "publish": 1}}, {"table": "person_variant", "key": ["P00002", "\u0414\u0438\u043d\u0430\u0440\u0430 \u041e\u043c\u0430\u0440\u043e\u0432\u0430"], "before": null, "after": {"person_id": "P00002", "name": "\u0414\u0438\u043d\u0430\u0440\u0430 \u041e\u043c\u0430\u0440\u043e\u0432\u0430", "generated": 1, "language": "und-Cyrl", "key": "\u0434\u0438\u043d"}}, {"table": "person_variant", "key": ["P00002", "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414."], "before": null, "after": {"person_id": "P00002", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414.", "generated": 1, "language": "und-Cyrl", "key": "\u043e\u043c\u0430"}}, {"table": "person_variant", "key": ["P00002", "Omarova Dinara"], "before": null, "after": {"person_id": "P00002", "name": "Omarova Dinara", "generated": 1, "language": "und-Latn", "key": "\u043e\u043c\u0430"}}, {"table": "person_variant", "key": ["P00002", "Dinara Omarova"], "before": null, "after": {"person_id": "P00002", "name": "Dinara Omarova", "generated": 1, "language": "und-Latn", "key": "\u0434\u0438\u043d"}}]');
INSERT INTO "change" VALUES(18,'2026-11-24T02:17:39+00:00','марат','person merge','person:P00001','{"id": "P00002", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430\u0440\u0430", "variants": ["Dinara Omarova", "Omarova Dinara", "\u0414\u0438\u043d\u0430\u0440\u0430 \u041e\u043c\u0430\u0440\u043e\u0432\u0430", "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414."]}','{"id": "P00001", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430"}','fa20e43893066c9127a63e71df39c64b49db7551955f22773f03c96260a3198a',18,NULL,NULL);
INSERT INTO "change" VALUES(19,'2026-11-24T02:17:39+00:00','марат','person merged into','person:P00002','{"id": "P00002", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430\u0440\u0430", "variants": ["Dinara Omarova", "Omarova Dinara", "\u0414\u0438\u043d\u0430\u0440\u0430 \u041e\u043c\u0430\u0440\u043e\u0432\u0430", "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414."]}','{"id": "P00001"}','a770de3580dcb2e496d176587c6f249dc76ad901cb254d64a8e54ee7d494a17a',18,NULL,'[{"table": "person_variant", "key": ["P00001", "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430\u0440\u0430"], "before": null, "after": {"person_id": "P00001", "name": "\u041e\u043c\u0430\u0440\u043e\u0432\u0430 \u0414\u0438\u043d\u0430\u0440\u0430", "generated": 0, "language": "und-Cyrl", "key": "\u043e\u043c\u0430"}}, {"table": "person", "key": ["P00002"], "before": {"merged_into": null}, "after": {"merged_into": "P00001"}}]');
INSERT INTO "change" VALUES(20,'2026-11-24T02:17:43+00:00','айгүл','event rename','event:E0001','{"names": {"en": "card"}, "alternatives": []}','{"names": {"en": "card", "kk": "\u0415\u0441\u043a\u0435\u0440\u0442\u043a\u0456\u0448 \u043a\u04af\u043d\u0456"}, "alternatives": []}','414b135bff9f3876dec1988f8d54c41a09b9ac2533810adc68e092b8e061139c',20,NULL,'[{"table": "event", "key": ["E0001"], "before": {"names": "{\"en\": \"card\"}"}, "after": {"names": "{\"en\": \"card\", \"kk\": \"\\u0415\\u0441\\u043a\\u0435\\u0440\\u0442\\u043a\\u0456\\u0448 \\u043a\\u04af\\u043d\\u0456\"}"}}]');
INSERT INTO "change" VALUES(21,'2026-11-24T02:17:48+00:00','айгүл','edit','item:0001-0002','{"title": null}','{"title": "\u049b\u0430\u0442\u0435"}','36b04c2287213ad190825d5cfe087f559a8233a43a5dc604f1e69cf5c7d04e41',21,NULL,'[{"table": "item", "key": ["0001-0002"], "before": {"title": null}, "after": {"title": "\u049b\u0430\u0442\u0435"}}]');
INSERT INTO "change" VALUES(22,'2026-11-24T02:17:53+00:00','айгүл','undo edit','item:0001-0002','{"title": "\u049b\u0430\u0442\u0435"}','{"title": null}','2f775d7389209ab364def7e248d6e5d79471ad56a722b718cb0bf89a2aa4b9a6',22,21,'[{"table": "item", "key": ["0001-0002"], "before": {"title": "\u049b\u0430\u0442\u0435"}, "after": {"title": null}}]');
INSERT INTO "change" VALUES(23,'2026-11-24T02:17:58+00:00','айгүл','exhibit new','exhibition:korme',NULL,'{"slug": "korme", "titles": {"kk": "\u041a\u04e9\u0440\u043c\u0435"}, "entries": [], "introduction": {}, "sections": [], "opens": null, "closes": null, "credit": "", "contact": "", "base_address": ""}','edf3a95e7c9475981b3bb287018093c2c1f07c1ef5e3b74de0918f8a0ac01f64',23,NULL,'[{"table": "exhibition", "key": ["korme"], "before": null, "after": {"slug": "korme", "set": "{\"slug\": \"korme\", \"titles\": {\"kk\": \"\\u041a\\u04e9\\u0440\\u043c\\u0435\"}, \"entries\": [], \"introduction\": {}, \"sections\": [], \"opens\": null, \"closes\": null, \"credit\": \"\", \"contact\": \"\", \"base_address\": \"\"}", "changed_at": "2026-11-24T02:17:58+00:00"}}]');
INSERT INTO "change" VALUES(24,'2026-11-24T02:18:03+00:00','айгүл','exhibit add','exhibition:korme','{"slug": "korme", "titles": {"kk": "\u041a\u04e9\u0440\u043c\u0435"}, "entries": [], "introduction": {}, "sections": [], "opens": null, "closes": null, "credit": "", "contact": "", "base_address": ""}','{"slug": "korme", "titles": {"kk": "\u041a\u04e9\u0440\u043c\u0435"}, "entries": [{"item_id": "0001-0001", "labels": {}, "section": "", "print_cm": null}], "introduction": {}, "sections": [], "opens": null, "closes": null, "credit": "", "contact": "", "base_address": ""}','4e1f26b1c4b0aa0c89e9b853a5a4ecd8883ff7433d739e17f1948b78e327ee7b',24,NULL,'[{"table": "exhibition", "key": ["korme"], "before": {"set": "{\"slug\": \"korme\", \"titles\": {\"kk\": \"\\u041a\\u04e9\\u0440\\u043c\\u0435\"}, \"entries\": [], \"introduction\": {}, \"sections\": [], \"opens\": null, \"closes\": null, \"credit\": \"\", \"contact\": \"\", \"base_address\": \"\"}", "changed_at": "2026-11-24T02:17:58+00:00"}, "after": {"set": "{\"slug\": \"korme\", \"titles\": {\"kk\": \"\\u041a\\u04e9\\u0440\\u043c\\u0435\"}, \"entries\": [{\"item_id\": \"0001-0001\", \"labels\": {}, \"section\": \"\", \"print_cm\": null}], \"introduction\": {}, \"sections\": [], \"opens\": null, \"closes\": null, \"credit\": \"\", \"contact\": \"\", \"base_address\": \"\"}", "changed_at": "2026-11-24T02:18:03+00:00"}}]');
INSERT INTO "change" VALUES(25,'2026-11-24T02:18:09+00:00','айгүл','join as back','item:0001-0003','{"joined_to": null}','{"joined_to": "0001-0002"}','9cd87dd8a57b6983f7cceab91f9cd49b385ea882d512c245731d5b1500c1091b',25,NULL,NULL);
INSERT INTO "change" VALUES(26,'2026-11-24T02:18:09+00:00','айгүл','join back','item:0001-0002',NULL,'{"item": "0001-0003"}','8ccd4f644a9e3db770b5fea1cff8d0816fb11f703f35684fffb65c3c80a356d9',25,NULL,'[{"table": "item_side", "key": ["0001-0002", "back"], "before": null, "after": {"item_id": "0001-0002", "side": "back", "path": "accessions/0001/data/card/\u0441\u0443\u0440\u0435\u0442 3.jpg"}}, {"table": "item", "key": ["0001-0003"], "before": {"joined_to": null}, "after": {"joined_to": "0001-0002"}}]');
CREATE TABLE depiction (
        item_id TEXT NOT NULL REFERENCES item (id), person_id TEXT NOT NULL REFERENCES person (id),
        status TEXT NOT NULL CHECK (status IN ('suggested', 'confirmed', 'rejected')),
        position TEXT, evidence JSON, ordinal INTEGER NOT NULL, confidence FLOAT, certainty TEXT
        CHECK (certainty IN ('certain', 'probable', 'possible')), PRIMARY KEY (item_id, person_id));
INSERT INTO "depiction" VALUES('0001-0001','P00001','confirmed',NULL,NULL,1,NULL,NULL);
INSERT INTO "depiction" VALUES('0001-0002','P00001','confirmed',NULL,NULL,1,NULL,NULL);
CREATE TABLE event (
        id TEXT PRIMARY KEY NOT NULL, names JSON NOT NULL, date JSON, place TEXT, description TEXT,
        text TEXT, organisers JSON NOT NULL, source BLOB, merged_into TEXT REFERENCES event (id), alternatives JSON NOT NULL DEFAULT '[]');
INSERT INTO "event" VALUES('E0001','{"en": "card", "kk": "\u0415\u0441\u043a\u0435\u0440\u0442\u043a\u0456\u0448 \u043a\u04af\u043d\u0456"}',NULL,NULL,NULL,NULL,'[]',X'2F6D656469612F63617264',NULL,'[]');
INSERT INTO "event" VALUES('E0002','{"kk": "\u041a\u0456\u0442\u0430\u043f \u043a\u04af\u043d\u0456"}',NULL,NULL,NULL,NULL,'[]',NULL,NULL,'[]');
CREATE TABLE exhibition (
        slug TEXT PRIMARY KEY NOT NULL, "set" JSON NOT NULL, changed_at TEXT NOT NULL);
INSERT INTO "exhibition" VALUES('korme','{"slug": "korme", "titles": {"kk": "\u041a\u04e9\u0440\u043c\u0435"}, "entries": [{"item_id": "0001-0001", "labels": {}, "section": "", "print_cm": null}], "introduction": {}, "sections": [], "opens": null, "closes": null, "credit": "", "contact": "", "base_address": ""}','2026-11-24T02:18:03+00:00');
CREATE TABLE file (
        accession TEXT NOT NULL REFERENCES accession (number), seq INTEGER NOT NULL,
        path BLOB NOT NULL, root BLOB NOT NULL, role TEXT NOT NULL, mate INTEGER, media_type TEXT,
        size INTEGER NOT NULL, sha256 TEXT, payload TEXT, pages INTEGER, status TEXT NOT NULL,
        item_id TEXT, reason TEXT, PRIMARY KEY (accession, seq));
INSERT INTO "file" VALUES('0001',1,X'2F6D656469612F636172642FD181D183D180D0B5D18220312E6A7067',X'2F6D656469612F63617264','front',NULL,'image/jpeg',5427,'c338502f091e94962c81b90ddd765d29de47ca486920be42640597dd3e59723f','data/card/сурет 1.jpg',1,'added','0001-0001',NULL);
INSERT INTO "file" VALUES('0001',2,X'2F6D656469612F636172642FD181D183D180D0B5D18220322E6A7067',X'2F6D656469612F63617264','front',NULL,'image/jpeg',5429,'64b27218156c0fc8d91507d021062d44f5f497331bd596ab203910fa0a1d47d6','data/card/сурет 2.jpg',1,'added','0001-0002',NULL);
INSERT INTO "file" VALUES('0001',3,X'2F6D656469612F636172642FD181D183D180D0B5D18220332E6A7067',X'2F6D656469612F63617264','front',NULL,'image/jpeg',5429,'7f78930cf4d956fbc1dc53b0483b4e2962795e0df0b86f4233ddee05c57249bc','data/card/сурет 3.jpg',1,'added','0001-0003',NULL);
CREATE TABLE item (
        id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('photo', 'document')),
        pages INTEGER NOT NULL, width INTEGER, height INTEGER, title TEXT, author TEXT, reference TEXT,
        event_id TEXT REFERENCES event (id), place TEXT, edtf TEXT, date_display TEXT, earliest TEXT,
        latest TEXT, date_basis TEXT, keywords JSON NOT NULL, rights JSON NOT NULL,
        metadata JSON NOT NULL, reviewed BOOLEAN NOT NULL, form TEXT, unidentified INTEGER CHECK (unidentified >= 0), joined_to TEXT REFERENCES item (id), pixels TEXT, likeness TEXT);
INSERT INTO "item" VALUES('0001-0001','photo',1,640,480,NULL,NULL,NULL,'E0001',NULL,'2023-10-14','14 қазан 2023','2023-10-14','2023-10-14','staff','[]','{"access": "public", "statement": null, "holder": null, "permission_until": null, "consent": null, "publish": true}','{"exif": {}, "iptc": {}, "xmp": {}, "problems": [], "facts": {"taken": null, "taken_field": null, "doubtful": null, "doubted": null, "scanned_at": null, "camera": null, "scanner": null, "gps": null, "description": null, "title": null, "keywords": [], "creator": null, "copyright": null, "persons": [], "place": null, "city": null, "region": null, "country": null, "orientation": null, "sources": {}, "conflicts": []}}',0,NULL,NULL,NULL,'8f30e4068266ed917c377c8de344d716cf7cd2a429bc25d88243fb769a2db5e5','0000000000000000');
INSERT INTO "item" VALUES('0001-0002','photo',1,640,480,NULL,NULL,NULL,'E0002',NULL,NULL,NULL,NULL,NULL,NULL,'[]','{"access": "public", "statement": null, "holder": null, "permission_until": null, "consent": null, "publish": true}','{"exif": {}, "iptc": {}, "xmp": {}, "problems": [], "facts": {"taken": null, "taken_field": null, "doubtful": null, "doubted": null, "scanned_at": null, "camera": null, "scanner": null, "gps": null, "description": null, "title": null, "keywords": [], "creator": null, "copyright": null, "persons": [], "place": null, "city": null, "region": null, "country": null, "orientation": null, "sources": {}, "conflicts": []}}',0,'negative',3,NULL,'f7d88519b5dbab39c24ee4a80680b643ce79eec28e7a6d61a1b66f65a2cae9ba','0000000000000000');
INSERT INTO "item" VALUES('0001-0003','photo',1,640,480,NULL,NULL,NULL,'E0001',NULL,NULL,NULL,NULL,NULL,NULL,'[]','{"access": "public", "statement": null, "holder": null, "permission_until": null, "consent": null, "publish": true}','{"exif": {}, "iptc": {}, "xmp": {}, "problems": [], "facts": {"taken": null, "taken_field": null, "doubtful": null, "doubted": null, "scanned_at": null, "camera": null, "scanner": null, "gps": null, "description": null, "title": null, "keywords": [], "creator": null, "copyright": null, "persons": [], "place": null, "city": null, "region": null, "country": null, "orientation": null, "sources": {}, "conflicts": []}}',0,NULL,NULL,'0001-0002','366c3e5b332d11868ab90cd4a92693c06f1ecb8004750cda7f0d49251446a6c0','0000000000000000');
CREATE TABLE item_side (
        item_id TEXT NOT NULL REFERENCES item (id), side TEXT NOT NULL CHECK (side IN ('front', 'back')),
        path TEXT NOT NULL REFERENCES original (path), PRIMARY KEY (item_id, side));
INSERT INTO "item_side" VALUES('0001-0001','front','accessions/0001/data/card/сурет 1.jpg');
INSERT INTO "item_side" VALUES('0001-0002','front','accessions/0001/data/card/сурет 2.jpg');
INSERT INTO "item_side" VALUES('0001-0003','front','accessions/0001/data/card/сурет 3.jpg');
INSERT INTO "item_side" VALUES('0001-0002','back','accessions/0001/data/card/сурет 3.jpg');
CREATE TABLE last_id (letter TEXT PRIMARY KEY NOT NULL, number INTEGER NOT NULL);
INSERT INTO "last_id" VALUES('E',2);
INSERT INTO "last_id" VALUES('P',2);
CREATE TABLE original (
        path TEXT PRIMARY KEY NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
        media_type TEXT NOT NULL, name TEXT NOT NULL, folder TEXT NOT NULL, raw_name TEXT,
        accession TEXT NOT NULL REFERENCES accession (number), seq INTEGER NOT NULL);
INSERT INTO "original" VALUES('accessions/0001/data/card/сурет 1.jpg','c338502f091e94962c81b90ddd765d29de47ca486920be42640597dd3e59723f',5427,'image/jpeg','сурет 1.jpg','card',NULL,'0001',1);
INSERT INTO "original" VALUES('accessions/0001/data/card/сурет 2.jpg','64b27218156c0fc8d91507d021062d44f5f497331bd596ab203910fa0a1d47d6',5429,'image/jpeg','сурет 2.jpg','card',NULL,'0001',2);
INSERT INTO "original" VALUES('accessions/0001/data/card/сурет 3.jpg','7f78930cf4d956fbc1dc53b0483b4e2962795e0df0b86f4233ddee05c57249bc',5429,'image/jpeg','сурет 3.jpg','card',NULL,'0001',3);
CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, item_id TEXT NOT NULL);
INSERT INTO "outbox" VALUES(1,'0001-0001');
INSERT INTO "outbox" VALUES(2,'0001-0002');
INSERT INTO "outbox" VALUES(3,'0001-0003');
INSERT INTO "outbox" VALUES(4,'0001-0001');
INSERT INTO "outbox" VALUES(5,'0001-0001');
INSERT INTO "outbox" VALUES(6,'0001-0001');
INSERT INTO "outbox" VALUES(7,'0001-0002');
INSERT INTO "outbox" VALUES(8,'0001-0002');
INSERT INTO "outbox" VALUES(9,'0001-0001');
INSERT INTO "outbox" VALUES(10,'0001-0002');
INSERT INTO "outbox" VALUES(11,'0001-0001');
INSERT INTO "outbox" VALUES(12,'0001-0003');
INSERT INTO "outbox" VALUES(13,'0001-0002');
INSERT INTO "outbox" VALUES(14,'0001-0002');
INSERT INTO "outbox" VALUES(15,'0001-0003');
INSERT INTO "outbox" VALUES(16,'0001-0003');
INSERT INTO "outbox" VALUES(17,'0001-0002');
CREATE TABLE participant (
        event_id TEXT NOT NULL REFERENCES event (id), person_id TEXT NOT NULL REFERENCES person (id),
        status TEXT NOT NULL CHECK (status IN ('suggested', 'confirmed', 'rejected')),
        evidence JSON, ordinal INTEGER NOT NULL, confidence FLOAT, PRIMARY KEY (event_id, person_id));
CREATE TABLE person (
        id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
        named_by TEXT NOT NULL, merged_into TEXT REFERENCES person (id), dates TEXT, note TEXT, publish BOOLEAN NOT NULL DEFAULT 1);
INSERT INTO "person" VALUES('P00001','Омарова Дина','ома','staff',NULL,NULL,NULL,1);
INSERT INTO "person" VALUES('P00002','Омарова Динара','ома','staff','P00001',NULL,NULL,1);
CREATE TABLE person_distinct (
        one TEXT NOT NULL REFERENCES person (id), other TEXT NOT NULL REFERENCES person (id),
        PRIMARY KEY (one, other), CHECK (one < other));
CREATE TABLE person_variant (
        person_id TEXT NOT NULL REFERENCES person (id), name TEXT NOT NULL, generated BOOLEAN NOT NULL, language TEXT, key TEXT,
        PRIMARY KEY (person_id, name));
INSERT INTO "person_variant" VALUES('P00001','Дина Омарова',1,'und-Cyrl','дин');
INSERT INTO "person_variant" VALUES('P00001','Омарова Д.',1,'und-Cyrl','ома');
INSERT INTO "person_variant" VALUES('P00001','Omarova Dina',1,'und-Latn','ома');
INSERT INTO "person_variant" VALUES('P00001','Dina Omarova',1,'und-Latn','дин');
INSERT INTO "person_variant" VALUES('P00002','Динара Омарова',1,'und-Cyrl','дин');
INSERT INTO "person_variant" VALUES('P00002','Омарова Д.',1,'und-Cyrl','ома');
INSERT INTO "person_variant" VALUES('P00002','Omarova Dinara',1,'und-Latn','ома');
INSERT INTO "person_variant" VALUES('P00002','Dinara Omarova',1,'und-Latn','дин');
INSERT INTO "person_variant" VALUES('P00001','Омарова Динара',0,'und-Cyrl','ома');
CREATE TABLE saved_search (
        owner TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, PRIMARY KEY (owner, name));
CREATE TABLE sighting (
        sha256 TEXT NOT NULL, path BLOB NOT NULL, name TEXT NOT NULL,
        seen_at TEXT NOT NULL, PRIMARY KEY (sha256, path));
CREATE TABLE suggestion (
        id INTEGER PRIMARY KEY NOT NULL, subject TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
        evidence JSON NOT NULL, confidence FLOAT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('suggested', 'accepted', 'rejected')));
INSERT INTO "suggestion" VALUES(1,'event:E0001','name','card','{"field": "folder", "quote": "card", "start": 0, "end": 4, "sentence": "card", "item": null}',0.5,'suggested');
INSERT INTO "suggestion" VALUES(2,'item:0001-0001','event','E0001','{"field": "folder", "quote": "card", "start": null, "end": null, "sentence": "", "item": null}',0.5,'suggested');
INSERT INTO "suggestion" VALUES(3,'item:0001-0002','event','E0001','{"field": "folder", "quote": "card", "start": null, "end": null, "sentence": "", "item": null}',0.5,'rejected');
INSERT INTO "suggestion" VALUES(4,'item:0001-0003','event','E0001','{"field": "folder", "quote": "card", "start": null, "end": null, "sentence": "", "item": null}',0.5,'suggested');
CREATE TABLE text (
        id INTEGER PRIMARY KEY NOT NULL, item_id TEXT NOT NULL REFERENCES item (id), role TEXT NOT NULL,
        side TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
        confidence FLOAT, "by" TEXT NOT NULL, outcome TEXT NOT NULL, current BOOLEAN NOT NULL,
        lines JSON NOT NULL, at TEXT NOT NULL);
INSERT INTO "text" VALUES(1,'0001-0001','caption','front',1,'мұражай ашылды','kk',NULL,'staff:айгүл','text',1,'[]','2026-11-24T02:17:21+00:00');
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
CREATE INDEX item_by_pixels ON item (pixels);
CREATE INDEX suggestion_by_status ON suggestion (status);
CREATE INDEX depiction_by_status ON depiction (status);
CREATE INDEX person_variant_by_key ON person_variant (key);
CREATE INDEX change_by_undoes ON change (undoes) WHERE undoes IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',17);
COMMIT;
PRAGMA user_version = 2;
