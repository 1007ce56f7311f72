#!/bin/bash
# Measures speed and memory, each figure beside its limit in one run, and writes BUILD/bench.json.
#
#     tests/bench/run.sh BUILD          (make bench)
#
# Prints one line for each figure and nothing else: name, ours, its limit, their ratio, the bar, whether it is met. What
# the commands say, and what was measured where, goes to BUILD/bench/log. A machine is noisy, so the ratio counts: the
# two of a pair run in turn, A B A B, after a warm-up, and their medians are compared. A figure whose limit is "-" has
# none beside it. Exit status 0 whatever the figures are; 1 when something could not be measured. The first run makes a
# database of BENCH_GROWTH movements (10,000,000) and keeps it in BUILD/bench. The figures of HTTP come with the page.
set -Eeuo pipefail
export LC_ALL=C TZ=UTC
export GUIDESTOCK_TODAY=2026-09-30
unset GUIDESTOCK_DB NO_COLOR
growth=${BENCH_GROWTH:-10000000}
build=${1:?usage: tests/bench/run.sh BUILD}
work=$build/bench
guidestock=$build/guidestock
mkdir -p "$work"
rm -f "$work"/*.pdf "$work"/bare.db*
: >"$work/log"
figures=

stop() {
    echo "bench: $1 (see $work/log)" >&2
    exit 1
}
trap 'stop "line $LINENO failed"' ERR

# ---- the tools ----

libs='-lhpdf -lzint -lfribidi -lcsv -ljansson -lsqlite3 -lsodium'
mapfile -t rooms < <(find catalog inventory office maintenance forms door cli -name '*.c' ! -path cli/main.c)
rooms=("${rooms[@]/#/$build/}")
rooms=("${rooms[@]/%.c/.o}")

# compile NAME SOURCE... -- what is linked with it
compile() {
    local out=$work/$1 sources=()
    shift
    while [ "$1" != -- ]; do
        sources+=("$1")
        shift
    done
    shift
    # shellcheck disable=SC2086
    ${CC:-gcc} -std=c11 -D_GNU_SOURCE -I. -Wall -Wextra -Werror -O2 -o "$out" "${sources[@]}" "$@"
}
here=tests/bench
wraps=$(sed -n 's/^WRAP(.*[*,] *\(\(Page_\)\?[A-Z][A-Za-z]*\), HPDF_.*/-Wl,--wrap=HPDF_\1/p' $here/record.c)
# shellcheck disable=SC2086
{
    compile turns $here/turns.c --
    compile data $here/data.c -- "$build/libcompliance.a"
    compile movement $here/movement.c -- "${rooms[@]}" "$build/libcompliance.a" $libs
    compile paper $here/paper.c -- "${rooms[@]}" "$build/libcompliance.a" $libs
    compile paper-recorded $here/paper.c $here/record.c -- $wraps "${rooms[@]}" "$build/libcompliance.a" $libs
    compile bare $here/bare.c -- -lhpdf
}
turns=$work/turns

# ---- printing ----

calc() { awk "BEGIN { printf \"$1\", $2 }"; }

# figure NAME OURS LIMIT UNIT RATIO SENSE BAR: SENSE is < or >, of the ratio, or of OURS where LIMIT is "-".
# A BAR "-" is none: the figure explains another one.
figure() {
    local name=$1 ours=$2 limit=$3 unit=$4 ratio=$5 sense=$6 bar=$7 met=-
    if [ "$bar" != - ]; then
        local value=$ratio
        [ "$limit" = - ] && value=$ours
        met=$(awk "BEGIN { print ($value $sense= $bar) ? \"yes\" : \"NO\" }")
        [ "$limit" = - ] && bar="$bar $unit"
        bar="$sense= $bar"
    fi
    printf '%-49s %11s %11s %-6s %7s   %-14s %s\n' "$name" "$ours" "$limit" "$unit" "$ratio" "$bar" "$met"
    [ "$limit" = - ] && limit=null
    [ "$ratio" = - ] && ratio=null
    figures="$figures${figures:+,}
  {\"name\": \"$name\", \"unit\": \"$unit\", \"ours\": $ours, \"limit\": $limit, \"ratio\": $ratio, \"bar\": \"$bar\", \"met\": \"$met\"}"
}

mib() { calc %.1f "$1 / 1024"; }

# ---- the databases ----

# school FILE: 100 items, a calendar, families
school() {
    rm -f "$1" "$1"-journal
    "$guidestock" --db "$1" init --name "Bench Senior High" --code 0042 --level senior >>"$work/log" 2>&1
    "$work/data" catalog >"$work/catalog.csv"
    "$work/data" calendar >"$work/calendar.csv"
    "$guidestock" --db "$1" catalog import "$work/catalog.csv" >>"$work/log" 2>&1
    "$guidestock" --db "$1" calendar import "$work/calendar.csv" >>"$work/log" 2>&1
    for families in 'en 61' 'es 46' 'hy 9' 'ko 4'; do
        # shellcheck disable=SC2086
        "$guidestock" --db "$1" language set $families >>"$work/log" 2>&1
    done
    "$guidestock" --db "$1" school set region=East ship_to='Main office' requester='Bench Clerk' \
        requester_title=Clerk phone=555-0142 email=bench@example.org purpose=Guides fund=010-0000 >>"$work/log" 2>&1
}

# filled FILE ROWS: the school with so many movements
filled() {
    school "$1"
    "$work/data" movements "$2" >"$work/filling.csv"
    "$guidestock" --db "$1" import "$work/filling.csv" >>"$work/log" 2>&1
    rm "$work/filling.csv"
}

commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
printf 'guidestock at %s, %s, sqlite3 %s, on %s processors; databases on %s\n' "$commit" "$(uname -m)" \
    "$(sqlite3 --version | cut -d' ' -f1)" "$(nproc)" "$(stat -f -c %T "$work")" >>"$work/log"
printf '%-49s %11s %11s %-6s %7s   %-14s %s\n' figure ours limit unit ratio bar met

# ---- 1. the low list, as a whole process ----
# Limit: the sqlite3 shell, started for it, printing each item's code and its balance by one seek in stock_day: the
# least SQL, and the least work, over what is kept. (The other way, to sum the movements, costs the history; it is
# printed without a bar.) Both are given the same file, in the page cache.

filled "$work/20k.db" 20000
filled "$work/10k.db" 10000
balance='SELECT code, (SELECT balance FROM stock_day d WHERE d.school = i.school AND d.item = i.id
         ORDER BY edition DESC, on_date DESC LIMIT 1) FROM item i;'
summed='SELECT code, (SELECT sum(quantity) FROM movement m WHERE m.school = i.school AND m.item = i.id) FROM item i;'
[ "$(sqlite3 "$work/20k.db" "$balance" | wc -l)" = 100 ] || stop 'the limit prints no 100 items'
[ "$(sqlite3 "$work/20k.db" "$balance")" = "$(sqlite3 "$work/20k.db" "$summed")" ] || stop 'the balances are not the sums'

# pair NAME SENSE BAR ARGUMENTS-OF-TURNS...: a figure in milliseconds; leaves the peaks in $peak_a and $peak_b
pair() {
    local name=$1 sense=$2 bar=$3 a b ratio
    shift 3
    read -r a b ratio peak_a peak_b <<<"$("$turns" "$@" 2>>"$work/log")"
    [ -n "${peak_b:-}" ] || stop "$name"
    figure "$name" "$(calc %.2f "$a")" "$(calc %.2f "$b")" ms "$(calc %.2f "$ratio")" "$sense" "$bar"
}
pair 'stock --low, 20,000 movements' '<' 2.5 -n 101 -w 5 "$guidestock" --db "$work/20k.db" stock --low -- \
    sqlite3 "$work/20k.db" "$balance"
pair '  the same, limit summing the movements' '<' - -n 51 -w 5 "$guidestock" --db "$work/20k.db" stock --low -- \
    sqlite3 "$work/20k.db" "$summed"
pair '  only loading: guidestock and sqlite3, --version' '<' - -n 101 -w 5 "$guidestock" --version -- sqlite3 --version

# ---- 2. cost follows items, not history ----
# Limit: itself with 10,000 movements. Made by one import, whose peak memory is printed under 3.

big=$work/growth-$growth.db
sum=$(cat schema/*.sql "$here/data.c" | cksum)
if [ ! -f "$big" ] || [ "$sum" != "$(cat "$big.made" 2>/dev/null)" ]; then
    rm -rf "$work"/growth-*
    school "$big.new"
    "$work/data" movements "$growth" >"$work/growth.csv"
    "$turns" -n 1 -w 0 "$guidestock" --db "$big.new" import "$work/growth.csv" >"$big.import" 2>>"$work/log"
    rm "$work/growth.csv"
    mv "$big.new" "$big"
    echo "$sum" >"$big.made"
fi
pair "stock --low, $growth movements, limit 10,000" '<' 1.2 -n 201 -w 5 "$guidestock" --db "$big" stock --low -- \
    "$guidestock" --db "$work/10k.db" stock --low
lows() { "$guidestock" --db "$1" stock --low --csv 2>/dev/null | tail -n +2 | wc -l; }
figure '  items in those two lists' "$(lows "$big")" "$(lows "$work/10k.db")" items - '<' -

# ---- 3. import ----
# Limit: `sqlite3 .import` of the same file into one bare table: text columns, no key, no check. Ours
# checks every cell, stores nothing of a file with a wrong row, and keeps keys, balances and hashes.
# Each run starts with the school alone, or with no file, and ends with what it stored on the disk.

school "$work/empty.db"
"$work/data" movements 1000000 >"$work/1m.csv"
pair 'import of 1,000,000 movements' '<' 5 -n 3 -w 0 -a "cp $work/empty.db $work/import.db" -b "rm -f $work/bare.db" \
    "$guidestock" --db "$work/import.db" import "$work/1m.csv" -- \
    sqlite3 "$work/bare.db" '.mode csv' ".import $work/1m.csv movement"
stored=$(sqlite3 "$work/import.db" 'SELECT count(*) FROM movement')/$(sqlite3 "$work/bare.db" 'SELECT count(*) FROM movement')
[ "$stored" = 1000000/1000000 ] || stop "stored: $stored"
figure '  its memory' "$(mib "$peak_a")" - MiB - '<' 32
"$work/data" movements 4000000 >"$work/4m.csv"
cp "$work/empty.db" "$work/import.db"
read -r ms _ _ peak _ <<<"$("$turns" -n 1 -w 0 "$guidestock" --db "$work/import.db" import "$work/4m.csv" 2>>"$work/log")"
figure '  memory of 4,000,000' "$(mib "$peak")" - MiB - '<' 32
figure '  time of 4,000,000' "$(calc %.0f "$ms")" - ms - '<' -
if [ -f "$big.import" ]; then
    read -r ms _ _ peak _ <"$big.import"
    figure "  memory of $growth, when it was made" "$(mib "$peak")" - MiB - '<' 32
    figure "  time of $growth, when it was made" "$(calc %.0f "$ms")" - ms - '<' -
fi
rm -f "$work"/*m.csv "$work"/import.db "$work"/bare.db

# ---- 4. a durable movement ----
# Limit: see movement.c: the statements that the verb executes, recorded, prepared once, with the same pragmas,
# on a copy of the same file, in one process with ours, in turn. The rate is of movements with their commit.

stocked=$work/stocked.db
cp "$work/20k.db" "$stocked"
"$work/data" codes | head -n 20 >"$work/codes"
# shellcheck disable=SC2046
"$guidestock" --db "$stocked" stock receive $(sed 's/$/ 5000/' "$work/codes") >>"$work/log" 2>&1
for copy in recorded ours raw; do
    cp "$stocked" "$work/movement-$copy.db"
done
sync "$work"/movement-*.db
read -r ours raw ratio statements alone <<<"$("$work/movement" "$work"/movement-{recorded,ours,raw}.db 1000 <"$work/codes")"
[ -n "${alone:-}" ] || stop 'the durable movement'
figure 'durable movement, commit included' "$ours" "$raw" 1/s "$(calc %.2f "$ratio")" '>' 0.9
figure '  the same, limit from BEGIN to COMMIT alone' "$ours" "$alone" 1/s "$(calc %.2f "$ours / $alone")" '>' -
figure '  statements of one' "$statements" - each - '<' -
rm -f "$work"/movement-*.db

# ---- 5. a requisition of 10,000 lines on paper ----
# Limit: see bare.c: libharu alone, told the very calls that our drawing made, recorded before; the two files must
# be the same bytes. Both are whole processes, from the start to a file on disk.

for lines in 1000 10000; do
    BENCH_SCRIPT=$work/script "$work/paper-recorded" $lines "$work/recorded.pdf"
    "$work/paper" $lines "$work/ours.pdf"
    "$work/bare" "$work/script" "$work/bare.pdf"
    cmp "$work/ours.pdf" "$work/bare.pdf" || stop 'bare libharu does not draw the same: see record.c'
    pages=$(grep -a -c '^/Type /Page$' "$work/ours.pdf")
    [ $lines = 10000 ] || {
        read -r _ _ _ peak_1000 _ <<<"$("$turns" -n 1 "$work/paper" $lines "$work/ours.pdf")"
        pages_1000=$pages
    }
done
pair "requisition PDF of 10,000 lines, $pages pages" '<' 1.2 -n 5 "$work/paper" 10000 "$work/ours.pdf" -- \
    "$work/bare" "$work/script" "$work/bare.pdf"
per_page=$(calc %.2f "$peak_a / $pages") per_page_1000=$(calc %.2f "$peak_1000 / $pages_1000")
# In proportion: a page of 10,000 lines takes no more than a page of 1,000.
figure '  memory a page, limit that of 1,000 lines' "$per_page" "$per_page_1000" KiB \
    "$(calc %.2f "$per_page / $per_page_1000")" '<' 1
figure '  memory, limit that of bare libharu' "$(mib "$peak_a")" "$(mib "$peak_b")" MiB "$(calc %.2f "$peak_a / $peak_b")" '<' -
rm -f "$work/script" "$work"/*.pdf

# ---- 6. from need to paper ----
# No limit beside it: two processes, their times summed, from a database with 20,000 movements to a PDF on disk.

read -r ms _ <<<"$("$turns" -n 21 -w 2 -a "cp $work/20k.db $work/need.db; rm -f $work/need.pdf; sync $work/need.db" \
    "$guidestock" --db "$work/need.db" requisition new --needed + \
    "$guidestock" --db "$work/need.db" requisition pdf 1 --out "$work/need.pdf" 2>>"$work/log")"
[ -s "$work/need.pdf" ] || stop 'no PDF'
figure 'requisition from need to PDF, two processes' "$(calc %.1f "$ms")" - ms - '<' 50
figure '  its lines' "$(sqlite3 "$work/need.db" 'SELECT count(*) FROM requisition_line')" - lines - '<' -

# ---- 7. the program file ----

strip -o "$work/stripped" "$guidestock"
figure 'program file, stripped' "$(calc %.3f "$(stat -c %s "$work/stripped") / 1000000")" - MB - '<' 2

printf '{"commit": "%s", "figures": [%s\n]}\n' "$commit" "$figures" >"$build/bench.json"
