#!/bin/sh
# shellcheck disable=SC1091,SC2154
# yield.sh YIELD: from nothing, does the mutator reach the contract soon, and stay there? Five seeds; medians are judged.
set -eu
. "$(dirname -- "$0")/lib.sh"
for seed in 1 2 3 4 5; do
    fuzz "$1" -seed="$seed" -runs=2000 || { cat "$scratch/log"; exit 1; }
    grep '^runs ' "$scratch/log" | tee -a "$scratch/counts"
done
awk '
    function median(list,    i, k, t) {
        for (i = 1; i <= NR; i++) for (k = i + 1; k <= NR; k++) if (list[k] < list[i]) { t = list[i]; list[i] = list[k]; list[k] = t }
        return list[int((NR + 1) / 2)]
    }
    { first[NR] = $8 == 0 ? 1e9 : $8; json[NR] = 100 * $4 / $2; taken[NR] = 100 * $6 / $2; valid += $6; seconds += $10 }
    END {
        f = median(first); j = median(json); t = median(taken)
        printf "first valid document after %d executions, %.1f %% are JSON, %.1f %% valid, %.0f of these a CPU-second\n",
            f, j, t, valid / seconds
        exit !(NR == 5 && f <= 5000 && j >= 75 && t >= 25)
    }
' "$scratch/counts"
