#!/bin/sh
# shellcheck disable=SC1091,SC2154
# smoke.sh TARGET RUNS [SEEDS…]: nothing is found in so many executions, neither from nothing nor beside the seeds.
set -eu
. "$(dirname -- "$0")/lib.sh"
target=$1 runs=$2
shift 2

run() {
    fuzz "$target" -seed=1 -runs="$runs" "$@" || { tail -n 40 "$scratch/log"; exit 1; }
    grep '^Done ' "$scratch/log"
}

run
[ $# -eq 0 ] || run "$@"
