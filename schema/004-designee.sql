-- guidestock, version 4: staff, the designee of each school year, the responsibilities of Attachment A.

-- Who works at the school, as far as duties go. Names of staff are business records.
CREATE TABLE staff (
    school  INTEGER NOT NULL REFERENCES school,
    name    TEXT NOT NULL,
    class   TEXT NOT NULL,             -- "Office Technician", "Senior Office Technician", or another
    reason  TEXT,                      -- why another class supports these tasks
    email   TEXT,
    phone   TEXT,
    left_on TEXT,                      -- the last day at the school; NULL: still there
    PRIMARY KEY (school, name)
) STRICT, WITHOUT ROWID;

-- The assignments of a designee, append-only, in the chain. Each row says how an assignment stands from then on, whole:
-- the last one of it counts. What one command wrote has the same `step`; a mistake is taken back by rows that say again
-- what stood before it, and name that step.
CREATE TABLE designation (
    school         INTEGER NOT NULL REFERENCES school,
    id             INTEGER NOT NULL CHECK (id > 0), -- its place in the school's chain, see trail
    school_year    INTEGER NOT NULL,      -- the year it begins in: 2026 is 2026-27
    assignment     INTEGER NOT NULL,      -- the first row of the assignment; its own id in that row
    step           INTEGER NOT NULL,      -- the first row that the same command wrote
    kind           TEXT NOT NULL CHECK (kind IN ('record', 'reassign', 'update', 'end', 'undo')),
    undoes         INTEGER,               -- of an undo: the step that it takes back
    stands         INTEGER NOT NULL CHECK (stands IN (0, 1)), -- 0: taken back, there was no such assignment
    name           TEXT NOT NULL,
    class          TEXT NOT NULL,         -- as it was then
    class_reason   TEXT,
    from_date      TEXT NOT NULL,
    to_date        TEXT,                  -- its last day; NULL: through June 30, unless it is ended before
    reason         TEXT,                  -- why it ended
    portal_on      TEXT,                  -- completed in the Principal's Portal: this date alone is met or late
    portal_entered TEXT,                  -- the day on which that date was entered here
    met_on         TEXT,                  -- the meeting of principal and designee on Attachment A
    trained_on     TEXT,                  -- MyPLN, "Clerical Support for Special Education and Section 504"
    sso_on         TEXT,                  -- Single Sign-On account active
    welligent_on   TEXT,                  -- access to Welligent
    entered_on     TEXT NOT NULL,         -- the day of this row
    hash           BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, name) REFERENCES staff,
    FOREIGN KEY (school, assignment) REFERENCES designation
) STRICT, WITHOUT ROWID;

-- What happened to the 21 responsibilities of Attachment A in a school year, append-only, in the chain. A duty without
-- a row is open, and the designee's.
CREATE TABLE duty_event (
    school      INTEGER NOT NULL REFERENCES school,
    id          INTEGER NOT NULL CHECK (id > 0), -- its place in the school's chain, see trail
    school_year INTEGER NOT NULL,
    duty        INTEGER NOT NULL CHECK (duty BETWEEN 1 AND 21), -- see compliance/duty/duty.c
    kind        TEXT NOT NULL CHECK (kind IN ('assign', 'start', 'submit', 'return', 'done', 'reopen')),
    on_date     TEXT NOT NULL,
    person      TEXT,                  -- of an assign: whose it is from then on; NULL: the designee's, whoever that is
    note        TEXT,
    paper       TEXT,                  -- of a done: where the paper is on file: "in the green folder"
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school, id),
    FOREIGN KEY (school, person) REFERENCES staff
) STRICT, WITHOUT ROWID;

CREATE TRIGGER designation_is_kept BEFORE UPDATE ON designation BEGIN SELECT RAISE(ABORT, 'a designation is never edited: update it'); END;
CREATE TRIGGER designation_stays BEFORE DELETE ON designation BEGIN SELECT RAISE(ABORT, 'a designation is never deleted: end it'); END;
CREATE TRIGGER designation_is_new BEFORE INSERT ON designation WHEN EXISTS (SELECT 1 FROM designation WHERE school = new.school AND id = new.id)
BEGIN SELECT RAISE(ABORT, 'a designation is never replaced: update it'); END;
CREATE TRIGGER duty_event_is_kept BEFORE UPDATE ON duty_event BEGIN SELECT RAISE(ABORT, 'the history of a duty is never edited'); END;
CREATE TRIGGER duty_event_stays BEFORE DELETE ON duty_event BEGIN SELECT RAISE(ABORT, 'the history of a duty is never deleted'); END;
CREATE TRIGGER duty_event_is_new BEFORE INSERT ON duty_event WHEN EXISTS (SELECT 1 FROM duty_event WHERE school = new.school AND id = new.id)
BEGIN SELECT RAISE(ABORT, 'the history of a duty is never replaced'); END;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('staff', 'staff', '1000 20 1'),
    ('designation', 'designation', '1000 20 1'),
    ('duty_event', 'duty_event', '20000 400 1');
ANALYZE sqlite_schema;
