# The program killed in the middle of its work (tests/cli/crash.sh, in short), and that the look afterwards can fail.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh
. "${0%/*}/lib.sh"
expect 0 '' -- bash "$TESTS/crash.sh" "$G" 20
out_has '^crash: 20 kills, [1-9][0-9]* acknowledged, 0 missing, verify clean 20$'
expect 1 'acknowledged rows are missing' -- env CRASH_DROP=3 bash "$TESTS/crash.sh" "$G" 12
out_lacks ' 0 missing'
finish
