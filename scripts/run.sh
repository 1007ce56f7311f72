#!/bin/sh
# A demonstration: a made-up school, what it is short of, and the requisition for it, in BUILD/demo.
set -eu
build=$1
demo=$build/demo
g="$build/guidestock --db $demo/guidestock.db"
rm -rf "$demo"
mkdir -p "$demo"
$g init --name "Anytown Senior High" --code 0042 --level senior --demo
echo
$g stock --low
echo
$g requisition new --needed
echo
printf 'The requisition on paper: '
$g requisition pdf 1 --out "$demo/requisition.pdf"
