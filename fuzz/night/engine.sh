# shellcheck shell=sh disable=SC2154
# Sourced by nightly: one target's night. Everything of it lies in $work/TARGET: corpus/ stays, the rest is this night's.
interrupted='' child=''
steady=
# AddressSanitizer's addresses go into libFuzzer's hashes, and before clang 18 it dies where the kernel scatters them.
if setarch "$(uname -m)" -R true 2>/dev/null; then
    steady="setarch${IFS}$(uname -m)${IFS}-R"
fi
sane_asan=exitcode=99:detect_leaks=1:handle_abort=2
sane_ubsan=exitcode=99:print_stacktrace=1

# Whatever runs is a process group of its own, so that nothing of it is left behind.
on_signal() {
    interrupted=true
    [ -z "$child" ] || kill -TERM -- "-$child" 2>/dev/null || :
}
trap on_signal INT TERM HUP

# engine LOG COMMAND…: the exit status of the command, or 130
engine() {
    log=$1
    shift
    [ -z "$interrupted" ] || return 130
    # shellcheck disable=SC2086
    setsid env ASAN_OPTIONS="$sane_asan" UBSAN_OPTIONS="$sane_ubsan" $steady "$@" </dev/null >"$log" 2>&1 &
    child=$!
    status=0
    wait "$child" || status=$?
    # A signal ends the wait before the child has ended.
    [ -z "$interrupted" ] || { wait "$child" || :; status=130; }
    child=
    return $status
}

# start_up FOLDER…: what the engine makes of inputs alone, in $edges $features $files $kept
start_up() {
    mkdir -p "$here/none"
    engine "$here/start.log" "$build/fuzz/$target" -runs=0 -max_len=2048 "$here/none" "$@" || :
    rm -rf "$here/none"
    files=$(sed -n 's/.*seed corpus: files: \([0-9]*\) .*/\1/p' "$here/start.log")
    edges=$(sed -n 's/.*INITED cov: \([0-9]*\) .*/\1/p' "$here/start.log")
    features=$(sed -n 's/.*INITED .* ft: \([0-9]*\) .*/\1/p' "$here/start.log")
    kept=$(sed -n 's/.*INITED .* corp: \([0-9]*\).*/\1/p' "$here/start.log")
}

count() {
    find "$@" -type f | wc -l
}

# explore BUILD: the target of a build on the corpus, its executions and points for the plot as facts
explore() {
    limit="-max_total_time=$seconds"
    [ "$runs" -eq 0 ] || limit="-runs=$runs"
    dictionary=
    [ ! -e "$1/fuzz/json.dict" ] || [ "$json" = plain ] || dictionary="-dict=$1/fuzz/json.dict"
    from=$(date +%s)
    # shellcheck disable=SC2086
    engine "$here/explore.log" "$1/fuzz/$target" -fork="$jobs" -ignore_crashes=1 -ignore_ooms=1 -ignore_timeouts=1 \
        -seed=1 "$limit" -max_len=2048 -len_control=100 -timeout=20 -rss_limit_mb=2000 $dictionary \
        -artifact_prefix="$here/artifacts/" "$here/corpus" $inputs || :
    # Its "cov" counts features too, in fork mode: what grows over time is told in features.
    sed -n 's/^#\([0-9]*\): .* ft: \([0-9]*\) .*time: \([0-9]*\)s.*/\1 \2 \3/p' "$here/explore.log" |
        awk -v target="$target" -v OFS='\t' -v spent="$spent" '
            { executions = $1; print "point", target, $3 + spent, $2 }
            END { print "executions", target, executions + 0 }' >>"$facts"
    spent=$((spent + $(date +%s) - from))
}

# Seeds, past crashes, exploration, confirmation, what was found, and a corpus of what adds coverage.
night_of() {
    target=$1
    here=$work/$target
    inputs=$(awk -F '\t' -v target="$target" '$1 == target { for (i = 3; i <= NF; i++) print $i }' "$list")
    json=$(awk -F '\t' -v target="$target" '$1 == target { print $2 }' "$list")
    spent=0
    rm -rf "$here/artifacts" "$here/small"
    mkdir -p "$here/corpus" "$here/artifacts"
    say "$target: replaying what is known"
    # shellcheck disable=SC2086
    start_up $inputs
    seeds=${files:-0} alive=${kept:-0}
    before=$(count "$here/corpus")
    # shellcheck disable=SC2086
    engine "$here/replay.log" "$build/fuzz/replay_$target" $inputs "$here/corpus" || replayed
    for folder in $fast $build; do
        [ "$interrupted" ] || say "$target: exploring in $folder"
        [ "$interrupted" ] || explore "$folder"
    done
    judge_artifacts
    # What other nights found and what this one adds, without what adds nothing to the seeds.
    # shellcheck disable=SC2086
    if engine "$here/merge.log" sh "$fuzz/minimise" "$build/fuzz/$target" "$here/small" "$here/corpus" -- $inputs; then
        rm -rf "$here/corpus"
        mv "$here/small" "$here/corpus"
    fi
    rm -rf "$here/small"
    start_up "$here/corpus" $inputs
    count_coverage
    printf 'target\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$target" "$spent" "${edges:-0}" "${features:-0}" "$seeds" "$alive" \
        "$before" "$(count "$here/corpus")" >>"$facts"
    say "$target: $spent s, ${edges:-no} edges, $(count "$here/corpus") inputs beyond the seeds"
}
