#!/bin/sh
# coverage.sh BUILD: runs every test of a build made for it, and prints the lines and branches reached, per room.
set -eu
build=$1
bash tests/run.sh "$build" >"$build/tests.log" 2>&1 || { tail -n 20 "$build/tests.log" >&2; exit 1; }
printf '%-12s %8s %9s\n' room 'lines %' 'branches %'
for room in base compliance catalog inventory office maintenance forms door cli; do
    gcovr --root . --object-directory "$build" --filter "$room/" --exclude-throw-branches --print-summary 2>/dev/null |
        awk -v room="$room" '/^lines:/ { l = $2 } /^branches:/ { b = $2 } END { printf "%-12s %8s %9s\n", room, l, b }'
done
