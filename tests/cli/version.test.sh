# Files that the programs of versions 1 and 2 made, row for row (tests/vectors/version-N.sql): this program takes them up,
# keeps every value of every column that is still there, verifies their chain, and does on them what is new.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2119
. "${0%/*}/lib.sh"

day='--today 2026-09-15'

# lost OLD NEW: rows of a table of the older file that are not in the newer one as they were
lost() {
    local table columns n
    sqlite3 -readonly "$1" "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'" | while read -r table; do
        columns=$(sqlite3 -readonly "$1" "ATTACH '$2' AS new" \
            "SELECT group_concat(o.name) FROM pragma_table_info('$table', 'main') o JOIN pragma_table_info('$table', 'new') n USING (name)")
        n=$(sqlite3 -readonly "$1" "ATTACH '$2' AS new" \
            "SELECT count(*) FROM (SELECT $columns FROM main.$table EXCEPT SELECT $columns FROM new.$table)")
        [ "$n" = 0 ] || echo "$n of $table"
    done
}

for version in 1 2; do
    db=$WORK/school-$version.db
    old=$WORK/as-it-was-$version.db
    holds "the file of version $version" sqlite3 "$old" ".read $TESTS/../vectors/version-$version.sql"
    equal "its version" "$version" "$(sqlite3 -readonly "$old" 'PRAGMA user_version')"
    cp "$old" "$db"
    expect 0 '' -- g verify
    out_has 'All is well'
    out_says 'Old School (0042)'
    equal "it is taken up" 5 "$(sqlite3 -readonly "$db" 'PRAGMA user_version')"
    equal "nothing is lost" '' "$(lost "$old" "$db")"
    equal "nothing is lost of the copy beside it" '' "$(lost "$old" "$db.version-$version")"
    for table in movement trail item edition calendar_day; do
        equal "no row of $table came from nowhere" "$(sqlite3 -readonly "$old" "SELECT count(*) FROM $table")" \
            "$(sqlite3 -readonly "$db" "SELECT count(*) FROM $table")"
    done
    expect 0 '' -- g --as 'A. Reyes' $day stock show lre.en
    out_has '2026-08-20'
    expect 0 '' -- g --as 'A. Reyes' $day clock start assessment-plan --on 2026-09-14 --ref 'blue 7'
    out_has 'due 2026-09-29'
    expect 0 '' -- g --as 'A. Reyes' $day designee record 'A. Reyes' --class 'Office Technician' --from 2026-08-20 --portal 2026-09-01
    expect 0 '' -- g --as 'A. Reyes' $day duty done 4 --note seen
    expect 0 '' -- g --as 'A. Reyes' $day problem add form --note x
    expect 0 '' -- g --as 'A. Reyes' $day report year --json
    json_is out
    verified "a file of version $version, used"
done
equal "roles hold as they did" 2 "$(sqlite3 -readonly "$db" 'SELECT count(*) FROM account')"
refuse 5 'nobody' -- g --as nobody $day clock start triennial --on 2026-09-14

finish
