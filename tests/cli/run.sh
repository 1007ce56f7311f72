#!/bin/bash
# Whole-process tests of the program: tests/cli/run.sh BUILD [NAME...]
#
# Runs every tests/cli/*.test.sh (or only NAME.test.sh) in a folder of its own, with a clean environment and a fixed
# day, as many at a time as there are processors. Prints the failures, and at the end one line "N passed, N failed".
# Exit 0 only when all that was asserted holds, every file came to its end, and something was asserted.
set -u

tests=$(cd "$(dirname "$0")" && pwd) || exit 2
program=$(realpath -e "${1:-}/guidestock" 2>/dev/null)
[ $# -ge 1 ] && [ -n "$program" ] || {
    echo "usage: tests/cli/run.sh BUILD [NAME...] (BUILD holds guidestock)" >&2
    exit 2
}
shift
for tool in sqlite3 pdftotext pdftoppm zbarimg mandoc script setpriv unshare setsid; do
    command -v $tool >/dev/null || {
        echo "cli: $tool is missing (make check-deps)" >&2
        exit 2
    }
done

top=$(mktemp -d) || exit 2
trap 'chmod -R u+rwX "$top"; rm -rf "$top"' EXIT
trap 'exit 130' INT TERM
chmod 711 "$top" # tests of missing rights run as somebody else
# A copy, so that a build meanwhile does no harm and anybody may run it.
install -m 755 "$program" "$top/guidestock" || exit 2
sanitized=0
grep -aq __asan_init "$top/guidestock" && sanitized=1

files=()
if [ $# -gt 0 ]; then
    for name; do files+=("$tests/$name.test.sh"); done
else
    for file in "$tests"/*.test.sh; do [ -e "$file" ] && files+=("$file"); done
fi

# run_file FILE: its failures in LOG, its outcomes in TALLY, what it should not have said itself in NOISE
run_file() {
    local name folder
    name=$(basename "$1" .test.sh)
    folder=$top/$name
    mkdir -m 711 "$folder" && : >"$top/$name.tally" || return 1
    cd "$folder" || return 1
    # An exit status of their own for the sanitizers: 1 is one of ours.
    env -i --default-signal PATH="$PATH" HOME="$folder" TMPDIR="$folder" TZ=UTC LC_ALL=C GUIDESTOCK_TODAY=2026-09-15 \
        ${sanitizer_options:+"${sanitizer_options[@]}"} \
        ${YEAR_WRITE:+YEAR_WRITE=1} \
        G="$top/guidestock" TESTS="$tests" ROOT="${tests%/tests/cli}" TALLY="$top/$name.tally" SANITIZED=$sanitized \
        bash "$1" </dev/null 3>"$top/$name.left" >"$top/$name.log" 2>"$top/$name.noise"
    echo $? >"$top/$name.status"
}
sanitizer_options=()
((sanitized)) && sanitizer_options=(ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=exitcode=99:print_stacktrace=1)

for file in ${files[@]+"${files[@]}"}; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
    run_file "$file" &
done
wait

passed=0 failed=0
for file in ${files[@]+"${files[@]}"}; do
    name=$(basename "$file" .test.sh)
    tally=$(cat "$top/$name.tally" 2>/dev/null)
    cat "$top/$name.log" 2>/dev/null
    cat "$top/$name.left" >&2 2>/dev/null
    p=${tally//[!P]/} f=${tally//[!F]/}
    passed=$((passed + ${#p})) failed=$((failed + ${#f}))
    if [[ $tally != *E ]] || [ "$(cat "$top/$name.status" 2>/dev/null)" != 0 ]; then
        echo "FAIL $name.test.sh: it died half-way (after ${#tally} assertions)"
        failed=$((failed + 1))
    fi
    if [ -s "$top/$name.noise" ]; then
        echo "FAIL $name.test.sh: the test itself complained: $(head -c 2000 "$top/$name.noise")"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
