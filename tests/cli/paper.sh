#!/bin/bash
# Reads the barcodes of forms back, as a scanner would, and compares them with what should be there.
#
#     tests/cli/paper.sh FILE.pdf VALUE... [FILE.pdf VALUE...]...
#
# Each page is rendered at 150 and at 200 dots per inch and read with zbarimg; the values found in the whole
# file, each counted once, must be exactly those given (in any order). Exit 0: all are; 1: some differ; 2: usage.
# The values of a requisition are its number (QR code) and its material numbers (Code 128).
set -u

usage() {
    sed -n '4s/^# *//p' "$0" >&2
    exit 2
}

# read_codes FILE DPI: the values on its pages, sorted, one a line
read_codes() {
    local pages
    pages=$(mktemp -d) || return 1
    pdftoppm -r "$2" -gray -png "$1" "$pages/page" 2>/dev/null && ls "$pages"/page*.png >/dev/null || {
        rm -rf "$pages"
        return 1
    }
    # zbarimg answers 4 for a page without a code; what counts is what was read.
    zbarimg --quiet --raw "$pages"/page*.png 2>/dev/null | sort -u
    rm -rf "$pages"
}

# check_file FILE VALUE...
check_file() {
    local file=$1 dpi found expected bad=0
    shift
    expected=$(printf '%s\n' "$@" | sort -u)
    for dpi in 150 200; do
        if ! found=$(read_codes "$file" "$dpi"); then
            echo "paper: $file cannot be rendered" >&2
            return 1
        fi
        if [ "$found" != "$expected" ]; then
            echo "paper: $file at $dpi dpi: expected (<) and read (>) differ" >&2
            diff <(echo "$expected") <(echo "$found") >&2
            bad=1
        fi
    done
    [ $bad = 0 ] && echo "paper: $file: $(echo "$expected" | wc -l) codes read at 150 and 200 dpi"
    return $bad
}

for tool in pdftoppm zbarimg; do
    command -v $tool >/dev/null || {
        echo "paper: $tool is missing (make deps: poppler-utils, zbar-tools)" >&2
        exit 2
    }
done

[ $# -ge 2 ] || usage
failed=0
while [ $# -gt 0 ]; do
    file=$1
    values=()
    shift
    while [ $# -gt 0 ] && [[ $1 != *.pdf ]]; do
        values+=("$1")
        shift
    done
    [[ $file == *.pdf ]] && [ ${#values[@]} -gt 0 ] || usage # nothing expected is nothing checked
    check_file "$file" "${values[@]}" || failed=1
done
exit $failed
