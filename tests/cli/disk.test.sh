# A full disk, and results that cannot be written: exit 1, a clear message, everything as before; and after room was
# made it works.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"

# ---- results that cannot be written ----
if [ -z "${SMALL_DISK:-}" ]; then
    demo results
    expect 0 '' -- g requisition new --needed
    to_full() { "$@" >/dev/full 2>"$WORK/err"; }
    to_closed() { unfaked "$@" >&- 2>"$WORK/err"; }
    for to in to_full to_closed; do
        for command in '' stock 'stock --json' 'stock --csv' 'catalog export' 'requisition pdf 1 --out -' help 'help --man' \
            --version 'completion bash' "order compute --csv --file $ROOT/tests/vectors/orders.csv" check verify; do
            $to g $command
            got=$?
            equal "exit of '$command' $to" 1 "$got"
            case $command in
            *--json*)
                json_is err
                equal "its kind and field" 'io out' "$(json err '$.kind') $(json err '$.problems[0].field')"
                ;;
            esac
            holds "its message" grep -qE '^guidestock: cannot write to standard output|"message": "cannot write to standard output' err
        done
        before=$(on_hand esy.en)
        $to g stock receive esy.en 1
        equal "exit of a movement $to" 1 $?
        holds "it says that the movement is stored" grep -q 'what the command changed is stored' err
        equal "and it is" $((before + 1)) "$(on_hand esy.en)"
    done
    # Without standard streams, no file opened in their place is written on.
    before=$(on_hand esy.en)
    unfaked g stock receive esy.en 1 <&- >&- 2>&-
    equal "exit without any stream" 1 $?
    printf 'date,item,kind,quantity,reason,note\n2026-09-01,esy.en,receive,5,,\n2026-09-01,esy.en,receive,0,,\n' >bad.csv
    cp bad.csv same.csv
    unfaked g import bad.csv <&- >&- 2>&-
    equal "exit of a refused import without any stream" 2 $?
    holds "the file that was read is as it was" cmp -s bad.csv same.csv
    unfaked g requisition pdf 1 --out quiet.pdf <&- 2>&- >/dev/null
    equal "exit of a PDF without standard error" 0 $?
    holds "it is a PDF" pdftotext quiet.pdf quiet.txt
    expect 2 '' -- g stock receive esy.en 0 2>/dev/null
    g stock receive esy.en 0 2>/dev/full
    equal "exit when the message cannot be written" 2 $?
    equal "one movement came of these" $((before + 1)) "$(on_hand esy.en)"
    verified "closed streams"

    # A path for the paper that does not do.
    mkdir folder
    expect 1 'folder is a folder; name a file' -- g requisition pdf 1 --out folder
    expect 1 'folder/ is a folder|Is a directory' -- g requisition pdf 1 --out folder/
    expect 3 'cannot write no/such/paper.pdf: No such file or directory; make the folder' -- g requisition pdf 1 --out no/such/paper.pdf
    expect 1 'cannot write bad.csv/paper.pdf: Not a directory' -- g requisition pdf 1 --out bad.csv/paper.pdf
    expect 1 'not a plain file' -- g requisition pdf 1 --out /dev/full
    expect 1 'File name too long' -- g requisition pdf 1 --out "$(head -c 300 /dev/zero | tr '\0' x)"
    echo before >kept.pdf
    ln -s nowhere/at/all dangling.pdf
    try g requisition pdf 1 --out dangling.pdf
    holds "a dangling link: exit $got is 0, or a refusal" test "$got" = 0 -o "$got" = 1 -o "$got" = 3
    mkdir shut
    chmod 0555 shut
    chmod 755 "$WORK"
    chmod 644 "$db"
    expect 1 'cannot write shut/paper.pdf: Permission denied' -- nobody timeout "$LIMIT" "$G" --db "$db" requisition pdf 1 --out shut/paper.pdf
    expect 0 '' -- g requisition pdf 1 --out kept.pdf
    holds "an older file is replaced" pdftotext kept.pdf kept.txt
    holds "no half-made file is left anywhere" test -z "$(find . -name '*.pdf.*')"
    verified "papers"

    # ---- the rest with a small disk of its own: as root, or in a namespace where one seems to be ----
    for unshare in 'unshare -m' 'unshare -Urm'; do
        if $unshare bash -c 'mkdir -p disk && mount -t tmpfs -o size=64k none disk' 2>/dev/null; then
            SMALL_DISK=1 exec $unshare bash "$0"
        fi
    done
    left_out "full disks: no small file system can be mounted here (neither unshare -m nor unshare -Urm)"
    finish
    exit 0
fi

# small KIB: an empty disk of that size
small() {
    umount disk 2>/dev/null
    mkdir -p disk
    mount -t tmpfs -o size="$1k" none disk || fail "mount" "a small disk" "none"
}
fill() { # KIB: all but so much of it is taken
    head -c 64M /dev/zero >disk/filler 2>/dev/null
    truncate -s $(($(stat -c %s disk/filler) - $1 * 1024)) disk/filler
}
make_room() { rm -f disk/filler; }
used() { find disk -mindepth 1 | sort | tr '\n' ' '; }

db=$WORK/template.db
expect 0 '' -- g init --name "Anytown Senior High" --code 0042 --level senior --demo
expect 0 '' -- g requisition new --needed
template=$db

# ---- a movement, with from nothing to plenty of room: it happens or it does not ----
small 2048
refused=0 done=0
for room in 0 4 8 12 16 20 24 28 32 40 60 100; do
    rm -rf disk/*
    db=$WORK/disk/x.db
    cp "$template" "$db"
    fill $room
    before=$(content) copies=$(on_hand esy.en)
    try g stock issue esy.en 2 --for annual
    if [ "$got" = 0 ]; then
        done=$((done + 1))
        equal "with $room KiB: copies" $((copies - 2)) "$(on_hand esy.en)"
        err_says "note: no backup was made before the first change of today: the disk is full"
        equal "with $room KiB: backups" '' "$(find disk -path '*.backups/*')"
    else
        refused=$((refused + 1))
        equal "with $room KiB: exit" 1 "$got"
        err_has '^guidestock: .*disk is full.*nothing was stored'
        equal "with $room KiB: content" "$before" "$(content)"
        expect 0 '' -- g stock # reading goes on
        verified "a full disk, still full"
        make_room
        equal "after room was made" "$before" "$(content)"
        expect 0 '' -- g stock issue esy.en 2 --for annual
        err_empty
    fi
    verified "a movement with $room KiB"
done
holds "some movements found no room ($refused), some did ($done)" test "$refused" -gt 0 -a "$done" -gt 0

# ---- an import: the disk fills while it is under way ----
awk 'BEGIN { print "date,item,kind,quantity,reason,note"
    for (i = 0; i < 20000; i++) printf "2026-%02d-%02d,%s,receive,%d,,row %d\n", 1 + i % 8, 1 + i % 28, i % 2 ? "lre.en" : "esy.en", 1 + i % 9, i }' >rows.csv
small 6000
cp "$template" disk/x.db
db=$WORK/disk/x.db
before=$(content)
for room in 0 40 200 1000; do
    fill $room
    expect 1 'disk is full.*nothing was stored' -- g import rows.csv
    equal "import with $room KiB: content" "$before" "$(content)"
    expect 0 '' -- g stock
    verified "an import with $room KiB"
    make_room
done
equal "files after the imports" "disk/x.db disk/x.db-journal disk/x.db.backups disk/x.db.backups/DAY.db " \
    "$(used | sed 's/[0-9]*-[0-9]*-[0-9]*[.]db/DAY.db/')"
expect 0 '' -- g import rows.csv
out_has '20000 new'
verified "the import, with room"

# ---- a requisition and its paper ----
small 700
cp "$template" disk/x.db
before=$(content)
for room in 0 4 40 80; do
    fill $room
    expect 1 'cannot write disk/paper.pdf: No space left on device; nothing was left behind' -- g requisition pdf 1 --out disk/paper.pdf
    equal "files after a paper with $room KiB" "disk/filler disk/x.db " "$(used)"
done
cp "$template" elsewhere.db
fill 4
expect 1 'No space left on device; nothing was left behind; what the command changed is stored' -- "$G" --db elsewhere.db count sheet --out disk/paper.pdf
equal "and it is" open "$(sqlite3 -readonly elsewhere.db 'SELECT status FROM stock_count')"
make_room
echo older >disk/paper.pdf
fill 20
expect 1 'No space left on device' -- g requisition pdf 1 --out disk/paper.pdf
equal "the older paper" older "$(cat disk/paper.pdf)"
equal "content after the papers" "$before" "$(content)"
make_room
expect 0 '' -- g requisition pdf 1 --out disk/paper.pdf
holds "the paper, with room" pdftotext disk/paper.pdf -
rm disk/paper.pdf
fill 0
expect 1 'disk is full' -- g requisition new
expect 1 'disk is full' -- g catalog set esy.en floor=3
equal "content on the full disk" "$before" "$(content)"
make_room
expect 0 '' -- g requisition new
out_has 'R-2026-27-0002' # the number of the one that failed is not lost
verified "a requisition after the full disk"

# ---- a designee, a duty, a register and their papers ----
small 700
cp "$template" disk/x.db
fill 0
before=$(content)
expect 1 'disk is full.*nothing was stored' -- g designee record 'A. Reyes' --class 'Office Technician' --from 9/1
expect 1 'disk is full.*nothing was stored' -- g duty done 5 --paper 'in the green folder'
expect 1 'disk is full.*nothing was stored' -- g records add --ref 'blue 7'
expect 1 'disk is full' -- g meeting export --cases # the trail cannot tell who read: nothing is shown
out_empty
for noun in designee duty records; do
    expect 1 'No space left on device; nothing was left behind' -- g $noun pdf --out disk/paper.pdf
done
expect 0 '' -- g designee status
equal "content on the full disk, for the principal" "$before" "$(content)"
make_room
expect 0 '' -- g designee record 'A. Reyes' --class 'Office Technician' --from 9/1
expect 0 '' -- g records add --ref 'blue 7'
out_has '^Record request 1: ' # the number of the one that failed is not lost
verified "a designee after the full disk"

# ---- init ----
for demo in '' --demo; do
    small 2000
    db=$WORK/disk/new.db
    for room in 0 4 16 40 80 120; do
        fill $room
        try g init --name New --code 0001 --level senior $demo
        if [ "$got" = 0 ]; then
            make_room
            verified "init $demo with $room KiB"
            rm -f disk/*
            continue
        fi
        equal "init $demo with $room KiB: exit" 1 "$got"
        err_has '^guidestock: .*(disk is full|No space left)'
        equal "files after init $demo with $room KiB" "disk/filler " "$(used)"
        make_room
    done
    expect 0 '' -- g init --name New --code 0001 --level senior $demo
    verified "init $demo with room"
    equal "files after init $demo" 0 "$(find disk -name '*.new-*' | wc -l)"
done
umount disk
finish
