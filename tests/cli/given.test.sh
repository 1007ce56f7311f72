# Guides given by e-mail and web link, the year's tally, coverage by language, a recall: as a clerk and as a script meet
# them.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"

school given
day='--today 2026-09-15'
expect 0 '' -- g $day catalog set parent-guide.es 'edition=Sep 2018'
expect 0 '' -- g $day stock receive parent-guide.es 12 --date 2026-08-20

# ---- without a copy ----
expect 0 '' -- g $day stock issue parent-guide.es 1 --for assessment-plan --how email
out_says 'sent by e-mail for an assessment plan; the'
out_says 'keeps its 12.'
equal "the shelf" 12 "$(on_hand parent-guide.es)"
expect 0 '' -- g $day stock issue parent-guide.es 2 lre.en 1 --how web --json
json_is out
equal "no copy moved" '0 2 12' "$(json out '$[0].quantity') $(json out '$[0].sent') $(json out '$[0].on_hand')"
equal "a notice" notice "$(json out '$[1].kind')"
expect 0 '' -- g $day stock issue parent-guide.es 3 --for assessment-plan --how paper
equal "the shelf" 9 "$(on_hand parent-guide.es)"
verified "guides given"
refuse 2 'how: "fax" is none of paper' -- g $day stock issue parent-guide.es 1 --how fax
refuse 3 'Did you mean parent-guide.es' -- g $day stock issue lre.en 1 parent-gide.es 1 --how email
refuse 2 'in the future' -- g $day stock issue lre.en 1 --how email --date 2026-09-16

# ---- the tally ----
expect 0 '' -- g $day stock given --for assessment-plan
out_says 'Handed out in 2026-27 for an assessment plan (EC 56321(a))'
out_has '^  parent-guide.es +Spanish +Sep 2018 +4 +2 +3 +1 +0$'
out_has '^Handed out in 2026-27 for .*: 4 copies, 2 times; 1'
expect 0 '' -- g $day stock given --csv
equal "the tally as CSV" 'assessment-plan,for an assessment plan,EC 56321(a),parent-guide.es,es,Sep 2018,4,2,3,1,0
"",(no reason),,parent-guide.es,es,Sep 2018,2,1,0,0,2
"",(no reason),,lre.en,en,,1,1,0,0,1' "$(sed 1d out)"
expect 0 '' -- g $day stock given --json
json_is out
json_keys out '$[0]' reason words citation languages item edition copies times paper email web
refuse 2 'no school year; write it like 2026-27' -- g $day stock given --year 2026

# ---- undone, whichever it is, and by whom ----
before=$(state)
expect 0 '' -- g $day stock undo
equal "the movement first" 12 "$(on_hand parent-guide.es)"
expect 0 '' -- g $day stock undo
out_has '^Notice [0-9]+ is undone \(1 copy of lre.en'
[ "$before" != "$(state)" ] && pass
verified "undone"
expect 0 '' -- g user add ana --role clerk
expect 0 '' -- g user add vera --role viewer
content=$(content)
refuse 5 'the role of vera is viewer' -- g $day --as vera stock issue lre.en 1 --how email
refuse 5 'nobody is not a user' -- g $day --as nobody stock issue lre.en 1 --how email
equal "nothing was given" "$content" "$(content)"
expect 0 '' -- g $day --as vera stock given # reading needs only the file
expect 0 '' -- g $day --as ana stock issue lre.en 1 --how email
refuse 5 'the role of vera is viewer' -- g $day --as vera stock undo

# ---- coverage ----
expect 0 '' -- g $day coverage
out_says 'No families are entered for 2026-27.'
expect 0 '' -- g --as ana $day catalog add parent-guide.hy
expect 0 '' -- g --as ana $day stock receive parent-guide.hy 4
expect 0 '' -- g --as ana $day language set Armenian 31 --pupils 15
expect 0 '' -- g --as ana $day language set English 60 --pupils 85
expect 0 '' -- g $day coverage
out_has '^Armenian: 31 families, 4 copies = 13 %$'
out_has '^    13 %  parent-guide.hy +4 for 31 families$'
out_says 'EC 48985: 15 of 100 enrolled pupils, 15 %'
equal "no line is wider than a terminal" 0 "$(awk 'length($0) > 80' out | wc -l)"
expect 0 '' -- g $day coverage --json
json_is out
json_keys out '$[0]' language english title program families item copies percent note pupils pupils_pct fifteen_percent
expect 0 '' -- g $day coverage --language hy --csv
equal "each title of the school" 9 "$(($(wc -l <out) - 1))"
expect 10 '' -- g $day check --json
equal "it has a copy" 0 "$(grep -c '"kind": "coverage"' out)"
expect 0 '' -- g --as ana $day stock issue parent-guide.hy 4
expect 10 '' -- g $day check --json
equal "now it has none" 1 "$(grep -c '"kind": "coverage"' out)"

# ---- a recall ----
expect 0 '' -- g --as ana $day requisition new
expect 0 '' -- g --as ana $day requisition add 1 parent-guide.es 50
expect 0 '' -- g --as ana $day catalog supersede parent-guide.es --edition 'Sep 2026' --from 2026-09-14
out_says 'R-2026-27-0001 (draft): ordered when edition Sep 2018 was current'
refuse 5 'must not be handed out' -- g --as ana $day stock issue parent-guide.es 1 --how email --edition 'Sep 2018'
expect 0 '' -- g $day catalog recall --json
json_is out
json_keys out '$[0]' item edition superseded_on new_edition on_shelf_then disposed left command
equal "what to do" 'stock adjust {"item":"parent-guide.es","quantity":"12","reason":"superseded"}' \
    "$(json out '$[0].command.verb') $(json out '$[0].command.values')"
expect 0 '' -- g --as ana $day stock adjust parent-guide.es 12 --reason superseded
expect 0 '' -- g $day catalog recall
out_says 'No copies of a superseded edition are on the shelf.'
expect 0 '' -- g $day requisition show 1
out_says 'refuse old copies when they come'
verified "the recall"
finish
