# What the whole-process tests share. A test file begins with
#
#     . "${0%/*}/lib.sh"
#
# and ends with `finish`; without that last word it counts as failed half-way. tests/run.sh starts each in a folder of its own
# and gives it: G the program, TESTS this folder, ROOT the repository, TALLY where outcomes are counted, SANITIZED 1 or
# 0; standard output is for failures, descriptor 3 for what the user must know (a test that was left out).
# A $command without quotes in a test is meant to be several words.
# shellcheck shell=bash disable=SC2086,SC2120
set -u

WORK=$PWD
LIMIT=60 # seconds that a single command may take before it counts as hanging
((SANITIZED)) && LIMIT=300
db=$WORK/guidestock.db # the database that `g` works on
verified_bytes=''
got=0                  # the exit status of the last command tried

g() { timeout -k 5 "$LIMIT" "$G" --db "$db" "$@"; }

# libfaketime opens files of its own: where a standard stream is closed or the user is another, the clock is real.
unfaked() { (unset LD_PRELOAD && "$@"); }
# As somebody else, where the tests run as root, who may do everything.
nobody() { unfaked ${OTHER_USER:-} "$@"; }
OTHER_USER=''
[ "$(id -u)" != 0 ] || OTHER_USER='setpriv --reuid=65534 --regid=65534 --clear-groups'

pass() { printf P >>"$TALLY"; }

# The line of the test file that asked.
asked_at() {
    local i
    for ((i = 1; i < ${#BASH_SOURCE[@]}; i++)); do
        [[ ${BASH_SOURCE[i]} == */lib.sh ]] || break
    done
    printf '%s:%s' "${BASH_SOURCE[i]##*/}" "${BASH_LINENO[i - 1]}"
}

# fail WHAT EXPECTED GOT
fail() {
    printf F >>"$TALLY"
    printf 'FAIL %s: %s\n  expected: %s\n  got:      %s\n' "$(asked_at)" "$1" "$2" "$3"
}

# What was printed, for a failure's message: short, on one line, controls made visible.
seen() { head -c 1200 "$1" | cat -v | tr '\n' '|'; }

# words COMMAND...: as it could be typed, long words cut
words() {
    local all='' w
    for w; do
        ((${#w} > 100)) && w="${w:0:60}...(${#w} characters)"
        all+=" $(printf '%q' "$w")"
    done
    printf '%s' "${all# }"
}

# try COMMAND...: its output goes to out and err in the folder of the test, its exit status to $got
try() {
    "$@" >"$WORK/out" 2>"$WORK/err"
    got=$?
}

# expect STATUS REGEX -- COMMAND...: the exit status, and what standard error must hold ('' for anything)
expect() {
    local status=$1 regex=$2
    [ "$3" = -- ] || fail "expect" "--" "$3"
    shift 3
    try "$@"
    if grep -aqE 'Sanitizer|runtime error:' "$WORK/err"; then
        fail "$(words "$@")" "no finding of the sanitizers" "$(seen "$WORK/err")"
    elif [ "$got" != "$status" ]; then
        fail "$(words "$@")" "exit $status, standard error like /$regex/" "exit $got: $(seen "$WORK/err")"
    elif [ -n "$regex" ] && ! grep -aqE -- "$regex" "$WORK/err"; then
        fail "$(words "$@")" "exit $status, standard error like /$regex/" "exit $got: $(seen "$WORK/err")"
    else
        pass
    fi
}

# ours COMMAND...: whatever comes of it is a status of ours: no signal, no hanging, no finding of a sanitizer
ours() {
    try "$@"
    case $got in
    0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 10)
        if ! grep -aqE 'Sanitizer|runtime error:' "$WORK/err"; then
            pass
            return
        fi
        ;;
    esac
    fail "$(words "$@")${about:+ ($about)}" "an exit status of ours" "exit $got: $(seen "$WORK/err")"
}
about='' # what a failure of `ours` adds: the case at hand

# What the last command printed on standard output or standard error.
out_has() { if grep -aqE -- "$1" "$WORK/out"; then pass; else fail "its output" "like /$1/" "$(seen "$WORK/out")"; fi; }
out_lacks() { if grep -aqE -- "$1" "$WORK/out"; then fail "its output" "nothing like /$1/" "$(seen "$WORK/out")"; else pass; fi; }
out_says() { if grep -aqF -- "$1" "$WORK/out"; then pass; else fail "its output" "$1" "$(seen "$WORK/out")"; fi; }
out_empty() { if [ -s "$WORK/out" ]; then fail "its output" "none" "$(seen "$WORK/out")"; else pass; fi; }
err_has() { if grep -aqE -- "$1" "$WORK/err"; then pass; else fail "its standard error" "like /$1/" "$(seen "$WORK/err")"; fi; }
err_says() { if grep -aqF -- "$1" "$WORK/err"; then pass; else fail "its standard error" "$1" "$(seen "$WORK/err")"; fi; }
err_empty() { if [ -s "$WORK/err" ]; then fail "its standard error" "none" "$(seen "$WORK/err")"; else pass; fi; }

# equal WHAT EXPECTED GOT
equal() { if [ "$2" = "$3" ]; then pass; else fail "$1" "${2:0:600}" "${3:0:600}"; fi; }

# holds WHAT COMMAND...: the command succeeds
holds() {
    local what=$1
    shift
    if "$@" >"$WORK/holds" 2>&1; then pass; else fail "$what" "success of: $(words "$@")" "$(seen "$WORK/holds")"; fi
}

# The bytes of the database; what a refused command must leave as they were.
state() { sha256sum <"${1:-$db}" | cut -c1-64; }

# What is in it, whatever the bytes are.
content() { sqlite3 -readonly "${1:-$db}" .dump | sha256sum | cut -c1-64; }

rows() { sqlite3 -readonly "$db" "SELECT count(*) FROM $1"; }

# verified [AFTER]: `guidestock verify` finds nothing; out and err stay those of the command before. The same bytes
# without a journal to play back need not be verified twice.
verified() {
    local bytes
    bytes=$(state)
    if [ "$bytes" = "$verified_bytes" ] && [ ! -s "$db-journal" ]; then
        pass
    elif g verify >"$WORK/verify" 2>&1 && grep -q '^All is well' "$WORK/verify"; then
        verified_bytes=$(state)
        pass
    else
        fail "guidestock verify${1:+ after $1}" "All is well" "$(seen "$WORK/verify")"
    fi
}

# refuse STATUS REGEX -- COMMAND...: as expect; and the message is one of ours, in plain characters, nothing is said
# on standard output, and the database is as it was and verified clean
refuse() {
    local before after
    before=$(state)
    expect "$@"
    after=$(state)
    shift 3
    if ! grep -aq '^guidestock: .' "$WORK/err"; then
        fail "$(words "$@")" "a message of guidestock" "$(seen "$WORK/err")"
    elif LC_ALL=C grep -aq $'[\001-\011\013-\037\177]' "$WORK/err"; then
        fail "$(words "$@")" "no control characters in the message" "$(seen "$WORK/err")"
    elif [ -s "$WORK/out" ]; then
        fail "$(words "$@")" "nothing on standard output" "$(seen "$WORK/out")"
    elif [ "$before" != "$after" ]; then
        fail "$(words "$@")" "the database as it was" "another one"
    else
        pass
    fi
    verified "$(words "$@")"
}

# school NAME / demo NAME: an empty school, and the demonstration with its year of movements, in NAME.db, for `g`
school() {
    db=$WORK/$1.db
    expect 0 '' -- g init --name "Anytown Senior High" --code 0042 --level senior
}
demo() {
    db=$WORK/$1.db
    expect 0 '' -- g init --name "Anytown Senior High" --code 0042 --level senior --demo
}

on_hand() { sqlite3 -readonly "$db" "SELECT coalesce(sum(quantity), 0) FROM movement JOIN item ON item.school = movement.school AND item.id = movement.item WHERE code = '$1'"; }

# json_is FILE: well-formed (and by a second reader, where python3 has one)
json_is() {
    local valid
    valid=$(sqlite3 :memory: "SELECT json_valid(CAST(readfile('$1') AS TEXT))" 2>&1)
    if [ "$valid" = 1 ] && { ! python3 -c 'import json' 2>/dev/null || python3 -m json.tool "$1" >/dev/null 2>&1; }; then
        pass
    else
        fail "JSON" "well-formed" "$(seen "$1")"
    fi
}

# json FILE PATH: the value there, as SQLite tells it
json() { sqlite3 :memory: "SELECT json_extract(CAST(readfile('$1') AS TEXT), '$2')"; }

# json_keys FILE PATH KEY...: the object there has these keys (others may stand between them)
json_keys() {
    local file=$1 path=$2 have key missing=''
    shift 2
    have=" $(sqlite3 :memory: "SELECT group_concat(key, ' ') FROM json_each(CAST(readfile('$file') AS TEXT), '$path')" 2>&1) "
    for key; do
        [[ $have == *" $key "* ]] || missing+=" $key"
    done
    if [ -z "$missing" ]; then pass; else fail "JSON at $path" "the keys$missing" "$have"; fi
}

# left_out WHY: said once, on the standard error of the whole
left_out() { printf 'left out: %s\n' "$1" >&3; }

finish() { printf E >>"$TALLY"; }
