#!/bin/sh
# Includes go one way: a file includes only from its own room or from one to the left of it.
set -eu
order="base compliance catalog inventory forms web cli"
bad=0
left=
for room in $order; do
    left="$left $room"
    for file in "$room"/*.[ch]; do
        [ -f "$file" ] || continue
        for from in $(sed -n 's/^ *# *include *"\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
            case " $left " in
            *" $from "*) ;;
            *) echo "$file includes from $from: $room may include only from:$left" >&2; bad=1 ;;
            esac
        done
        # One library, one file (glyph does one function of the PDF library again, and calls none but its error).
        for pair in 'HPDF_:forms/page,forms/glyph' 'csv_parse:base/csv' 'sqlite3_:base/db_sqlite' 'json_dump:base/json' \
            'ZBarcode_:forms/barcode' 'fribidi_:forms/script' 'crypto_:base/hash' \
            'ical[a-z]*_:base/ics' 'dlopen:base/ics'; do
            case ",${pair#*:}," in
            *",${file%.*},"*) ;;
            *) if grep -q "\\b${pair%%:*}" "$file"; then echo "$file calls ${pair%%:*}: only ${pair#*:} may" >&2; bad=1; fi ;;
            esac
        done
    done
done
for file in base/*.c compliance/*.c catalog/*.c inventory/*.c forms/*.c; do
    if grep -nE '\b(printf|puts|putchar|perror|exit|abort)\(|\bstd(out|err)\b|base/clock\.h"' "$file" |
        grep -v '^[0-9]*:#include "base/clock.h"$' | grep -v '_printf('; then
        echo "$file prints, exits or reads the clock: only cli/ does" >&2
        bad=1
    fi
done
exit $bad
