# Every reading shows one state: while one process moves copies from coming to on hand, another reads, and their sum
# never changes. A reader that meets a writer waits, or says busy.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"
DELIVERIES=150
((SANITIZED)) && DELIVERIES=40
school torn
expect 0 '' -- g requisition new
expect 0 '' -- g requisition add 1 esy.en 500
for step in submit approve send; do expect 0 '' -- g requisition $step 1; done

deliver() { # copy by copy; the last line says how it went
    local n
    for ((n = 0; n < DELIVERIES; n++)); do
        g requisition receive 1 esy.en 1 >receive.out 2>receive.err || break
    done
    echo "$n deliveries" >delivered
}
deliver &
reads=0 busy=0 other=0
until [ -e delivered ]; do
    g stock --json >read.json 2>read.err
    case $? in
    0)
        reads=$((reads + 1))
        awk '/"item": "esy.en"/ { here = 1 } here && /"(on_hand|incoming)"/ { sub(/,/, ""); print $2 }
            here && /}/ { exit }' read.json | paste -sd ' ' >>sums
        ;;
    6) busy=$((busy + 1)) ;;
    *) other=$((other + 1)) ;;
    esac
done
wait
equal "copies that came one by one" "$DELIVERIES deliveries" "$(cat delivered)"
equal "reads that failed otherwise than busy" 0 $other
holds "enough reads met the deliveries ($reads, $busy busy)" test $reads -ge 20 -a "$(cut -d' ' -f1 sums | sort -u | wc -l)" -ge 10
equal "reads in which on hand and coming are of two states, of $reads" 0 "$(awk '$1 + $2 != 500' sums | wc -l)"
verified "deliveries"
finish
