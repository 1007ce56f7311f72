# The legal clocks as a clerk and a script meet them: the worked answers byte for byte, a case from its referral to its
# annual review, exit statuses, a purge that leaves nothing in the file.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"

vectors=$TESTS/../vectors
day='--today 2026-01-12'

# The columns of the worked answers, of what was printed: the reason stands behind them.
columns() { cut -d, -f1-7 "$1"; }

# ---- compute ----
for v in '' -edge; do
    expect 0 '' -- timeout 60 "$G" --db "$WORK/none.db" clock compute --csv --calendar "$vectors/calendar$v.csv" --file "$vectors/clocks$v.csv"
    cp out computed.csv
    columns computed.csv >seven.csv
    holds "clocks$v.csv, byte for byte" cmp seven.csv "$vectors/clocks$v.csv"
done
expect 3 'no database to take the calendar from; name a calendar file' -- timeout 60 "$G" --db "$WORK/none.db" clock compute --csv --file "$vectors/clocks.csv"
school clock
expect 0 '' -- g $day calendar import "$vectors/calendar.csv"
expect 0 '' -- g clock compute --csv --file "$vectors/clocks.csv"
cp out computed.csv
columns computed.csv >seven.csv
holds "clocks.csv on the school's calendar" cmp seven.csv "$vectors/clocks.csv"
expect 0 '' -- g clock compute --json --file "$vectors/clocks.csv"
json_is out
json_keys out '$[0]' rule trigger referral due rolled act_by paused_days reason
refuse 2 'row 2, rule: "x" is none of' -- g clock compute --file <(printf 'rule,trigger,referral\nx,2025-01-01,\n')
refuse 3 'cannot be opened|no such|not found|does not exist|No such' -- g clock compute --calendar none.csv --file "$vectors/clocks.csv"

# ---- a case ----
expect 0 '' -- g $day clock start assessment-plan --on 2025-12-10 --ref "blue 7"
out_says 'Clock 1: assessment-plan from 2025-12-10: due 2026-01-15'
out_says 'Act by Jan 15, 2026.'
expect 0 '' -- g $day clock list --json
json_is out
equal "the keys" id,rule,ref,on,due,rolled,act_by,paused_days,status,sentence \
    "$(sqlite3 :memory: "SELECT group_concat(key) FROM json_each(CAST(readfile('out') AS TEXT), '\$[0]')")"
equal "the sentence" 'due 2026-01-15: 15 days from 2025-12-10, paused 21 days for winter break (more than five schooldays), EC 56321(a)' \
    "$(json out '$[0].sentence')"
expect 0 '' -- g $day clock explain 1 --why "parent called" --json
json_is out
equal "the citation" 'EC 56321(a), 56043(a)' "$(json out '$.citation')"
equal "who read it" 1 "$(sqlite3 -readonly "$db" "SELECT count(*) FROM trail WHERE action = 'clock explain' AND detail = 'why: parent called'")"
expect 10 '' -- g $day check --json
json_is out
equal "a reminder" 1 "$(sqlite3 :memory: "SELECT count(*) FROM json_each(CAST(readfile('out') AS TEXT)) WHERE value ->> 'kind' = 'clock_7'")"
expect 0 '' -- g $day clock close 1 --on 2026-01-12 --consent 2026-01-12
command=$(sed -n 's/^ *guidestock \(.* clock start iep-meeting .*\)/\1/p' out)
expect 0 '' -- eval "timeout 60 $G $command"
out_says 'Clock 2: iep-meeting from 2026-01-12'
expect 0 '' -- g $day clock extend 2 --to 2026-04-10
out_says 'agreed with the parent in writing'
expect 0 '' -- g --today 2026-04-07 clock close 2
out_has "clock start annual-review --on 2026-04-07 --ref 'blue 7'"
verified "a case"

# ---- refusals ----
refuse 2 'in the future' -- g $day clock start triennial --on 2026-01-13
refuse 2 "full name" -- g $day clock start triennial --on 2026-01-12 --ref "Maria Lopez"
refuse 2 'student number' -- g $day clock start triennial --on 2026-01-12 --ref 052396M123
refuse 5 'the school year 2026-27 has no calendar here' -- g --today 2026-06-09 clock start assessment-plan --on 2026-06-05
refuse 3 'there is no clock 9' -- g $day clock close 9
refuse 5 'clock 2 is met since 2026-04-07, so it cannot be extended' -- g --today 2026-04-07 clock extend 2 --to 2026-05-01
refuse 2 'before clock 2 started' -- g --today 2026-04-07 clock close 2 --on 2026-01-11
expect 0 '' -- g $day clock start triennial --on 2026-01-12 --ref a1
refuse 4 'this clock exists already: clock 3' -- g $day clock start triennial --on 2026-01-12 --ref a1

# ---- the calendar changes ----
expect 0 '' -- g $day clock start assessment-plan --on 2026-01-12 --ref a2
expect 0 '' -- g $day calendar add break 2026-01-19 2026-01-28 --name "Mid-year break"
out_says 'clock 4: due 2026-01-27 -> 2026-02-06'
expect 0 '' -- g $day calendar remove break 2026-01-19 2026-01-28
out_says 'clock 4: due 2026-02-06 -> 2026-01-27'

# ---- what was entered wrongly ----
refuse 2 'ref: it is empty; leave it out, or give a reference like "blue 7"' -- g $day clock start triennial --on 2026-01-12 --ref ''
refuse 2 'words without a number' -- g $day clock start triennial --on 2026-01-12 --ref 'maria lopez'
refuse 2 'reads as a date' -- g $day clock start triennial --on 2026-01-12 --ref 081214
refuse 2 'guidestock .* clock void ID --reason TEXT' -- g $day clock undo 4
refuse 2 'guidestock .* clock explain ID' -- g $day clock show 4
expect 0 '' -- g $day clock start assess --on 2025-11-10 --ref 'green 5'
out_says 'Clock 5: assessment-plan'
expect 0 '' -- g $day clock extend 5 --to 2026-03-02 --reason 'asked in the hall 99'
expect 0 '' -- g $day clock extend 5 --undo --reason 'it was none'
out_says 'the extension to 2026-03-02 is taken back; due 2025-11-25'
expect 0 '' -- g $day clock close 5 --on 2025-11-20 --consent 2025-12-02
expect 10 '' -- g $day check --json
json_is out
next=$(sqlite3 :memory: "SELECT value ->> '\$.action.verb' || ' ' || (value ->> '\$.action.values') FROM json_each(CAST(readfile('out') AS TEXT)) WHERE value ->> 'kind' = 'clock_next'")
equal "what a consent asks for" 'clock start {"rule":"iep-meeting","on":"2025-12-02","after":"5"}' "$next"
expect 0 '' -- g $day clock start iep-meeting --on 2025-12-02 --after 5
out_says 'Clock 6: iep-meeting from 2025-12-02'
expect 0 '' -- g $day clock list --json --ref 'green 5'
equal "both of one case" 2 "$(sqlite3 :memory: "SELECT count(*) FROM json_each(CAST(readfile('out') AS TEXT))")"
for id in 5 6; do expect 0 '' -- g $day clock void $id --reason "typed twice"; done
out_says 'counts nowhere'
refuse 5 'clock 5 is void since 2026-01-12' -- g $day clock reopen 5 --reason 'it was right'
expect 0 '' -- g $day clock list --all --json
equal "void, and listed only when asked for" 2 "$(sqlite3 :memory: "SELECT count(*) FROM json_each(CAST(readfile('out') AS TEXT)) WHERE value ->> 'status' = 'void'")"
if grep -aqE 'green 5|in the hall 99' "$db"; then fail "the file after a void" "no reference" "green 5"; else pass; fi
verified "void"

# ---- purge: nothing of it is left in the file ----
expect 0 '' -- g --today 2031-05-01 clock purge --older-than 5
out_says 'clocks 1, 2'
verified "a purge"
if grep -aq 'blue 7' "$db"; then fail "the file after a purge" "no reference" "blue 7"; else pass; fi
holds "the other cases are there" grep -aq a2 "$db"

finish
