# Two at once: one wins, the other is told, and nothing is counted twice.
# shellcheck shell=bash source-path=SCRIPTDIR source=lib.sh disable=SC2086,SC2119
. "${0%/*}/lib.sh"

# both COMMAND...: twice at the same time; their exit statuses, sorted, in $statuses
both() {
    local one two
    g "$@" >one.out 2>one.err &
    local first=$!
    g "$@" >two.out 2>two.err &
    wait $first
    one=$?
    wait $!
    two=$?
    statuses=$(printf '%s\n' $one $two | sort -n | tr '\n' ' ')
}

# ---- the last copy ----
school copies
won=0 lost=0 said=0
for _ in {1..50}; do
    g stock receive lre.en 1 >received 2>&1 || fail "stock receive" "exit 0" "$(seen received)"
    both stock issue lre.en 1
    if [ "$statuses" = '0 5 ' ]; then won=$((won + 1)); else fail "two issues of the last copy" "exits 0 and 5" "$statuses"; fi
    [ "$(on_hand lre.en)" = 0 ] && lost=$((lost + 1))
    cat one.err two.err | grep -q '^guidestock: 0 copies of lre.en are on hand, 1 was asked for' && said=$((said + 1))
done
equal "rounds in which exactly one got the last copy" 50 $won
equal "rounds after which none was left" 50 $lost
equal "rounds in which the other was told" 50 $said
equal "movements" 100 "$(rows movement)"
verified "50 rounds"

# ---- init ----
won=0
for round in {1..20}; do
    db=$WORK/init-$round.db
    both init --name A --code 0042 --level senior
    if [ "$statuses" = '0 4 ' ]; then won=$((won + 1)); else fail "two init" "exits 0 and 4" "$statuses"; fi
    verified "two init"
done
equal "rounds in which exactly one made the file" 20 $won
equal "schools in it" 1 "$(rows school)"
equal "half-made files left behind" '' "$(find . -name '*.new-*')"

# ---- a requisition for what is needed ----
demo template
template=$db
made=0
for round in {1..20}; do
    db=$WORK/order.db
    cp "$template" "$db"
    both requisition new --needed
    equal "exits of two requisition new --needed" '0 0 ' "$statuses"
    equal "requisitions and lines" '1 3' "$(rows requisition) $(rows requisition_line)"
    [ "$(cat one.out two.out | grep -c '^R-2026-27-0001: 3 lines')" = 1 ] &&
        [ "$(cat one.out two.out | tr '\n' ' ' | grep -c 'No requisition was made')" = 1 ] && made=$((made + 1))
done
equal "rounds in which one said R-2026-27-0001 and the other that nothing more is needed" 20 $made
verified "two requisitions"

# ---- numbers without gaps, whoever asks ----
db=$WORK/numbers.db
cp "$template" "$db"
for _ in 1 2 3 4 5; do both requisition new; done
equal "numbers of ten requisitions" '1 10 10' "$(sqlite3 "$db" 'SELECT min(number), max(number), count(*) FROM requisition' | tr '|' ' ')"
verified "ten requisitions"

# ---- the same file, imported twice at once ----
printf 'date,item,kind,quantity,reason,note\n2026-09-01,esy.en,receive,5,,\n2026-09-01,esy.en,receive,5,,\n' >file.csv
for _ in 1 2 3; do
    cp "$template" "$db"
    before=$(on_hand esy.en)
    both import file.csv
    equal "exits of two imports" '0 0 ' "$statuses"
    equal "copies that came in" 10 $(($(on_hand esy.en) - before))
done
both stock undo 3
equal "exits of two stock undo of one movement" '0 4 ' "$statuses"
both catalog number lre.en 1234567890
equal "exits of the same number twice" '0 0 ' "$statuses"
verified "imports and undoing"

# ---- the same requisition, stepped twice at once ----
held_step() { # COMMAND...: two of it wait for a lock that a third program holds
    sqlite3 "$db" 'BEGIN IMMEDIATE;' '.shell touch held; sleep 1' 'ROLLBACK;' &
    until [ -e held ]; do sleep 0.02; done
    rm held
    both "$@"
    wait
}
cp "$template" "$db"
expect 0 '' -- g requisition new --needed
for step in submit approve send 'receive --all'; do
    held_step requisition ${step%% *} 1 ${step#"${step%% *}"}
    equal "exits of two requisition $step" '0 4 ' "$statuses"
    holds "the second is told who and when" grep -qE "R-2026-27-0001 is [a-z]+ already \(by [^,]+, [A-Z][a-z]+ [0-9]+, 20[0-9]+ [0-9:]+" \
        one.err two.err
done
equal "events of it" 'draft waiting approved sent closed' "$(sqlite3 "$db" 'SELECT status FROM requisition_event ORDER BY id' | tr '\n' ' ' | sed 's/ $//')"
verified "steps at once"

# ---- two designees at the same moment, by two principals ----
school people
won=0 told=0 reassigned=0
template=$db
cp "$template" empty.db
for round in {1..10}; do
    db=$WORK/designee.db
    cp empty.db "$db"
    sqlite3 "$db" 'BEGIN IMMEDIATE;' '.shell touch held; sleep 0.3' 'ROLLBACK;' &
    until [ -e held ]; do sleep 0.02; done
    rm held
    g designee record 'A. Reyes' --class 'Office Technician' --from 2026-09-01 >one.out 2>one.err &
    first=$!
    g designee record 'B. Cruz' --class 'Sr. Office Technician' --from 2026-09-02 >two.out 2>two.err
    two=$?
    wait $first
    one=$?
    wait
    [ "$(printf '%s\n' $one $two | sort -n | tr '\n' ' ')" = '0 4 ' ] && won=$((won + 1))
    cat one.err two.err | grep -q 'is the designee of 2026-27 since .*there is one designee at a time' && told=$((told + 1))
    equal "designations and staff" '1 1' "$(rows designation) $(rows staff)"
    held_step designee reassign 'C. Li' --class 'Office Technician' --from 2026-09-10
    [ "$statuses" = '0 4 ' ] && [ "$(rows designation) $(rows staff)" = '3 2' ] && reassigned=$((reassigned + 1))
done
equal "rounds in which exactly one became the designee" 10 $won
equal "rounds in which the other was told of them" 10 $told
equal "rounds in which the second reassignment was refused, and stored nothing" 10 $reassigned
verified "designees at once"

# ---- entries of a register at once: numbers without gaps; one is closed once ----
for _ in 1 2 3 4 5; do both problem add form --note 'does not print'; done
equal "numbers of ten problems" '1 10 10' "$(sqlite3 "$db" "SELECT min(entry), max(entry), count(*) FROM register_event WHERE step = 'add'" | tr '|' ' ')"
held_step records add --ref 'blue 7'
equal "exits of one request entered twice" '0 4 ' "$statuses"
for step in route done; do
    held_step records $step 1
    equal "exits of two records $step" '0 4 ' "$statuses"
done
held_step duty done 5
equal "exits of two duty done" '0 5 ' "$statuses"
held_step checklist add section-504 --ref 'blue 7'
equal "exits of the same checklist twice" '0 4 ' "$statuses"
verified "registers and duties at once"
finish
