-- guidestock, version 1: the school, its catalog, the shelf, the orders, and the trail of all of it.
-- Dates are ISO text made by the program; ids are given by the program, per school. Every key begins with
-- the school. Tables marked "append-only" take no UPDATE and no DELETE: triggers at the end refuse both.

CREATE TABLE school (
    id    INTEGER PRIMARY KEY,
    code  TEXT NOT NULL UNIQUE,        -- location code: four characters, leading zeros kept
    name  TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('elementary', 'middle', 'senior', 'span'))
) STRICT;

-- Ship-to, requester, accounting, the defaults of the order arithmetic: one row per value that was set.
-- What is absent has the default of the table in compliance/school/school.c.
CREATE TABLE setting (
    school INTEGER NOT NULL REFERENCES school,
    key    TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (school, key)
) STRICT, WITHOUT ROWID;

-- The school calendar, as imported: first_day, last_day, break, holiday, no_school, closure.
CREATE TABLE calendar_day (
    school      INTEGER NOT NULL REFERENCES school,
    school_year INTEGER NOT NULL,      -- the year it begins in: 2026 is 2026-27
    kind        TEXT NOT NULL CHECK (kind IN ('first_day', 'last_day', 'break', 'holiday', 'no_school', 'closure')),
    from_date   TEXT NOT NULL,
    to_date     TEXT NOT NULL,         -- the same as from_date for a single day
    name        TEXT NOT NULL,
    PRIMARY KEY (school, school_year, from_date, kind, to_date)
) STRICT, WITHOUT ROWID;

-- The trail, append-only: who did what, when. `id` is the row's place in the school's chain, which runs
-- without a gap through this table, movement and requisition_event. `hash` is the SHA-256 of the hash one
-- place before (zeros before the first) and the row's canonical text.
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

-- Languages by BCP 47 tag.
CREATE TABLE language (
    school  INTEGER NOT NULL REFERENCES school,
    tag     TEXT NOT NULL,             -- "es"
    english TEXT NOT NULL,             -- "Spanish"
    own     TEXT NOT NULL,             -- "Español"
    PRIMARY KEY (school, tag)
) STRICT, WITHOUT ROWID;

-- Families with a pupil in the program, and all enrolled pupils, by home language and school year.
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

-- A title. The nine of REF-5640.9 are there from the start.
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

-- A printing of a title in a language, or in two: what has a material number and stands on the shelf.
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

-- The editions of an item. From `from_date` on, it is the current one, and those before it are superseded.
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

-- One import of movements: what a whole file brought.
CREATE TABLE batch (
    school  INTEGER NOT NULL REFERENCES school,
    id      INTEGER NOT NULL CHECK (id > 0),
    at      TEXT NOT NULL,
    actor   TEXT NOT NULL,
    rows    INTEGER NOT NULL CHECK (rows >= 0),
    PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;

-- The ledger, append-only. A mistake is undone by an opposite movement that names it.
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
CREATE INDEX movement_by_item ON movement (school, item, on_date, mark);
CREATE UNIQUE INDEX movement_by_reversed ON movement (school, reverses) WHERE reverses IS NOT NULL;

-- What the ledger says, per item, edition and day on which something moved. Kept in the same transaction
-- as the movement; `verify` compares. With it, an answer costs the number of items, not of movements.
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

-- The runs of days on which an item had usable copies (of the edition current on the day), at the start
-- of the day or coming in during it. Kept and verified like stock_day.
CREATE TABLE stock_run (
    school    INTEGER NOT NULL,
    item      INTEGER NOT NULL,
    from_date TEXT NOT NULL,
    to_date   TEXT,                    -- NULL: still
    PRIMARY KEY (school, item, from_date),
    FOREIGN KEY (school, item) REFERENCES item
) STRICT, WITHOUT ROWID;

-- While an import runs: how often a content that it met was there before it, and how often it has met it.
-- A row's identity is its content and its occurrence, so that the same file twice changes nothing. Empty otherwise.
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

CREATE INDEX requisition_open ON requisition (school, school_year, number) WHERE status NOT IN ('closed', 'cancelled');

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
CREATE INDEX requisition_line_by_item ON requisition_line (school, item);

-- The life of a requisition, append-only, in the chain.
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
CREATE INDEX requisition_event_by_requisition ON requisition_event (school, school_year, number, id);

-- Nothing written is edited or taken away. The insert triggers close the way round by REPLACE.
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

-- What the planner is to believe. Without it, one column of a primary key seems as good as four of an index,
-- and a look at one item's day reads the whole ledger.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('movement', 'movement', '1000000 1000000 1'),
    ('movement', 'movement_by_item', '1000000 1000000 10000 4 1'),
    ('movement', 'movement_by_reversed', '1000 1000 1'),
    ('trail', 'trail', '100000 100000 1'),
    ('stock_day', 'stock_day', '250000 250000 2500 2500 1'),
    ('stock_run', 'stock_run', '1000 1000 10 1'),
    ('edition', 'edition', '100 100 1 1'),
    ('item', 'item', '100 100 1'),
    ('requisition', 'requisition', '500 500 50 1'),
    ('requisition', 'requisition_open', '5 5 5 1'),
    ('requisition_line', 'requisition_line', '5000 5000 500 10 1'),
    ('requisition_line', 'requisition_line_by_item', '5000 5000 50'),
    ('requisition_event', 'requisition_event', '2000 2000 1'),
    ('requisition_event', 'requisition_event_by_requisition', '2000 2000 200 4 1');
ANALYZE sqlite_schema; -- has the connection that made the file read them, too
