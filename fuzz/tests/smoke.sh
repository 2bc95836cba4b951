#!/bin/sh
# smoke.sh TARGET RUNS SEEDS [OPTION…]: nothing is found in so many executions, neither from nothing nor beside the seeds.
set -eu
. "$(dirname -- "$0")/lib.sh"
target=$1 runs=$2 seeds=$3
shift 3
fuzz "$target" -seed=1 -runs="$runs" "$@" || { tail -n 40 "$scratch/log"; exit 1; }
grep '^Done ' "$scratch/log"
[ -d "$seeds" ] || exit 0
mkdir "$scratch/new"
ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=exitcode=99 $steady "$target" -seed=1 -runs="$runs" -max_len=2048 \
    -artifact_prefix="$scratch/" "$@" "$scratch/new" "$seeds" >"$scratch/log" 2>&1 || { tail -n 40 "$scratch/log"; exit 1; }
grep '^Done ' "$scratch/log"
