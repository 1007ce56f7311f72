#!/bin/bash
# Runs every test on the days on which a result that follows the real clock goes wrong: tests/days.sh BUILD [DAY...]
#
# DAY is the beginning of a moment below ("2026-12-09", or "2027-03" for both sides of a change); without one, all run.
# The clock is faked by an offset, so that time goes on; the evening is of one day here and of the next in UTC. For one
# suite: T=cli/year. Exit 0 only when every test passes on every day.
set -u

# Of local time in Los Angeles, where daylight saving begins and ends at two o'clock.
moments="2026-12-01T18:00-08:00
2026-12-09T18:00-08:00
2026-12-10T18:00-08:00
2026-12-31T18:00-08:00
2027-01-01T18:00-08:00
2027-03-14T01:58-08:00
2027-03-14T03:01-07:00
2027-06-30T18:00-07:00
2027-07-01T18:00-07:00
2027-11-07T01:58-07:00
2027-11-07T01:01-08:00
2028-02-29T18:00-08:00
2031-05-20T18:00-07:00"

build=${1:?usage: tests/days.sh BUILD [DAY...]}
shift
export TZ=America/Los_Angeles
export FAKETIME_DONT_FAKE_MONOTONIC=1 # limits of time stay real
days=0 red=()
for moment in $moments; do
    chosen=$((!$#))
    for day; do [[ $moment == "$day"* ]] && chosen=1; done
    ((chosen)) || continue
    days=$((days + 1))
    offset=$(($(date -d "$moment" +%s) - $(date +%s)))
    faked=(faketime -f "$(printf '%+d' $offset)s")
    echo "== $moment"
    # shellcheck disable=SC2086
    if [ "$("${faked[@]}" date +%F)" != "${moment%T*}" ]; then
        echo "the clock is not faked"
        red+=("$moment")
    elif ! "${faked[@]}" bash "${0%/*}/run.sh" "$build" ${T:-}; then
        red+=("$moment")
    fi
done
echo "$((days - ${#red[@]})) days passed, ${#red[@]} failed${red[*]:+: ${red[*]}}"
[ "$days" -gt 0 ] && [ ${#red[@]} = 0 ]
