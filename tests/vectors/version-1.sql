-- A school's file as the program of version 1 made it (2026-11-22): what it did stands in the trail. See tests/cli/version.test.sh.
PRAGMA application_id = 1197765492;
PRAGMA user_version = 1;
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
INSERT INTO trail VALUES(1,1,'2026-11-22T23:38:28Z','A. Reyes','init','0042','Old School, senior',X'791a63cfbb993db169a3b248a047d17ca48a3bf003c1952523edafdbf2905828');
INSERT INTO trail VALUES(1,2,'2026-11-22T23:38:29Z','A. Reyes','school set','0042','lead=12; requester=A. Reyes',X'2c459c8222008f7c4e58e5b128d4122ef19fae9480d587c68f441d452ef98860');
INSERT INTO trail VALUES(1,3,'2026-11-22T23:38:29Z','A. Reyes','language set','es','40 families with a pupil in special-education, 2026-27',X'1a1b0b8cab15d6f2ea6da6ff9363780ae6e6ecaabc1f3a6d1e4178af46e7c5ca');
INSERT INTO trail VALUES(1,4,'2026-11-22T23:38:29Z','A. Reyes','catalog number','lre.en','material_number: (none) -> 1234567890; found in: (none) -> entered by A. Reyes, 2026-09-14',X'b5c8a36e4b466cdaeb60b8285a6fe96f5d6415eaee4fa7bd96e2bcae8640f0a4');
INSERT INTO trail VALUES(1,6,'2026-11-22T23:38:29Z','A. Reyes','stock adjust','lre.en','lre.en +20 on 2026-08-20',X'38fdf80e0804165f2ca5e0b53cce7c396c590bd27ffe3e687ffd19dbf2982b77');
INSERT INTO trail VALUES(1,8,'2026-11-22T23:38:29Z','A. Reyes','stock receive','esy.en','esy.en +30 on 2026-08-21',X'1186455146c3ca94f668402e5d31b25e193c3fd94bf92d051b32410a1f05b9b4');
INSERT INTO trail VALUES(1,10,'2026-11-22T23:38:29Z','A. Reyes','stock issue','lre.en','lre.en -3 on 2026-09-14',X'ae1b725168c991c6b5b10fec575bec35c960db78e896d21b24fc5ad4dbe89757');
INSERT INTO trail VALUES(1,11,'2026-11-22T23:38:29Z','A. Reyes','catalog supersede','lre.en','edition Sep 2026 from 2026-09-01',X'bee61c033f7469f127a3d9eb242805fb6e545353b8ac6280732d8949475daf45');
INSERT INTO trail VALUES(1,13,'2026-11-22T23:38:29Z','A. Reyes','stock undo','lre.en','lre.en +3 on 2026-09-14',X'16935562a5dcbc555ccb4e081027871666021203cb0f9d2da05656d8e956f6b4');
INSERT INTO trail VALUES(1,14,'2026-11-22T23:38:29Z','A. Reyes','calendar import','2026-27','3 rows',X'35f304cbdc2368dc41f76da93b916c0be603ba6f9c687eac1156bff47fbf36c5');
INSERT INTO trail VALUES(1,16,'2026-11-22T23:38:29Z','A. Reyes','requisition new','R-2026-27-0001','0 lines',X'611216b0b8e8e1824f158e6ddb6045a7492476f120ed70212f28ae3cd10e73e4');
INSERT INTO trail VALUES(1,17,'2026-11-22T23:38:29Z','A. Reyes','requisition add','R-2026-27-0001','40 copies of lre.en, check the unit of issue',X'b33e54488c9f8681ebe768c34a39a28404c07c3e3e21fc6ba5d81617dc414346');
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
    rows    INTEGER NOT NULL CHECK (rows >= 0),
    PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;
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
INSERT INTO movement VALUES(1,5,8,1,'adjust',20,'2026-08-20','opening',NULL,NULL,NULL,NULL,NULL,X'e74c80fe5581cd2bdc52155ed6f89c0a96439772c53e41138e143745b8b087c3');
INSERT INTO movement VALUES(1,7,7,1,'receive',30,'2026-08-21',NULL,NULL,NULL,NULL,NULL,NULL,X'5981d4c9b189d690113723f8b3fcb0a510b5fa7447a31ad483506569720274bd');
INSERT INTO movement VALUES(1,9,8,1,'issue',-3,'2026-09-14','annual',NULL,NULL,NULL,NULL,NULL,X'bec52841c926b739d71628deb8e33ce67cfece311c471d4ba62b5ea9ce4edef5');
INSERT INTO movement VALUES(1,12,8,1,'issue',3,'2026-09-14','annual',NULL,NULL,9,NULL,NULL,X'dc935728620e7bcd9a24a11b38e05be3738d583e72181c0645e532ab18c79a29');
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
INSERT INTO stock_day VALUES(1,8,1,'2026-08-20',20,20,0,20,0);
INSERT INTO stock_day VALUES(1,8,1,'2026-09-14',0,0,0,20,0);
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
    urgent      INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    PRIMARY KEY (school, school_year, number)
) STRICT, WITHOUT ROWID;
INSERT INTO requisition VALUES(1,2026,1,'draft','2026-09-14',NULL,'regular',NULL,0);
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
    reason          TEXT,              -- why it differs
    PRIMARY KEY (school, school_year, number, item),
    FOREIGN KEY (school, school_year, number) REFERENCES requisition,
    FOREIGN KEY (school, item) REFERENCES item
) STRICT, WITHOUT ROWID;
INSERT INTO requisition_line VALUES(1,2026,1,1,8,40,NULL,40,0,20,'reorder at 10, fill to 20; have 0, coming 0; 20 - 0 = 20 -> 20 copies, check the unit of issue','open house');
CREATE TABLE requisition_event (
    school      INTEGER NOT NULL,
    id          INTEGER NOT NULL CHECK (id > 0), -- its place in the school's chain, see trail
    school_year INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    at          TEXT NOT NULL,         -- UTC
    actor       TEXT NOT NULL,
    status      TEXT NOT NULL,         -- the status it came to
    note        TEXT,
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, school_year, number) REFERENCES requisition
) STRICT, WITHOUT ROWID;
INSERT INTO requisition_event VALUES(1,15,2026,1,'2026-11-22T23:38:29Z','A. Reyes','draft',NULL,X'f06a7fa0c1ae3f3968ad9cc6f2f6a722eb549f01bceb91c245c7130c6f35b48b');
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
CREATE INDEX movement_by_item ON movement (school, item, on_date, mark);
CREATE UNIQUE INDEX movement_by_reversed ON movement (school, reverses) WHERE reverses IS NOT NULL;
CREATE INDEX requisition_open ON requisition (school, school_year, number) WHERE status NOT IN ('closed', 'cancelled');
CREATE INDEX requisition_line_by_item ON requisition_line (school, item);
CREATE INDEX requisition_event_by_requisition ON requisition_event (school, school_year, number, id);
CREATE TRIGGER movement_is_kept BEFORE UPDATE ON movement BEGIN SELECT RAISE(ABORT, 'a movement is never edited: undo it'); END;
CREATE TRIGGER movement_stays BEFORE DELETE ON movement BEGIN SELECT RAISE(ABORT, 'a movement is never deleted: undo it'); END;
CREATE TRIGGER movement_is_new BEFORE INSERT ON movement WHEN EXISTS (SELECT 1 FROM movement WHERE school = new.school AND id = new.id)
    OR (new.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM movement WHERE school = new.school AND reverses = new.reverses))
BEGIN SELECT RAISE(ABORT, 'a movement is never replaced: undo it'); END;
CREATE TRIGGER trail_is_kept BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is never edited'); END;
CREATE TRIGGER trail_stays BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is never deleted'); END;
CREATE TRIGGER trail_is_new BEFORE INSERT ON trail WHEN EXISTS (SELECT 1 FROM trail WHERE school = new.school AND id = new.id)
BEGIN SELECT RAISE(ABORT, 'the trail is never replaced'); END;
CREATE TRIGGER requisition_event_is_kept BEFORE UPDATE ON requisition_event BEGIN SELECT RAISE(ABORT, 'the history of a requisition is never edited'); END;
CREATE TRIGGER requisition_event_stays BEFORE DELETE ON requisition_event BEGIN SELECT RAISE(ABORT, 'the history of a requisition is never deleted'); END;
CREATE TRIGGER requisition_event_is_new BEFORE INSERT ON requisition_event WHEN EXISTS (SELECT 1 FROM requisition_event WHERE school = new.school AND id = new.id)
BEGIN SELECT RAISE(ABORT, 'the history of a requisition is never replaced'); END;
COMMIT;
