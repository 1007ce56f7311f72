#!/usr/bin/env bash
# Kills the program with SIGKILL in the middle of its work, again and again: tests/cli/crash.sh PROGRAM [KILLS]
#
# A school's day is done command after command; each that says it is done is written down as acknowledged. At random
# one is killed, at a random moment of its run; one that was faster than its killer counts as done, and another is
# tried, so that every kill lands in a command. Then: verify finds nothing, all that was acknowledged is in the file,
# and no import is there in part. On with the same file, and a new one every 100 kills. CRASH_SEED throws other days
# (the moments of the kills are the machine's). CRASH_DROP=N takes an acknowledged movement out behind the program's
# back at every Nth kill: then this script must fail.
set -u
kills=${2:-1000}
RANDOM=${CRASH_SEED:-5640}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
program=$work/guidestock # a copy, so that a build meanwhile does no harm
install -m 755 "$1" "$program" || exit 2
cd "$work" || exit 2
export GUIDESTOCK_TODAY=2026-09-15 TZ=UTC LC_ALL=C
mkfifo never && exec 9<>never # what `read -t` waits on: a sleep without a process

items=(esy.en lre.en puzzled.en parent-guide.en parent-guide.es iep-and-you.en-es)
killed=0 acknowledged=0 missing=0 clean=0 journals=0 done_first=0 failed=0
db='' files=0 number='' state=none took=12000

g() { "$program" --db "$db" "$@"; }
item() { item=${items[RANDOM % ${#items[@]}]}; }
complain() {
    echo "crash: after $killed kills: $*" >&2
    failed=1
}

new_file() {
    db=$work/$files.db files=$((files + 1)) number='' state=none imports=0
    : >acks
    g init --name Test --code 0042 --level senior >/dev/null || exit 1
    kind=movement
    for item in "${items[@]}"; do
        g --json stock receive "$item" 400 >answer || exit 1
        acknowledge
    done
}

# ---- the next command, and what to write down when it is done ----
next_command() {
    item
    kind=movement
    case $((RANDOM % 10)) in
    0 | 1) command=(--json stock issue "$item" $((1 + RANDOM % 2)) --for annual) ;;
    2) command=(--json stock receive "$item" $((1 + RANDOM % 9)) lre.en 3) ;;
    3) command=(--json stock adjust "$item" 1 --reason damaged) ;;
    4) command=(--json stock undo) ;;
    5) next_import ;;
    *) next_step ;;
    esac
}

next_import() {
    imports=$((imports + 1)) kind=file
    command=(import rows.csv)
    {
        echo 'date,item,kind,quantity,reason,note'
        for day in 1 2 3 4 5; do echo "2026-09-0$day,$item,receive,$day,,file $imports"; done
    } >rows.csv
}

next_step() {
    kind=event
    case $state in
    none | closed) command=(--json requisition new --urgent) ;;
    draft) command=(--json requisition add "$number" esy.en 20) kind=line ;;
    lined) command=(--json requisition submit "$number") ;;
    waiting) command=(--json requisition approve "$number" esy.en 15) ;;
    approved) command=(--json requisition send "$number") ;;
    sent) command=(--json requisition receive "$number" esy.en 5) ;;
    'part received') command=(--json requisition receive "$number" --all) ;;
    esac
}

# "key": of the answer, as often as it stands there
values() { sed -n "s/^ *\"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" answer; }

acknowledge() {
    acknowledged=$((acknowledged + 1))
    case $kind in
    movement) values movement | sed 's/^/movement|/' >>acks ;;
    file) echo "file|file $imports" >>acks ;;
    line)
        state=lined
        echo "line|$number" >>acks
        ;;
    event)
        number=$(values number | head -n 1) state=$(values status | head -n 1)
        echo "event|$number $state" >>acks
        ;;
    esac
}

# A command that may be refused: nothing to undo, an empty shelf. Any other end is a failure.
refused() {
    case $1 in
    3 | 5) ;;
    *) complain "\"${command[*]}\" ended with $1: $(cat said)" ;;
    esac
}

work_on() {
    next_command
    g "${command[@]}" >answer 2>said
    local got=$?
    if [ $got = 0 ]; then acknowledge; else refused $got; fi
}

# Kills the next command at a random moment of as long as commands take; until one dies of it.
kill_one() {
    local got moment begun
    while :; do
        next_command
        printf -v moment '0.%06d' $(((RANDOM * 32768 + RANDOM) % (took + 1)))
        begun=${EPOCHREALTIME/./}
        "$program" --db "$db" "${command[@]}" >answer 2>said & # not g: the signal would be for its subshell
        read -r -t "$moment" -u 9
        kill -KILL $! 2>/dev/null
        { wait $!; } 2>/dev/null
        got=$?
        [ $got = 137 ] && return
        took=$(((took * 7 + ${EPOCHREALTIME/./} - begun) / 8))
        done_first=$((done_first + 1))
        if [ $got = 0 ]; then acknowledge; else refused $got; fi
    done
}

# ---- what must hold afterwards ----
lost() { # how many acknowledged rows are not in the file
    sqlite3 -readonly "$db" 'CREATE TEMP TABLE ack (kind TEXT, key TEXT)' '.mode list' '.separator |' \
        '.import --schema temp acks ack' "
        WITH event AS (SELECT printf('R-%d-%02d-%04d', school_year, (school_year + 1) % 100, number) AS r, status
                       FROM requisition_event)
        SELECT (SELECT count(*) FROM ack WHERE kind = 'movement'
                AND CAST(key AS INTEGER) NOT IN (SELECT id FROM movement))
             + (SELECT count(*) FROM ack WHERE kind = 'file'
                AND key NOT IN (SELECT note FROM movement WHERE note IS NOT NULL))
             + (SELECT count(*) FROM ack WHERE kind = 'line' AND key NOT IN
                (SELECT printf('R-%d-%02d-%04d', school_year, (school_year + 1) % 100, number) FROM requisition_line))
             + (SELECT count(*) FROM (SELECT key, count(*) AS n FROM ack WHERE kind = 'event' GROUP BY key)
                WHERE n > (SELECT count(*) FROM event WHERE r || ' ' || status = key))"
}

halves() {
    sqlite3 -readonly "$db" "SELECT count(*) FROM (SELECT 1 FROM movement WHERE note LIKE 'file %' AND reverses IS NULL
        GROUP BY note HAVING count(*) <> 5)"
}

drop_one() {
    sqlite3 -cmd '.dbconfig enable_trigger off' "$db" "PRAGMA foreign_keys = OFF;
        DELETE FROM movement WHERE id = $(sed -n 's/^movement|//p' acks | tail -n 1)"
}

# Where the requisition stands that the killed command was about.
find_state() {
    local row
    row=$(sqlite3 -readonly "$db" "SELECT printf('R-%d-%02d-%04d', school_year, (school_year + 1) % 100, number),
        CASE WHEN status = 'draft' AND EXISTS (SELECT 1 FROM requisition_line l WHERE l.number = q.number) THEN 'lined'
        ELSE status END FROM requisition q ORDER BY number DESC LIMIT 1")
    number=${row%%|*} state=${row#*|}
    [ -n "$row" ] || state=none
}

look() {
    local n
    [ -s "$db-journal" ] && journals=$((journals + 1))
    [ -n "${CRASH_DROP:-}" ] && [ $((killed % CRASH_DROP)) = 0 ] && g stock >/dev/null && drop_one
    if g verify >said 2>&1; then clean=$((clean + 1)); else complain "verify: $(head -n 3 said)"; fi
    n=$(lost)
    [ "$n" = 0 ] || complain "$n acknowledged rows are missing, after \"${command[*]}\""
    missing=$((missing + n))
    n=$(halves)
    [ "$n" = 0 ] || complain "$n imports are there in part, after \"${command[*]}\""
    find_state
}

begun=$SECONDS
while ((killed < kills && failed == 0)); do
    ((killed % 100 == 0)) && new_file
    for ((n = RANDOM % 6; n > 0; n--)); do work_on; done
    kill_one
    killed=$((killed + 1))
    look
done
echo "crash: $killed kills, $acknowledged acknowledged, $missing missing, verify clean $clean"
echo "crash: every kill landed in a command ($done_first more were faster), $journals in the middle of a write;" \
    "$files files, $((SECONDS - begun)) s"
[ $failed = 0 ] && [ "$clean" = "$kills" ] && [ "$acknowledged" -gt 0 ]
