# The papers beside the requisition, as files: the same each time, read back by other programs, every label's text on
# its label, and nothing written where it cannot be.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"

db=$WORK/papers.db
expect 0 '' -- g init --name "Anytown Senior High" --code 0042 --level senior --demo
expect 0 '' -- g stock issue parent-guide.en 3 --for annual --how paper
expect 0 '' -- g stock issue parent-guide.es 2 --for assessment-plan
expect 0 '' -- g stock undo

# words FILE: its words with their boxes: page, left, top, right, bottom, word (in points from the top left corner)
words_of() {
    pdftotext -bbox "$1" - 2>/dev/null | sed -n 's/^ *<page .*/page/p
        s/^ *<word xMin="\([0-9.]*\)" yMin="\([0-9.]*\)" xMax="\([0-9.]*\)" yMax="\([0-9.]*\)">\(.*\)<\/word>$/\1 \2 \3 \4 \5/p' |
        awk '$1 == "page" { page++; next } { print page, $0 }'
}

# ---- each paper: its own name, the same bytes each time, also on standard output ----
paper() {
    local file=$1
    shift
    expect 0 '' -- g "$@" --out first.pdf
    equal "what it says it wrote: $*" first.pdf "$(cat out)"
    expect 0 '' -- g "$@" --out second.pdf
    holds "the same paper each time: $*" cmp first.pdf second.pdf
    expect 0 '' -- g "$@" --out -
    holds "the same on standard output: $*" cmp out first.pdf
    mv first.pdf "$file"
    holds "read back: $*" pdftotext -layout "$file" "${file%.pdf}.txt"
    # Letters of 7 points stand in boxes of 9.53 (the ascent and descent of NotoSans).
    equal "words smaller than 7 points: $*" '' "$(words_of "$file" | awk '$6 ~ /^[ -~]+$/ && $5 - $3 < 9.5 { print $5 - $3, $6 }' | head -3)"
    equal "words outside the page: $*" '' "$(words_of "$file" | awk '$2 < 13 || $3 < 20 || $4 > 599 || $5 > 780' | head -3)"
}
state_before=$(content)
paper labels.pdf stock labels
paper log.pdf stock log
paper blank.pdf requisition blank
paper day.pdf report day
paper stock.pdf report stock
equal "papers change nothing" "$state_before" "$(content)"
paper_says() { holds "$1 says: $2" grep -qF -- "$2" "$1.txt"; }
for words in 'Day-end sheet' 'Anytown Senior High' 0042 'school day 26' 'handed out' annual undone 'HEAD OF THE CHAIN'; do
    paper_says day "$words"
done
for words in 'Stock report' '3 of 10' LOW OUT 'no printing in the catalog' '46 families' 'Հայերեն' '한국어'; do
    paper_says stock "$words"
done
for words in "Never write a student's name" 'EC 56321(a)' 'state-complaint' 'PAPER'; do paper_says log "$words"; done
for words in 'Demo Clerk' '1110-1000-13027' 'RECEIVING' 'REQUISITION NUMBER'; do paper_says blank "$words"; done
expect 0 '' -- g stock labels
equal "its own name" labels.pdf "$(cat out)"

# ---- labels: the barcodes, and every word on its label with 0.06 inch to spare ----
holds "the barcodes of the labels" bash "$TESTS/paper.sh" labels.pdf 9661218950 9661218951 9665026450 9665026460
for tag in hy zh fa fil ko ru vi ar; do expect 0 '' -- g catalog add "puzzled.$tag"; done
long='Everything that Parents of Pupils with Disabilities Wanted to Know about Programs, Environments, Plans and Hearings'
expect 0 '' -- g catalog add a-long-code-for-a-long-title-on-a-short-label.en --publication long --title "$long" --kind guide
expect 0 '' -- g catalog set a-long-code-for-a-long-title-on-a-short-label.en minimum=999999 maximum=1000000

# off_label FILE START COUNT: words that are not on one of the labels START to START + COUNT - 1 of an Avery 5160 sheet,
# 0.06 inch (4.32 points) from its edges, and labels without a word
off_label() {
    words_of "$1" | awk -v first="$2" -v count="$3" '
        { column = int(($2 - 13.5) / 198); row = int(($3 - 36) / 72); x = 13.5 + 198 * column; y = 36 + 72 * row
          label = ($1 - 1) * 30 + row * 3 + column + 1
          if ($2 < x + 4.32 || $4 > x + 189 - 4.32 || $3 < y + 4.32 || $5 > y + 72 - 4.32 || column > 2 || row > 9 ||
              label < first || label >= first + count) print "off:", $0
          seen[label] = 1 }
        END { for (i = first; i < first + count; i++) if (!(i in seen)) print "empty:", i }'
}
for item in $(sqlite3 -readonly "$db" 'SELECT code FROM item ORDER BY id'); do
    expect 0 '' -- g stock labels --item "$item" --start 14 --out one.pdf
    equal "the label of $item" '' "$(off_label one.pdf 14 1 | head -3)"
done
kept=$(g stock --json 2>/dev/null | grep -c '"status": "\(OUT\|LOW\|OK\|OVER\)"')
for start in 1 29 30; do
    expect 0 '' -- g stock labels --start $start --out all.pdf
    equal "the labels from $start on" '' "$(off_label all.pdf $start "$kept" | head -3)"
done
equal "the words of a label stand off another" 'off:' "$(off_label all.pdf 29 "$kept" | head -1 | cut -c1-4)"
expect 0 '' -- g stock labels --language Spanish --out spanish.pdf
holds "only those in Spanish" bash "$TESTS/paper.sh" spanish.pdf 9661218951 9665026450 9665026460

# ---- 200 items ----
{
    echo 'item,publication,languages,title,kind'
    for i in $(seq -w 200); do echo "leaflet-$i.en,leaflet-$i,en,Leaflet $i of many,brochure"; done
} >catalog.csv
expect 0 '' -- g catalog import catalog.csv
for i in $(seq -w 200); do printf 'leaflet-%s.en 5 ' "$i"; done >pairs
expect 0 '' -- xargs -a pairs "$G" --db "$db" stock adjust --reason opening
paper labels.pdf stock labels
paper stock.pdf report stock
paper day.pdf report day
for file in labels stock day; do
    equal "leaflets on $file" 200 "$(grep -o 'Leaflet [0-9]* of' $file.txt | sort -u | wc -l)"
    holds "several pages: $file" test "$(grep -c $'\f' $file.txt)" -gt 3
done
for file in stock day; do
    pages=$(grep -o $'\f' $file.txt | wc -l)
    equal "pages of $file that tell their number" "$pages" "$(grep -c "Page [0-9]* of $pages" $file.txt)"
done

# ---- without --out a report is read on the screen ----
expect 0 '' -- g report day
out_has '^handed out +parent-guide.en +annual +paper +3$'
out_has '^undone +parent-guide.es +issue, assessment-plan +2$'
out_has '^To check the record later:$'
out_has '^On paper, to sign:'
command=$(sed -n 's/^  guidestock \(.* verify --head .*\)/\1/p' out)
holds "the command as it stands is one" bash -c "$(printf '%q' "$G") $command"
holds "it fits the screen, but for the commands" awk '!/guidestock / && length > 80 { exit 1 }' out
head=$(grep -oE '^  ([0-9a-f]{8}-){7}[0-9a-f]{8}$' out | tr -d ' ')
holds "the paper has the same head" grep -qF "$head" day.txt
expect 0 '' -- g report day --json
json_is out
json_keys out '$' date school school_day handed_out change_count head_place head moved steps changes
equal "the head" "$head" "$(json out '$.head')"
equal "its first row" 'handed out parent-guide.en 3' "$(json out '$.moved[0].what') $(json out '$.moved[0].item') $(json out '$.moved[0].copies')"
equal "the head is the hash of the chain's last row" "${head//-/}" \
    "$(sqlite3 -readonly "$db" 'SELECT lower(hex(hash)) FROM trail ORDER BY id DESC LIMIT 1')"
expect 0 '' -- g report stock
out_has '^special-education +Spanish +46 +83 +#+$'
holds "it fits the screen, but for the commands" awk '!/guidestock / && length > 80 { exit 1 }' out
expect 0 '' -- g report stock --json
json_is out
json_keys out '$.languages[0]' program language families copies printed
expect 0 '' -- g report day --date yesterday
expect 0 'date: 2026-09-14' -- g report day --date 9/14

# ---- what is refused ----
refuse 2 'in the future' -- g report day --date 2026-09-16 --out no.pdf
refuse 2 '1 to 30|30' -- g stock labels --start 31 --out no.pdf
refuse 3 'did you mean|no language' -- g stock labels --language Spansh --out no.pdf
refuse 3 'no item' -- g stock labels --item nothing.en --out no.pdf
refuse 3 'R-2026-27-0009' -- g requisition discrepancy 9 --out no.pdf
expect 0 '' -- g requisition new --needed
refuse 5 'nothing was delivered' -- g requisition discrepancy 1 --out no.pdf
for command in 'stock labels' 'stock log' 'requisition blank' 'report day' 'report stock'; do
    refuse 3 'no/such/folder' -- g $command --out no/such/folder/x.pdf
done
holds "no paper came of it" test ! -e no.pdf
verified "papers"
finish
