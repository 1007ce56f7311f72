# The main job, from a new file to the paper: what is short, the requisition for it, and its PDF.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"

db=$WORK/job.db
day='--today 2026-09-15'
expect 0 '' -- g $day init --name "Anytown Senior High" --code 0042 --level senior --demo
out_has 'Anytown Senior High \(0042\) is ready'
verified "init"
db=$WORK/again.db
expect 0 '' -- g $day init --name "Anytown Senior High" --code 0042 --level senior --demo
equal "the demonstration is the same each time" \
    "$(sqlite3 job.db 'SELECT item, kind, quantity, on_date, reason FROM movement ORDER BY id' | sha256sum)" \
    "$(sqlite3 again.db 'SELECT item, kind, quantity, on_date, reason FROM movement ORDER BY id' | sha256sum)"
db=$WORK/job.db
expect 4 'job.db exists already; it was not touched' -- g $day init --name "Anytown Senior High" --code 0042 --level senior

expect 0 '' -- g $day
out_has 'requisition new --needed'
expect 0 '' -- g $day stock --low
out_has '^lre.en +English +OUT +0 +0 +22 +37 +37 copies'
out_has '^parent-guide.es +Spanish +LOW +12 +0 +45 +74 +3 x 25 = 75'
out_has '^3 of 10 items are low'
out_has 'requisition new --needed'
expect 0 '' -- g $day requisition new --needed
out_has '^R-2026-27-0001: 3 lines, 131 copies'
made=$(state)
expect 0 '' -- g $day requisition new --needed
out_has 'Nothing more is needed: what is low is coming with R-2026-27-0001'
equal "pressed twice, ordered once" "$made" "$(state)"
expect 0 '' -- g $day requisition list --csv
equal "requisitions" 'R-2026-27-0001,draft,2026-09-15,,3,131,,0,131,' "$(sed 1d out)"
expect 0 '' -- g $day stock --json
equal "what is coming" '37 75 19' "$(sqlite3 :memory: "SELECT group_concat(json_extract(value, '$.incoming'), ' ') FROM
    json_each(CAST(readfile('out') AS TEXT)) WHERE json_extract(value, '$.incoming') > 0")"

# ---- the paper ----
expect 0 '' -- g $day requisition pdf R-2026-27-0001
equal "the name of the paper" 'R-2026-27-0001.pdf' "$(cat out)"
expect 0 '' -- g $day requisition pdf 1 --out other.pdf
holds "the same paper each time" cmp R-2026-27-0001.pdf other.pdf
expect 0 '' -- g $day requisition pdf r-2026-27-0001 --out -
holds "the same on standard output" cmp out other.pdf
holds "read back" pdftotext -layout R-2026-27-0001.pdf paper.txt
for words in 'Requisition for Stores Warehouse stock' 'R-2026-27-0001' 'Anytown Senior High' 0042 'The IEP and You' 'SEE CATALOG' \
    'Least Restrictive' 'Demo Clerk' 'Office Technician' 'Page 1 of 1' '010-0000' '1110-1000-13027'; do
    holds "the paper says: $words" grep -qiF "$words" paper.txt
done
numbers=$(sqlite3 "$db" 'SELECT material_number FROM requisition_line JOIN item ON item.id = requisition_line.item WHERE material_number IS NOT NULL')
equal "material numbers on it" '9661218951 9665026450' "$(printf '%s ' $numbers | sed 's/ $//')"
for number in $numbers; do holds "the paper names $number" grep -qE "${number:0:3} ?${number:3:3} ?${number:6}" paper.txt; done
holds "its barcodes" bash "$TESTS/paper.sh" R-2026-27-0001.pdf R-2026-27-0001 $numbers

# ---- a number is found, a pack is changed, the paper follows ----
expect 0 '' -- g $day catalog number lre.en '966 555 1234' --source 'catalog of September 2026'
expect 0 'differs' -- g $day requisition set 1 parent-guide.es 6
expect 0 '' -- g $day requisition add 1 esy.en 12 --reason 'an assembly for parents'
expect 0 '' -- g $day requisition pdf 1 --out second.pdf
holds "its barcodes" bash "$TESTS/paper.sh" second.pdf R-2026-27-0001 9661218951 9665026450 9665551234
expect 0 '' -- g $day requisition cancel 1 --reason 'a rehearsal'
expect 0 '' -- g $day requisition new --needed
out_has '^R-2026-27-0002: 3 lines'
expect 0 '' -- g $day stock print lre.en 15
out_has 'printed'
expect 0 '' -- g $day stock issue 9661218951 1 --for assessment-plan --how paper
out_has '11 left: LOW'
expect 0 '' -- g $day stock undo
expect 0 '' -- g $day stock show parent-guide.es --last 2
out_has 'undoes'
verified "the job"
finish
