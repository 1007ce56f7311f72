# Files that are no database of ours, or not to be written, or in use: said, and left alone.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
demo good
good=$db

# ---- missing ----
db=$WORK/missing.db
for command in '' stock verify check 'stock receive esy.en 1' 'requisition new --needed' 'catalog list'; do
    expect 3 'no database .*missing.db' -- g $command
    err_has 'guidestock --db .*missing.db init --name NAME --code 1234 --level LEVEL'
done
holds "no file was made" test ! -e "$db"
db=$WORK/no/such/folder/x.db
expect 3 'no database' -- g stock
err_has 'guidestock .*init --name'
expect 3 'cannot make .*No such file' -- g init --name A --code 0042 --level senior
db=$good/x.db # below a file
expect 3 'no database' -- g stock

# ---- not ours: neither reading nor writing nor init touches it ----
strange() { # NAME REGEX
    local before
    db=$WORK/$1
    before=$(state)
    for command in '' stock verify check 'stock receive esy.en 1' 'catalog export'; do
        expect 1 "$2" -- g $command
        err_has '^guidestock: '
        out_empty
    done
    expect 4 'exists already; it was not touched' -- g init --name A --code 0042 --level senior
    equal "$1 as it was" "$before" "$(state)"
    holds "nothing stands beside $1" test "$(echo "$db"*)" = "$db"
}
: >empty.db
strange empty.db 'not a guidestock database'
echo 'Dear Sir or Madam,' >letter.txt
strange letter.txt 'not a guidestock database'
yes 'Dear Sir or Madam,' | head -c 100000 >long-letter.txt
strange long-letter.txt 'not a guidestock database'
sqlite3 other.db 'CREATE TABLE item (id INTEGER); INSERT INTO item VALUES (1); PRAGMA user_version = 1'
strange other.db 'not a guidestock database'
cp "$good" newer.db
sqlite3 newer.db 'PRAGMA user_version = 999' >/dev/null
strange newer.db 'newer guidestock.*version 999'
size=$(stat -c %s "$good")
for length in 512 4096 $((size / 2)) $((size / 2 / 4096 * 4096)) $((size - 4096)) $((size - 1)); do
    head -c "$length" "$good" >cut-$length.db
    strange cut-$length.db 'cut short'
done
head -c 50 "$good" >cut-50.db
strange cut-50.db 'cut short|not a guidestock database'
mkdir folder.db
db=$WORK/folder.db
expect 1 'folder.db is not a file' -- g stock
expect 1 'folder.db is not a file' -- g stock receive esy.en 1
expect 4 'exists already' -- g init --name A --code 0042 --level senior
mkfifo fifo.db
db=$WORK/fifo.db
expect 1 'is not a file' -- g stock

# Damage in the middle, page by page (sqlite.org/fileformat2.html, 1.6): of a page with rows, all that its rows take;
# of one without, bytes in the middle that hold nothing. Whatever is asked, no crash; verify finds all of the first and
# none of the second.
pages() { # number, number of rows, first byte of them; of pages of tables and indexes
    od -An -v -tu1 -w4096 "$good" | awk '{
        head = NR == 1 ? 101 : 1
        if ($head == 2 || $head == 5 || $head == 10 || $head == 13)
            print NR, $(head + 3) * 256 + $(head + 4), $(head + 5) * 256 + $(head + 6) }'
}
whole=$(content "$good")
full=0 found=0 empty=0
while read -r page cells from; do
    db=$WORK/damaged-$page.db
    to=4096
    if [ "$cells" = 0 ]; then
        from=700
        to=3700
    fi
    cp "$good" "$db"
    head -c $((to - from)) /dev/zero | tr '\0' '\115' |
        dd of="$db" bs=4096 oflag=seek_bytes seek=$((4096 * (page - 1) + from)) conv=notrunc status=none
    about="page $page damaged, of $cells rows"
    ours g verify
    if [ "$cells" = 0 ]; then
        empty=$((empty + 1))
        equal "$about: exit of verify" 0 "$got"
        equal "$about: content" "$whole" "$(content "$db" 2>/dev/null)"
    else
        full=$((full + 1))
        found=$((found + (got == 7)))
        equal "$about: exit of verify" 7 "$got"
    fi
    for command in stock 'stock show esy.en' 'stock receive esy.en 1'; do ours g $command; done
    rm -f "$db" "$db-journal"
done < <(pages)
equal "pages with rows, damaged and found" $full $found
holds "there was something to damage ($full pages with rows)" test "$full" -ge 24
equal "every page is one or the other" $((size / 4096)) $((full + empty))
about=''

# ---- read-only: reading works, writing is refused ----
mkdir shut open
chmod 755 "$WORK" shut
db=$WORK/shut/guidestock.db
cp "$good" "$db"
rm -f "$db-journal"
chmod 0444 "$db"
[ "$(id -u)" != 0 ] || chmod 777 open
as_nobody() { nobody timeout -k 5 "$LIMIT" "$G" --db "$db" "$@"; }
cp "$ROOT/tests/vectors/calendar.csv" calendar.csv # where nobody may read it, too
chmod 0644 calendar.csv
for folder in 0555 0755; do
    chmod $folder shut
    [ $folder = 0755 ] && [ "$(id -u)" = 0 ] && chown 65534 shut # the folder may be written, the file not
    for command in '' stock 'stock --low' 'catalog list' 'stock show esy.en' verify 'requisition list'; do
        expect 0 '' -- as_nobody $command
    done
    expect 10 '' -- as_nobody check
    for command in 'stock receive esy.en 1' 'requisition new --needed' 'catalog set esy.en floor=5' 'stock undo 3' \
        'language set Armenian 4' 'calendar import calendar.csv'; do
        before=$(state)
        expect 1 'cannot be written' -- as_nobody $command
        equal "the read-only file" "$before" "$(state)"
    done
done
chmod 0555 shut
chown "$(id -u)" shut
printf 'date,item,kind,quantity,reason,note\n2026-09-01,esy.en,receive,5,,\n' >open/file.csv
expect 1 'cannot be written' -- as_nobody import open/file.csv
db=$WORK/shut/new.db
expect 1 'cannot make .*Permission denied' -- as_nobody init --name A --code 0042 --level senior
holds "nothing was left behind" test "$(echo shut/*)" = shut/guidestock.db
chmod 755 shut
db=$WORK/good.db
chmod 600 "$db"
if [ "$(id -u)" = 0 ]; then
    expect 1 'good.db' -- as_nobody stock # may not even be read
    err_has '^guidestock: '
fi

# ---- in use by another writer ----
mkfifo orders
: >held
sqlite3 "$db" <orders >held 2>&1 &
holder=$!
exec 9>orders
echo "BEGIN IMMEDIATE; SELECT 'held';" >&9
for _ in {1..200}; do
    grep -q held held && break
    sleep 0.05
done
holds "the other writer holds the file" grep -q held held
before=$(state)
for command in '' stock verify 'requisition list'; do expect 0 '' -- g $command; done # readers need not wait
SECONDS=0
g import open/file.csv >import.out 2>import.err &
importing=$!
g requisition new --needed >new.out 2>new.err &
making=$!
expect 6 'another program is writing to .*good.db; try again' -- g stock receive esy.en 1
waited=$SECONDS
wait $importing
equal "exit of an import meanwhile" 6 $?
wait $making
equal "exit of a requisition meanwhile" 6 $?
holds "the message of the import" grep -q '^guidestock: another program' import.err
holds "it waited for about 5 seconds ($waited)" test "$waited" -ge 4
equal "the file in use" "$before" "$(state)"
g stock receive esy.en 1 >receive.out 2>&1 & # and now it is let go in time
receiving=$!
sleep 0.5
echo 'ROLLBACK;' >&9
wait $receiving
equal "exit of a movement that waited half a second" 0 $?
exec 9>&-
wait $holder
verified "the other writer has gone"
finish
