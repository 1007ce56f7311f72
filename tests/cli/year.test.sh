# One school year at the counter, from init to the day-end sheet of June 30: every command and what it printed, against
# year.expected. What differs from run to run is masked: real times and the hashes made of them. The year lies in the past,
# so that no real day is one of its days.
# After a change that is meant: YEAR_WRITE=1 make check T=cli/year, and read the difference.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
db=$WORK/year.db
said=$WORK/said

day() { export GUIDESTOCK_TODAY=$1; printf '\n== %s\n' "$1" >>"$said"; }

# as WHO COMMAND...: what it prints, then what it says beside, then its exit status where it is not 0
as() {
    local who=$1
    shift
    {
        printf '\n[%s] guidestock %s\n' "$who" "$(words "$@")"
        g --as "$who" "$@" 2>"$WORK/beside"
        got=$?
        cat "$WORK/beside"
        [ $got = 0 ] || printf 'exit %s\n' $got
    } >>"$said"
    if grep -aqE 'Sanitizer|runtime error:' "$WORK/beside"; then fail "$(words "$@")" "no finding" "$(seen "$WORK/beside")"; fi
}

cat >calendar.csv <<'END'
school_year,kind,from,to,name
2024-25,holiday,2024-07-04,,Independence Day
2024-25,first_day,2024-08-12,,First day of instruction
2024-25,holiday,2024-09-02,,Labor Day
2024-25,holiday,2024-11-11,,Veterans Day
2024-25,break,2024-11-25,2024-11-29,Thanksgiving week
2024-25,holiday,2024-11-28,,Thanksgiving Day
2024-25,break,2024-12-23,2025-01-10,Winter break
2024-25,holiday,2024-12-25,,Christmas Day
2024-25,holiday,2025-01-01,,New Year's Day
2024-25,holiday,2025-01-20,,Martin Luther King Jr. Day
2024-25,holiday,2025-02-17,,Presidents' Day
2024-25,break,2025-04-14,2025-04-18,Spring break
2024-25,holiday,2025-05-26,,Memorial Day
2024-25,last_day,2025-06-10,,Last day of instruction
2024-25,holiday,2025-06-19,,Juneteenth
END

# ---- August: the shelf is counted once ----
day 2024-08-08
as ann init --name 'Anytown Senior High' --code 0042 --level senior
as ann school set region=East requester='Ann Reyes' requester_title='Office Technician' phone='(555) 010-0142' \
    email=ann@example.org ship_to='Main office'
as ann calendar import calendar.csv
as root user add ann --role clerk
as root user add pat --role principal
as root user add dee --role district
cat >languages.csv <<'END'
language,program,families,pupils
English,special-education,61,640
Spanish,special-education,46,410
Armenian,special-education,9,71
Korean,special-education,4,38
English,section-504,22,
Spanish,section-504,11,
END
as ann import languages.csv
as ann stock adjust parent-guide.en 88 parent-guide.es 22 iep-and-you.en-es 60 esy.en 26 lre.en 14 section-504.en 22 \
    --reason opening
as ann catalog set parent-guide.en unit=pack copies_per_unit=25
as ann catalog set parent-guide.es unit=pack copies_per_unit=25
as dee stock receive esy.en 5
as ann today

# ---- September: hand-outs, the first order ----
day 2024-09-03
as ann stock issue parent-guide.es 6 parent-guide.en 9 --for annual
as ann stock issue parent-guide.es 3 --for assessment-plan
as ann stock issue lre.en 12 --for request
as ann stock issue parent-guide.es 1 --for referral --how email
as ann stock issue lre.en 40
as ann stock --low
day 2024-09-04
as ann requisition new --needed
as ann requisition set 1 lre.en 12
as ann requisition set 1 lre.en 12 --reason 'a reprint is announced'
as ann requisition approve 1
as ann requisition submit 1
as ann requisition approve 1
as pat requisition return 1 --note 'and ITP guides, please'
as ann requisition set 1 itp-guide.en-es 30 --reason 'for the ITP meetings in October'
as ann requisition submit 1
as pat requisition approve 1 itp-guide.en-es 25
day 2024-09-05
as ann requisition send 1 --date 2024-09-06
as ann requisition send 1
as ann requisition set 1 lre.en 20
as ann requisition new --needed
as ann stock print lre.en 4
as ann requisition cancel 2 --reason 'printed in-house'
as ann requisition list --open
day 2024-09-30
as ann designee status
as ann designee record 'Ann Reyes' --class 'Office Technician' --from 2024-09-16
as ann check

# ---- October: a delivery in parts ----
day 2024-10-01
as ann designee status
as ann requisition receive 1 parent-guide.es 25 lre.en 12
as ann requisition receive 1 itp-guide.en-es 5 --condition damaged
as ann requisition receive 1 puzzled.en 10
as ann requisition show 1
as ann requisition discrepancy 1 --out note.pdf

# ---- October 2: the principal records the designee, two days late ----
day 2024-10-02
as pat designee record 'Ann Reyes' --class 'Sr. Office Technician' --from 2024-09-16 --portal 2024-10-02 --met 2024-09-20
as pat designee record 'Bob Lee' --class 'Office Technician' --from 2024-10-02
as pat designee pdf --out designee.pdf
as pat duty pdf --out duties.pdf
as pat duty assign 12 'Carla Diaz'
as pat staff add 'Carla Diaz' --class Teacher
as pat staff add 'Carla Diaz' --class Teacher --reason 'case manager'
as pat duty assign 12 'Carla Diaz'
as ann duty done 4 --note 'calendar on the wall and in the office' --date 2024-10-01
as ann duty submit 13 --note 'uploads checked'
as pat duty return 13 --note 'newly enrolled, too'
as ann clock start assessment-plan --on 2024-09-30 --ref 'Maria Lopez'
as ann clock start assessment-plan --on 2024-09-30 --ref 'blue 7'
as ann clock start section-504-response --on 2024-09-25 --ref 'white 2' --target 2024-10-25
day 2024-10-08
as ann requisition receive 1 --all
as ann requisition receive 1 --undo
as ann requisition receive 1 --all --note 'slip 118'
as ann requisition list

as ann clock close 1 --on 2024-09-29
as ann clock close 1 --on 2024-10-07 --consent 2024-10-07
as ann clock start iep-meeting --on 2024-10-07 --referral 2024-09-30 --ref 'blue 7'
as ann clock start parent-requested-meeting --on 2024-10-08 --ref 'blue 9'

# ---- November: a count ----
day 2024-11-01
as ann stock issue iep-and-you.en-es 11 --for annual
as ann count sheet --out sheet.pdf
as ann stock issue esy.en 2
as ann count enter parent-guide.en 78 parent-guide.es 38 iep-and-you.en-es 49 esy.en 24 lre.en 17
as ann count enter esy.en 24 --now
as ann count show
as ann count apply
as ann count apply
as ann coverage --language Armenian

# ---- Thanksgiving and winter: a record request, a clock that pauses ----
day 2024-11-26
as ann clock start pupil-records --on 2024-11-26 --ref 'blue 7'
as ann records add --ref 'white 2' --on 2024-11-26 --how oral
as ann records route 1
as ann meeting add IEP --on 2024-12-03 --at 2:30pm --place 'room 12' --ref 'blue 7' --interpreter Spanish
as ann meeting notify 1
as ann meeting attempt 1 --how phone --result 'left a message' --on 2024-11-26
as ann meeting ics 1 --out meeting.ics
as ann translation add IEP Armenian --ref 'blue 7'
as ann clock close 4 --on 2024-11-14
as ann clock close 2 --on 2024-10-21
day 2024-12-05
as ann check
as ann clock close 5 --on 2024-12-05 --note 'the copies went out a day late'
as ann records done 1 --on 2024-12-03
as ann meeting done 1 --on 2024-12-03
as ann records list
as ann clock close 3 --on 2024-12-03
as ann clock start annual-review --on 2024-12-03 --ref 'blue 7'
day 2024-12-17
as ann clock start assessment-plan --on 2024-12-16 --ref 'green 3'
as ann clock explain 7 --why 'the parent called'
as ann clock start assessment-plan --on 2024-12-13 --ref 'green 4'

# ---- January: a fire, and the designee leaves ----
day 2025-01-08
as ann calendar add closure 2025-01-13 2025-01-17 --name 'Fire closure'
as ann clock list --open
as ann clock extend 8 --to 2025-02-07 --reason 'the parent asked for time' --on 2025-01-08

# ---- January: a new edition ----
day 2025-01-13
as ann catalog supersede parent-guide.es --edition 'Jan 2025' --from 2025-01-13
as ann stock issue parent-guide.es 1
as ann catalog recall
as ann check
as ann stock adjust parent-guide.es 38 --reason superseded
as ann requisition new --needed --urgent
as ann requisition submit 3
as ann requisition approve 3 --signed-copy
as ann requisition send 3
as ann stock print parent-guide.es 10
day 2025-01-22
as ann stock adjust section-504.en 22 --reason damaged --note 'water from the sprinklers'
as pat designee end --on 2025-01-24 --reason 'left the school'
day 2025-01-24
as pat designee end --on 2025-01-24 --reason 'left the school'
day 2025-01-27
as ann stock print section-504.en 12
as ann check
as ann clock end 8 --reason enrolled-elsewhere --on 2025-01-23
day 2025-02-05
as pat designee record 'Bob Lee' --class 'Office Technician' --from 2025-02-03 --portal 2025-02-05 --met 2025-02-04
as pat designee status
as ann clock list --open
day 2025-02-10
as ann requisition receive 3 parent-guide.es 25
as ann stock issue parent-guide.es 8 --for assessment-plan

# ---- March: staff change, a file, an import taken back ----
day 2025-03-10
as root user add bob --role clerk
as root user disable ann
as ann stock issue esy.en 1
printf '%s\n' date,item,kind,quantity,reason,note 2025-02-11,esy.en,issue,3,request,'=open day' \
    2025-02-12,section-504.en,issue,4,annual, 2025-02-12,section-504.en,issue,4,annual, >march.csv
as bob import march.csv --dry-run
as bob import march.csv
as bob import march.csv
as bob import list
as bob import undo
as bob import march.csv
printf '%s\n' date,item,kind,quantity,reason,note 2025-03-03,esy.en,issue,1O,, 2025-03-04,lre.en,issue,1,, >bad.csv
as bob import bad.csv
as bob import bad.csv --skip-bad
as bob requisition new --replaces 3
as bob requisition close 3 --reason 'the rest is out of print'
as bob requisition show 4
as pat requisition cancel 4 --reason 'printed in-house'

# ---- June: before summer, and the end ----
day 2025-05-05
as bob order explain parent-guide.es
as bob stock given --for assessment-plan
as bob stock given
day 2025-06-30
as bob duty done 19 --note 'shelf counted and ordered'
as bob duty done 12 --paper 'green folders, room 12'
as pat duty done 13 --note 'all uploaded'
as bob stock issue parent-guide.en 2 --for request
as bob backup kept.db
as bob verify
as bob clock start assessment-plan --on 2025-06-09 --ref 'green 6'
as bob clock start triennial --on 2025-05-20 --ref 'green 6'
as bob clock pdf --out clocks.pdf
as bob consulted add IEP200 --on 2025-06-27
as bob report year --year 2025-26
as bob report year
as bob report year --out year.pdf
as bob report day
as bob report day --out day.pdf

# The day of a count is told by the real time, too. A column of times has a blank more from the 1st to the 9th.
sed -E -e 's/(begun|applied on) +20[0-9-]{8} by/\1 DAY by/' \
    -e 's/[A-Z][a-z]{2} [0-9], 20[0-9]{2} [0-9]{2}:[0-9]{2}   /TIME  /g' \
    -e 's/[A-Z][a-z]{2} [0-9]{1,2}, 20[0-9]{2} [0-9]{2}:[0-9]{2}/TIME/g' -e 's/([0-9a-f]{8}[ -]?){8}/HEAD/g' \
    -e "s#$WORK/##g" -e 's/ +$//' "$said" >transcript
[ -z "${YEAR_WRITE:-}" ] || cp transcript "$TESTS/year.expected"
holds "the year as expected" diff "$TESTS/year.expected" transcript
for paper in note sheet day year designee duties clocks; do
    holds "$paper.pdf is a PDF" pdftotext $paper.pdf paper.txt
done
verified "the year"
finish
