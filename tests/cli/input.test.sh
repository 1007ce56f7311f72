# What is typed wrong is refused, by name and with its value, and nothing is stored.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
demo bad

# ---- material numbers ----
wrong_numbers() { # STATUS REGEX NUMBER: wherever one is entered
    refuse "$1" "$2" -- g catalog number lre.en "$3"
    refuse "$1" "$2" -- g catalog set lre.en "material_number=$3"
    refuse "$1" "$2" -- g catalog add lre.hy --number "$3"
}
wrong_numbers 2 '"966121895" has 9 digits; ten' 966121895
wrong_numbers 2 '"96612189500" has 11 digits; ten' 96612189500
wrong_numbers 2 '"966121895O".*a letter O' 966121895O
wrong_numbers 2 '"96612X8950".*ten digits' 96612X8950
wrong_numbers 2 '０.*ten digits are expected, 0 to 9' ９６６１２１８９５０
wrong_numbers 4 '9661218950 is in use by parent-guide.en' 9661218950
wrong_numbers 4 '9661218951 is in use by parent-guide.es' '966 121-8951'
refuse 2 '"966121895" has 9 digits' -- g stock issue 966121895 1
refuse 2 '"96612189500" has 11 digits' -- g stock show 96612189500
refuse 3 'no item has the material number 1234567890' -- g stock issue 1234567890 1
expect 0 '' -- g catalog number lre.en ' 966-121 8959 '
expect 0 '' -- g catalog show 966-121-8959 --json
equal "the number is kept as ten digits" 9661218959 "$(json out '$.material_number')"

# ---- quantities ----
wrong_quantities() { # REGEX QUANTITY: whoever takes copies
    refuse 2 "$1" -- g stock receive parent-guide.es -- "$2"
    refuse 2 "$1" -- g stock issue parent-guide.es "$2"
    refuse 2 "$1" -- g stock print parent-guide.es "$2"
    refuse 2 "$1" -- g stock return parent-guide.es "$2"
    refuse 2 "$1" -- g stock adjust parent-guide.es "$2" --reason damaged
    refuse 2 "$1" -- g stock receive esy.en 3 parent-guide.es "$2" # the first pair is not kept either
}
wrong_quantities 'quantity: 0 is not from 1 to' 0
wrong_quantities '"-5" is not a number.*without a sign' -5
wrong_quantities '"\+5" is not a number.*without a sign' +5
wrong_quantities '"1e3" is not a number.*digits' 1e3
wrong_quantities '99999999999 is not from 1 to 1000000' 99999999999
wrong_quantities '99999999999999999999999 is not from' 99999999999999999999999
wrong_quantities '"1O" is not a number.*letter O' 1O
wrong_quantities '"1\.5" is not a number.*whole' 1.5
wrong_quantities 'quantity is empty' ''
wrong_quantities '" 5" is not a number' ' 5'
wrong_quantities '"0x10" is not a number' 0x10
wrong_quantities '５.*not a number.*plain digits' ５
refuse 2 'QTY is missing' -- g stock receive parent-guide.es
refuse 2 'QTY is missing' -- g stock receive parent-guide.es 2 lre.en
expect 0 '' -- g requisition new
for units in 0 -1 1e3 99999999999 1O 1.5 ''; do
    refuse 2 'units' -- g requisition add 1 esy.en "$units"
done
refuse 2 'families' -- g language set Armenian 1O
refuse 2 'families' -- g language set Armenian -- -3
refuse 2 'pupils' -- g language set Armenian 3 --pupils 1e3
refuse 2 'copies_per_unit: 0' -- g catalog set esy.en copies_per_unit=0
refuse 2 'shelf_cap: 0' -- g catalog set esy.en shelf_cap=0
refuse 2 'maximum: 5 is not above the minimum 9' -- g catalog set esy.en minimum=9 maximum=5
refuse 2 'lead.*1\.5' -- g school set lead=1.5
refuse 2 'id.*abc' -- g stock undo abc
refuse 2 'last' -- g stock show esy.en --last 0
refuse 3 'movement 99999' -- g stock undo 99999

# ---- dates ----
for verb in receive issue print return; do
    refuse 2 'date: "2026-02-30" is not a date' -- g stock $verb parent-guide.es 1 --date 2026-02-30
    refuse 2 'date: "2026-13-01" is not a date' -- g stock $verb parent-guide.es 1 --date 2026-13-01
    refuse 2 '2026-09-16 is in the future.*2026-09-15' -- g stock $verb parent-guide.es 1 --date 2026-09-16
    refuse 2 '1989-12-31 is before 1990' -- g stock $verb parent-guide.es 1 --date 1989-12-31
done
refuse 2 'date: "junk" is not a date; write it like 2026-09-15' -- g stock receive parent-guide.es 1 --date junk
refuse 2 '2026-09-16 is in the future' -- g stock receive parent-guide.es 1 --date tomorrow
refuse 2 'is in the future' -- g stock receive parent-guide.es 1 --date +1d
refuse 2 'is not a date' -- g stock receive parent-guide.es 1 --date 2026-9-1
refuse 2 'is not a date' -- g stock receive parent-guide.es 1 --date 2/30
refuse 2 'is not a date' -- g stock receive parent-guide.es 1 --date 02/29/2026
refuse 2 'is not a date' -- g stock receive parent-guide.es 1 --date '2026-09-01 '
refuse 2 'is not a date' -- g stock receive parent-guide.es 1 --date ２０２６-09-01
refuse 2 'needed-by: 2026-09-01 is before' -- g requisition new --needed --needed-by 2026-09-01
refuse 2 'needed-by: "2026-02-30" is not a date' -- g requisition new --needed --needed-by 2026-02-30
refuse 2 'today: "2026-02-30" is not a date' -- g --today 2026-02-30 stock receive esy.en 1
refuse 2 'year' -- g language set Armenian 3 --year 2026-28
refuse 5 '0 copies of parent-guide.es were on hand on 2020-01-15' -- g stock issue parent-guide.es 1 --date 2020-01-15

# ---- what does not exist ----
refuse 3 'no item "nosuch.en"' -- g stock issue nosuch.en 1
refuse 3 'no item "parent-guide.ess". Did you mean parent-guide.es\?' -- g stock issue parent-guide.ess 1
refuse 3 'no item "lre". Did you mean lre.en\?' -- g stock issue lre 1
refuse 2 'item is empty' -- g stock issue '' 1
refuse 3 'no language "Klingon"' -- g stock --language Klingon
refuse 3 'no language "Armenain"; did you mean Armenian\?' -- g language set Armenain 4
refuse 3 'no language' -- g catalog add lre.xx
refuse 2 'reason: "stolen" is none of damaged' -- g stock adjust esy.en 1 --reason stolen
refuse 2 'Did you mean damaged\?' -- g stock adjust esy.en 1 --reason dammaged
refuse 2 '--reason REASON is missing' -- g stock adjust esy.en 1
refuse 2 'for: "fun" is none of annual' -- g stock issue esy.en 1 --for fun
refuse 2 'how: "fax" is none of paper' -- g stock issue esy.en 1 --how fax
refuse 3 'no school 9999 in this file; there is 0042' -- g --school 9999 stock
refuse 3 'no school 9999' -- g --school 9999 stock receive esy.en 1
refuse 3 'no.*R-2026-27-0099' -- g requisition show R-2026-27-0099
refuse 3 'R-2026-27-0099' -- g requisition show 99
refuse 2 'nonsense' -- g requisition show nonsense
refuse 3 'edition "1999"' -- g stock receive esy.en 1 --edition 1999
refuse 2 'no key "colour"' -- g catalog set esy.en colour=red
refuse 2 'no setting "phon". Did you mean phone\?' -- g school set phon=1
refuse 2 'priority' -- g requisition new --priority soon
refuse 4 'code|school 0042' -- g school add --name Twin --code 0042 --level senior
refuse 4 'an item lre.en exists already' -- g catalog add lre.en

# ---- a requisition that is no draft any more, a line that is there already ----
expect 0 '' -- g requisition add 1 esy.en 5
refuse 4 'R-2026-27-0001 has a line for esy.en already' -- g requisition add 1 esy.en 5
refuse 3 'no line for lre.en' -- g requisition remove 1 lre.en
expect 0 '' -- g requisition cancel 1 --reason 'made twice'
refuse 5 'R-2026-27-0001 is cancelled' -- g requisition add 1 lre.en 5
refuse 4 'R-2026-27-0001 is cancelled already' -- g requisition cancel 1 --reason again
refuse 2 'reason' -- g requisition cancel 1 --reason ''

# ---- more than is on hand: now, or on any day since ----
school shelf
expect 0 '' -- g stock receive esy.en 10 --date 2026-09-01
expect 0 '' -- g stock issue esy.en 8 --date 2026-09-10
refuse 5 '2 copies of esy.en are on hand, 3 were asked for' -- g stock issue esy.en 3
refuse 5 '0 copies of lre.en are on hand, 1 was asked for' -- g stock issue lre.en 1
refuse 5 '3 copies of esy.en cannot be taken on 2026-09-05: on 2026-09-10 only 2' -- g stock issue esy.en 3 --date 2026-09-05
refuse 5 '0 copies of esy.en were on hand on 2026-08-31' -- g stock issue esy.en 1 --date 2026-08-31
refuse 5 'on hand' -- g stock adjust esy.en 3 --reason lost
refuse 5 'on hand' -- g stock issue esy.en 1 esy.en 2 # together more than there are
refuse 5 '.' -- g stock undo 2                        # the receipt: what came of it is handed out
expect 0 '' -- g stock issue esy.en 2 --date 2026-09-05
equal "on hand after the last ones went" 0 "$(on_hand esy.en)"
refuse 5 'on hand' -- g stock issue esy.en 1
expect 0 '' -- g stock receive lre.en 1000000
for _ in 1 2 3; do expect 0 '' -- g stock receive lre.en 1000000; done

# ---- a rule of the reference guide: ITP guides are for secondary schools ----
db=$WORK/elementary.db
expect 0 '' -- g init --name Little --code 0043 --level elementary
refuse 5 'secondary schools only' -- g stock receive itp-guide.en-es 1

# ---- texts ----
demo texts
long=$(head -c 10000 /dev/zero | tr '\0' x)
refuse 2 'title: .*10000 bytes' -- g catalog add long.en --title "$long"
refuse 2 'note: .*10000 bytes' -- g stock receive esy.en 1 --note "$long"
refuse 2 'as: .*10000 bytes' -- g stock receive esy.en 1 --as "$long"
refuse 2 'purpose: .*10000 bytes' -- g requisition new --purpose "$long"
refuse 2 '10000 bytes' -- g catalog set esy.en "own_title=$long"
refuse 2 '10000 bytes' -- g school set "phone=$long"
refuse 2 'item: .*10000 bytes' -- g stock show "$long"
refuse 2 'no command' -- g "$long"
refuse 2 'no option' -- g "--$long"
bad_texts() { # REGEX TEXT
    refuse 2 "$1" -- g catalog add new.en --title "$2"
    refuse 2 "$1" -- g catalog set esy.en "own_title=$2"
    refuse 2 "$1" -- g stock receive esy.en 1 --note "$2"
    refuse 2 "$1" -- g stock receive esy.en 1 --as "$2"
    refuse 2 "$1" -- g requisition new --purpose "$2"
    refuse 2 "$1" -- g school set "name=$2"
    refuse 2 "$1" -- g school set "phone=$2"
    refuse 2 "$1" -- g language add uk --english "$2"
    refuse 2 "$1" -- g stock show "$2"
    refuse 2 'no command' -- g "$2"
    refuse 2 'not a date' -- g stock receive esy.en 1 --date "$2"
}
bad_texts 'not UTF-8' $'caf\xe9'
bad_texts 'not UTF-8' $'\xff\xfe'
bad_texts 'not UTF-8' $'\xed\xa0\x80'     # half a surrogate pair
bad_texts 'not UTF-8' $'\xc0\xaf'         # an overlong slash
bad_texts 'control character' $'red \e[31m alert'
bad_texts 'control character' $'two\nlines'
bad_texts 'control character' $'bell\a'
bad_texts 'control character' $'\xe2\x80\xaegnp.exe' # right-to-left override
refuse 2 'as: the user needs a name' -- g --as '' stock receive esy.en 1
refuse 2 'name' -- g school set name=
refuse 2 'code' -- g school add --name 'Other' --code $'00\e1' --level senior

# Plain text stays plain text, whatever it looks like to somebody else.
for text in "'; DROP TABLE item;--" '%s%n%s%n' '$(reboot) `id`' '--json' '<script>alert(1)</script>' '"quoted", and more' \
    'Ժողովրդի ուղեցույց 指南 دليل'; do
    expect 0 '' -- g catalog set esy.en "own_title=$text"
    expect 0 '' -- g catalog show esy.en --json
    json_is out
    equal "own title, read back" "$text" "$(json out '$.own_title')"
    expect 0 '' -- g catalog show esy.en
    out_says "$text"
    expect 0 '' -- g stock receive esy.en 1 --note "$text" --as "$text"
    expect 0 '' -- g stock show esy.en --last 1 --json
    equal "note, read back" "$text" "$(json out '$[0].note')"
    equal "who, read back" "$text" "$(json out '$[0].by')"
    expect 0 '' -- g requisition new --purpose "$text"
    number=$(head -1 out | cut -d' ' -f1)
    expect 0 '' -- g requisition show "$number" --json
    equal "purpose, read back" "$text" "$(json out '$.purpose')"
    expect 0 '' -- g requisition pdf "$number" --out paper.pdf
    refuse 3 '.' -- g stock show -- "$text"
    err_says "$text"
done
expect 0 '' -- g catalog add drop.en --title "'; DROP TABLE item;--"
expect 0 '' -- g catalog add percent.en --title '%s%n'
expect 0 '' -- g catalog list
out_says 'DROP TABLE'
out_says '%s%n'
expect 0 '' -- g school set "name='; DROP TABLE school;--"
expect 0 '' -- g
out_says "'; DROP TABLE school;--"
equal "the table is there" 12 "$(rows item)"
verified "plain text"
finish
