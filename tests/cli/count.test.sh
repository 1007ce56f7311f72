# Counting, from the sheet to the record set right, as an office does it; and two people at it at once.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"

demo count
copies() { printf '%s %s' "$(on_hand "$1")" "$(rows "movement WHERE kind = 'adjust' AND note LIKE 'count%'")"; }

# ---- the sheet ----
expect 0 '' -- g count sheet --out sheet.pdf
equal "the name of the sheet" 'sheet.pdf' "$(cat out)"
numbers=$(sqlite3 "$db" 'SELECT material_number FROM item WHERE material_number IS NOT NULL')
holds "its barcodes read back" bash "$TESTS/paper.sh" sheet.pdf $numbers
holds "its text" pdftotext -layout sheet.pdf sheet.txt
for word in 'Count sheet' 'Anytown Senior High' 'SEE CATALOG' 'parent-guide.es' 'Page 1 of 1' 'Counted by'; do
    holds "the sheet says $word" grep -qF "$word" sheet.txt
done
expect 0 '' -- g count sheet --blind
equal "the name that is suggested" 'count-sheet-2026-09-15.pdf' "$(cat out)"
holds "the blind one" pdftotext -layout count-sheet-2026-09-15.pdf blind.txt
equal "words for the record on the blind one" 0 "$(grep -c RECORD blind.txt)"
expect 0 '' -- g count sheet --out -
holds "the sheet on standard output" pdftotext out -
expect 3 'nowhere' -- g count sheet --out nowhere/sheet.pdf
equal "one count, whatever is printed" 1 "$(rows stock_count)"
verified "sheets"

# ---- figures, and what moves meanwhile ----
expect 0 '' -- g stock issue parent-guide.es 2
expect 0 '' -- g count enter parent-guide.es 12 lre.en 1
out_says '2 were taken since the sheet was printed'
out_has '^ +guidestock --db .* count enter parent-guide.es 12 --now$'
printf 'item,quantity\r\niep-and-you.en-es,28\r\nesy.en,\r\n' >counts.csv
expect 0 '' -- g count import counts.csv
out_has '^1 new, 0 changed, 0 unchanged, 0 refused; 1 left blank. \(count 1\)'
before=$(state)
expect 0 '' -- g import counts.csv
out_has '^0 new, 0 changed, 1 unchanged, 0 refused; 1 left blank. Nothing was stored'
equal "the same file twice" "$before" "$(state)"
refuse 2 'Nothing was stored' -- g import <(printf 'item,quantity\nesy.en,1O\n')
err_says 'row 2, quantity: "1O" is not a number (a letter O?)'
printf 'item,quantity\niep-and-you.en-es,28\nesy.en,1O\n' >bad.csv
before=$(state)
expect 0 'in bad.refused.csv' -- g count import bad.csv --skip-bad
out_has '^0 new, 0 changed, 1 unchanged, 1 refused. Nothing was stored'
equal "the bad row" 'esy.en,1O,"quantity: ""1O"" is not a number (a letter O?)"' "$(sed 1d bad.refused.csv)"
refuse 2 '1 refused. Nothing was stored' -- g import bad.refused.csv
equal "a file without anything new" "$before" "$(state)"
refuse 5 'your last import went into count 1, which is open; it is not undone as a batch' -- g import undo
err_has '^ +guidestock --db .* count clear$'
expect 0 '' -- g
out_has '^COUNT +a count of Sep 15, 2026 is open: 3 figures, not applied yet'
expect 0 '' -- g count show
out_says 'not counted: parent-guide.en'
out_has '^iep-and-you.en-es +28 +30 +-2 +0 +28 '
expect 0 '' -- g count show --json
json_is out
json_keys out '$' count begun sheet counted matched lines not_counted
json_keys out '$.lines[0]' item edition counted book difference moved movements after date
equal "of the sheet" '1|3|1' "$(json out '$.sheet')|$(json out '$.counted')|$(json out '$.matched')"
expect 0 '' -- g count apply
out_says '1 of 3 matched; 2 set right: iep-and-you.en-es -2, lre.en +1.'
equal "the record of three, and the adjustments" '28 2 10 2 1 2' "$(copies iep-and-you.en-es) $(copies parent-guide.es) $(copies lre.en)"
refuse 5 'no count is open; the last one was applied on' -- g count apply
expect 0 '' -- g export counts --out applied.csv
equal "the figures" 'item,quantity,edition,date|parent-guide.es,12,,2026-09-15|iep-and-you.en-es,28,,2026-09-15|lre.en,1,,2026-09-15|' "$(tr '\n' '|' <applied.csv)"
before=$(state)
expect 0 '' -- g import applied.csv
out_has '^0 new, 0 changed, 3 unchanged, 0 refused. Nothing was stored'
equal "what was applied, once more" "$before" "$(state)"
expect 0 '' -- g count list --csv
equal "the counts" '1,2026-09-15,applied,3,1' "$(sed 1d out | cut -d, -f1-5)"
expect 0 '' -- g stock --json
equal "the day of its count" '2026-09-15' "$(sqlite3 :memory: "SELECT json_extract(value, '\$.counted') FROM
    json_each(CAST(readfile('out') AS TEXT)) WHERE json_extract(value, '\$.item') = 'lre.en'")"
expect 0 '' -- g requisition new --needed
out_has 'lines'
equal "notes of what is old, all being counted" 0 "$(grep -c 'Count first' err)"
verified "a count"

# ---- two at once ----
lost=0 twice=0
for _ in {1..15}; do
    g count enter esy.en 20 >one.out 2>&1 &
    first=$!
    g count enter lre.en 1 >two.out 2>&1 &
    wait $first && wait $! || lost=$((lost + 1))
    [ "$(rows "stock_count WHERE status = 'open'") $(rows "count_line WHERE count = (SELECT max(id) FROM stock_count)")" = '1 2' ] || lost=$((lost + 1))
    g count apply >one.out 2>&1 &
    first=$!
    g count apply >two.out 2>&1 &
    wait $first
    one=$?
    wait $!
    [ "$(printf '%s\n' $one $? | sort -n | tr '\n' ' ')" = '0 5 ' ] || twice=$((twice + 1))
done
equal "rounds in which one of two figures was lost" 0 $lost
equal "rounds in which a count was not applied exactly once" 0 $twice
equal "what is on the shelf after it all" '20 1' "$(on_hand esy.en) $(on_hand lre.en)"
verified "two at once"
finish
