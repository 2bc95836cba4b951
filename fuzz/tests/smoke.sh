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
[ $# -gt 0 ] || exit 0
run "$@"
# The engine must have taken every seed in: none too large, none lost on the way.
files=$(find "$@" -type f ! -size 0 | wc -l)
loaded=$(sed -n 's/.*seed corpus: files: \([0-9]*\) .*/\1/p' "$scratch/log")
kept=$(sed -n 's/.*INITED .*corp: \([0-9]*\).*/\1/p' "$scratch/log")
echo "seeds: $files files, $loaded taken in, $kept kept for coverage of their own"
[ "$loaded" -eq "$files" ] || exit 1
# They are alive: one that the target turns away at its door, like others before it, shows nothing of its own.
[ $((2 * kept)) -ge "$loaded" ]
