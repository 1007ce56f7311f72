# The command line itself: options, answers for scripts and for eyes, and an environment that is not as it should be.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
school new
new=$db
demo demo
demo=$db

# ---- no database is needed ----
bare() { env -i PATH="$PATH" ASAN_OPTIONS="${ASAN_OPTIONS:-}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" "$@"; } # no HOME either
for command in help 'help stock' 'help stock issue' 'stock issue --help' '--help' '-h' --version 'completion bash' \
    'completion zsh' 'completion fish' 'help --man' "order compute --file $ROOT/tests/vectors/orders.csv"; do
    expect 0 '' -- bare GUIDESTOCK_DB=nosuch.db "$G" $command
    err_empty
    out_has '.'
    expect 0 '' -- bare "$G" $command
done
holds "no file was made" test ! -e nosuch.db
expect 0 '' -- bare "$G" --version
out_has '^guidestock [0-9]+\.[0-9]+'
expect 0 '' -- bare "$G" help all
while read -r noun name _; do # every command of the help has a help of its own, and the manual names it
    expect 0 '' -- bare "$G" help "$noun" $name
    out_has "^guidestock $noun"
done < <(sed -n 's/^  \([a-z]\+\) \([a-z]*\)  .*/\1 \2/p; s/^  \([a-z]\+\)  .*/\1/p' out | sort -u)
expect 0 '' -- bare "$G" order compute --csv --file "$ROOT/tests/vectors/orders.csv"
holds "order compute prints what the file holds, byte for byte" cmp out "$ROOT/tests/vectors/orders.csv"
expect 0 '' -- bare "$G" order compute --csv --file <(cut -d, -f1-17 "$ROOT/tests/vectors/orders.csv")
holds "and without the answers in it" cmp out "$ROOT/tests/vectors/orders.csv"
expect 3 'cannot open nosuch.csv' -- bare "$G" order compute --file nosuch.csv
expect 2 'has no column "issued"' -- bare "$G" order compute --file <(echo 'case,colour')
expect 2 'row 3.*lead_days.*1O' -- bare "$G" order compute --file <(head -2 "$ROOT/tests/vectors/orders.csv"
    sed -n 3p "$ROOT/tests/vectors/orders.csv" | sed 's/^\([^,]*,[^,]*,[^,]*,[^,]*,[^,]*,[^,]*\),[0-9]*/\1,1O/')
expect 0 '' -- bare "$G" help --man
cp out man.1
try mandoc -T lint -W error man.1
equal "errors of mandoc in the manual" '0 ' "$got $(cat out)"
holds "the manual can be shown" mandoc -T utf8 man.1
for section in NAME SYNOPSIS COMMANDS OPTIONS 'EXIT STATUS' PROBLEMS HINTS JSON ENVIRONMENT; do holds "its section $section" grep -qx ".SH $section" man.1; done

# ---- exit 10, and 0 when nothing needs attention ----
db=$demo
expect 10 '' -- g check
out_has '^[0-9]+ things? needs? attention|attention'
expect 10 '' -- g check --json
json_is out
json_keys out '$[0]' kind level text action
equal "the kinds of what needs attention" "designee,low,out,urgent" "$(sqlite3 :memory: "SELECT group_concat(DISTINCT json_extract(value, '$.kind')) FROM
    (SELECT value FROM json_each(readfile('out')) ORDER BY json_extract(value, '$.kind'))")"
db=$new
expect 10 '' -- g check # a new school has nothing on its shelf
for item in $(sqlite3 "$db" 'SELECT code FROM item'); do
    expect 0 '' -- g catalog set "$item" minimum=0 maximum=0 # "we do not keep this"
done
expect 0 '' -- g designee record 'A. Reyes' --class 'Office Technician' --from 8/13 --portal 9/10
expect 0 '' -- g duty done 4 # the duties that recur
expect 0 '' -- g duty done 19
expect 0 '' -- g check
out_has 'Nothing needs attention'
expect 0 '' -- g check --json
json_is out
equal "nothing, as JSON" '[]' "$(tr -d ' \n' <out)"
db=$demo

# ---- JSON ----
expect 0 '' -- g requisition new --needed --json
json_is out
json_keys out '$' number status prepared sent lines events
for command in 'stock' 'stock --low' 'stock show esy.en' 'order suggest' 'order explain esy.en' 'catalog list' \
    'catalog show esy.en' 'language list' 'requisition list' 'requisition show 1' 'school show' 'school list' \
    'calendar show' today verify; do
    expect 0 '' -- g $command --json
    json_is out
    holds "$command --json ends with one LF and holds no CR" test "$(tail -c 1 out | od -An -tx1)" = ' 0a' -a "$(tr -dc '\r' <out | wc -c)" = 0
done
expect 0 '' -- g stock --json
json_keys out '$[0]' item title languages material_number on_hand incoming reorder_at fill_to status units copies urgent sentence
equal "types in stock --json" 'text array null integer integer true integer' "$(for key in item languages material_number on_hand fill_to urgent copies; do
    sqlite3 :memory: "SELECT json_type(CAST(readfile('out') AS TEXT), '\$[0].$key')"
done | tr '\n' ' ' | sed 's/ $//')"
equal "statuses in stock --json" '' "$(sqlite3 :memory: "SELECT json_extract(value, '$.status') AS s FROM json_each(CAST(readfile('out') AS TEXT))
    WHERE s NOT IN ('OUT', 'LOW', 'OVER', 'OK', 'NOT KEPT')")"
expect 0 '' -- g requisition show R-2026-27-0001 --json
json_keys out '$' number status prepared sent lines events
json_keys out '$.lines[0]' item material_number units copies received_copies short_copies
json_keys out '$.events[0]' at by to note
equal "a requisition in JSON" 'R-2026-27-0001 draft 2026-09-15 3' "$(json out '$.number') $(json out '$.status') $(json out '$.prepared') $(sqlite3 :memory: "SELECT json_array_length(readfile('out'), '$.lines')")"
expect 0 '' -- g requisition new --needed --json # nothing made
equal "nothing made, as JSON" null "$(cat out)"
expect 0 '' -- g stock receive esy.en 1 lre.en 2 --json
json_is out
json_keys out '$[0]' movement item kind quantity date on_hand status
expect 0 '' -- g stock undo --json
json_is out
expect 0 '' -- g requisition pdf 1 --json
json_is out

# ---- CSV ----
for command in stock 'stock --low' 'stock show esy.en' 'order suggest' 'catalog list' 'language list' 'requisition list' 'calendar show'; do
    expect 0 '' -- g $command --csv
    rm -f csv.db
    holds "$command --csv can be read" sqlite3 csv.db '.import --csv out t'
    cp out "csv-${command// /-}"
    expect 0 '' -- g $command --json
    equal "as many rows in --csv as in --json: $command" "$(sqlite3 :memory: "SELECT json_array_length(CAST(readfile('out') AS TEXT))")" "$(sqlite3 csv.db 'SELECT count(*) FROM t')"
done
holds "--csv begins with the names" grep -q '^item,title,languages,material_number,' csv-stock
expect 0 '' -- g catalog set esy.en own_title='=SUM(A1)'
expect 0 '' -- g catalog export
out_says ",'=SUM(A1)," # no formula for a spreadsheet
cp out catalog.csv
expect 0 '' -- g import catalog.csv
expect 0 '' -- g catalog show esy.en --json
equal "and taken back as it was" '=SUM(A1)' "$(json out '$.own_title')"
expect 0 '' -- g catalog set esy.en own_title=

# ---- colour, on a terminal only ----
terminal() { script -qec "$1" /dev/null </dev/null; }
has_terminal=yes
terminal true >/dev/null 2>&1 || { has_terminal=; left_out 'what is shown on a terminal: this machine gives none (is /dev/pts mounted?)'; }
run="$(printf '%q' "$G") --db $(printf '%q' "$db")"
for command in '' stock 'stock --low' check help; do
    try g $command
    out_lacks $'\e'
    try env TERM=xterm "$G" --db "$db" $command # a pipe, whatever TERM says
    out_lacks $'\e'
done
told() { # what is told on a terminal is wrapped, and a script reads lines
    expect 5 '' -- terminal "stty cols 80; $run stock issue esy.en 9999"
    holds "no line of an error over 80 columns" test "$(tr -d '\r' <out | awk 'length > 80' | wc -l)" = 0
    out_has '^  '
    expect 2 '' -- g stock issue esy.en 1 --reason annual
    equal "and one line for a script" 1 "$(wc -l <err)"
}
colored() {
    expect 0 '' -- terminal "env TERM=xterm $run stock"
    out_has $'\e\\[[0-9;]*mOUT'
    out_has 'OUT' # and the word beside the colour
    for plain in 'env TERM=dumb' 'env TERM=xterm NO_COLOR=1' 'env -u TERM'; do
        expect 0 '' -- terminal "$plain $run stock"
        out_lacks $'\e'
        out_has 'OUT'
    done
    expect 0 '' -- terminal "env TERM=xterm $run --no-color stock"
    out_lacks $'\e'
    expect 0 '' -- terminal "env TERM=xterm $run stock --json"
    out_lacks $'\e'
    expect 0 '' -- terminal "env TERM=xterm $run stock --csv"
    out_lacks $'\e'
}
[ -z "$has_terminal" ] || { colored; told; }

# ---- 80 columns ----
fits() { # COLUMNS: no line of out is wider, but for commands to copy
    local widest
    widest=$(tr -d '\r' <out | grep -vE '^ *(Example: )?guidestock ' | LC_ALL=C.UTF-8 wc -L)
    if [ "$widest" -le "$1" ]; then pass; else fail "$about" "at most $1 columns" "$widest: $(LC_ALL=C.UTF-8 awk -v w="$1" 'length > w' out | head -3)"; fi
}
narrow() {
    for command in '' today stock 'stock --low' 'stock show esy.en' 'catalog list' 'catalog show esy.en' 'language list' help \
        'help stock' 'help catalog' 'help requisition' 'help init' 'help completion' check 'order suggest' 'order explain esy.en' \
        'requisition list' 'requisition show 1' 'school show' 'school list' 'calendar show' verify; do
        try g $command
        about="guidestock $command${1:+ ($1)}"
        fits 80
    done
}
narrow
expect 0 '' -- g catalog add long-code-of-an-item-that-nobody-wants.en --title "A title that is very long indeed, of a brochure that explains everything there is to be explained about the matter"
expect 0 '' -- g catalog set esy.en own_title='指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南指南'
expect 0 '' -- g school set name="$(head -c 100 /dev/zero | tr '\0' w)" ship_to="$(printf 'Room %s, ' {100..115})"
expect 0 '' -- g stock receive esy.en 1000000 --note "$(printf 'word%s ' {1..40})" --as "Somebody With A Very Long Name Indeed The Third"
narrow 'long names'
widened() {
    expect 0 '' -- terminal "stty cols 132; env TERM=xterm NO_COLOR=1 $run catalog list"
    about='catalog list on a terminal of 132 columns'
    fits 132
    holds "it uses them" test "$(tr -d '\r' <out | LC_ALL=C.UTF-8 wc -L)" -gt 80
    expect 0 '' -- terminal "stty cols 3; env TERM=xterm NO_COLOR=1 $run stock"
    expect 0 '' -- terminal "stty cols 0; env TERM=xterm NO_COLOR=1 $run stock"
}
[ -z "$has_terminal" ] || widened

# ---- completion, in bash ----
db=$demo
expect 0 '' -- bare "$G" completion bash
cp out completion.bash
complete_words() { # WORD... the last is being typed
    bash --norc -c '. ./completion.bash && COMP_WORDS=(guidestock "$@") && COMP_CWORD=$# && _guidestock && echo ${COMPREPLY[@]}' - "$@"
}
holds "the completion script" bash -n completion.bash
holds "bash knows the function" bash --norc -c '. ./completion.bash && complete -p guidestock'
equal "guidestock sto<TAB>" stock "$(complete_words sto)"
equal "guidestock stock iss<TAB>" issue "$(complete_words stock iss)"
equal "guidestock stock --l<TAB>" '--low --language' "$(complete_words stock --l)"
equal "guidestock requisition new --nee<TAB>" '--needed --needed-by' "$(complete_words requisition new --nee)"
equal "guidestock stock adjust esy.en 1 --reason dam<TAB>" damaged "$(complete_words stock adjust esy.en 1 --reason dam)"
equal "guidestock init --level sen<TAB>" senior "$(complete_words init --level sen)"
equal "guidestock import <TAB> falls back to files" catalog.csv "$(complete_words import cata)"
equal "guidestock --j<TAB>" --json "$(complete_words --j)"
for shell in tcsh '' powershell; do expect 2 'shell|bash, zsh' -- bare "$G" completion "$shell"; done

# ---- dates in words are told back ----
expect 0 '^date: 2026-09-14$' -- g stock receive esy.en 1 --date yesterday
expect 0 '^date: 2026-09-15$' -- g stock receive esy.en 1 --date today
expect 0 '^date: 2026-09-01$' -- g stock receive esy.en 1 --date 9/1
expect 0 '^date: 2026-09-01$' -- g stock receive esy.en 1 --date 9/1/2026
expect 0 '^date: 2026-09-08$' -- g stock receive esy.en 1 --date -1w
expect 0 '^needed-by: 2026-09-30$' -- g requisition new --needed-by 9/30
expect 0 '^needed-by: 2027-06-30$' -- g requisition new --needed-by 6/30
expect 0 '^needed-by: 2026-09-29$' -- g requisition new --needed-by +2w
expect 0 '^needed-by: 2026-09-16$' -- g requisition new --needed-by tomorrow
expect 0 '' -- g stock receive esy.en 1 --date 2026-09-14
equal "an ISO date is not told back" '' "$(grep '^date:' err)"
expect 0 '^today: 20[0-9][0-9]-09-30$' -- g --today 9/30 stock
expect 0 '' -- g --today 2026-08-20 stock receive esy.en 1
expect 0 '' -- g stock show esy.en --json
equal "--today is the default of dates" 2026-08-20 "$(sqlite3 :memory: "SELECT json_extract(value, '$.date') FROM json_each(CAST(readfile('out') AS TEXT)) ORDER BY json_extract(value, '$.movement') DESC LIMIT 1")"
expect 2 'in the future.*today is 2026-08-20' -- g --today 2026-08-20 stock receive esy.en 1 --date 2026-08-21
equal "the trail carries the real time" 1 "$(sqlite3 "$db" "SELECT at > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 hour') AND at <= strftime('%Y-%m-%dT%H:%M:%SZ', 'now') FROM trail ORDER BY id DESC LIMIT 1")"

# ---- options: where they stand, how they are written ----
expect 0 '' -- g stock --json
cp out one.json
for form in '--json stock' 'stock --json'; do
    expect 0 '' -- g $form
    holds "the same with $form" cmp -s out one.json
done
for form in "--db=$demo --json stock" "stock --db $demo --json" "--json stock --db=$demo" "stock --json --school=0042 --db=$demo"; do
    expect 0 '' -- "$G" $form
    holds "the same with $form" cmp -s out one.json
done
expect 0 '' -- env GUIDESTOCK_DB="$demo" "$G" stock --json
holds "the same with GUIDESTOCK_DB" cmp -s out one.json
before=$(on_hand esy.en)
expect 0 '' -- g --date=2026-09-14 stock receive --note=first -- esy.en 1
expect 0 '' -- g stock receive esy.en --note --json 1 # a value, whatever it looks like
expect 0 '' -- g stock -- receive esy.en 1
equal "three of these came in" 3 $(($(on_hand esy.en) - before))
refuse 2 '"--json" is one word too many|no command "stock --json"|--json' -- g stock -- --json
refuse 2 'quantity: "--note" is not a number' -- g stock receive esy.en -- --note
refuse 2 '"-1" is not a number' -- g stock receive -- esy.en -1
expect 2 '"message": "--json and --csv exclude each other; choose one"' -- g stock --json --csv
refuse 2 '--json takes no value' -- g stock --json=yes
refuse 2 '--note needs a value' -- g stock receive esy.en 1 --note
refuse 2 '--db needs a value' -- g stock --db
refuse 2 '--note is given twice' -- g stock receive esy.en 1 --note a --note b
refuse 2 'one word too many' -- g stock show esy.en lre.en
refuse 2 'no option --reason for this command' -- g stock issue esy.en 1 --reason lost
for typed in 'stokc=stock' 'requisiton list=requisition' 'stock isue esy.en 1=issue' 'requisition nwe=new' 'stock --lwo=--low' \
    'stock --langauge es=--language' 'stock issue esy.en 1 --dat today=--date' 'catalog shwo esy.en=show' '--jsn stock=--json'; do
    refuse 2 "Did you mean ${typed#*=}\?" -- g ${typed%%=*}
done
refuse 2 'no command "frobnicate"' -- g frobnicate
err_has '^  The commands: guidestock help$'
refuse 2 'stock.*help stock' -- g stock frobnicate
refuse 2 '.' -- g ''

# ---- who asks ----
expect 0 '' -- g stock receive esy.en 1 --as ' A. Reyes '
equal "a name without its blanks" 'A. Reyes' "$(sqlite3 "$db" 'SELECT actor FROM trail ORDER BY id DESC LIMIT 1')"
refuse 2 'as: the user needs a name' -- g stock receive esy.en 1 --as ''
refuse 2 'as: the user needs a name' -- g stock receive esy.en 1 --as $' \xc2\xa0'
refuse 2 'a character that is not seen' -- g stock receive esy.en 1 --as $'A. Re\xe2\x80\x8byes'
refuse 2 'control character' -- g stock receive esy.en 1 --as $'A. \xe2\x80\xaeReyes'
cp "$db" users.db
expect 0 '' -- "$G" --db users.db user add 'A. Reyes' --role clerk
err_has "Add people under their login names \\(yours is \"$(id -un)\"\\)"
expect 5 'is not a user of this school. Did you mean "A. Reyes"\?' -- "$G" --db users.db stock receive esy.en 1 --as a.reyes
expect 5 'is not a user of this school; the users are: A. Reyes$' -- "$G" --db users.db stock receive esy.en 1
expect 0 '' -- "$G" --db users.db stock receive esy.en 1 --as 'A. Reyes '

# ---- a hostile environment ----
expect 0 '' -- g stock --json
cp out one.json
cp err one.err
hostile() { bare HOME="$WORK" GUIDESTOCK_DB="$demo" GUIDESTOCK_TODAY=2026-09-15 "$@"; }
for setting in COLUMNS=-1 COLUMNS=99999999999 COLUMNS=x LINES=-1 LANG=xx LC_ALL=xx_YY.nothing LC_ALL=C.UTF-8 LANGUAGE=es TZ=Nowhere/At_All \
    TZ=:/etc/passwd TERM= NO_COLOR= IFS=x SQLITE_TMPDIR=/nosuch TMPDIR=/nosuch XDG_DATA_HOME=relative POSIXLY_CORRECT=1 \
    HOME=/nosuch HOME= PATH= USER=root LOGNAME=x GUIDESTOCK_TODAY=; do
    expect 0 '' -- hostile "$setting" "$G" --today 2026-09-15 stock --json
    holds "the same answer with $setting" cmp -s out one.json
    holds "and the same beside it with $setting" cmp -s err one.err
done
for command in stock 'stock receive esy.en 1'; do
    expect 2 'today: "junk" is not a date.*GUIDESTOCK_TODAY' -- hostile GUIDESTOCK_TODAY=junk "$G" $command
done
expect 0 '^today: 20[0-9][0-9]-09-30$' -- hostile GUIDESTOCK_TODAY=9/30 "$G" stock
for command in help 'completion bash' --version "order compute --file $ROOT/tests/vectors/orders.csv"; do
    expect 0 '' -- hostile GUIDESTOCK_TODAY=junk "$G" $command # nothing of it depends on a day
    err_empty
done
expect 2 'today: "junk" is not a date' -- hostile "$G" --today junk help
expect 2 'today: 1066-10-14 is not from 1990 to 2199' -- hostile GUIDESTOCK_TODAY=1066-10-14 "$G" stock
expect 2 'not a date' -- hostile GUIDESTOCK_TODAY=2026-02-30 "$G" stock
expect 2 'not a date' -- hostile GUIDESTOCK_TODAY=$'\e[31m' "$G" stock
equal "no control character in that message" 0 "$(tr -dc '\033' <err | wc -c)"
mkdir folder
expect 1 'folder is not a file' -- hostile GUIDESTOCK_DB=folder "$G" stock
expect 4 'folder exists already' -- hostile GUIDESTOCK_DB=folder "$G" init --name A --code 0001 --level senior
expect 1 '^guidestock: no database xxx' -- hostile GUIDESTOCK_DB="$(head -c 5000 /dev/zero | tr '\0' x)" "$G" stock
expect 2 'no database is named: --db FILE' -- bare "$G" stock
expect 2 'no database is named: --db FILE' -- bare "$G" init --name A --code 0001 --level senior
expect 3 'no database' -- bare HOME="$WORK/fresh" "$G" stock
mkdir home
expect 0 '' -- bare HOME="$WORK/home" "$G" init --name A --code 0001 --level senior
holds "the default place" test -f home/.local/share/guidestock/guidestock.db
equal "its folder is the user's alone" 700 "$(stat -c %a home/.local/share/guidestock)"
expect 0 '' -- bare HOME="$WORK/home" "$G" stock
expect 0 '' -- bare HOME=/nosuch XDG_DATA_HOME="$WORK/home/.local/share" "$G" stock
expect 0 '' -- bash -c 'exec -a "" "$0" --db "$1" stock' "$G" "$demo"
verified "the door"
finish
