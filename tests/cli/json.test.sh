# With --json every failure is one object on standard error, whatever failed and when; what was found is an answer.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
school json
good=$db
expect 0 '' -- g stock receive esy.en 5 --date 2026-09-01

# fails STATUS KIND FIELD WORDS -- COMMAND...: standard output is empty, standard error is one object of that kind; the
# field and the words are those of its first problem (FIELD - for null)
fails() {
    local status=$1 kind=$2 field=${3/#-/} words=$4
    shift 5
    try "$@" --json
    equal "exit of $(words "$@")" "$status" "$got"
    out_empty
    json_is err
    equal "its members" 'kind,next,notes,problems' "$(sqlite3 :memory: "SELECT group_concat(key) FROM (SELECT key FROM json_each(CAST(readfile('err') AS TEXT)) ORDER BY key)" 2>&1)"
    equal "kind of $(words "$@")" "$kind" "$(json err '$.kind')"
    equal "its field" "$field" "$(json err '$.problems[0].field')"
    if json err '$.problems[0].message' | grep -qE -- "$words"; then pass; else fail "its message" "like /$words/" "$(seen err)"; fi
}

# ---- the command line ----
fails 2 input command 'no command "stok". Did you mean stock' -- g stok
fails 2 input command 'no command "give"' -- g give
equal "what it may have meant" 'stock issue' "$(json err '$.next[0].verb')"
fails 2 input lo 'no option --lo' -- g stock --lo
fails 2 input low 'takes no value' -- g stock --low=yes
fails 2 input json 'exclude each other' -- g stock --csv
fails 2 input item 'ITEM is missing. Usage' -- g stock issue
equal "all that is missing" 'item,quantity' "$(sqlite3 :memory: "SELECT group_concat(json_extract(value, '\$.field')) FROM json_each(readfile('err'), '\$.problems')")"
fails 2 input command 'one word too many' -- g stock show esy.en lre.en
fails 2 input item 'not UTF-8' -- g stock show $'caf\xe9'
fails 2 input as 'needs a name' -- g stock receive esy.en 1 --as ''
fails 2 input today 'not a date' -- g stock --today soon
fails 2 input date 'in the future' -- g stock receive esy.en 1 --date 2030-01-01

# ---- several at once, with their places ----
fails 2 input quantity '"1O" is not a number' -- g stock issue esy.en 1 lre.en 1O esy.en 2O --date 13/13
equal "fields and rows" 'quantity 2,quantity 3,date 0' "$(sqlite3 :memory: "SELECT group_concat(json_extract(value, '\$.field') || ' ' || coalesce(json_extract(value, '\$.row'), 0)) FROM json_each(readfile('err'), '\$.problems')")"

# ---- what the record knows, and its rules ----
fails 3 'not found' item 'no item "nosuch.en"' -- g stock issue nosuch.en 1
fails 3 'not found' school 'no school 9999' -- g stock --school 9999
fails 3 'not found' file 'nosuch.csv' -- g import nosuch.csv
fails 5 rule quantity 'on hand' -- g stock issue esy.en 6
fails 4 conflict code '0042' -- g school add --name Twin --code 0042 --level senior
fails 4 conflict out 'is the database' -- g export catalog --out "$db"
fails 1 io out 'make the folder first|not a plain file' -- g count sheet --out /dev/full

# ---- rows of a file ----
printf 'date,item,kind,quantity\n2026-09-01,esy.en,receive,5\n2026-09-01,esy.en,receive,1O\n2026-09-01,no.such,receive,1\n' >bad.csv
try g import bad.csv --json
equal "exit of a refused import" 2 $got
out_empty
json_is err
equal "rows of its problems" '3,4' "$(sqlite3 :memory: "SELECT group_concat(json_extract(value, '\$.row')) FROM json_each(readfile('err'), '\$.problems')")"

# ---- roles ----
db=$WORK/roles.db
cp "$good" "$db"
expect 0 '' -- g user add Cleo --role clerk
fails 5 rule as 'a user of this school|is no user' -- g stock receive esy.en 1
fails 5 rule as 'clerk' -- g designee record X --class Teacher --from 2026-09-01 --as Cleo

# ---- the file ----
db=$WORK/missing.db
fails 3 'not found' db 'no database' -- g stock
equal "the way out" init "$(json err '$.next[0].verb')"
echo 'Dear Sir or Madam,' >letter.db
db=$WORK/letter.db
fails 1 io db 'not a guidestock database' -- g stock
db=$WORK/cut.db
head -c 20000 "$good" >cut.db
fails 1 io db 'cut short' -- g stock
db=$WORK/newer.db
cp "$good" newer.db
sqlite3 newer.db 'PRAGMA user_version = 999' >/dev/null
fails 1 io db 'newer guidestock' -- g stock
db=$WORK/busy.db
cp "$good" busy.db
sqlite3 busy.db 'BEGIN EXCLUSIVE;' '.shell touch held; sleep 8' &
until [ -e held ]; do sleep 0.02; done
fails 6 busy db 'another program' -- g stock
wait
db=$WORK/damaged.db
cp "$good" damaged.db
root=$(sqlite3 damaged.db "SELECT rootpage FROM sqlite_schema WHERE name = 'item'")
printf '\377\377\377\377' | dd of=damaged.db bs=1 seek=$(((root - 1) * 4096)) conv=notrunc status=none
fails 7 damaged db 'is damaged' -- g stock
equal "the way out" verify "$(json err '$.next[0].verb')"
db=$good
try g stock --json >/dev/full # not the shell's: try sends it to a file
g stock --json >/dev/full 2>err
equal "exit when the answer cannot be written" 1 $?
json_is err
equal "its kind" io "$(json err '$.kind')"

# ---- answers that are not well: on standard output, and no second story ----
db=$WORK/changed.db
cp "$good" changed.db
sqlite3 -cmd '.dbconfig enable_trigger off' "$db" "UPDATE movement SET note = 'x' WHERE id < 100" >/dev/null
expect 7 '' -- g verify --json
json_is out
json_keys out '$' message notes next
err_empty
equal "what was found" 1 "$(json out '$.notes[0].message' | grep -c '^movement .*was changed')"
db=$good
expect 10 '' -- g check --json
json_is out
err_empty

# ---- what is told beside an answer ----
expect 0 '' -- g stock receive esy.en 1 --date 9/2 --json
json_is out
json_is err
equal "the day that was taken, as a note" 'date: 2026-09-02' "$(json err '$.notes[0].message')"
expect 0 '' -- g --today 2026-09-03 requisition new --needed-by 9/30 --json
json_is out
err_empty
equal "the day that was taken, as a note of the object" 'needed-by: 2026-09-30' "$(json out '$.notes[0].message')"
verified
finish
