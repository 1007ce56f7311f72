# The designee, staff and duties: as a principal, a clerk and a script meet them, through a school year.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"

school designee
day='--today 2026-09-15'
# A command to paste stands on one line, however wide.
narrow() { equal "no line is wider than a terminal" 0 "$(awk 'length($0) > 80 && !/^ *guidestock /' out | wc -l)"; }

# ---- nobody yet ----
expect 0 '' -- g $day designee status --json
json_is out
equal "the keys of designee status --json, exactly" 'school_year due act_by status designee gaps notes next' \
    "$(sqlite3 :memory: "SELECT group_concat(key, ' ') FROM json_each(CAST(readfile('out') AS TEXT))")"
equal "open" '2026-27 2026-09-30 2026-09-30 open' "$(for key in school_year due act_by status; do json out "\$.$key"; done | tr '\n' ' ' | sed 's/ $//')"
equal "nobody" 'null 0' "$(sqlite3 :memory: "SELECT json_type(CAST(readfile('out') AS TEXT), '\$.designee') || ' ' || json_array_length(CAST(readfile('out') AS TEXT), '\$.gaps')")"
expect 0 '' -- g --today 2026-10-02 designee status --json
equal "past due, and the days without one" 'past due 2026-10-01 2026-10-02' "$(json out '$.status') $(json out '$.gaps[0].from') $(json out '$.gaps[0].to')"
expect 0 '' -- g --today 2028-09-15 designee show
out_says 'Open: due on Sat, Sep 30, 2028; that day does not move, so act by Fri, Sep 29,'
expect 10 '' -- g $day check --json
json_is out
holds "check says it" grep -q '"kind": "designee"' out
expect 0 '' -- g $day
out_says 'The School Designee Form of 2026-27 is due on September 30: nobody; 11'
out_has '^ *guidestock .* designee record NAME --class CLASS --from DATE$'
narrow

# ---- recorded late ----
late='--today 2026-10-02'
refuse 2 'which REF-5640.9 asks for; give the reason' -- g $late designee record 'T. Oh' --class Teacher --from 8/13
refuse 2 'portal: 2026-06-30 is before the school year' -- g $late designee record 'A. Reyes' --class 'Office Technician' --from 8/13 --portal 2026-06-30
refuse 2 'portal: 2026-10-03 is in the future' -- g $late designee record 'A. Reyes' --class 'Office Technician' --from 8/13 --portal 10/3
expect 0 'A. Reyes was not on the list of staff, and was added as Office Technician' -- \
    g $late designee record 'A. Reyes' --class 'Office Technician' --from 8/13 --portal 10/2 --met 10/2
err_says 'from: 2026-08-13'
out_says 'Late: completed in the Principal'"'"'s Portal on Oct 2, 2026, 2 days after'
refuse 4 'A. Reyes is the designee of 2026-27 since Aug 13, 2026 \(recorded by' -- g $late designee record 'B. Cruz' --class 'Sr. Office Technician' --from 9/1
expect 0 '' -- g $late designee update --portal 9/30
out_says '(entered Oct 2, 2026).'
expect 0 '' -- g $late designee status --json
equal "by the portal date alone" 'met A. Reyes' "$(json out '$.status') $(json out '$.designee')"

# ---- duties ----
expect 0 '' -- g $late duty list
out_says '0 of 21 done.'
out_has '^ 4  Keep the school calendar of IEP .* A\. Reyes  open +2026-09-28$'
out_says '  the shelf: 10 of 10 items are out'
out_says '  see 19'
narrow
expect 0 '' -- g $late duty list --json
json_is out
json_keys out '$[0]' number title citation recurs who given state on due is_due note paper stock
expect 0 '' -- g $late duty list --csv
equal "as CSV" 21 "$(($(wc -l <out) - 1))"
expect 0 '' -- g $late duty done 4 --paper 'in the green folder'
out_says 'Duty 4 is done: paper on file in the green folder; due again Mon, Oct 5, 2026.'
refuse 5 'duty 4 is done since 2026-10-02' -- g $late duty done 4
refuse 5 'the duties of 2025-26 are closed' -- g $late duty done 5 --year 2025-26
refuse 3 'no duty 22' -- g $late duty done 22
refuse 2 'two capitalised|full name|name' -- g $late duty done 5 --note 'told Maria Gonzalez'
expect 0 '' -- g --today 2026-10-05 duty show 4
out_has '^state +open$'
out_has '2026-10-02 +done +paper on file in the green folder'
narrow

# ---- a change in the year ----
jan='--today 2027-01-20'
expect 0 '' -- g $jan designee reassign 'B. Cruz' --class 'Sr. Office Technician' --from 2027-01-11
out_says 'A. Reyes was it through Jan 10, 2027.'
refuse 2 'would end before the start' -- g $jan designee end --on 2027-01-10 --reason left
expect 0 '' -- g $jan designee end --on 2027-01-15 --reason 'left the district'
out_says 'Without a designee: 5 days (Jan 16, 2027 to Jan 20, 2027).'
expect 10 '' -- g $jan check
out_says 'No designee since Jan 16, 2027 (5 days)'
expect 0 '' -- g $jan designee history
narrow
expect 0 '' -- g $jan designee history --json
json_is out
equal "two assignments" 'A. Reyes B. Cruz reassigned to B. Cruz' "$(json out '$[0].name') $(json out '$[1].name') $(json out '$[0].reason')"
equal "what was written of the first" 3 "$(sqlite3 :memory: "SELECT json_array_length(CAST(readfile('out') AS TEXT), '\$[0].steps')")"
expect 0 '' -- g $jan designee undo --reason 'she stays'
expect 0 '' -- g $jan designee status --json
equal "B. Cruz again" 'B. Cruz' "$(json out '$.designee')"
expect 0 '' -- g --today 2027-07-01 designee show
out_says 'Last year: B. Cruz.'
out_says 'To confirm them:'
out_says "designee record 'B. Cruz' --class 'Senior Office Technician' --from 2027-07-01"
verified "a school year of designees"

# ---- paper ----
expect 0 '' -- g $jan designee pdf --out designee.pdf
expect 0 '' -- g $jan duty pdf --out duty.pdf
for paper in designee duty; do
    holds "a PDF" pdftotext -layout $paper.pdf $paper.txt
    holds "its school" grep -q 0042 $paper.txt
    holds "what certificated staff keep" grep -q 'does not release certificated staff' $paper.txt
done
holds "its version" grep -q 'Attachment A of REF-5640.9, 12 September 2022' duty.txt

# ---- roles ----
expect 0 '' -- g user add pat --role principal
expect 0 '' -- g user add ana --role clerk
refuse 5 'the role of ana is clerk; this takes a principal' -- g $jan --as ana designee update --met today
expect 0 '' -- g $jan --as ana designee show
expect 0 '' -- g $jan --as ana duty submit 5
refuse 5 'it is done by a principal; the role of ana is clerk' -- g $jan --as ana duty done 5
refuse 5 'this takes a principal' -- g $jan --as ana duty return 5 --note x
expect 0 '' -- g $jan --as pat duty return 5 --note 'the March ones are missing'
expect 0 '' -- g $jan --as ana
out_says 'Duty 5 (B. Cruz) was given back: the March ones are missing'
expect 0 '' -- g --today 2027-01-20 --as ana
out_says '--as pat designee update --portal DATE'
refuse 2 'write class="Teacher", without hyphens' -- g $jan --as ana staff edit 'B. Cruz' --class Teacher
verified "roles"

finish
