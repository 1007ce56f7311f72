# Ctrl-C and SIGKILL in the middle of a long import: nothing of it is stored, and importing again works.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
count=200000
((SANITIZED)) && count=40000 # as long as the whole takes without
demo template
template=$db
awk -v count=$count 'BEGIN { print "date,item,kind,quantity,reason,note"
    for (i = 0; i < count; i++)
        printf "2026-%02d-%02d,%s,receive,%d,,row %d\n", 1 + i % 8, 1 + i % 28, i % 2 ? "lre.en" : "esy.en", 1 + i % 9, i }' >rows.csv

db=$WORK/whole.db
cp "$template" "$db"
begun=${EPOCHREALTIME/./}
expect 0 '' -- g import rows.csv
took=$((${EPOCHREALTIME/./} - begun)) # microseconds
out_has "^$count rows: $count new, 0 already here, 0 refused"
verified "the whole import"

db=$WORK/killed.db
cp "$template" "$db"
before=$(content)
for signal in INT KILL; do
    died=0
    delays='10 45 80'
    [ $signal = KILL ] && delays='3 30 60'
    for percent in $delays; do
        # Without timeout(1) between: the signal is for the program. A background job ignores SIGINT unless told.
        env --default-signal "$G" --db "$db" import rows.csv >out 2>err &
        program=$!
        sleep "$(awk -v t=$took -v p=$percent 'BEGIN { print t * p / 1e8 }')"
        kill -$signal $program 2>/dev/null
        wait $program 2>/dev/null
        got=$?
        if [ $got = 0 ]; then # it was done before the signal came: then all of it is there
            equal "rows after an import that was faster than SIG$signal at $percent %" $count \
                "$(sqlite3 "$db" 'SELECT count(*) FROM movement WHERE batch IS NOT NULL')"
            cp "$template" "$db"
            took=$((took * 2 / 3)) # it was slower the first time
            continue
        fi
        died=$((died + 1))
        equal "exit by SIG$signal at $percent %" $((128 + $(kill -l $signal))) $got
        expect 0 '' -- g stock
        equal "content after SIG$signal at $percent %" "$before" "$(content)"
        verified "SIG$signal at $percent %"
    done
    holds "SIG$signal came in the middle ($died of 3)" test $died -ge 1
    expect 0 '' -- g stock issue esy.en 1
    expect 0 '' -- g stock undo
    before=$(content)
done
expect 0 '' -- g import rows.csv
out_has "^$count rows: $count new, 0 already here, 0 refused"
verified "importing again"
equal "what lies about" "killed.db killed.db-journal killed.db.backups" "$(echo killed.db*)"
equal "the backups: one, and no half" 1 "$(find killed.db.backups -mindepth 1 | grep -cE '/[0-9]{4}-[0-9]{2}-[0-9]{2}[.]db$')$(
    find killed.db.backups -mindepth 1 | grep -vE '/[0-9]{4}-[0-9]{2}-[0-9]{2}[.]db$')"

# ---- init: the file is whole or not there ----
made=0 absent=0
for delay in 0.002 0.005 0.01 0.015 0.02 0.03 0.05 0.1; do
    for signal in INT KILL; do
        db=$WORK/new.db
        rm -f new.db*
        env --default-signal "$G" --db "$db" init --name A --code 0042 --level senior --demo >out 2>err &
        program=$!
        sleep $delay
        kill -$signal $program 2>/dev/null
        wait $program 2>/dev/null
        if [ -e "$db" ]; then
            made=$((made + 1))
        else
            absent=$((absent + 1))
            expect 0 '' -- g init --name A --code 0042 --level senior --demo
        fi
        verified "init and SIG$signal after $delay s"
    done
done
equal "init was tried" 16 $((made + absent))

# ---- a paper: the old one or the new one ----
db=$template
expect 0 '' -- g requisition new --needed
expect 0 '' -- g requisition pdf 1 --out paper.pdf
for delay in 0.005 0.01 0.02 0.03 0.05; do
    env --default-signal "$G" --db "$db" requisition pdf 1 --out paper.pdf >out 2>err &
    program=$!
    sleep $delay
    kill -KILL $program 2>/dev/null
    wait $program 2>/dev/null
    holds "the paper after SIGKILL after $delay s" pdftotext paper.pdf paper.txt
done
finish
