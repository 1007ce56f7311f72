# The record cannot be edited, and a file that was edited all the same is found out.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
demo kept
expect 0 '' -- g requisition new --needed
expect 0 '' -- g stock issue esy.en 2 --for annual
expect 0 '' -- g stock undo
equal "there are movements, trail rows and events" "1 1 1" "$(sqlite3 "$db" 'SELECT
    (SELECT count(*) > 100 FROM movement), (SELECT count(*) > 2 FROM trail), (SELECT count(*) > 0 FROM requisition_event)' | tr '|' ' ')"

# ---- through the sqlite3 shell ----
forbidden() { # REGEX SQL
    local before
    before=$(content)
    try sqlite3 "$db" "$2"
    if [ "$got" != 0 ] && grep -aqE "$1" err; then pass; else fail "$2" "refused like /$1/" "exit $got: $(seen err)"; fi
    equal "the file after: $2" "$before" "$(content)"
}
forbidden 'a movement is never edited' 'UPDATE movement SET quantity = quantity + 1 WHERE id = (SELECT min(id) FROM movement)'
forbidden 'a movement is never edited' 'UPDATE movement SET note = note'
forbidden 'a movement is never edited' 'UPDATE OR REPLACE movement SET id = id + 1'
forbidden 'a movement is never deleted' 'DELETE FROM movement WHERE id = (SELECT max(id) FROM movement)'
forbidden 'a movement is never deleted' 'DELETE FROM movement'
forbidden 'a movement is never replaced' 'REPLACE INTO movement SELECT * FROM movement LIMIT 1'
forbidden 'a movement is never replaced' 'CREATE TEMP TABLE t AS SELECT * FROM movement WHERE reverses IS NULL LIMIT 1;
    UPDATE t SET quantity = 1; INSERT OR REPLACE INTO movement SELECT * FROM t'
forbidden 'a movement is never replaced' 'CREATE TEMP TABLE t AS SELECT * FROM movement WHERE reverses IS NOT NULL LIMIT 1;
    UPDATE t SET quantity = 1, id = id + 100000; INSERT OR REPLACE INTO movement SELECT * FROM t'
forbidden 'movement is never|UNIQUE' 'INSERT INTO movement SELECT * FROM movement WHERE true ON CONFLICT DO UPDATE SET quantity = 9'
forbidden 'the trail is never edited' 'UPDATE trail SET actor = "nobody"'
forbidden 'the trail is never deleted' 'DELETE FROM trail WHERE id = (SELECT max(id) FROM trail)'
forbidden 'the trail is never replaced' 'REPLACE INTO trail SELECT * FROM trail LIMIT 1'
forbidden 'history of a requisition is never edited' 'UPDATE requisition_event SET note = "x"'
forbidden 'history of a requisition is never deleted' 'DELETE FROM requisition_event'
forbidden 'history of a requisition is never replaced' 'REPLACE INTO requisition_event SELECT * FROM requisition_event LIMIT 1'
verified "all that was refused"

# ---- a copy, while no trigger is awake ----
good=$db
asleep=(-cmd ".dbconfig enable_trigger off")
tampered() { # REGEX SQL: verify exits 7 and names it
    db=$WORK/tampered.db
    cp "$good" "$db"
    sqlite3 "${asleep[@]}" "$db" "$2" >asleep.out || fail "$2" "done" "not"
    if [ "$(content "$good")" = "$(content)" ]; then fail "$2" "a change" "none"; fi
    expect 7 "$1" -- g verify
    err_has '[0-9]+ findings?: keep this file as it is'
    out_empty
    db=$good
}
first=$(sqlite3 "$good" 'SELECT min(id) FROM movement')
middle=$(sqlite3 "$good" 'SELECT min(id) FROM movement WHERE id > 100 AND quantity > 1')
item=$(sqlite3 "$good" "SELECT item FROM movement WHERE id = $middle")
tampered "movement.* $middle([^0-9]|\$)" "UPDATE movement SET quantity = quantity + 1 WHERE id = $middle"
tampered "movement.* $first([^0-9]|\$)" "UPDATE movement SET note = 'x' WHERE id = $first"
tampered "movement.* $middle([^0-9]|\$)" "UPDATE movement SET on_date = date(on_date, '-1 day') WHERE id = $middle"
tampered "movement.* $middle([^0-9]|\$)" "UPDATE movement SET hash = randomblob(32) WHERE id = $middle"
tampered "($middle|$((middle + 1)))([^0-9]|\$)" "DELETE FROM movement WHERE id = $middle"
# The quantity and all that is kept beside it: only the chain tells.
tampered "movement.* $middle([^0-9]|\$)" "UPDATE movement SET quantity = quantity + 1 WHERE id = $middle;
    UPDATE stock_day SET change = change + 1, came_in = came_in + (SELECT quantity > 0 FROM movement WHERE id = $middle),
    used = used - (SELECT kind IN ('issue', 'return') FROM movement WHERE id = $middle)
    WHERE item = $item AND on_date = (SELECT on_date FROM movement WHERE id = $middle);
    UPDATE stock_day SET balance = balance + 1 WHERE item = $item AND on_date >= (SELECT on_date FROM movement WHERE id = $middle);
    UPDATE stock_day SET used_all = used_all - (SELECT kind IN ('issue', 'return') FROM movement WHERE id = $middle)
    WHERE item = $item AND on_date >= (SELECT on_date FROM movement WHERE id = $middle)"
tampered 'trail' "UPDATE trail SET actor = 'somebody' WHERE id = (SELECT max(id) FROM trail)"
tampered 'trail' "UPDATE trail SET at = '2020-01-01T00:00:00Z' WHERE id = (SELECT min(id) FROM trail)"
tampered '.' "DELETE FROM trail WHERE id = (SELECT min(id) FROM trail)"
tampered 'requisition_event' "UPDATE requisition_event SET actor = 'somebody'"
tampered 'stock_day: item 7 on ' 'UPDATE stock_day SET balance = balance + 1 WHERE item = 7'
tampered 'stock_day' 'UPDATE stock_day SET used_all = used_all + 1 WHERE item = 7'
tampered 'stock_day' 'DELETE FROM stock_day WHERE item = 7'
tampered 'stock_run' "UPDATE stock_run SET from_date = date(from_date, '-3 days') WHERE item = 7"
tampered 'stock_run' 'DELETE FROM stock_run WHERE item = 7'
tampered 'refers' 'PRAGMA foreign_keys = OFF; DELETE FROM school'
tampered 'refers' 'PRAGMA foreign_keys = OFF; DELETE FROM edition WHERE item = 7'

# ---- whatever stands in it, nothing crashes and nothing hangs ----
little_time() { (ulimit -t 5 && exec "$G" --db "$db" "$@"); } # processor seconds; what it does takes a fraction of one
for sql in "UPDATE stock_day SET on_date = '' WHERE item = 7 AND on_date = (SELECT min(on_date) FROM stock_day WHERE item = 7)" \
    "UPDATE stock_day SET on_date = 'x' WHERE item = 7 AND on_date = (SELECT min(on_date) FROM stock_day WHERE item = 7)" \
    "UPDATE stock_day SET on_date = 'x' WHERE item = 7 AND on_date = (SELECT max(on_date) FROM stock_day WHERE item = 7)" \
    "UPDATE stock_day SET on_date = '0001-01-01' WHERE item = 7 AND on_date = (SELECT min(on_date) FROM stock_day WHERE item = 7)" \
    'UPDATE stock_day SET edition = 5000000 WHERE item = 7' 'UPDATE stock_day SET edition = -1 WHERE item = 7' \
    "UPDATE stock_run SET to_date = 'x' WHERE item = 7" "UPDATE edition SET from_date = 'x' WHERE item = 7" \
    "UPDATE edition SET from_date = '9999-12-31' WHERE item = 7" 'DELETE FROM edition WHERE item = 7' \
    "DELETE FROM school" "UPDATE item SET languages = ''" "UPDATE item SET languages = 'qq'" \
    "UPDATE item SET publication = 'none'" 'DELETE FROM language' "UPDATE calendar_day SET from_date = 'x'" \
    "UPDATE calendar_day SET to_date = '9999-12-31'" "UPDATE setting SET value = 'junk'" \
    'UPDATE requisition_line SET item = 99 WHERE place = 1' 'UPDATE requisition_line SET copies = 9223372036854775807' \
    "UPDATE requisition SET prepared = 'x'" "UPDATE requisition SET status = 'closed'" 'DELETE FROM requisition_line' \
    "UPDATE movement SET on_date = 'x' WHERE item = 7" 'UPDATE movement SET quantity = 9223372036854775807 WHERE item = 7'; do
    db=$WORK/odd.db
    cp "$good" "$db"
    about=$sql
    if ! sqlite3 "${asleep[@]}" "$db" "PRAGMA foreign_keys = OFF; $sql" >asleep.out 2>refused; then
        holds "refused by the schema, which is as good: $sql" grep -q 'constraint failed' refused
        continue
    fi
    for command in verify stock '' 'stock show esy.en' 'stock receive esy.en 1' 'requisition show 1' 'requisition new --needed' \
        'requisition pdf 1 --out odd.pdf' 'catalog list' 'order explain esy.en' check 'calendar show'; do
        ours little_time $command
    done
done
finish
