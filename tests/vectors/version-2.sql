-- A school's file as the program of version 2 made it (2026-11-22): what it did stands in the trail. See tests/cli/version.test.sh.
PRAGMA application_id = 1197765492;
PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE school (
    id    INTEGER PRIMARY KEY,
    code  TEXT NOT NULL UNIQUE,        -- location code: four characters, leading zeros kept
    name  TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('elementary', 'middle', 'senior', 'span'))
) STRICT;
INSERT INTO school VALUES(1,'0042','Old School','senior');
CREATE TABLE setting (
    school INTEGER NOT NULL REFERENCES school,
    key    TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (school, key)
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES(1,'lead','12');
INSERT INTO setting VALUES(1,'requester','A. Reyes');
CREATE TABLE calendar_day (
    school      INTEGER NOT NULL REFERENCES school,
    school_year INTEGER NOT NULL,      -- the year it begins in: 2026 is 2026-27
    kind        TEXT NOT NULL CHECK (kind IN ('first_day', 'last_day', 'break', 'holiday', 'no_school', 'closure')),
    from_date   TEXT NOT NULL,
    to_date     TEXT NOT NULL,         -- the same as from_date for a single day
    name        TEXT NOT NULL,
    PRIMARY KEY (school, school_year, from_date, kind, to_date)
) STRICT, WITHOUT ROWID;
INSERT INTO calendar_day VALUES(1,2026,'first_day','2026-08-13','2026-08-13','');
INSERT INTO calendar_day VALUES(1,2026,'holiday','2026-09-07','2026-09-07','Labor Day');
INSERT INTO calendar_day VALUES(1,2026,'last_day','2027-06-10','2027-06-10','');
CREATE TABLE trail (
    school  INTEGER NOT NULL REFERENCES school,
    id      INTEGER NOT NULL CHECK (id > 0),
    at      TEXT NOT NULL,             -- UTC, the real time
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,             -- the command: "stock issue"
    subject TEXT NOT NULL,             -- what it was done to: "parent-guide.es"
    detail  TEXT NOT NULL,             -- what changed, in words
    hash    BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;
INSERT INTO trail VALUES(1,1,'2026-11-22T23:38:29Z','A. Reyes','init','0042','Old School, senior',X'f2534a4e8fd10df3ee4f563ac6e39e1bf49d7675420197f714b8339b6f59e02b');
INSERT INTO trail VALUES(1,2,'2026-11-22T23:38:29Z','A. Reyes','school set','0042','lead=12; requester=A. Reyes',X'f5119e5aca3b5b75248f467a5bfc455d3f4b332689a97503f1b9587485eab633');
INSERT INTO trail VALUES(1,3,'2026-11-22T23:38:29Z','A. Reyes','language set','es','40 families with a pupil in special-education, 2026-27',X'a57d3b89e5f587e8646f1ba12fcb1a14ef0275fecd38473382774b029d86278f');
INSERT INTO trail VALUES(1,4,'2026-11-22T23:38:29Z','A. Reyes','catalog number','lre.en','material_number: (none) -> 1234567890; found in: (none) -> entered by A. Reyes, 2026-09-14',X'77a79dd807b498b74d9ee8d30aa31b47c5abaae1612dc7c107cebcb17f13c8d0');
INSERT INTO trail VALUES(1,6,'2026-11-22T23:38:29Z','A. Reyes','stock adjust','lre.en','lre.en +20 on 2026-08-20',X'7cca6db8d081ac6809b0b06aec12ce6fed0ac98eca658336a8cb2d7535e62831');
INSERT INTO trail VALUES(1,8,'2026-11-22T23:38:29Z','A. Reyes','stock receive','esy.en','esy.en +30 on 2026-08-21',X'b905a1c835fd9e7ee3ca3c4dbf422538ad816676165a19c5d17d71263516735e');
INSERT INTO trail VALUES(1,10,'2026-11-22T23:38:29Z','A. Reyes','stock issue','lre.en','lre.en -3 on 2026-09-14',X'777497258fbfd499987b3aa28eb68f14cd8b28a29a19ff02d7b6e087781691ac');
INSERT INTO trail VALUES(1,11,'2026-11-22T23:38:29Z','A. Reyes','catalog supersede','lre.en','edition Sep 2026 from 2026-09-01',X'b6a488c1dd8a21266b81d25796a6cc7fef8b1cc3fb552f90c5dd2ab73628b9a9');
INSERT INTO trail VALUES(1,13,'2026-11-22T23:38:29Z','A. Reyes','stock undo','lre.en','lre.en +3 on 2026-09-14',X'ee0cccb90d11e7dd91132b523748017ab32baeaa33466a7fb402e18c035c2b84');
INSERT INTO trail VALUES(1,14,'2026-11-22T23:38:29Z','A. Reyes','calendar import','2026-27','2026-27: 3 new, 0 changed, 0 unchanged, 0 refused. (batch 1)',X'57e342fc39444251a1ede2620b12c221aa090c74a47f2f0b4eecc302de166230');
INSERT INTO trail VALUES(1,16,'2026-11-22T23:38:29Z','A. Reyes','requisition new','R-2026-27-0001','0 lines',X'ce98b62a663b0e6f147070053b9df35eaabda33b2902114c835468051a1e31fd');
INSERT INTO trail VALUES(1,17,'2026-11-22T23:38:29Z','A. Reyes','requisition add','R-2026-27-0001','40 copies of lre.en, check the unit of issue',X'dadb1737e63048433fbc9b68edb4cc89e28e74d13691844373108cb410527d5a');
INSERT INTO trail VALUES(1,19,'2026-11-22T23:38:29Z','A. Reyes','requisition submit','R-2026-27-0001','R-2026-27-0001 waits for the principal''s approval.',X'fe34807096240df01b489f1487c082a9d68695b2383fa04ce6c53761957271e1');
INSERT INTO trail VALUES(1,21,'2026-11-22T23:38:29Z','A. Reyes','requisition approve','R-2026-27-0001','R-2026-27-0001 is approved: signed on paper, 2026-09-14.',X'fae8435a08e75fa72a605f9033526ebb2c0f0bd79e6ef5a452269dbc1b07b6cc');
INSERT INTO trail VALUES(1,23,'2026-11-22T23:38:29Z','A. Reyes','requisition send','R-2026-27-0001','R-2026-27-0001 was sent on Sep 14, 2026. It is not edited any more.',X'c021fbdbdf37890da1ebb5bf460e707387c647068b8037c669ee79c410c1439a');
INSERT INTO trail VALUES(1,27,'2026-11-22T23:38:29Z','A. Reyes','requisition receive','R-2026-27-0001','R-2026-27-0001: received 30 of lre.en. Still to come: 10 of lre.en.',X'8fc589985c0158a5144056cb4ef2b29656d203b9ec6b4a98c1c986605104cdb8');
INSERT INTO trail VALUES(1,29,'2026-11-22T23:38:29Z','A. Reyes','stock issue','esy.en','esy.en +1 by e-mail on 2026-09-14',X'b9b154d12e2bd6cfb10e98aa92b7170f2869be61032f9479339800aad74aa4c7');
INSERT INTO trail VALUES(1,30,'2026-11-22T23:38:29Z','A. Reyes','count enter','esy.en','count 1: esy.en 12 (record 30)',X'e512cf7c958463fae48885efed7009342f4148a7e947d71f267beb048c2258a0');
INSERT INTO trail VALUES(1,32,'2026-11-22T23:38:29Z','A. Reyes','count apply','count 1','count 1: esy.en 12 (record 30)',X'27f9bca1eccde656ad7acaa60e8a7912958d15ecacd505db7d030c056500bab1');
INSERT INTO trail VALUES(1,33,'2026-11-22T23:38:29Z','A. Reyes','count enter','lre.en','count 2: lre.en 17 (record 30)',X'1e6658c390c85205e650b90f874217df205c6205c680474d3253bb6341eb3b2b');
INSERT INTO trail VALUES(1,35,'2026-11-22T23:38:29Z','A. Reyes','import','batch 2','1 row: 1 new, 0 already here, 0 refused',X'610b494b3f7cd4488a26e74aeb6ee8481341dc97971cc797f781f8312463182e');
INSERT INTO trail VALUES(1,36,'2026-11-22T23:38:29Z','A. Reyes','user add','A. Reyes','principal',X'96b236f1fa3cc54ef3373925208de244790d398ecab93d9511636f66ae23e05f');
INSERT INTO trail VALUES(1,37,'2026-11-22T23:38:29Z','A. Reyes','user add','mia','clerk',X'd47603541948005a5557138ec0f6077c8ae72bb28b93b0bb11571d8dc5db0973');
CREATE TABLE language (
    school  INTEGER NOT NULL REFERENCES school,
    tag     TEXT NOT NULL,             -- "es"
    english TEXT NOT NULL,             -- "Spanish"
    own     TEXT NOT NULL,             -- "Español"
    PRIMARY KEY (school, tag)
) STRICT, WITHOUT ROWID;
INSERT INTO language VALUES(1,'ar','Arabic','العربية');
INSERT INTO language VALUES(1,'en','English','English');
INSERT INTO language VALUES(1,'es','Spanish','Español');
INSERT INTO language VALUES(1,'fa','Farsi','فارسی');
INSERT INTO language VALUES(1,'fil','Filipino','Filipino');
INSERT INTO language VALUES(1,'hy','Armenian','Հայերեն');
INSERT INTO language VALUES(1,'ko','Korean','한국어');
INSERT INTO language VALUES(1,'ru','Russian','Русский');
INSERT INTO language VALUES(1,'vi','Vietnamese','Tiếng Việt');
INSERT INTO language VALUES(1,'zh','Chinese','中文');
CREATE TABLE family (
    school      INTEGER NOT NULL REFERENCES school,
    school_year INTEGER NOT NULL,
    language    TEXT NOT NULL,
    program     TEXT NOT NULL CHECK (program IN ('special-education', 'section-504')),
    families    INTEGER NOT NULL CHECK (families BETWEEN 0 AND 1000000),
    pupils      INTEGER CHECK (pupils BETWEEN 0 AND 1000000), -- enrolled pupils of this home language; NULL: not entered
    PRIMARY KEY (school, school_year, language, program),
    FOREIGN KEY (school, language) REFERENCES language
) STRICT, WITHOUT ROWID;
INSERT INTO family VALUES(1,2026,'es','special-education',40,NULL);
CREATE TABLE publication (
    school          INTEGER NOT NULL REFERENCES school,
    code            TEXT NOT NULL,     -- "parent-guide"
    place           INTEGER NOT NULL,  -- its place in lists: that of the reference guide
    program         TEXT NOT NULL CHECK (program IN ('special-education', 'section-504')),
    title           TEXT NOT NULL,
    short_title     TEXT NOT NULL,     -- what fits a table: without the part in brackets
    kind            TEXT NOT NULL CHECK (kind IN ('booklet', 'brochure', 'guide', 'poster', 'other')),
    secondary_only  INTEGER NOT NULL CHECK (secondary_only IN (0, 1)),
    copies_per_year INTEGER CHECK (copies_per_year BETWEEN 0 AND 100), -- per family; NULL: the school's default
    PRIMARY KEY (school, code)
) STRICT, WITHOUT ROWID;
INSERT INTO publication VALUES(1,'equity-office',9,'section-504','Educational Equity Compliance Office','Educational Equity Compliance Office','brochure',0,NULL);
INSERT INTO publication VALUES(1,'esy',6,'special-education','Extended School Year (ESY)','Extended School Year (ESY)','brochure',0,NULL);
INSERT INTO publication VALUES(1,'iep-and-you',3,'special-education','The IEP and You','The IEP and You','guide',0,NULL);
INSERT INTO publication VALUES(1,'itp-booklet',5,'special-education','The ITP and You','The ITP and You','booklet',1,NULL);
INSERT INTO publication VALUES(1,'itp-guide',4,'special-education','The ITP and You','The ITP and You','guide',1,NULL);
INSERT INTO publication VALUES(1,'lre',7,'special-education','Least Restrictive Environment (LRE)','Least Restrictive Environment (LRE)','brochure',0,NULL);
INSERT INTO publication VALUES(1,'parent-guide',1,'special-education','A Parent''s Guide to Special Education Services (Including Procedural Rights and Safeguards)','A Parent''s Guide to Special Education Services','booklet',0,2);
INSERT INTO publication VALUES(1,'puzzled',2,'special-education','Are You Puzzled by Your Child''s Special Needs?','Are You Puzzled by Your Child''s Special Needs?','brochure',0,NULL);
INSERT INTO publication VALUES(1,'section-504',8,'section-504','Section 504 and Students with Disabilities','Section 504 and Students with Disabilities','brochure',0,NULL);
CREATE TABLE item (
    school          INTEGER NOT NULL REFERENCES school,
    id              INTEGER NOT NULL CHECK (id > 0),
    code            TEXT NOT NULL,     -- "parent-guide.es"
    publication     TEXT NOT NULL,
    languages       TEXT NOT NULL,     -- tags separated by one space: "en es"
    material_number TEXT CHECK (length(material_number) = 10), -- NULL: see the catalog
    number_source   TEXT,              -- where the number was found, and when
    own_title       TEXT,              -- the title in the printing's own language
    unit            TEXT,              -- unit of issue: "pack"; NULL: unknown
    copies_per_unit INTEGER CHECK (copies_per_unit BETWEEN 1 AND 1000000), -- NULL: unknown
    copies_per_year INTEGER CHECK (copies_per_year BETWEEN 0 AND 100), -- NULL: the publication's
    floor           INTEGER CHECK (floor BETWEEN 0 AND 1000000), -- NULL: the school's
    shelf_cap       INTEGER CHECK (shelf_cap BETWEEN 1 AND 1000000),
    minimum         INTEGER CHECK (minimum BETWEEN 0 AND 1000000),
    maximum         INTEGER CHECK (maximum BETWEEN 0 AND 1000000),
    retired_on      TEXT,
    PRIMARY KEY (school, id),
    UNIQUE (school, code),
    UNIQUE (school, material_number),
    FOREIGN KEY (school, publication) REFERENCES publication
) STRICT, WITHOUT ROWID;
INSERT INTO item VALUES(1,1,'parent-guide.en','parent-guide','en','9661218950','REF-5640.9, September 2022',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(1,2,'parent-guide.es','parent-guide','es','9661218951','REF-5640.9, September 2022',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(1,3,'puzzled.en','puzzled','en',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(1,4,'iep-and-you.en-es','iep-and-you','en es','9665026450','REF-5640.9, September 2022',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(1,5,'itp-guide.en-es','itp-guide','en es','9665026460','REF-5640.9, September 2022',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(1,6,'itp-booklet.en','itp-booklet','en',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(1,7,'esy.en','esy','en',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(1,8,'lre.en','lre','en','1234567890','entered by A. Reyes, 2026-09-14',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(1,9,'section-504.en','section-504','en',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(1,10,'equity-office.en','equity-office','en',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE edition (
    school    INTEGER NOT NULL REFERENCES school,
    item      INTEGER NOT NULL,
    number    INTEGER NOT NULL CHECK (number > 0), -- 1, 2, ...
    name      TEXT NOT NULL,           -- "Sep 2018"; empty: not known
    from_date TEXT NOT NULL,           -- the first edition's: 0001-01-01
    PRIMARY KEY (school, item, number),
    UNIQUE (school, item, from_date),
    FOREIGN KEY (school, item) REFERENCES item
) STRICT, WITHOUT ROWID;
INSERT INTO edition VALUES(1,1,1,'','0001-01-01');
INSERT INTO edition VALUES(1,2,1,'','0001-01-01');
INSERT INTO edition VALUES(1,3,1,'','0001-01-01');
INSERT INTO edition VALUES(1,4,1,'','0001-01-01');
INSERT INTO edition VALUES(1,5,1,'','0001-01-01');
INSERT INTO edition VALUES(1,6,1,'','0001-01-01');
INSERT INTO edition VALUES(1,7,1,'','0001-01-01');
INSERT INTO edition VALUES(1,8,1,'','0001-01-01');
INSERT INTO edition VALUES(1,8,2,'Sep 2026','2026-09-01');
INSERT INTO edition VALUES(1,9,1,'','0001-01-01');
INSERT INTO edition VALUES(1,10,1,'','0001-01-01');
CREATE TABLE batch (
    school  INTEGER NOT NULL REFERENCES school,
    id      INTEGER NOT NULL CHECK (id > 0),
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    rows    INTEGER NOT NULL CHECK (rows >= 0), kind TEXT NOT NULL DEFAULT 'movements', first_place INTEGER, last_place INTEGER, rows_before TEXT, rows_after TEXT, undone_at TEXT, undone_by TEXT,
    PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;
INSERT INTO batch VALUES(1,1,'2026-11-22T23:38:29Z','A. Reyes',3,'calendar',NULL,NULL,replace('school_year,kind,from,to,name\n','\n',char(10)),replace('school_year,kind,from,to,name\n2026-27,first_day,2026-08-13,,\n2026-27,holiday,2026-09-07,,Labor Day\n2026-27,last_day,2027-06-10,,\n','\n',char(10)),NULL,NULL);
INSERT INTO batch VALUES(1,2,'2026-11-22T23:38:29Z','A. Reyes',1,'movements',34,34,NULL,NULL,NULL,NULL);
CREATE TABLE movement (
    school   INTEGER NOT NULL REFERENCES school,
    id       INTEGER NOT NULL CHECK (id > 0), -- its place in the school's chain, see trail
    item     INTEGER NOT NULL,
    edition  INTEGER NOT NULL,
    -- not IN (...): SQLite would make a little table of the list for every row, a quarter of an import's time
    kind     TEXT NOT NULL CHECK (kind = 'issue' OR kind = 'receive' OR kind = 'print' OR kind = 'return' OR kind = 'adjust'),
    quantity INTEGER NOT NULL CHECK (quantity <> 0 AND quantity BETWEEN -1000000000 AND 1000000000), -- copies; below zero when they leave the shelf
    on_date  TEXT NOT NULL,
    reason   TEXT,                     -- of an adjust: "damaged"; of an issue: what it was handed out for
    how      TEXT,                     -- of an issue: paper, email, web
    note     TEXT,
    reverses INTEGER,                  -- the movement that this one undoes
    batch    INTEGER,                  -- the import that brought it
    mark     INTEGER,                  -- then a fingerprint of its kind, quantity, reason and note
    hash     BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, item, edition) REFERENCES edition,
    FOREIGN KEY (school, reverses) REFERENCES movement
) STRICT, WITHOUT ROWID;
INSERT INTO movement VALUES(1,5,8,1,'adjust',20,'2026-08-20','opening',NULL,NULL,NULL,NULL,NULL,X'c0b4c426d8c2bd9366bacdc76d5371000a86f0bfae01db3e3a0e97565d065c2f');
INSERT INTO movement VALUES(1,7,7,1,'receive',30,'2026-08-21',NULL,NULL,NULL,NULL,NULL,NULL,X'911cfe9da01f59afe1a3ae289b6631493466775d81c3971679b739b8325b9942');
INSERT INTO movement VALUES(1,9,8,1,'issue',-3,'2026-09-14','annual',NULL,NULL,NULL,NULL,NULL,X'abccbbc1fef50cb3ec95e72c27756537cff5d83dde18ab6aae9cdefef3254868');
INSERT INTO movement VALUES(1,12,8,1,'issue',3,'2026-09-14','annual',NULL,NULL,9,NULL,NULL,X'fe65a1176bd4b603b96e5ec46bad95040b931def0efb9f63b64bd3c4e0c13748');
INSERT INTO movement VALUES(1,25,8,2,'receive',30,'2026-09-14',NULL,NULL,'R-2026-27-0001',NULL,NULL,NULL,X'cc4f7a23488c16e4020a8bbdf7a5dd671d0abe5c189a8e450a5f08da8a0ba477');
INSERT INTO movement VALUES(1,31,7,1,'adjust',-18,'2026-09-14','unrecorded',NULL,'count 1',NULL,NULL,NULL,X'fcd2d0bbb5ef36949bde9428a810723cab9d7c4e7fbb5bd7f2479b54668ffa5e');
INSERT INTO movement VALUES(1,34,7,1,'receive',5,'2026-09-10',NULL,NULL,'by file',NULL,2,6682516350018866713,X'3819594ce88dc1c14795b13f43a9b893acbb75b2faef0836f73a6245aa082d30');
CREATE TABLE stock_day (
    school   INTEGER NOT NULL,
    item     INTEGER NOT NULL,
    edition  INTEGER NOT NULL,
    on_date  TEXT NOT NULL,
    change   INTEGER NOT NULL CHECK (change BETWEEN -1000000000000 AND 1000000000000),         -- the day's movements, summed
    came_in  INTEGER NOT NULL CHECK (came_in BETWEEN -1000000000000 AND 1000000000000),         -- of them, what came in
    used     INTEGER NOT NULL CHECK (used BETWEEN -1000000000000 AND 1000000000000), -- of them, what counts as issued in the order arithmetic
    balance  INTEGER NOT NULL CHECK (balance BETWEEN 0 AND 1000000000000), -- at the end of the day
    used_all INTEGER NOT NULL CHECK (used_all BETWEEN -1000000000000 AND 1000000000000), -- used, from the first day through this one
    PRIMARY KEY (school, item, edition, on_date),
    FOREIGN KEY (school, item, edition) REFERENCES edition
) STRICT, WITHOUT ROWID;
INSERT INTO stock_day VALUES(1,7,1,'2026-08-21',30,30,0,30,0);
INSERT INTO stock_day VALUES(1,7,1,'2026-09-10',5,5,0,35,0);
INSERT INTO stock_day VALUES(1,7,1,'2026-09-14',-18,0,18,17,18);
INSERT INTO stock_day VALUES(1,8,1,'2026-08-20',20,20,0,20,0);
INSERT INTO stock_day VALUES(1,8,1,'2026-09-14',0,0,0,20,0);
INSERT INTO stock_day VALUES(1,8,2,'2026-09-14',30,30,0,30,0);
CREATE TABLE stock_run (
    school    INTEGER NOT NULL,
    item      INTEGER NOT NULL,
    from_date TEXT NOT NULL,
    to_date   TEXT,                    -- NULL: still
    PRIMARY KEY (school, item, from_date),
    FOREIGN KEY (school, item) REFERENCES item
) STRICT, WITHOUT ROWID;
INSERT INTO stock_run VALUES(1,7,'2026-08-21',NULL);
INSERT INTO stock_run VALUES(1,8,'2026-08-20','2026-08-31');
INSERT INTO stock_run VALUES(1,8,'2026-09-14',NULL);
CREATE TABLE import_seen (
    school  INTEGER NOT NULL,
    item    INTEGER NOT NULL,
    on_date TEXT NOT NULL,
    mark    INTEGER NOT NULL,
    before  INTEGER NOT NULL CHECK (before >= 0),
    seen    INTEGER NOT NULL CHECK (seen > 0),
    PRIMARY KEY (school, item, on_date, mark)
) STRICT, WITHOUT ROWID;
CREATE TABLE requisition (
    school      INTEGER NOT NULL REFERENCES school,
    school_year INTEGER NOT NULL,
    number      INTEGER NOT NULL CHECK (number > 0), -- R-2026-27-0001; no gap in a year
    status      TEXT NOT NULL CHECK (status IN ('draft', 'waiting', 'approved', 'sent', 'part received', 'closed', 'cancelled')),
    prepared    TEXT NOT NULL,
    needed      TEXT,                  -- date needed by
    priority    TEXT NOT NULL CHECK (priority IN ('regular', 'same day', 'overnight', 'will-call')),
    purpose     TEXT,
    urgent      INTEGER NOT NULL CHECK (urgent IN (0, 1)), replaces_year INTEGER, replaces_number INTEGER,
    PRIMARY KEY (school, school_year, number)
) STRICT, WITHOUT ROWID;
INSERT INTO requisition VALUES(1,2026,1,'part received','2026-09-14',NULL,'regular',NULL,0,NULL,NULL);
CREATE TABLE requisition_line (
    school          INTEGER NOT NULL,
    school_year     INTEGER NOT NULL,
    number          INTEGER NOT NULL,
    place           INTEGER NOT NULL CHECK (place > 0),
    item            INTEGER NOT NULL,
    units           INTEGER NOT NULL CHECK (units BETWEEN 1 AND 1000000000), -- copies where copies_per_unit is NULL
    copies_per_unit INTEGER CHECK (copies_per_unit BETWEEN 1 AND 1000000), -- as it was known when the line was written
    copies          INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 1000000000000),
    received_copies INTEGER NOT NULL CHECK (received_copies BETWEEN 0 AND 1000000000000),
    suggested       INTEGER NOT NULL CHECK (suggested BETWEEN 0 AND 1000000000), -- units that the arithmetic suggested, 0 for none
    sentence        TEXT NOT NULL,     -- its justification
    reason          TEXT, edition INTEGER,              -- why it differs
    PRIMARY KEY (school, school_year, number, item),
    FOREIGN KEY (school, school_year, number) REFERENCES requisition,
    FOREIGN KEY (school, item) REFERENCES item
) STRICT, WITHOUT ROWID;
INSERT INTO requisition_line VALUES(1,2026,1,1,8,40,NULL,40,30,20,'reorder at 10, fill to 20; have 0, coming 0; 20 - 0 = 20 -> 20 copies, check the unit of issue','open house',2);
CREATE TABLE requisition_event (
    school      INTEGER NOT NULL,
    id          INTEGER NOT NULL CHECK (id > 0), -- its place in the school's chain, see trail
    school_year INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    at          TEXT NOT NULL,         -- UTC
    actor       TEXT NOT NULL,
    status      TEXT NOT NULL,         -- the status it came to
    note        TEXT,
    hash        BLOB NOT NULL CHECK (length(hash) = 32), on_date TEXT, content TEXT CHECK (length(content) = 64),
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, school_year, number) REFERENCES requisition
) STRICT, WITHOUT ROWID;
INSERT INTO requisition_event VALUES(1,15,2026,1,'2026-11-22T23:38:29Z','A. Reyes','draft',NULL,X'4f173d3380b8510065c2a2157527d361d47b437feb5d349e63eb4589c3cd1fa5','2026-09-14','339da82285cf6cd5a9554043ddec2a71fc1d8e262e2fc0d2932c430d717890f2');
INSERT INTO requisition_event VALUES(1,18,2026,1,'2026-11-22T23:38:29Z','A. Reyes','waiting',NULL,X'eecdd6dc2c4cf4792a7fbae61f3bd9014ed6d37a082e89b4a2283e0bf27c4f05','2026-09-14','d1f1fd8f06c03ec77f717219a9a72ef6aa06bbe04b6c22503648938a0d75227c');
INSERT INTO requisition_event VALUES(1,20,2026,1,'2026-11-22T23:38:29Z','A. Reyes','approved','signed on paper, 2026-09-14',X'7daeb3b84bc81a72bd450534458a1c036c874b785a390ca071c0236f4e3a41ac','2026-09-14','d1f1fd8f06c03ec77f717219a9a72ef6aa06bbe04b6c22503648938a0d75227c');
INSERT INTO requisition_event VALUES(1,22,2026,1,'2026-11-22T23:38:29Z','A. Reyes','sent',NULL,X'dd694b8c2a6c071c7671706c105f542f304d5f8142380e42c7f322b9929aa9b9','2026-09-14','d1f1fd8f06c03ec77f717219a9a72ef6aa06bbe04b6c22503648938a0d75227c');
INSERT INTO requisition_event VALUES(1,24,2026,1,'2026-11-22T23:38:29Z','A. Reyes','part received','30 of lre.en',X'6b511da25e6d8e069c7be21f86d05d3f6164b2399fef0590630910244fa51d5b','2026-09-14','d1f1fd8f06c03ec77f717219a9a72ef6aa06bbe04b6c22503648938a0d75227c');
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 VALUES('movement','movement','1000000 1000000 1');
INSERT INTO sqlite_stat1 VALUES('movement','movement_by_item','1000000 1000000 10000 4 1');
INSERT INTO sqlite_stat1 VALUES('movement','movement_by_reversed','1000 1000 1');
INSERT INTO sqlite_stat1 VALUES('trail','trail','100000 100000 1');
INSERT INTO sqlite_stat1 VALUES('stock_day','stock_day','250000 250000 2500 2500 1');
INSERT INTO sqlite_stat1 VALUES('stock_run','stock_run','1000 1000 10 1');
INSERT INTO sqlite_stat1 VALUES('edition','edition','100 100 1 1');
INSERT INTO sqlite_stat1 VALUES('item','item','100 100 1');
INSERT INTO sqlite_stat1 VALUES('requisition','requisition','500 500 50 1');
INSERT INTO sqlite_stat1 VALUES('requisition','requisition_open','5 5 5 1');
INSERT INTO sqlite_stat1 VALUES('requisition_line','requisition_line','5000 5000 500 10 1');
INSERT INTO sqlite_stat1 VALUES('requisition_line','requisition_line_by_item','5000 5000 50');
INSERT INTO sqlite_stat1 VALUES('requisition_event','requisition_event','2000 2000 1');
INSERT INTO sqlite_stat1 VALUES('requisition_event','requisition_event_by_requisition','2000 2000 200 4 1');
INSERT INTO sqlite_stat1 VALUES('movement','movement_opening','20 20 1 1');
INSERT INTO sqlite_stat1 VALUES('delivery','delivery','5000 5000 1');
INSERT INTO sqlite_stat1 VALUES('delivery','delivery_by_requisition','5000 5000 500 10 1');
INSERT INTO sqlite_stat1 VALUES('delivery','delivery_by_movement','5000 5000 1');
INSERT INTO sqlite_stat1 VALUES('delivery','delivery_by_reversed','50 50 1');
INSERT INTO sqlite_stat1 VALUES('notice','notice','5000 5000 1');
INSERT INTO sqlite_stat1 VALUES('notice','notice_by_item','5000 5000 100 4 1');
INSERT INTO sqlite_stat1 VALUES('notice','notice_by_reversed','50 50 1');
INSERT INTO sqlite_stat1 VALUES('stock_count','stock_count','100 100 1');
INSERT INTO sqlite_stat1 VALUES('count_line','count_line','2000 2000 20 2 1');
INSERT INTO sqlite_stat1 VALUES('count_line','count_line_by_item','2000 2000 200 2');
CREATE TABLE account (
    school      INTEGER NOT NULL REFERENCES school,
    name        TEXT NOT NULL,         -- the login name, or what --as says
    role        TEXT NOT NULL CHECK (role IN ('clerk', 'principal', 'district', 'viewer')),
    disabled_at TEXT,                  -- UTC; NULL: may act
    PRIMARY KEY (school, name)
) STRICT, WITHOUT ROWID;
INSERT INTO account VALUES(1,'A. Reyes','principal',NULL);
INSERT INTO account VALUES(1,'mia','clerk',NULL);
CREATE TABLE delivery (
    school      INTEGER NOT NULL,
    id          INTEGER NOT NULL CHECK (id > 0), -- its place in the school's chain, see trail
    school_year INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    item        INTEGER NOT NULL,
    event       INTEGER NOT NULL,      -- the requisition_event that it came with
    on_date     TEXT NOT NULL,
    condition   TEXT NOT NULL CHECK (condition IN ('good', 'damaged', 'wrong language', 'old edition')),
    copies      INTEGER NOT NULL CHECK (copies <> 0 AND copies BETWEEN -1000000000 AND 1000000000),
    movement    INTEGER,               -- the movement that put it on the shelf; NULL: it did not get there
    reverses    INTEGER,               -- the delivery that this one takes back
    note        TEXT,
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, school_year, number, item) REFERENCES requisition_line,
    FOREIGN KEY (school, event) REFERENCES requisition_event,
    FOREIGN KEY (school, movement) REFERENCES movement,
    FOREIGN KEY (school, reverses) REFERENCES delivery
) STRICT, WITHOUT ROWID;
INSERT INTO delivery VALUES(1,26,2026,1,8,24,'2026-09-14','good',30,25,NULL,NULL,X'3599e400102f6b7605673ddf60319539c0a754dd9b1c4926537cb244d5152ace');
CREATE TABLE notice (
    school   INTEGER NOT NULL REFERENCES school,
    id       INTEGER NOT NULL CHECK (id > 0), -- its place in the school's chain, see trail
    item     INTEGER NOT NULL,
    edition  INTEGER NOT NULL,
    copies   INTEGER NOT NULL CHECK (copies <> 0 AND copies BETWEEN -1000000 AND 1000000), -- families; below zero: taken back
    on_date  TEXT NOT NULL,
    reason   TEXT,                     -- what it was given for
    how      TEXT NOT NULL CHECK (how IN ('email', 'web')),
    note     TEXT,
    reverses INTEGER,                  -- the notice that this one takes back
    batch    INTEGER,                  -- the import that brought it
    mark     INTEGER,                  -- then a fingerprint, as that of a movement
    hash     BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, item, edition) REFERENCES edition,
    FOREIGN KEY (school, reverses) REFERENCES notice
) STRICT, WITHOUT ROWID;
INSERT INTO notice VALUES(1,28,7,1,1,'2026-09-14','annual','email',NULL,NULL,NULL,NULL,X'6c7cde62870d55a52b9611a6aaaa1062de7054bb6136288b07c41820a7533a27');
CREATE TABLE stock_count (
    school   INTEGER NOT NULL REFERENCES school,
    id       INTEGER NOT NULL CHECK (id > 0),
    begun_at TEXT NOT NULL,            -- UTC
    begun_by TEXT NOT NULL,
    sheet    INTEGER,                  -- place of the chain when the sheet was printed; NULL: without a sheet
    sheet_on TEXT,                     -- the day of that
    status   TEXT NOT NULL CHECK (status IN ('open', 'applied', 'given up')),
    ended_at TEXT,
    ended_by TEXT,
    PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;
INSERT INTO stock_count VALUES(1,1,'2026-11-22T23:38:29Z','A. Reyes',NULL,NULL,'applied','2026-11-22T23:38:29Z','A. Reyes');
INSERT INTO stock_count VALUES(1,2,'2026-11-22T23:38:29Z','A. Reyes',NULL,NULL,'open',NULL,NULL);
CREATE TABLE count_line (
    school  INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    item    INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    counted INTEGER NOT NULL CHECK (counted BETWEEN 0 AND 1000000),
    book    INTEGER NOT NULL CHECK (book BETWEEN 0 AND 1000000000000),
    on_date TEXT NOT NULL,             -- the day of counting
    place   INTEGER NOT NULL,          -- place of the chain that `book` is of; 0: the end of that day
    entered INTEGER NOT NULL,          -- place of the chain when the figure was entered
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    PRIMARY KEY (school, count, item, edition),
    FOREIGN KEY (school, count) REFERENCES stock_count,
    FOREIGN KEY (school, item, edition) REFERENCES edition
) STRICT, WITHOUT ROWID;
INSERT INTO count_line VALUES(1,1,7,1,12,30,'2026-09-14',29,29,'2026-11-22T23:38:29Z','A. Reyes');
INSERT INTO count_line VALUES(1,2,8,2,17,30,'2026-09-14',32,32,'2026-11-22T23:38:29Z','A. Reyes');
CREATE INDEX movement_by_item ON movement (school, item, on_date, mark);
CREATE UNIQUE INDEX movement_by_reversed ON movement (school, reverses) WHERE reverses IS NOT NULL;
CREATE INDEX requisition_open ON requisition (school, school_year, number) WHERE status NOT IN ('closed', 'cancelled');
CREATE INDEX requisition_line_by_item ON requisition_line (school, item);
CREATE INDEX requisition_event_by_requisition ON requisition_event (school, school_year, number, id);
CREATE TRIGGER movement_is_kept BEFORE UPDATE ON movement BEGIN SELECT RAISE(ABORT, 'a movement is never edited: undo it'); END;
CREATE TRIGGER movement_stays BEFORE DELETE ON movement BEGIN SELECT RAISE(ABORT, 'a movement is never deleted: undo it'); END;
CREATE TRIGGER trail_is_kept BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is never edited'); END;
CREATE TRIGGER trail_stays BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is never deleted'); END;
CREATE TRIGGER trail_is_new BEFORE INSERT ON trail WHEN EXISTS (SELECT 1 FROM trail WHERE school = new.school AND id = new.id)
BEGIN SELECT RAISE(ABORT, 'the trail is never replaced'); END;
CREATE TRIGGER requisition_event_is_kept BEFORE UPDATE ON requisition_event BEGIN SELECT RAISE(ABORT, 'the history of a requisition is never edited'); END;
CREATE TRIGGER requisition_event_stays BEFORE DELETE ON requisition_event BEGIN SELECT RAISE(ABORT, 'the history of a requisition is never deleted'); END;
CREATE TRIGGER requisition_event_is_new BEFORE INSERT ON requisition_event WHEN EXISTS (SELECT 1 FROM requisition_event WHERE school = new.school AND id = new.id)
BEGIN SELECT RAISE(ABORT, 'the history of a requisition is never replaced'); END;
CREATE INDEX delivery_by_requisition ON delivery (school, school_year, number, id);
CREATE UNIQUE INDEX delivery_by_reversed ON delivery (school, reverses) WHERE reverses IS NOT NULL;
CREATE INDEX delivery_by_movement ON delivery (school, movement) WHERE movement IS NOT NULL;
CREATE VIEW requisition_days AS
    SELECT q.*,
        (SELECT v.on_date FROM requisition_event v WHERE v.school = q.school AND v.school_year = q.school_year
            AND v.number = q.number AND v.status = 'sent' ORDER BY v.id LIMIT 1) AS sent,
        (SELECT min(d.on_date) FROM delivery d WHERE d.school = q.school AND d.school_year = q.school_year
            AND d.number = q.number AND d.condition IN ('good', 'old edition') AND d.copies > 0 AND NOT EXISTS
            (SELECT 1 FROM delivery u WHERE u.school = d.school AND u.reverses = d.id)) AS first_received
    FROM requisition q;
CREATE INDEX notice_by_item ON notice (school, item, on_date, mark);
CREATE UNIQUE INDEX notice_by_reversed ON notice (school, reverses) WHERE reverses IS NOT NULL;
CREATE UNIQUE INDEX stock_count_open ON stock_count (school) WHERE status = 'open';
CREATE INDEX count_line_by_item ON count_line (school, item, on_date);
CREATE INDEX movement_opening ON movement (school, item, on_date) WHERE reason = 'opening';
CREATE TRIGGER delivery_is_kept BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, 'a delivery is never edited: take it back'); END;
CREATE TRIGGER delivery_stays BEFORE DELETE ON delivery BEGIN SELECT RAISE(ABORT, 'a delivery is never deleted: take it back'); END;
CREATE TRIGGER delivery_is_new BEFORE INSERT ON delivery WHEN EXISTS (SELECT 1 FROM delivery WHERE school = new.school AND id = new.id)
    OR (new.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM delivery WHERE school = new.school AND reverses = new.reverses))
BEGIN SELECT RAISE(ABORT, 'a delivery is never replaced: take it back'); END;
CREATE TRIGGER notice_is_kept BEFORE UPDATE ON notice BEGIN SELECT RAISE(ABORT, 'a notice is never edited: undo it'); END;
CREATE TRIGGER notice_stays BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'a notice is never deleted: undo it'); END;
CREATE TRIGGER notice_is_new BEFORE INSERT ON notice WHEN EXISTS (SELECT 1 FROM notice WHERE school = new.school AND id = new.id)
    OR (new.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM notice WHERE school = new.school AND reverses = new.reverses))
BEGIN SELECT RAISE(ABORT, 'a notice is never replaced: undo it'); END;
CREATE TRIGGER movement_is_new BEFORE INSERT ON movement WHEN EXISTS (SELECT 1 FROM movement WHERE school = new.school AND id = new.id)
    OR (new.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM movement WHERE school = new.school AND reverses = new.reverses))
BEGIN SELECT RAISE(ABORT, 'a movement is never replaced: undo it'); END;
COMMIT;
