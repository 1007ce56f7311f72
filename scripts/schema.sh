#!/bin/sh
# Writes a C file that holds the schema files given, in order, as the table of compliance/audit/schema.h.
set -eu
echo '#include "compliance/audit/schema.h"'
n=0
for file in "$@"; do
    n=$((n + 1))
    echo "static const char sql_$n[] = {"
    od -An -v -td1 "$file" | sed 's/\([-0-9][0-9]*\)/\1,/g'
    echo "0};"
done
echo "const struct migration schema_migrations[] = {"
i=0
while [ "$i" -lt "$n" ]; do
    i=$((i + 1))
    echo "    {sql_$i, NULL},"
done
echo "};"
echo "const int schema_version = $n;"
