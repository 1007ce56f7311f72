# The registers of Attachment A as files: the calendar read back by a parser of its own, lists that fit the screen, CSV
# and JSON that other programs read, paper for each.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
school register
cat >calendar.csv <<'END'
school_year,kind,from,to,name
2026-27,first_day,2026-08-13,,First day
2026-27,last_day,2027-06-10,,Last day
2026-27,holiday,2026-09-07,,Labor Day
2026-27,holiday,2026-11-26,2026-11-27,Thanksgiving
END
expect 0 '' -- g calendar import calendar.csv
expect 0 '' -- g school set requester='Ann Reyes'

# ---- entries, as a clerk types them ----
expect 0 'on: 2026-10-05' -- g meeting add virtual-iep --on 10/5 --at 2:30pm --place 'Zoom; or the conference room, first floor' \
    --link https://example.org/j/81234567890 --interpreter 'español, հայերեն' --ref 'blue 7' --notified yesterday \
    --note 'the mother asks for large print'
out_says 'Meeting 1: set for 2026-10-05.'
expect 0 '' -- g meeting add 504 --on 2026-11-02 --at 8:15 --place 'Room 12' --minutes 30
out_says 'meeting notify 2'
expect 0 'Sat 2026-10-10 is not a school day' -- g meeting add iep --on 2026-10-10 --at 9:00 --place 'Room 1'
expect 0 '' -- g meeting attempt 1 --how phone --result 'left a message' --on 2026-09-10
expect 0 '' -- g meeting attempt 1 --how letter --result 'sent in Spanish'
refuse 2 'place: "Maria Gonzalez" looks like a person' -- g meeting add iep --on 10/5 --at 9:00 --place 'home of Maria Gonzalez'
refuse 2 'interpreter: .*student number' -- g meeting arrange 1 --interpreter 'for 052396M123'
expect 0 '' -- g meeting arrange 3 --interpreter 'American Sign Language' --accommodations 'a ramp'
expect 0 '' -- g meeting done 3 --outcome cancelled
expect 0 '' -- g translation add 504-plan Armenian --ref 'blue 7'
expect 0 '' -- g records add --ref 'blue 7' --how written --on 2026-09-03
out_says 'Due Fri 2026-09-11: 5 business days after 2026-09-03'
out_says 'Custodian of Records'
expect 0 '' -- g checklist add section-504 --ref 'blue 7' --year 2022-23
expect 0 '' -- g checklist set 1 request on-file response missing pandemic not-applicable --reason 'not enrolled then'
expect 0 '' -- g problem add form --note 'page 10 does not print' --told today
expect 0 '' -- g availability add iep --ref 'blue 7' --staff 'teachers of periods 1 to 6, and the therapist on Tuesdays'
expect 0 '' -- g consulted add IEP200 --found 'three annual reviews are due in October'

# ---- the calendar, by another parser ----
cat >read.py <<'END'
import re, sys
raw = open(sys.argv[1], 'rb').read()
assert raw.endswith(b'\r\n') and raw.count(b'\n') == raw.count(b'\r\n') == raw.count(b'\r'), 'CRLF alone ends a line'
for line in raw.split(b'\r\n'):
    assert len(line) <= 75, ('over 75 octets', line)
    line.decode('utf-8')  # no character is cut in two
text = re.sub(r'\r\n[ \t]', '', raw.decode('utf-8'))
stack, events, zones = [], [], []
for line in text.split('\r\n')[:-1]:
    m = re.fullmatch(r'([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)', line)
    assert m, line
    name, params, value = m.group(1), dict(p.split('=') for p in m.group(2).split(';')[1:]), m.group(3)
    if name == 'BEGIN':
        part = {'kind': value, 'parts': []}
        if stack:
            stack[-1]['parts'].append(part)
        stack.append(part)
    elif name == 'END':
        part = stack.pop()
        assert part['kind'] == value
        if not stack:
            whole = part
    else:
        assert name not in stack[-1], ('twice', name)
        stack[-1][name] = (value, params)
assert not stack and whole['kind'] == 'VCALENDAR' and whole['VERSION'][0] == '2.0' and whole['PRODID'][0]
zone = [p for p in whole['parts'] if p['kind'] == 'VTIMEZONE']
assert len(zone) == 1 and zone[0]['TZID'][0] == 'America/Los_Angeles'
assert {p['kind']: p['TZOFFSETTO'][0] for p in zone[0]['parts']} == {'DAYLIGHT': '-0700', 'STANDARD': '-0800'}
unescape = lambda t: re.sub(r'\\(.)', lambda m: '\n' if m.group(1) in 'nN' else m.group(1), t)
for e in whole['parts']:
    if e['kind'] != 'VEVENT':
        continue
    assert re.fullmatch(r'\d{8}T\d{6}Z', e['DTSTAMP'][0])
    for name in ('DTSTART', 'DTEND'):
        assert e[name][1] == {'TZID': 'America/Los_Angeles'} and re.fullmatch(r'\d{8}T\d{6}', e[name][0])
    alarms = [p for p in e['parts'] if p['kind'] == 'VALARM']
    assert all(a['ACTION'][0] == 'DISPLAY' and a['DESCRIPTION'][0] for a in alarms)
    print('|'.join([e['UID'][0], e['DTSTART'][0], e['DTEND'][0], e['STATUS'][0], e['SEQUENCE'][0], e['SUMMARY'][0],
                    unescape(e['LOCATION'][0]), ' '.join(a['TRIGGER'][0] for a in alarms), e.get('URL', ('-',))[0],
                    unescape(e['DESCRIPTION'][0]).replace('\n', '/')]))
END
expect 0 '' -- g meeting ics --out meetings.ics
equal "what it says it wrote" meetings.ics "$(cat out)"
expect 0 '' -- python3 read.py meetings.ics
cp out first
equal "events" 3 "$(wc -l <first)"
holds "the first meeting" grep -qE '^meeting-1-[0-9a-f]{16}@0042\.guidestock\|20261005T143000\|20261005T153000\|CONFIRMED\|0\|Virtual IEP meeting\|Zoom; or the conference room, first floor\|-PT1440M -PT60M\|https://example\.org/j/81234567890\|Join: https://example\.org/j/81234567890/Interpreter: español, հայերեն/Participants notified: 2026-09-14/guidestock, meeting 1$' first
holds "the second" grep -qE '\|20261102T081500\|20261102T084500\|CONFIRMED\|0\|Section 504 meeting\|Room 12\|' first
holds "the one that is off" grep -qE '^meeting-3-.*\|CANCELLED\|1\|IEP meeting\|Room 1\|\|' first
# and by a program's own: Debian's icalendar, with the system's Python, whichever comes first in PATH
expect 0 '' -- /usr/bin/python3 -c 'import icalendar
whole = icalendar.Calendar.from_ical(open("meetings.ics", "rb").read())
for e in whole.walk("VEVENT"):
    alarms = [a.decoded("TRIGGER").total_seconds() / 60 for a in e.walk("VALARM")]
    print(e["SUMMARY"], e.decoded("DTSTART").isoformat(), e.decoded("DTEND").isoformat(), e["LOCATION"], alarms, sep="|")'
equal "the first, as a calendar program reads it" \
    "Virtual IEP meeting|2026-10-05T14:30:00-07:00|2026-10-05T15:30:00-07:00|Zoom; or the conference room, first floor|[-1440.0, -60.0]" \
    "$(head -1 out)"
equal "all three" 3 "$(wc -l <out)"
expect 0 '' -- g meeting move 1 --on 10/6
expect 0 '' -- g meeting ics 1 --cases --why 'for the team' --out one.ics
expect 0 '' -- python3 read.py one.ics
equal "the same appointment, changed" "$(cut -d'|' -f1 first | head -1) 20261006T143000 1 Virtual IEP meeting (blue 7)" \
    "$(cut -d'|' -f1,2,5,6 out | tr '|' ' ')"
expect 0 '' -- g meeting ics --out -
mv out again.ics
expect 0 '' -- g meeting ics --out meetings.ics
holds "the same on standard output" cmp again.ics meetings.ics
refuse 3 'no/such/folder' -- g meeting ics --out no/such/folder/x.ics
refuse 3 'there is no meeting 9' -- g meeting ics 9 --out x.ics

# Without its library a calendar file is an error that names the package; nothing else needs it.
library=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | sed -n 's/.*libical\.so\.3 .*=> //p' | head -1)
hidden() { unshare -rm sh -c 'mount --bind /dev/null "$0" && exec "$@"' "$library" "$@"; }
if [ -n "$library" ] && hidden true 2>/dev/null; then
    refuse 1 'apt install libical3' -- hidden "$G" --db "$db" meeting ics --out x.ics
    expect 0 '' -- hidden "$G" --db "$db" meeting list
    holds "no file came of it" test ! -e x.ics
else
    left_out "a calendar file without its library (no rights to hide it)"
fi

# ---- on the screen, and for other programs ----
for noun in meeting translation records checklist problem availability consulted; do
    expect 0 '' -- g $noun list
    out_has '^ *ID +STATUS'
    holds "it fits the screen: $noun list" awk 'length > 80 && !/^  guidestock / { exit 1 }' out
    expect 0 '' -- g $noun show 1 --why 'a look'
    holds "it fits the screen: $noun show" awk 'length > 80 && !/^  guidestock / { exit 1 }' out
    out_says 'REF-5640.9'
    expect 0 '' -- g $noun list --json
    json_is out
    json_keys out '$[0]' id status on
    expect 0 '' -- g $noun show 1 --json
    json_is out
    json_keys out '$' id status on events
    json_keys out '$.events[0]' on step by text at
    expect 0 '' -- g $noun export --out $noun.csv
    expect 0 '' -- python3 -c 'import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
assert rows and all(None not in r and None not in r.values() for r in rows)
print(*rows[0])' $noun.csv
    out_has '^id status on'
    out_lacks ' (ref|note|accommodations)( |$)'
    expect 0 '' -- g $noun export --cases --why 'the district asks' --csv
    out_has '^id,status,.*,note$'
    expect 0 '' -- g $noun add --help
    out_has '^guidestock '"$noun"' add'
done
expect 0 '' -- g problem add other --note '=1+1' --ref '@home'
expect 0 '' -- g problem export --cases
out_has ",'@home,'=1\+1$" # no spreadsheet takes it for a formula
holds "no case in any export" sh -c '! grep -l "blue 7\|left a message\|large print" *.csv'
expect 0 '' -- g meeting list --json
equal "a number is a number" 'integer integer null' "$(sqlite3 :memory: "SELECT json_type(CAST(readfile('out') AS TEXT), '\$[0].id') || ' ' || json_type(CAST(readfile('out') AS TEXT), '\$[0].attempts') || ' ' || json_type(CAST(readfile('out') AS TEXT), '\$[0].minutes')")"
expect 0 '' -- g translation add iep Spanish --json
json_is out
equal "what was added" 2 "$(json out '$.id')"
expect 0 '' -- g checklist show 1 --json
equal "its documents" '10 not-applicable not enrolled then' "$(json out '$.documents[#-1].title' >/dev/null; sqlite3 :memory: "SELECT json_array_length(CAST(readfile('out') AS TEXT), '\$.documents')") $(json out '$.documents[6].state') $(json out '$.documents[6].reason')"

# ---- paper ----
for noun in meeting translation records checklist problem availability consulted; do
    expect 0 '' -- g $noun pdf --out $noun.pdf
    equal "what it says it wrote" $noun.pdf "$(cat out)"
    expect 0 '' -- g $noun pdf --out second.pdf
    holds "the same paper each time: $noun" cmp $noun.pdf second.pdf
    holds "read back: $noun" pdftotext -layout $noun.pdf $noun.txt
    holds "its head: $noun" grep -qF 'Anytown Senior High' $noun.txt
    holds "its duty: $noun" grep -qF 'REF-5640.9, Attachment A' $noun.txt
    holds "its foot: $noun" grep -qE 'Page 1 of 1' $noun.txt
    holds "signed by: $noun" grep -qF 'Approved by the principal' $noun.txt
    holds "no case on it: $noun" sh -c "! grep -q 'blue 7\|left a message\|large print\|not enrolled' $noun.txt"
done
size() { pdfinfo "$1" 2>/dev/null | sed -n 's/^Page size: *\([0-9]* x [0-9]*\).*/\1/p'; }
equal "wide ones" '792 x 612 792 x 612' "$(size meeting.pdf) $(size checklist.pdf)"
equal "the others" '612 x 792 612 x 792' "$(size records.pdf) $(size consulted.pdf)"
holds "titles in full" grep -qF 'Response to Request for Section 504 Evaluation' checklist.txt
expect 0 '' -- g meeting pdf --cases --why 'for the file' --out cases.pdf
holds "read back" pdftotext -layout cases.pdf cases.txt
for words in 'Case: blue 7' 'left a message' 'keep it as confidential'; do
    holds "with cases: $words" grep -qF "$words" cases.txt
done
seq 60 | while read -r i; do g meeting add iep --on 2026-10-20 --at 9:00 --place "Room $i" --ref "case $i" >/dev/null 2>&1; done
expect 0 '' -- g meeting pdf --cases --out many.pdf
pdftotext -layout many.pdf many.txt 2>/dev/null
pages=$(grep -o $'\f' many.txt | wc -l)
holds "several pages" test "$pages" -gt 3
equal "each tells its number" "$pages" "$(grep -c "Page [0-9]* of $pages" many.txt)"
equal "the head stands on each" "$pages" "$(grep -c 'TRIED TO REACH' many.txt)"
for i in $(seq 60); do grep -q "Case: case $i\$" many.txt || echo "$i"; done >lost
equal "meetings that are not on it" '' "$(cat lost)"
verified "the registers"
finish
