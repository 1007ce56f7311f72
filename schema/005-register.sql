-- guidestock, version 5: the registers of Attachment A.

-- What was recorded in a register, append-only, in the chain. An entry is the sequence of its rows: the step 'add' makes
-- it, later steps (attempt, notify, done, ...) add to it, nothing is edited. Which steps and values there are is said by
-- the tables of compliance/cases/register_books.c.
CREATE TABLE register_event (
    school   INTEGER NOT NULL REFERENCES school,
    id       INTEGER NOT NULL CHECK (id > 0), -- its place in the school's chain, see trail
    register TEXT NOT NULL CHECK (register IN ('meeting', 'translation', 'records', 'checklist', 'problem',
                                               'availability', 'consulted')),
    entry    INTEGER NOT NULL CHECK (entry > 0), -- the entry's number within its register
    step     TEXT NOT NULL,            -- add, done, void, reopen, purge; attempt, notify, ... of some registers
    on_date  TEXT NOT NULL,            -- the day that the step is about
    at       TEXT NOT NULL,            -- UTC, the real time
    actor    TEXT NOT NULL,
    facts    TEXT NOT NULL,            -- the values that are kept: a line for each, its name, a tab, the value
    seal     TEXT CHECK (length(seal) = 64), -- SHA-256 of the row in register_case; NULL: it has none
    hash     BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_event_by_entry ON register_event (school, register, entry, id);
CREATE UNIQUE INDEX register_event_first ON register_event (school, register, entry) WHERE step = 'add';
CREATE INDEX register_event_by_day ON register_event (school, register, on_date) WHERE step = 'add';

-- What of a row is about a case: its reference, and free texts. It stands apart, so that it can be purged when the case
-- has been closed for long enough: the chain covers its seal, and holds without it.
CREATE TABLE register_case (
    school INTEGER NOT NULL,
    event  INTEGER NOT NULL,           -- the row of register_event
    salt   BLOB NOT NULL CHECK (length(salt) = 16), -- random, so that what is purged cannot be guessed from its seal
    text   TEXT NOT NULL,              -- the values: a line for each, its name, a tab, the value
    PRIMARY KEY (school, event),
    FOREIGN KEY (school, event) REFERENCES register_event
) STRICT, WITHOUT ROWID;

CREATE TRIGGER register_event_is_kept BEFORE UPDATE ON register_event BEGIN SELECT RAISE(ABORT, 'what a register says is never edited: add to it'); END;
CREATE TRIGGER register_event_stays BEFORE DELETE ON register_event BEGIN SELECT RAISE(ABORT, 'what a register says is never deleted: add to it'); END;
CREATE TRIGGER register_event_is_new BEFORE INSERT ON register_event WHEN EXISTS (SELECT 1 FROM register_event WHERE school = new.school AND id = new.id)
    OR (new.step = 'add' AND EXISTS (SELECT 1 FROM register_event WHERE school = new.school AND register = new.register AND entry = new.entry AND step = 'add'))
BEGIN SELECT RAISE(ABORT, 'what a register says is never replaced: add to it'); END;
CREATE TRIGGER register_case_is_kept BEFORE UPDATE ON register_case BEGIN SELECT RAISE(ABORT, 'what a register says of a case is never edited'); END;
CREATE TRIGGER register_case_is_new BEFORE INSERT ON register_case WHEN EXISTS (SELECT 1 FROM register_case WHERE school = new.school AND event = new.event)
BEGIN SELECT RAISE(ABORT, 'what a register says of a case is never replaced'); END;
-- Only a purge takes it away, and leaves its own row behind it.
CREATE TRIGGER register_case_is_purged BEFORE DELETE ON register_case WHEN NOT EXISTS (SELECT 1 FROM register_event e JOIN register_event p
    ON p.school = e.school AND p.register = e.register AND p.entry = e.entry AND p.id > e.id AND p.step = 'purge' WHERE e.school = old.school AND e.id = old.event)
BEGIN SELECT RAISE(ABORT, 'what a register says of a case goes only with a purge'); END;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('register_event', 'register_event', '20000 20000 1'),
    ('register_event', 'register_event_by_entry', '20000 20000 3000 4 1'),
    ('register_event', 'register_event_first', '5000 5000 700 1'),
    ('register_event', 'register_event_by_day', '5000 5000 700 4'),
    ('register_case', 'register_case', '10000 10000 1');
ANALYZE sqlite_schema;
