# Files that come from elsewhere: every fault is named by row, column and value, and a file is stored whole or not.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
demo import
head=date,item,kind,quantity,reason,note
file() { printf '%b' "$1" >file.csv; } # with \n and \x as printf knows them

refuse_file() { # REGEX CONTENT [STATUS]
    file "$2"
    refuse "${3:-2}" "$1" -- g import file.csv
    refuse "${3:-2}" "$1" -- g import --dry-run file.csv
}

# ---- rows ----
row='2026-09-01,esy.en,receive,5,,'
refuse_file 'row 3, "quantity": "1O" is not a number \(a letter O\?\)|row 3, quantity: "1O"' "$head\n$row\n2026-09-01,esy.en,receive,1O,,\n"
for quantity in 0 -5 1e3 99999999999 1.5 ''; do
    refuse_file "row 2.*quantity" "$head\n2026-09-01,esy.en,receive,$quantity,,\n$row\n"
done
for date in 2026-02-30 2026-13-01 2026-09-16 1989-12-31 junk ''; do
    refuse_file 'row 2.*date' "$head\n$date,esy.en,receive,5,,\n$row\n"
done
refuse_file 'row 2.*nosuch.en' "$head\n2026-09-01,nosuch.en,receive,5,,\n"
refuse_file 'row 2.*Did you mean esy.en' "$head\n2026-09-01,esy.e,receive,5,,\n"
refuse_file 'row 2.*966121895.*9 digits' "$head\n2026-09-01,966121895,receive,5,,\n"
refuse_file 'row 2.*kind: "gift" is none of' "$head\n2026-09-01,esy.en,gift,5,,\n"
refuse_file 'row 2.*"stolen" is none of' "$head\n2026-09-01,esy.en,adjust,5,stolen,\n"
refuse_file 'row 2.*reason' "$head\n2026-09-01,esy.en,adjust,5,,\n"
refuse_file 'row 2.*reason' "$head\n2026-09-01,esy.en,receive,5,damaged,\n"
refuse_file 'row 2.*note.*control' "$head\n2026-09-01,esy.en,receive,5,,a\\x1b[31mb\n"
refuse_file 'row 2.*UTF-8' "$head\n2026-09-01,esy.en,receive,5,,caf\\xe9\n"
refuse_file 'row 2.*note.*10000 bytes' "$head\n2026-09-01,esy.en,receive,5,,$(head -c 10000 /dev/zero | tr '\0' x)\n"
refuse_file 'row 3.*esy.en would have -[0-9]+ copies' "$head\n$row\n2026-09-02,esy.en,issue,9000,,\n"
refuse_file 'row 2.*esy.en would have -' "$head\n2019-01-02,esy.en,issue,1,,\n"
refuse_file 'row 2.*6 columns|this row has 5 columns and the header has 6' "$head\n2026-09-01,esy.en,receive,5,\n"
refuse_file 'row 2.*this row has 7 columns and the header has 6' "$head\n2026-09-01,esy.en,receive,5,,a,b\n"
file "$head\n2026-09-01,esy.en,receive,0,,\n$row\n2026-13-01,esy.en,receive,1,,\nx,nosuch.en,receive,1,,\n"
refuse 2 '^row 2.*quantity' -- g import file.csv
err_has '^row 4.*2026-13-01' # all of them at once
err_has '^row 5'
err_has '3 refused. Nothing was stored'

# ---- the file itself ----
refuse_file 'row 2.*column 6.*never closed' "$head\n2026-09-01,esy.en,receive,5,,\"open\n$row\n"
refuse_file 'row 2.*quotation mark inside' "$head\n2026-09-01,esy.en,receive,5,,12\" ruler\n"
refuse_file 'row 2.*NUL' "$head\n2026-09-01,esy.en,receive,5,,a\\0000b\n"
refuse_file 'NUL' "date,item,ki\\0000nd,quantity\n"
refuse_file 'file is empty' ''
refuse_file 'file is empty' '\n\n\n'
refuse_file 'a header but no row' "$head\n"
refuse_file 'a header but no row' "$head"
refuse_file 'columns 2 and 5 are both named "item"' "date,item,kind,quantity,Item ,note\n2026-09-01,esy.en,receive,5,esy.en,\n"
refuse_file 'columns 5 and 6 have no name' "date,item,kind,quantity,,\n2026-09-01,esy.en,receive,5,,\n"
refuse_file 'cannot tell from its column names what this file is' 'colour,size\nred,5\n'
refuse_file 'cannot tell from its column names what this file is' '2026-09-01,esy.en,receive,5,found,no header\n'
refuse_file 'workbook' 'PK\0003\0004'"$head\n"
refuse_file 'UTF-16' '\xff\xfed\0a\0t\0e\0'
refuse_file 'UTF-16' '\xfe\xff\0d\0a\0t\0e'
refuse_file 'UTF-8' 'caf\xe9,date,item,kind,quantity\nx,2026-09-01,esy.en,receive,5\n'
printf '%b' "$head\n$row\n" | iconv -f UTF-8 -t UTF-16LE >file.csv
refuse 2 'UTF-16' -- g import file.csv
head -c 100000 /dev/urandom >file.csv
refuse 2 '.' -- g import file.csv
refuse 3 'cannot open nosuch.csv' -- g import nosuch.csv
mkdir -p folder
refuse 2 'folder is a folder' -- g import folder
refuse 2 'FILE is missing' -- g import

# A field of 50 MB, closed and not: told without taking the memory for it.
{ printf '%s\n2026-09-01,esy.en,receive,5,,"' $head && head -c 50000000 /dev/zero | tr '\0' x && printf '"\n'; } >big.csv
{ printf '%s\n2026-09-01,esy.en,receive,5,,' $head && head -c 50000000 /dev/zero | tr '\0' x; } >bare.csv
{ head -c 50000000 /dev/zero | tr '\0' x; } >header.csv
small_memory() { (ulimit -v 131072 && exec "$G" --db "$db" "$@"); } # 128 MiB of address space
if ((SANITIZED)); then
    left_out "limits of memory: the sanitizers need address space without one"
    small_memory() { g "$@"; }
fi
for big in big.csv bare.csv header.csv; do
    refuse 2 'longer than 64 KiB' -- small_memory import $big
done
yes "2026-09-01,esy.en,receive,0,," | head -300000 | sed "1i$head" >refused.csv
refuse 2 '300000 refused|Nothing was stored' -- small_memory import refused.csv
holds "300,000 refused rows are not all printed" test "$(wc -l <err)" -lt 1100
rm -f big.csv bare.csv header.csv refused.csv

# ---- what is understood ----
before=$(on_hand esy.en)
accept_file() { # COPIES CONTENT: they come in once, and the same file again changes nothing
    local was now
    was=$(on_hand esy.en)
    file "$2"
    expect 0 '' -- g import --dry-run file.csv
    out_has 'new'
    equal "copies after --dry-run" "$was" "$(on_hand esy.en)"
    expect 0 '' -- g import file.csv
    equal "copies that $(words "$2") brings" "$1" $(($(on_hand esy.en) - was))
    now=$(state)
    expect 0 '' -- g import file.csv
    out_has ' 0 new'
    equal "the same file twice" "$now" "$(state)"
}
accept_file 1 'date;item;kind;quantity;reason;note\n2026-09-01;esy.en;receive;1;;semicolons\n'
accept_file 2 "date\titem\tkind\tquantity\treason\tnote\n2026-09-01\tesy.en\treceive\t2\t\ttabs\n"
accept_file 3 "$head\r2026-09-01,esy.en,receive,3,,CR only\r"
accept_file 4 "$head\r\n2026-09-01,esy.en,receive,4,,CRLF\r\n"
accept_file 5 "\xef\xbb\xbf$head\n2026-09-01,esy.en,receive,5,,BOM\n"
accept_file 6 "$head\n2026-09-01,esy.en,receive,6,,no newline at the end"
accept_file 7 "$head\n\n2026-09-01,esy.en,receive,7,,blank lines\n\n\n"
accept_file 8 "QUANTITY, Kind ,date,item\n8,receive,2026-09-01,esy.en\n"
accept_file 9 "$head\n2026-09-01,ESY.en,receive,9,,upper case\n"
accept_file 20 "$head\n$row\n$row\n$row\n$row\n" # four rows of one content are four receipts
accept_file 3 "$head\n2026-09-01,esy.en,receive,3,,\"'; DROP TABLE item;-- %s%n \"\"quoted\"\"\"\n"
expect 0 '' -- g stock show esy.en --csv
out_says '; DROP TABLE item;-- %s%n ""quoted""'
accept_file -3 "$head\n2026-09-01,esy.en,issue,3,annual,\n"
accept_file -2 "$head\n2026-09-01,esy.en,adjust,2,lost,\n"
file "$head\n2026-09-01,\" esy.en \",receive,5,,trimmed\n"
expect 0 'space' -- g import file.csv
out_has '1 new'
file "$head\n2026-09-01,9661218951,receive,5,,by number\n2026-09-01,=\"9661218951\",receive,6,,by Excel\n"
was=$(on_hand parent-guide.es)
expect 0 '' -- g import file.csv
equal "copies by material number" 11 $(($(on_hand parent-guide.es) - was))
# Through a pipe, which cannot be read twice.
file "$head\n2026-09-02,esy.en,receive,11,,piped\n"
was=$(on_hand esy.en)
expect 0 '' -- g import <(cat file.csv)
equal "copies through a pipe" 11 $(($(on_hand esy.en) - was))
was=$(on_hand esy.en)
expect 0 '' -- g stock undo "$(sqlite3 "$db" 'SELECT max(id) FROM movement')"
equal "undone" -11 $(($(on_hand esy.en) - was))
expect 0 '' -- g import file.csv # what was undone may come again
equal "imported again after it was undone" 0 $(($(on_hand esy.en) - was))
verified "imports"

# ---- catalog and calendar ----
refuse_file 'row 2.*966121895.*9 digits' 'item,languages,material_number\nparent-guide.hy,hy,966121895\n'
refuse_file 'row 2.*9661218950 is in use' 'item,languages,material_number\nparent-guide.hy,hy,9661218950\n'
refuse_file 'row 2' 'item,languages\nparent-guide.xx,xx\n'
refuse_file 'row 2' 'school_year,kind,from,to,name\n2026-27,holiday,2026-02-30,,Nothing\n'
refuse_file 'row 2' 'school_year,kind,from,to,name\n2026-27,party,2026-10-30,,Nothing\n'
expect 0 '' -- g catalog export
cp out catalog.csv
now=$(content)
expect 0 '' -- g import catalog.csv
expect 0 '' -- g catalog import catalog.csv
equal "the catalog, exported and imported" "$now" "$(content)"
expect 0 '' -- g calendar show --csv
cp out calendar.csv
expect 0 '' -- g import calendar.csv
expect 0 '' -- g calendar show --csv
holds "the calendar, printed and imported" cmp -s out calendar.csv
expect 0 '' -- g calendar import "$ROOT/tests/vectors/calendar.csv"
verified "catalog and calendar"
finish
