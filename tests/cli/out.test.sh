# Where an answer goes: known before anything is changed, and never where the database keeps something of its own.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
school out

# ---- a command that changes something first asks whether its file can be written ----
mkdir folder
: >plain
for to in 'folder=1:folder is a folder; name a file' 'no/such/sheet.pdf=3:make the folder first' 'plain/sheet.pdf=1:Not a directory' \
    "$(head -c 300 /dev/zero | tr '\0' x)=1:File name too long" '/dev/full=1:not a plain file' 'out.db=4:out.db is the database'; do
    why=${to#*=}
    refuse "${why%%:*}" "${why#*:}" -- g count sheet --out "${to%%=*}"
    equal "counts after --out ${to:0:40}" 0 "$(rows stock_count)"
done
mkdir shut
chmod 0555 shut
if [ "$(id -u)" = 0 ]; then
    chmod 755 "$WORK"
    chown 65534 "$db"
fi
before=$(state)
expect 1 'cannot write shut/sheet.pdf: Permission denied' -- nobody timeout "$LIMIT" "$G" --db "$db" count sheet --out shut/sheet.pdf
cd shut || exit 1 # the name that the command gives itself is no better
expect 1 'cannot write .*: Permission denied' -- nobody timeout "$LIMIT" "$G" --db "$db" count sheet
cd ..
chown "$(id -u)" "$db"
equal "the file after two sheets that had no place" "$before" "$(state)"
equal "what lies about" '' "$(find . -name '*.pdf*')"

# ---- what belongs to the database ----
expect 0 '' -- g stock receive esy.en 1
mkdir -p other
ln -s ../out.db other/link.db
ln -s out.db-journal to-journal.pdf
ln -s out.db.backups to-backups
today=$(date +%F)
rm -f out.db-journal
before=$(state) kept=$(state out.db.backups/$today.db)
for name in out.db-journal out.db-wal out.db-shm out.db.backups/$today.db out.db.backups/new.pdf to-backups/new.pdf \
    other/../out.db-journal "$WORK/out.db-wal" to-journal.pdf out.db.version-1 out.db.version-12 out.db.restoring \
    out.db.before-restore-2026-09-15 out.db.damaged-2026-09-15; do
    for command in 'count sheet --out' 'stock labels --out' 'export catalog --out' backup; do
        expect 4 'is where the database keeps something of its own' -- g $command $name
        expect 4 'is where the database keeps something of its own' -- "$G" --db other/link.db $command $name
    done
    holds "$name was not made" test $name = out.db.backups/$today.db -o ! -f $name
done
expect 4 'is the database' -- g export catalog --out other/link.db
equal "the file after all of these" "$before" "$(state)"
equal "its backup" "$kept" "$(state out.db.backups/$today.db)"
expect 0 '' -- g export catalog --out out.db.csv # only looks like it
expect 0 '' -- g count sheet --out out.db-sheet.pdf
verified "answers in files"
finish
