-- guidestock, version 2: who may do what; deliveries; counts; what was handed out without a copy; imports undone.

-- Who may do what. While a school has no row here, whoever has the file acts in every role.
CREATE TABLE account (
    school      INTEGER NOT NULL REFERENCES school,
    name        TEXT NOT NULL,         -- the login name, or what --as says
    role        TEXT NOT NULL CHECK (role IN ('clerk', 'principal', 'district', 'viewer')),
    disabled_at TEXT,                  -- UTC; NULL: may act
    PRIMARY KEY (school, name)
) STRICT, WITHOUT ROWID;

-- The requisition that this one takes the place of.
ALTER TABLE requisition ADD COLUMN replaces_year INTEGER;
ALTER TABLE requisition ADD COLUMN replaces_number INTEGER;

-- The edition that was current when the line was written; NULL: written by version 1.
ALTER TABLE requisition_line ADD COLUMN edition INTEGER;

-- The day of the step (NULL: by version 1, then the day of `at`), and a SHA-256 of what the requisition and its lines
-- said with it, so that the chain covers them, too. Both are part of the row's canonical text where they are not NULL.
ALTER TABLE requisition_event ADD COLUMN on_date TEXT;
ALTER TABLE requisition_event ADD COLUMN content TEXT CHECK (length(content) = 64);

-- What came of a line, append-only, in the chain. `condition` good and old edition count as received; damaged copies
-- and another language do not: they are still owed. A mistake is reversed by an opposite row that names it.
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
CREATE INDEX delivery_by_requisition ON delivery (school, school_year, number, id);
CREATE UNIQUE INDEX delivery_by_reversed ON delivery (school, reverses) WHERE reverses IS NOT NULL;
CREATE INDEX delivery_by_movement ON delivery (school, movement) WHERE movement IS NOT NULL;

-- A requisition with the day of its first sending, and the day on which the first copies came that were not taken back.
CREATE VIEW requisition_days AS
    SELECT q.*,
        (SELECT v.on_date FROM requisition_event v WHERE v.school = q.school AND v.school_year = q.school_year
            AND v.number = q.number AND v.status = 'sent' ORDER BY v.id LIMIT 1) AS sent,
        (SELECT min(d.on_date) FROM delivery d WHERE d.school = q.school AND d.school_year = q.school_year
            AND d.number = q.number AND d.condition IN ('good', 'old edition') AND d.copies > 0 AND NOT EXISTS
            (SELECT 1 FROM delivery u WHERE u.school = d.school AND u.reverses = d.id)) AS first_received
    FROM requisition q;

-- Guides given by e-mail or as a web link, append-only, in the chain: proof that they were given; no copy leaves
-- the shelf. (Rows of `movement` with such a `how` are of version 1, which took copies off.)
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
CREATE INDEX notice_by_item ON notice (school, item, on_date, mark);
CREATE UNIQUE INDEX notice_by_reversed ON notice (school, reverses) WHERE reverses IS NOT NULL;

-- A count of the shelf: begun by its sheet or its first figure, then applied or given up. At most one is open.
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
CREATE UNIQUE INDEX stock_count_open ON stock_count (school) WHERE status = 'open';

-- What was counted of an item's edition, beside what the ledger said at that time.
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
CREATE INDEX count_line_by_item ON count_line (school, item, on_date);

-- An import of whatever kind, so that it can be undone as a whole. Of movements: the places of the chain that it
-- took (NULL: by version 1). Of other kinds: the rows that it changed, before and after, as CSV.
ALTER TABLE batch ADD COLUMN kind TEXT NOT NULL DEFAULT 'movements';
ALTER TABLE batch ADD COLUMN first_place INTEGER;
ALTER TABLE batch ADD COLUMN last_place INTEGER;
ALTER TABLE batch ADD COLUMN rows_before TEXT;
ALTER TABLE batch ADD COLUMN rows_after TEXT;
ALTER TABLE batch ADD COLUMN undone_at TEXT;
ALTER TABLE batch ADD COLUMN undone_by TEXT;

-- An opening is a count of the shelf: when an item was counted last must not take a walk through all movements.
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

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('movement', 'movement_opening', '20 20 1 1'),
    ('delivery', 'delivery', '5000 5000 1'),
    ('delivery', 'delivery_by_requisition', '5000 5000 500 10 1'),
    ('delivery', 'delivery_by_movement', '5000 5000 1'),
    ('delivery', 'delivery_by_reversed', '50 50 1'),
    ('notice', 'notice', '5000 5000 1'),
    ('notice', 'notice_by_item', '5000 5000 100 4 1'),
    ('notice', 'notice_by_reversed', '50 50 1'),
    ('stock_count', 'stock_count', '100 100 1'),
    ('count_line', 'count_line', '2000 2000 20 2 1'),
    ('count_line', 'count_line_by_item', '2000 2000 200 2');
ANALYZE sqlite_schema;
