#!/bin/sh
# lint.sh OUT 'FLAGS' FILE...: gcc's analyzer, clang's warnings, cppcheck and clang-tidy over the files.
set -u
out=$1 flags=$2
shift 2
mkdir -p "$out"
bad=0
fail() { echo "lint: $1" >&2; bad=1; }
# shellcheck disable=SC2086
for file in "$@"; do
    gcc $flags -O2 -fanalyzer -c -o "$out/x.o" "$file" || fail "gcc -fanalyzer: $file"
    clang $flags -O2 -c -o "$out/x.o" "$file" || fail "clang: $file"
done
# varFuncNullUB: NULL is a pointer in glibc, so it may end a list of arguments.
cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
    --suppress=missingIncludeSystem --suppress=varFuncNullUB -I. -D_GNU_SOURCE "$@" || fail cppcheck
# shellcheck disable=SC2086
clang-tidy --quiet "$@" -- $flags 2>"$out/tidy.log" || { tail -n 5 "$out/tidy.log" >&2; fail clang-tidy; }
[ "$bad" -eq 0 ] && echo "lint: $# files, nothing found"
exit "$bad"
