#!/usr/bin/env bash
# sabotage BUILD: puts each fault of tests/sabotage/faults into a copy of the tree, alone, and wants a test to fail.
# A fault that changes nothing, does not compile, or that no test notices, is a failure of this script.
set -uo pipefail
build=$1 list=${2:-tests/sabotage/faults}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -rp base compliance catalog inventory office maintenance forms door cli schema scripts tests Makefile "$work"
[ ! -d "$build" ] || cp -rp "$build" "$work/build"
cd "$work" || exit 1
make -s all build/tests/all || exit 1
caught=0 missed=0

try() { # SUITES: whether their tests pass
    # shellcheck disable=SC2086
    bash tests/run.sh build $1 >"$work/log" 2>&1
}

# Suites that fail anyway, or that do not exist, would catch everything.
sound=$'\n'
is_sound() { # SUITES
    [[ $sound == *$'\n'"$1"$'\n'* ]] && return
    make -s all build/tests/all && try "$1" && sound+="$1"$'\n'
}

while IFS=$'\t' read -r name file script suite; do
    case $name in '' | '#'*) continue ;; esac
    if ! is_sound "$suite"; then
        echo "missed: $name (no suite $suite, or one that fails without the fault)"
        missed=$((missed + 1))
        continue
    fi
    cp "$file" "$work/kept"
    sed -i -e "$script" "$file"
    if cmp -s "$file" "$work/kept"; then
        echo "missed: $name (the sed script changes nothing in $file)"
        missed=$((missed + 1))
        continue
    fi
    if ! make -s all build/tests/all >"$work/log" 2>&1; then
        echo "missed: $name (does not compile: $(grep -m1 error "$work/log"))"
        missed=$((missed + 1))
    elif try "$suite"; then
        echo "missed: $name (all of $suite passes)"
        missed=$((missed + 1))
    else
        caught=$((caught + 1))
    fi
    cp "$work/kept" "$file"
done <"$OLDPWD/$list"
echo "sabotage: $((caught + missed)) faults, $caught caught, $missed missed"
[ "$missed" -eq 0 ] && [ "$caught" -gt 0 ]
