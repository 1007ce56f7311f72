-- guidestock, version 3: the clocks.

-- What happened to a clock, append-only, in the chain. Each row says how the clock stands from then on, whole: the last
-- one of it counts. What it is about a case (its reference, the reasons) stands apart in clock_case; the chain covers
-- its seal only, so that it can be purged and the chain still be verified.
CREATE TABLE clock_event (
    school      INTEGER NOT NULL REFERENCES school,
    id          INTEGER NOT NULL CHECK (id > 0), -- its place in the school's chain, see trail
    clock       INTEGER NOT NULL CHECK (clock > 0), -- the clock's number: 1, 2, ...
    kind        TEXT NOT NULL CHECK (kind IN ('start', 'compute', 'extend', 'close', 'withdraw', 'end', 'reopen',
        'purge', 'void', 'unextend')),
    at          TEXT NOT NULL,         -- UTC, the real time
    actor       TEXT NOT NULL,
    on_date     TEXT NOT NULL,         -- the day that the step is about
    rule        TEXT NOT NULL,         -- see compliance/cases/clock_rule.c
    trigger_on  TEXT NOT NULL,         -- day 0
    referral    TEXT,                  -- NULL: blank
    target      TEXT,                  -- the school's own target where the law has no date
    agreed      TEXT,                  -- the day that parent and school agreed on in writing
    agreed_by   TEXT,                  -- who recorded that
    agreed_on   TEXT,                  -- the day of the agreement
    due         TEXT,                  -- as computed then; NULL: the law has no date
    rolled      TEXT,
    act_by      TEXT,
    paused_days INTEGER CHECK (paused_days >= 0),
    sentence    TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn', 'ended', 'void')),
    over_on     TEXT,                  -- the day of closing, withdrawing, ending, voiding; NULL: open
    cause       TEXT CHECK (cause IN ('enrolled-elsewhere', 'not-produced')), -- of an end: EC 56302.1(b)
    consent     TEXT,                  -- of a closed assessment-plan: the day the signed consent was received
    seal        TEXT CHECK (length(seal) = 64), -- SHA-256 of salt and text in clock_case; NULL: it has none
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX clock_event_by_clock ON clock_event (school, clock, id);
-- A consent from which no iep-meeting runs: few rows have one, and their day finds the start.
CREATE INDEX clock_event_by_consent ON clock_event (school, consent) WHERE consent IS NOT NULL;
CREATE INDEX clock_event_by_trigger ON clock_event (school, trigger_on) WHERE kind = 'start';

-- What is said of a case: of a start its reference, of other steps the reason.
CREATE TABLE clock_case (
    school INTEGER NOT NULL,
    event  INTEGER NOT NULL,           -- the row of clock_event
    salt   BLOB NOT NULL CHECK (length(salt) = 16), -- random, so that what is purged cannot be guessed from its seal
    text   TEXT NOT NULL,
    PRIMARY KEY (school, event),
    FOREIGN KEY (school, event) REFERENCES clock_event
) STRICT, WITHOUT ROWID;

CREATE TRIGGER clock_event_is_kept BEFORE UPDATE ON clock_event BEGIN SELECT RAISE(ABORT, 'the history of a clock is never edited'); END;
CREATE TRIGGER clock_event_stays BEFORE DELETE ON clock_event BEGIN SELECT RAISE(ABORT, 'the history of a clock is never deleted'); END;
CREATE TRIGGER clock_event_is_new BEFORE INSERT ON clock_event WHEN EXISTS (SELECT 1 FROM clock_event WHERE school = new.school AND id = new.id)
BEGIN SELECT RAISE(ABORT, 'the history of a clock is never replaced'); END;
CREATE TRIGGER clock_case_is_kept BEFORE UPDATE ON clock_case BEGIN SELECT RAISE(ABORT, 'what a clock says of a case is never edited'); END;
CREATE TRIGGER clock_case_is_new BEFORE INSERT ON clock_case WHEN EXISTS (SELECT 1 FROM clock_case WHERE school = new.school AND event = new.event)
BEGIN SELECT RAISE(ABORT, 'what a clock says of a case is never replaced'); END;
-- Only a purge takes it away, and leaves its own row behind it.
CREATE TRIGGER clock_case_is_purged BEFORE DELETE ON clock_case WHEN NOT EXISTS (SELECT 1 FROM clock_event e JOIN clock_event p
    ON p.school = e.school AND p.clock = e.clock AND p.id > e.id AND p.kind = 'purge' WHERE e.school = old.school AND e.id = old.event)
BEGIN SELECT RAISE(ABORT, 'what a clock says of a case goes only with a purge'); END;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('clock_event', 'clock_event', '20000 20000 1'),
    ('clock_event', 'clock_event_by_clock', '20000 20000 5 1'),
    ('clock_event', 'clock_event_by_consent', '500 500 3'),
    ('clock_event', 'clock_event_by_trigger', '4000 4000 10'),
    ('clock_case', 'clock_case', '10000 10000 1');
ANALYZE sqlite_schema;
