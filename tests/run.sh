#!/bin/bash
# Runs the tests: tests/run.sh BUILD [NAME...]
#
# NAME is a suite of BUILD/tests/all (shelf/ledger), a whole-process file (cli/year for tests/cli/year.test.sh) or a
# room with all of either (base, cli); without a NAME everything runs, as many suites at a time as there are processors.
# TEST_UNDER in the environment is a command that the suites run under (valgrind).
# Each whole-process file has a folder of its own, a clean environment and a fixed day. Prints one line for each suite,
# what failed above it, and at the end "N passed, N failed". A suite that crashes or gives no result counts as failed.
# Exit 0 only when something passed and nothing failed.
set -u

tests=$(cd "$(dirname "$0")" && pwd) || exit 2
build=$(realpath -e "${1:-}" 2>/dev/null)
[ $# -ge 1 ] && [ -x "$build/guidestock" ] && [ -x "$build/tests/all" ] || {
    echo "usage: tests/run.sh BUILD [NAME...] (BUILD holds guidestock and tests/all)" >&2
    exit 2
}
shift
for tool in sqlite3 pdftotext pdftoppm zbarimg mandoc script setpriv unshare setsid; do
    command -v $tool >/dev/null || {
        echo "tests: $tool is missing (make check-deps)" >&2
        exit 2
    }
done
cd "$tests/.." || exit 2

every=()
for file in tests/cli/*.test.sh; do every+=("$(basename "$file" .test.sh)"); done
every=("${every[@]/#/cli/}")
mapfile -t suites < <("$build/tests/all" --list)
every=("${suites[@]}" "${every[@]}")
names=()
[ $# -gt 0 ] || names=("${every[@]}")
for asked; do
    count=${#names[@]}
    for name in "${every[@]}"; do
        case $name in "$asked" | "$asked"/*) names+=("$name") ;; esac
    done
    [ ${#names[@]} -gt "$count" ] || {
        echo "tests: no suite is named $asked; the suites: ${every[*]}" >&2
        exit 2
    }
done

top=$(mktemp -d) || exit 2
trap 'chmod -R u+rwX "$top"; rm -rf "$top"' EXIT
trap 'exit 130' INT TERM
chmod 711 "$top" # tests of missing rights run as somebody else
# A copy, so that a build meanwhile does no harm and anybody may run it.
install -m 755 "$build/guidestock" "$top/guidestock" && install -m 755 "$build/tests/all" "$top/all" || exit 2
sanitized=0 options=() zone=UTC
grep -aq __asan_init "$top/guidestock" && sanitized=1
# An exit status of their own for the sanitizers: 1 is one of ours.
((sanitized)) && options=(ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=exitcode=99:print_stacktrace=1)
# A faked clock (tests/days.sh) goes on into the clean environment.
if [ -n "${FAKETIME:-}" ]; then
    options+=(LD_PRELOAD="$LD_PRELOAD" FAKETIME="$FAKETIME" FAKETIME_SHARED="$FAKETIME_SHARED"
        FAKETIME_DONT_FAKE_MONOTONIC=1)
    zone=$TZ
fi

# run_suite NAME LOG: one of BUILD/tests/all. Its last line of output is the result.
run_suite() {
    local result status
    ${TEST_UNDER:-} "$top/all" "$1" >"$2" 2>&1 </dev/null
    status=$?
    result=$(tail -n 1 "$2")
    if [[ $result =~ ^"$1 "([0-9]+)" checks, "([0-9]+)" failures"$ ]]; then
        echo "$((BASH_REMATCH[1] - BASH_REMATCH[2])) ${BASH_REMATCH[2]}" >"$2.count"
        [ $((status != 0)) = $((BASH_REMATCH[2] > 0)) ] && [ "${BASH_REMATCH[1]}" -gt 0 ] && return
    fi
    echo "FAIL $1: no result (exit status $status)" >>"$2"
    echo "0 1" >"$2.count"
}

# run_file NAME LOG: a whole-process file, in a folder of its own
run_file() {
    local folder=$top/${1#cli/} file=$tests/$1.test.sh status tally passed failed
    mkdir -m 711 "$folder" && cd "$folder" || return
    env -i --default-signal PATH="$PATH" HOME="$folder" TMPDIR="$folder" TZ="$zone" LC_ALL=C \
        GUIDESTOCK_TODAY=2026-09-15 ${options[@]+"${options[@]}"} ${YEAR_WRITE:+YEAR_WRITE=1} \
        G="$top/guidestock" TESTS="$tests/cli" ROOT="${tests%/tests}" TALLY="$2.tally" SANITIZED=$sanitized \
        bash "$file" </dev/null 3>"$2.left" >"$2" 2>"$2.noise"
    status=$?
    tally=$(cat "$2.tally" 2>/dev/null)
    passed=${tally//[!P]/} failed=${tally//[!F]/}
    passed=${#passed} failed=${#failed}
    if [[ $tally != *E ]] || [ $status != 0 ]; then
        echo "FAIL $1: it ended half-way, after $((passed + failed)) assertions" >>"$2"
        failed=$((failed + 1))
    fi
    if [ -s "$2.noise" ]; then
        echo "FAIL $1: the test itself complained: $(head -c 2000 "$2.noise")" >>"$2"
        failed=$((failed + 1))
    fi
    echo "$passed $failed" >"$2.count"
}

passed=0 failed=0 shown=0
# Prints the suites that are done, in the order of their names, up to the first that still runs.
show() {
    local log p f
    while [ $shown -lt ${#names[@]} ]; do
        log=$top/log.$shown
        [ -e "$log.done" ] || return
        read -r p f <"$log.count" || { p=0 f=1; }
        [ "$f" = 0 ] || cat "$log"
        cat "$log.left" 2>/dev/null >&2
        printf '%-28s %5d checks, %d failures\n' "${names[shown]}" $((p + f)) "$f"
        passed=$((passed + p)) failed=$((failed + f)) shown=$((shown + 1))
    done
}

for i in "${!names[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do
        wait -n
        show
    done
    {
        case " ${suites[*]} " in
        *" ${names[i]} "*) run_suite "${names[i]}" "$top/log.$i" ;;
        *) run_file "${names[i]}" "$top/log.$i" ;;
        esac
        : >"$top/log.$i.done"
    } &
done
wait
show
failed=$((failed + ${#names[@]} - shown))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
