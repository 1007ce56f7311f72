# Files as a whole process: pipes, hostile files, an undoing that is killed, two at once, and a full disk.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
head=date,item,kind,quantity,reason,note
tables='languages catalog calendar movements requisitions'
count=120000
((SANITIZED)) && count=20000
# Not -readonly: after a kill there may be a journal to play back.
movements() { sqlite3 "$db" "SELECT count(*) FROM movement WHERE reverses IS $1NULL"; }

if [ -z "${SMALL_DISK:-}" ]; then
    # ---- there and back, through files, pipes and standard output ----
    demo from
    from=$db
    expect 0 '' -- g requisition new --needed
    expect 0 '' -- g catalog supersede lre.en --edition "Sep 2026" --from 2026-09-01
    expect 0 '' -- g stock receive lre.en 5 --note '=1+1; "x"'
    for table in $tables; do
        expect 0 '' -- g export $table --out $table.csv
        equal "what --out prints" "$table.csv" "$(cat out)"
        expect 0 '' -- g export $table
        holds "$table on standard output and in the file" cmp out $table.csv
        expect 0 '' -- g export $table --out -
        holds "$table by --out -" cmp out $table.csv
    done
    holds "a formula is no formula" grep -q "'=1+1" movements.csv
    school to
    mkfifo pipe
    for table in $tables; do
        cat $table.csv >pipe &
        expect 0 '' -- g import pipe
        expect 0 '' -- g export $table
        holds "$table, there and back" cmp out $table.csv
    done
    expect 0 '' -- g stock --csv
    cp out there.csv
    db=$from
    expect 0 '' -- g stock --csv
    holds "the stock list of both schools" cmp out there.csv
    expect 2 'table: "nothing" is none of movements' -- g export nothing
    expect 2 'CSV only' -- g export movements --json
    expect 0 '' -- g export catalog --json
    json_is out
    expect 0 '' -- g import list --json
    json_is out
    before=$(state)
    expect 4 'is the database; it was not touched' -- g export movements --out from.db
    expect 4 'is the database; it was not touched' -- g export catalog --out ./from.db
    equal "the database after an export onto it" "$before" "$(state)"
    try g export movements --out /dev/full
    equal "exit of an export to /dev/full" 1 "$got"
    g export movements >/dev/full 2>err
    equal "exit of an export to a full standard output" 1 $?
    err_has 'cannot write to standard output'

    # ---- what is taken for a file and what for a word ----
    printf '%s\n2026-09-01,esy.en,receive,5,,\n' $head >undo
    expect 0 '' -- g import ./undo
    expect 0 '' -- g import undo
    out_has '^Batch [0-9]+ \(movements\): 1 movement undone'
    expect 3 'cannot open nolist' -- g import nolist

    # ---- hostile files, with and without --skip-bad: none is stored, none is left beside ----
    printf '%s\n2026-09-01,esy.en,receive,5,,a\0b\n2026-09-01,esy.en,receive,5,,\n' $head >nul.csv
    printf 'date,item,kind,quantity,Item\n2026-09-01,esy.en,receive,5,\n' >twice.csv
    { printf '%s' $head && printf ',c%d' {7..65} && printf '\n2026-09-01,esy.en,receive,5,,\n'; } >wide.csv
    { printf '%s\n2026-09-01,esy.en,receive,5,,"' $head && head -c 70000 /dev/zero | tr '\0' x && printf '"\n'; } >cell.csv
    for case in 'twice.csv both named' 'wide.csv 65 columns' 'cell.csv 64 KiB' 'from.db NUL|UTF-8|quotation|columns|kind'; do
        refuse 2 "${case#* }" -- g import ${case%% *}
        refuse 2 "${case#* }" -- g import ${case%% *} --skip-bad
    done
    refuse 2 'row 2, there is a NUL byte' -- g import nul.csv
    equal "nothing is left beside them" '' "$(ls -- *.refused* 2>/dev/null)"
    expect 0 '1 refused row is in nul.refused.csv' -- g import nul.csv --skip-bad
    out_has '^2 rows: 1 new, 0 already here, 1 refused\. \(batch'
    holds "the NUL is seen" grep -q $'^2026-09-01,esy.en,receive,5,,a\xef\xbf\xbdb,"there is a NUL' nul.refused.csv
    # Its own output: a file of refused rows is a file like any other, and is not written over.
    cp nul.refused.csv kept.csv
    expect 0 '' -- g import nul.refused.csv --skip-bad
    cp kept.csv nul.refused.csv
    expect 0 'in nul.refused-2.csv' -- g import nul.csv --skip-bad
    holds "the first is as it was" cmp nul.refused.csv kept.csv
    ln -s nowhere linked.refused.csv
    cp nul.csv linked.csv
    expect 0 'in linked.refused-2.csv' -- g import linked.csv --skip-bad
    holds "a link in the way is left alone" test -L linked.refused.csv
    cat nul.csv >pipe &
    expect 0 'in pipe.refused.csv' -- g import pipe --skip-bad
    expect 0 'in import.refused.csv' -- g import <(cat nul.csv) --skip-bad
    expect 0 '' -- g export movements --out movements.csv
    expect 0 '' -- g import movements.csv --dry-run
    verified "hostile files"

    # ---- the words of the other kinds ----
    printf 'language,families\nhy,31\nxx,3\n' >l.csv
    refuse 2 'row 3, no language "xx"' -- g language import l.csv
    err_has '0 new, 1 changed, 0 unchanged, 1 refused\. Nothing was stored'
    expect 0 '1 refused row is in l.refused.csv' -- g language import l.csv --skip-bad
    expect 0 '' -- g language set hy 32
    refuse 4 'cannot be undone: what it brought was changed since' -- g import undo
    expect 0 '' -- g language set hy 31 --pupils 71
    expect 0 '' -- g import undo
    out_has '^Batch [0-9]+ \(languages\): 1 row is as before'

    # ---- an undoing that is killed: it happened or it did not ----
    demo template
    template=$db
    awk -v count=$count -v head=$head 'BEGIN { print head
        for (i = 0; i < count; i++)
            printf "2026-%02d-%02d,%s,receive,%d,,row %d\n", 1 + i % 8, 1 + i % 28, i % 2 ? "lre.en" : "esy.en", 1 + i % 9, i }' >rows.csv
    expect 0 '' -- g import rows.csv
    db=$WORK/killed.db
    cp "$template" "$db"
    begun=${EPOCHREALTIME/./}
    expect 0 '' -- g import undo
    took=$((${EPOCHREALTIME/./} - begun))
    out_has "$count movements undone"
    equal "movements and their opposites" $count "$(movements 'NOT ')"
    verified "an undoing"
    expect 0 '' -- g import rows.csv # and again: as it stands, it is the first after the undoing
    out_has "^$count rows: $count new, 0 already here"
    cp "$template" "$db"
    before=$(content)
    died=0
    for signal in INT KILL; do
        for percent in 5 40 75; do
            env --default-signal "$G" --db "$db" import undo >out 2>err &
            program=$!
            sleep "$(awk -v t=$took -v p=$percent 'BEGIN { print t * p / 1e8 }')"
            kill -$signal $program 2>/dev/null
            wait $program 2>/dev/null
            ended=$?
            if [ $ended = 0 ] || [ "$(movements 'NOT ')" = $count ]; then # or the signal came behind the commit
                equal "an undoing that was faster than SIG$signal" $count "$(movements 'NOT ')"
                cp "$template" "$db"
                continue
            fi
            died=$((died + 1))
            expect 0 '' -- g stock
            equal "content after SIG$signal at $percent %" "$before" "$(content)"
            verified "SIG$signal at $percent %"
        done
    done
    holds "a signal came in the middle ($died of 6)" test $died -ge 2
    expect 0 '' -- g import undo
    verified "undoing after the signals"

    # ---- two undo the same import at once: one wins, the other is told ----
    printf '%s\n2026-09-01,esy.en,receive,5,,\n2026-09-01,esy.en,receive,5,,\n' $head >two.csv
    demo race
    race=$db
    expect 0 '' -- g import two.csv
    batch=$(sqlite3 "$race" 'SELECT max(id) FROM batch')
    won=0
    for round in {1..15}; do
        db=$WORK/race-$round.db
        cp "$race" "$db"
        g import undo $batch >one.out 2>one.err &
        g import undo $batch >two.out 2>two.err
        second=$?
        wait $!
        first=$?
        [ "$first $second" = '0 4' ] || [ "$first $second" = '4 0' ] && won=$((won + 1))
        equal "opposites after two undoings" 2 "$(movements 'NOT ')"
        holds "the other is told" grep -q "batch $batch is undone already (by " one.err two.err
        rm -f "$db" "$db-journal"
    done
    equal "rounds that one won" 15 $won

    # ---- the rest with a small disk of its own ----
    for unshare in 'unshare -m' 'unshare -Urm'; do
        if $unshare bash -c 'mkdir -p disk && mount -t tmpfs -o size=64k none disk' 2>/dev/null; then
            SMALL_DISK=1 exec $unshare bash "$0"
        fi
    done
    left_out "a full disk beside the import: no small file system can be mounted here"
    finish
    exit 0
fi

# ---- the refused rows find no room: nothing is stored, nothing is left; with room both happen ----
school disk
mkdir -p disk
mount -t tmpfs -o size=300k none disk || fail "mount" "a small disk" "none"
{ printf '%s\n2026-09-01,esy.en,receive,5,,good\n' $head && yes '2026-09-01,esy.en,receive,x,,bad' | head -2000; } >disk/a.csv
printf 'language,families\nes,4\n%s' "$(yes 'xx,a long word that is no number' | head -2000)" >disk/l.csv
head -c 64M /dev/zero >disk/filler 2>/dev/null
before=$(state)
for file in a.csv l.csv; do
    expect 1 'cannot write disk/.*No space left on device|refused rows: No space left' -- g import disk/$file --skip-bad
    equal "the database after $file" "$before" "$(state)"
    equal "files on the disk after $file" "a.csv filler l.csv" "$(ls disk | tr '\n' ' ' | sed 's/ $//')"
done
rm disk/filler
expect 0 '2000 refused rows are in disk/a.refused.csv' -- g import disk/a.csv --skip-bad
equal "rows in the file" 2001 "$(wc -l <disk/a.refused.csv)"
equal "copies that came in" 5 "$(on_hand esy.en)"
verified "a full disk"
umount disk
finish
