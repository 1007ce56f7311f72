# Safety of the file, in whole processes: copies while others write, two at once, killed half-way, on a full disk, and
# going back over a file that is damaged or gone.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"

# lies_about: what stands beside the database, without what may stand there
lies_about() {
    find "${db%/*}" -name "${db##*/}*" -not -name '*.before-restore-*' -not -name '*.damaged-*' -not -name '*.backups' |
        grep -vE -e "^$db(-journal)?\$" -e '/[0-9]{4}-[0-9]{2}-[0-9]{2}[.]db$'
}
head_of() { "$G" --db "$1" verify | sed -n '3s/ //gp'; }

if [ -z "${SMALL_DISK:-}" ]; then
    # ---- while another process writes ----
    demo busy
    (while [ ! -e stop ]; do g stock receive esy.en 1 >>loop.out 2>>loop.err || echo "exit $?" >>loop.failed; done) &
    writer=$!
    for i in {1..12}; do expect 0 '' -- g backup copy-$i.db; done
    : >stop
    wait $writer
    holds "the other process wrote meanwhile" test "$(grep -c received loop.out)" -ge 12
    holds "and was never refused" test ! -e loop.failed
    verified "12 backups"
    copies=''
    for i in {1..12}; do
        expect 0 '' -- "$G" --db copy-$i.db verify
        expect 0 '' -- g verify --head "$(head_of copy-$i.db)"
        out_has 'This head is that of .*: found|found\.'
        copies+="$(sqlite3 -readonly copy-$i.db 'SELECT max(id) FROM trail') "
    done
    equal "each copy is of a later moment, or the same" "$(tr ' ' '\n' <<<"$copies" | sort -n | xargs)" "$(xargs <<<"$copies")"
    equal "what is left beside the copies" '' "$(find . -name 'copy-*' -not -name 'copy-*.db')"

    # ---- two at once ----
    both() { # COMMAND...: twice at the same time; their exit statuses, sorted, in $statuses
        "$@" >one.out 2>one.err &
        local first=$!
        "$@" >two.out 2>two.err
        local two=$?
        wait $first
        statuses=$(printf '%s\n' $? $two | sort -n | tr '\n' ' ')
    }
    for i in {1..5}; do
        both g backup twice-$i.db
        equal "two backups to one file" '0 4 ' "$statuses"
        holds "the second was told" grep -q 'exists already' one.err two.err
        both g backup twice-$i.db --replace
        equal "two backups over one file" '0 0 ' "$statuses"
        expect 0 '' -- "$G" --db twice-$i.db verify
    done
    for i in {1..15}; do
        rm -rf busy.db.backups
        both g stock receive esy.en 1
        equal "two first changes of a day" '0 0 ' "$statuses"
        equal "what they said" '' "$(cat one.err two.err)"
        equal "backups after them" 1 "$(find busy.db.backups -type f | grep -cE '/[0-9]{4}-[0-9]{2}-[0-9]{2}[.]db$')"
        equal "and nothing else" '' "$(lies_about)"
    done
    expect 0 '' -- "$G" --db "$(echo busy.db.backups/*)" verify
    verified "two at once"

    # ---- the backups of the days ----
    rm -rf busy.db.backups
    mkdir busy.db.backups
    for i in {1..400}; do date -d "-$i day" +busy.db.backups/%F.db; done | xargs touch
    touch busy.db.backups/letter busy.db.backups/2020-02-30.db busy.db.backups/2020-01-02.db.old
    before=$(content)
    expect 0 '' -- g stock receive esy.en 1
    err_empty
    equal "today's is the file before the change" "$before" "$(content busy.db.backups/"$(date +%F)".db)"
    equal "the newest ten" "$(for i in {0..9}; do date -d "-$i day" +%F.db; done)" \
        "$(find busy.db.backups -name '20*.db' -printf '%f\n' | grep -v 2020 | sort -r | head -10)"
    equal "and of each month the first" '' "$(find busy.db.backups -name '20*.db' -printf '%f\n' | grep -v 2020 | sort -r |
        tail -n +11 | grep -v -e '-01[.]db$' -e "$(date -d '-400 day' +%F)")"
    holds "of more than a year" test "$(find busy.db.backups -name '*-01.db' | wc -l)" -ge 13
    holds "what is not ours is there" test -e busy.db.backups/letter -a -e busy.db.backups/2020-02-30.db -a -e busy.db.backups/2020-01-02.db.old
    touch -d '-1 hour' busy.db.backups/"$(date +%F)".db
    changed=$(stat -c %Y busy.db.backups/"$(date +%F)".db)
    expect 0 '' -- g stock receive esy.en 1 --today 2026-09-14
    equal "a second change of the day makes none" "$changed" "$(stat -c %Y busy.db.backups/"$(date +%F)".db)"
    rm -rf busy.db.backups
    for command in stock verify check 'backup read.db'; do ours g $command; done
    holds "reading makes none" test ! -e busy.db.backups
    : >busy.db.backups
    for _ in 1 2; do
        expect 0 'note: no backup was made before the first change of today: cannot make the folder' -- g stock receive esy.en 1
    done
    rm busy.db.backups

    # ---- a word that is no file ----
    for word in list show help -; do
        expect 2 'name a file, like guidestock-2026-09-15.db' -- g backup $word
        holds "no file $word" test ! -e "$word"
    done
    echo mine >busy-copy.db.unfinished
    expect 4 'busy-copy.db.unfinished is in the way' -- g backup busy-copy.db
    equal "the file in the way" mine "$(cat busy-copy.db.unfinished)"

    # ---- a damaged file: where the last good copy is, whatever was asked ----
    busy=$db
    mkdir 'of the office'
    db="$WORK/of the office/it's.db"
    expect 0 '' -- g init --name A --code 0042 --level senior --demo
    expect 0 '' -- g restore --json
    equal "no copies" '[]' "$(tr -d ' \n' <out)"
    expect 0 '' -- g stock issue esy.en 5
    copy="$db.backups/$(date +%F).db"
    expect 0 '' -- g restore
    out_has "^$(date +%F)  of the day"
    out_says "  $copy"
    expect 0 '' -- g restore --json
    json_keys out '$[0]' date what bytes file
    tells() { # what to type is said, and does it when it is typed
        err_has 'To see what going back to the last good copy would lose:$'
        PATH="${G%/*}:$PATH" bash -c "$(sed -n '/would lose:$/{n;p}' err)" >typed.out 2>&1
        holds "what is said can be typed" grep -qF "restore '${copy//\'/\'\\\'\'}' --code CODE" typed.out
    }
    cp "$db" sound.db
    sqlite3 -cmd '.dbconfig enable_trigger off' "$db" "UPDATE movement SET note = 'x' WHERE id < 100" >typed.out
    expect 7 'keep this file as it is' -- g verify
    tells
    equal "findings for a script" 50 "$(grep -c '^note: movement .* was changed' err)"
    if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
        expect 7 '' -- script -qec "$(printf '%q --db %q verify' "$G" "$db")" /dev/null
        equal "findings for eyes" 10 "$(grep -c 'note: movement .* was changed' out)"
        out_has 'note: and 40 more; all of them: guidestock verify 2>findings.txt'
    fi
    sqlite3 sound.db 'SELECT 1' >typed.out
    for how in cut beginning pages; do
        cp sound.db "$db"
        case $how in
        cut) truncate -s -5000 "$db" ;;
        beginning) dd if=/dev/zero of="$db" bs=4096 count=1 conv=notrunc status=none ;;
        pages) head -c $(($(stat -c %s "$db") - 4096)) /dev/urandom | dd of="$db" bs=4096 seek=1 conv=notrunc status=none ;;
        esac
        for command in stock 'stock issue esy.en 1' 'requisition list'; do
            try g $command
            holds "$how, $command: exit $got" test "$got" = 7 -o "$got" = 1
            tells
        done
    done
    db=$busy
    expect 7 'no row of the chain' -- g verify --head "$(head -c 64 /dev/zero | tr '\0' 0)"
    equal "a head that is not there is no word on copies" 0 "$(grep -c 'last good copy' err)"

    # ---- JSON, and a printed head as it is typed ----
    expect 0 '' -- g backup json.db --json
    json_keys out '$' file rows bytes chains
    json_keys out '$.chains[0]' school name place at head
    head=$(json out '$.chains[0].head')
    expect 0 '' -- g stock receive esy.en 1
    expect 0 '' -- g verify --json --head "$(tr -- - ' ' <<<"${head^^}")"
    json_keys out '$' rows chains head_school head_place head_at changes_since
    equal "changes since" 1 "$(json out '$.changes_since')"
    refuse 7 'no row of the chain has the hash 0' -- g verify --head "${head//[0-9a-f]/0}"
    refuse 2 '64 digits' -- g verify --head 12345
    refuse 2 'the location code of the school is not given' -- g restore json.db
    err_has '^note: Anytown Senior High \(0042\): .* an earlier state of this file'
    err_has '^  20..-..-.. ..:.. UTC  [^ ]+  stock receive  esy.en'
    refuse 2 'not the location code' -- g restore json.db --code 0043
    refuse 3 'no file none.db' -- g restore none.db --code 0042
    expect 0 '' -- g restore json.db --code 0042 --json
    json_keys out '$' database from kept schools
    equal "given up" "1 $head" "$(json out '$.schools[0].changes_given_up') $("$G" --db json.db verify --json >v && json v '$.chains[0].head')"

    # ---- from a stick that cannot be written, by somebody else; of a file that cannot be written ----
    mkdir stick open
    chmod 755 "$WORK"
    chmod 777 open
    cp json.db stick/b.db
    cp busy.db stick/shut.db
    chmod 444 stick/*.db
    chmod 555 stick
    expect 0 '' -- nobody timeout "$LIMIT" "$G" --db stick/shut.db backup open/shut-backup.db
    expect 0 '' -- "$G" --db open/shut-backup.db verify
    expect 0 '' -- nobody timeout "$LIMIT" "$G" --db open/new.db restore stick/b.db --code 0042
    equal "the stick" "b.db shut.db" "$(ls stick | xargs)"
    expect 0 '' -- nobody timeout "$LIMIT" "$G" --db open/new.db stock receive esy.en 1
    expect 1 'cannot write .*Permission denied' -- nobody timeout "$LIMIT" "$G" --db stick/shut.db restore open/new.db --code 0042
    expect 1 'Permission denied' -- nobody timeout "$LIMIT" "$G" --db stick/shut.db backup stick/x.db
    chmod 755 stick

    # ---- over a file that is gone, or cannot be opened ----
    good=$WORK/json.db
    db=$WORK/lost.db
    gone() { # WHAT: restored over it, what was there is set aside as it was
        local was='' n
        [ -e "$db" ] && was=$(state)
        n=$(find . -name 'lost.db.damaged-*' -not -name '*-journal' | wc -l)
        expect 2 "the location code of the school is not given" -- g restore "$good"
        [ -z "$was" ] || equal "$1, without the code" "$was" "$(state)"
        expect 0 '' -- g restore "$good" --code 0042
        verified "$1"
        equal "$1: rows" 1 "$(sqlite3 -readonly "$db" "SELECT count(*) FROM trail WHERE action = 'restore' AND id = (SELECT max(id) FROM trail)")"
        if [ -n "$was" ]; then
            out_has 'damaged file was set aside'
            equal "$1: set aside" $((n + 1)) "$(find . -name 'lost.db.damaged-*' -not -name '*-journal' | wc -l)"
            holds "$1: as it was" grep -q "$was" <(sha256sum lost.db.damaged-*)
        fi
        equal "$1: what lies about" '' "$(lies_about)"
    }
    gone "a missing file"
    rm -f "$db"
    cp "$WORK/busy.db" hot.db # a transaction that was cut off, of another state of the file
    sqlite3 hot.db 'PRAGMA cache_size = 1' BEGIN 'CREATE TABLE more AS SELECT * FROM movement' '.shell cp hot.db-journal hot' ROLLBACK
    holds "there is a journal" test -s hot
    cp hot "$db-journal"
    gone "a missing file with a journal"
    equal "the journal is set aside, too" 1 "$(find . -name 'lost.db.damaged-*-journal' | wc -l)"
    cp "$good" "$db"
    head -c 4096 /dev/zero | dd of="$db" conv=notrunc status=none
    gone "a file without its first page"
    cp "$good" "$db"
    truncate -s -5000 "$db"
    gone "a file cut short"
    : >"$db"
    gone "an empty file"
    cp "$good" "$db"
    head -c 4000 /dev/urandom | dd of="$db" bs=1 seek=100 conv=notrunc status=none
    gone "a file with a broken schema"
    db=$WORK/foreign.db
    sqlite3 "$db" 'CREATE TABLE t (x)'
    expect 1 'not a guidestock database' -- g restore "$good" --code 0042
    equal "another program's database" t "$(sqlite3 "$db" .tables | xargs)"

    # ---- killed half-way ----
    demo killed
    awk 'BEGIN { print "date,item,kind,quantity,reason,note"
        for (i = 0; i < 20000; i++) printf "2026-%02d-%02d,%s,receive,%d,,row %d\n", 1 + i % 8, 1 + i % 28, i % 2 ? "lre.en" : "esy.en", 1 + i % 9, i }' >rows.csv
    expect 0 '' -- g backup old.db
    expect 0 '' -- g import rows.csv
    killed() { # MICROSECONDS COMMAND...
        local delay=$1
        shift
        env --default-signal "$G" --db "$db" "$@" >killed.out 2>killed.err &
        local program=$!
        sleep "$(awk -v t="$delay" 'BEGIN { print t / 1e6 }')"
        kill -KILL $program 2>/dev/null
        wait $program 2>/dev/null
    }
    begun=${EPOCHREALTIME/./}
    expect 0 '' -- g backup whole.db
    took=$((${EPOCHREALTIME/./} - begun)) absent=0
    for percent in 2 5 8 12 20 30 50 70 80 90 95 100; do
        rm -f half.db
        killed $((took * percent / 100)) backup half.db
        if [ ! -e half.db ]; then
            absent=$((absent + 1))
            continue
        fi
        took=$((took * 3 / 4)) # it was slower when it was measured
        expect 0 '' -- "$G" --db half.db verify
    done
    holds "most were killed before they were whole ($absent of 12)" test $absent -ge 6
    verified "killed backups"
    rm -f half.db
    expect 0 '' -- g backup half.db
    equal "what the killed ones left" half.db "$(echo half.db*)"

    cp "$db" new-state.db
    new=$(content) old=$(sqlite3 -readonly old.db 'SELECT count(*) FROM movement')
    begun=${EPOCHREALTIME/./}
    expect 0 '' -- g restore old.db --code 0042
    took=$((${EPOCHREALTIME/./} - begun)) stayed=0 went=0 rolled=0
    for percent in 5 20 35 50 60 65 70 72 74 76 78 80 82 84 86 88 90 91 92 93 94 95 96 97 98 99 100 105; do
        cp new-state.db "$db"
        rm -f "$db-journal" # of the file that stood there before
        killed $((took * percent / 100)) restore old.db --code 0042
        [ -s "$db-journal" ] && rolled=$((rolled + 1))
        expect 0 '' -- g verify
        if [ "$(rows movement)" = "$old" ]; then
            went=$((went + 1)) took=$((took * 9 / 10)) # it was slower when it was measured
            equal "restored: its row" 1 "$(sqlite3 -readonly "$db" "SELECT count(*) FROM trail WHERE action = 'restore'")"
        else
            stayed=$((stayed + 1))
            equal "not restored after $percent %: content" "$new" "$(content)"
        fi
    done
    holds "killed before ($stayed; $rolled with a journal to play back) and after ($went)" test $stayed -ge 5
    expect 0 '' -- g restore whole.db --code 0042
    equal "what the killed ones left" '' "$(lies_about)"
    verified "killed restores"
    for kept in "$db".before-restore-*; do
        case $kept in *-journal) ;; *) "$G" --db "$kept" verify >kept.out 2>&1 || fail "$kept" whole "$(seen kept.out)" ;; esac
    done

    # ---- while another process writes: all that it was told is stored is there, or was given up and kept ----
    rm -f stop "$db".before-restore-*
    : >loop.out
    (while [ ! -e stop ]; do
        g stock receive esy.en 1 >>loop.out 2>>loop.err
        sleep 0.0$((RANDOM % 10))
    done) &
    writer=$!
    done=0
    for try in {1..300}; do # twenty, and on a busy machine as many as it takes for one to find a gap
        ((try > 20 && done > 0)) && break
        ours g restore old.db --code 0042
        case $got in
        0) done=$((done + 1)) ;;
        4 | 6) ;;
        *) fail "restoring while another writes" "exit 0, 4 or 6" "$got: $(seen err)" ;;
        esac
    done
    : >stop
    wait $writer
    stored=0
    holds "some were restored ($done of $try)" test $done -ge 1
    for file in "$db" "$db".before-restore-*; do
        [ -s "$file" ] || continue
        stored=$((stored + $(sqlite3 -readonly "$file" "SELECT count(*) FROM trail t WHERE action = 'stock receive' AND id > $(sqlite3 -readonly old.db 'SELECT max(id) FROM trail')")))
    done
    equal "changes acknowledged, and found in the file or in what was kept ($done times restored)" "$(grep -c received loop.out)" $stored
    verified "restoring while another writes"

    # ---- the rest with a small disk of its own ----
    for unshare in 'unshare -m' 'unshare -Urm'; do
        if $unshare bash -c 'mkdir -p disk && mount -t tmpfs -o size=64k none disk' 2>/dev/null; then
            SMALL_DISK=1 exec $unshare bash "$0"
        fi
    done
    left_out "backups on full disks: no small file system can be mounted here"
    finish
    exit 0
fi

small() { # KIB: an empty disk of that size
    umount disk 2>/dev/null
    mkdir -p disk
    mount -t tmpfs -o size="$1k" none disk || fail "mount" "a small disk" "none"
}
fill() { # KIB: all but so much of it is taken
    head -c 64M /dev/zero >disk/filler 2>/dev/null
    truncate -s $(($(stat -c %s disk/filler) - $1 * 1024)) disk/filler
}
used() { find disk -mindepth 1 | sort | tr '\n' ' '; }

# ---- a backup on a full disk ----
db=$WORK/busy.db
small 600
for room in 0 4 40 100 200; do
    fill $room
    refuse 1 'disk is full|No space left' -- g backup disk/b.db
    equal "with $room KiB: left behind" "disk/filler " "$(used)"
done
rm disk/filler
expect 0 '' -- g backup disk/b.db
was=$(state disk/b.db)
fill 100
refuse 1 'disk is full' -- g backup disk/b.db --replace
equal "the older backup" "$was" "$(state disk/b.db)"

# ---- restoring on one: the copy, what is kept, and the journal each need their room ----
small 3000
cp "$WORK/old.db" disk/x.db
db=$WORK/disk/x.db
expect 0 '' -- g stock receive esy.en 7
rm -rf disk/x.db.backups
before=$(content)
failed=0
for room in 0 4 100 200 260 300 340 380 400 520 600 700 780 900 1000 1200; do
    fill $room
    try g restore "$WORK/old.db" --code 0042
    if [ "$got" = 0 ]; then
        rm -f disk/filler
        verified "restored with $room KiB"
        break
    fi
    failed=$((failed + 1))
    equal "restore with $room KiB: exit" 1 "$got"
    err_has '^guidestock: .*(disk is full|No space left)'
    equal "restore with $room KiB: content" "$before" "$(content)"
    equal "restore with $room KiB: left behind" "disk/filler disk/x.db disk/x.db-journal " "$(used)"
    rm -f disk/filler
    verified "a restore with $room KiB"
done
holds "some found no room ($failed), and one did" test $failed -ge 4 -a "$got" = 0
umount disk
finish
