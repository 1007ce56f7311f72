#!/bin/sh
# Makes the README's two pictures from the program itself: docs/terminal.png and docs/requisition.png.
# Needs librsvg2-bin and poppler-utils beside what the program needs.
set -eu
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GUIDESTOCK_DB="$work/school.db" GUIDESTOCK_TODAY=2026-09-14 TERM=xterm
unset NO_COLOR
PATH=$PWD/$build:$PATH
guidestock init --name "Anytown Senior High" --code 0042 --level senior --demo >/dev/null
show() { # prints the command and what it answers, as on a terminal of 80 columns
    printf '\033[1m$ %s\033[0m\n' "$*"
    script -qec "stty cols 80; $*" /dev/null | sed "s/.*$(printf '\033')\[K//" | tr -d '\r' # what showed progress was wiped, too
    echo
}
{
    show guidestock
    show guidestock stock --low
    show guidestock requisition new --needed
    show guidestock requisition pdf 1 --out "$work/requisition.pdf" | sed "s|$work/||"
} >"$work/screen"
lines=$(wc -l <"$work/screen")
{
    echo "<svg xmlns='http://www.w3.org/2000/svg' width='800' height='$((lines * 20 + 24))'>"
    echo "<rect width='100%' height='100%' rx='10' fill='#f6f7f9'/>"
    echo "<g font-family='DejaVu Sans Mono,Noto Sans Mono,Liberation Mono,monospace' font-size='15' fill='#1b1f24' xml:space='preserve'>"
    sed -e 's/&/\&amp;/g; s/</\&lt;/g' \
        -e "s/$(printf '\033')\[31;1m/<tspan fill='#a11222' font-weight='bold'>/g" \
        -e "s/$(printf '\033')\[33m/<tspan fill='#8a5300' font-weight='bold'>/g" \
        -e "s/$(printf '\033')\[3[0-9]m/<tspan fill='#1a6b3c' font-weight='bold'>/g" \
        -e "s/$(printf '\033')\[1m/<tspan font-weight='bold'>/g" -e "s/$(printf '\033')\[0m/<\/tspan>/g" "$work/screen" |
        awk '{ printf "<text x=\"20\" y=\"%d\">%s</text>\n", NR * 20 + 10, $0 }'
    echo "</g></svg>"
} >"$work/screen.svg"
mkdir -p docs
rsvg-convert -o docs/terminal.png "$work/screen.svg"
pdftoppm -r 80 -png -singlefile "$work/requisition.pdf" docs/requisition 2>/dev/null
