#!/bin/sh
# shellcheck disable=SC1091,SC2154
# selftest.sh TARGET PLANTED RUNS: does the target, built with a defect, find it from nothing within so many executions?
set -eu
. "$(dirname -- "$0")/lib.sh"
if tail -n 1 "$2" | grep 'not planted'; then
    echo "FAILED: change the defect in fuzz/defects/defects.cmake to what the source says now"
    exit 1
fi
status=0
fuzz "$1" -seed=1 -runs="$3" -print_final_stats=1 || status=$?
if [ "$status" -eq 0 ]; then
    tail -n 3 "$scratch/log"
    echo "FAILED: not found in $3 executions"
    exit 1
fi
# The way it died must be a finding, not a broken program.
if ! grep -m 1 -E '^violated: |ERROR: (Address|Leak)Sanitizer|ERROR: libFuzzer: timeout|runtime error: ' "$scratch/log"; then
    tail -n 20 "$scratch/log"
    echo "FAILED: exit status $status without a finding"
    exit 1
fi
taken=$(sed -n 's/^stat::number_of_executed_units: *//p' "$scratch/log")
echo "found after ${taken:-?} of $3 executions"
