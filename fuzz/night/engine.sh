# shellcheck shell=sh disable=SC2154
# Sourced by nightly: the engines on one target. Everything of it lies in $work/TARGET: corpus/ stays, the rest is this night's.
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
    engine "$here/start.log" "$build/fuzz/$target" -runs=0 -max_len=2048 -artifact_prefix="$here/start-" "$here/none" "$@" || :
    rm -rf "$here/none"
    files=$(sed -n 's/.*seed corpus: files: \([0-9]*\) .*/\1/p' "$here/start.log")
    edges=$(sed -n 's/.*INITED cov: \([0-9]*\) .*/\1/p' "$here/start.log")
    features=$(sed -n 's/.*INITED .* ft: \([0-9]*\) .*/\1/p' "$here/start.log")
    kept=$(sed -n 's/.*INITED .* corp: \([0-9]*\).*/\1/p' "$here/start.log")
}

count() {
    find "$@" -type f | wc -l
}

# explore KIND BUILD FOLDER: the target of a build on the corpus, what it finds in the folder, its executions and points for the
# plot as facts
explore() {
    kind=$1 folder=$3
    shift
    limit="-max_total_time=$seconds"
    [ "$runs" -eq 0 ] || limit="-runs=$runs"
    dictionary=
    [ ! -e "$1/fuzz/json.dict" ] || [ "$json" = plain ] || dictionary="-dict=$1/fuzz/json.dict"
    from=$(date +%s)
    # shellcheck disable=SC2086
    engine "$here/explore-$kind.log" "$1/fuzz/$target" -fork="$jobs" -ignore_crashes=1 -ignore_ooms=1 -ignore_timeouts=1 \
        -seed=1 "$limit" -max_len="$length" -len_control=100 -timeout=20 -rss_limit_mb=2000 $dictionary \
        -artifact_prefix="$folder/" "$here/corpus" $inputs || :
    # Its "cov" counts features too, in fork mode: what grows over time is told in features, which no other build shares.
    sed -n 's/^#\([0-9]*\): .* ft: \([0-9]*\) .*time: \([0-9]*\)s.*/\1 \2 \3/p' "$here/explore-$kind.log" |
        awk -v target="$target" -v kind="$kind" -v OFS='\t' -v spent="$spent" '
            { executions = $1; print "point", target, kind, $3 + spent, $2 }
            END { print "executions", target, kind, executions + 0 }' >>"$facts"
    tell_progress
    spent=$((spent + $(date +%s) - from))
}

tell_progress() {
    say "$target: $(awk -F '\t' -v target="$target" '$1 == "executions" && $2 == target { last = $4 } END { print last + 0 }' "$facts") executions"
}

# explore_afl: the same with AFL++, in one process, from the seeds and the corpus; what it keeps goes into the corpus.
explore_afl() {
    rm -rf "$here/afl-in" "$here/afl-out"
    mkdir "$here/afl-in"
    # shellcheck disable=SC2086
    find $inputs "$here/corpus" -type f ! -name '.*' ! -size 0 ! -size +4 | adopt "$here/afl-in" ''
    [ -n "$(ls "$here/afl-in")" ] || printf 0 >"$here/afl-in/zero"
    limit="-V$IFS$seconds"
    [ "$runs" -eq 0 ] || limit="-E$IFS$runs"
    mutator=
    if [ "$json" = json ] && [ -e "$build/fuzz/libafl_mutator.so" ]; then
        mutator="AFL_CUSTOM_MUTATOR_ONLY=1${IFS}AFL_CUSTOM_MUTATOR_LIBRARY=$build/fuzz/libafl_mutator.so"
    fi
    from=$(date +%s)
    # It refuses the options of the sanitizers that the other builds need.
    # shellcheck disable=SC2086
    engine "$here/explore-afl.log" env -u ASAN_OPTIONS -u UBSAN_OPTIONS AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 \
        AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_IGNORE_SEED_PROBLEMS=1 $mutator \
        afl-fuzz -i "$here/afl-in" -o "$here/afl-out" -G "$length" -t 20000 -m none $limit -- "$afl/fuzz/$target" || :
    find "$here/afl-out/default/queue" -name 'id*' -type f 2>/dev/null | adopt "$here/corpus" ''
    find "$here/afl-out/default/crashes" "$here/afl-out/default/hangs" -name 'id*' -type f 2>/dev/null | adopt "$here/artifacts" crash-afl-
    printf 'executions\t%s\tafl\t%s\n' "$target" "$(sed -n 's/^execs_done *: *//p' "$here/afl-out/default/fuzzer_stats" 2>/dev/null)" >>"$facts"
    tell_progress
    spent=$((spent + $(date +%s) - from))
}

# adopt FOLDER PREFIX: copies the files whose names come in, each named by what is in it
adopt() {
    while read -r file; do
        cp "$file" "$1/$2$(sha1sum <"$file" | cut -d ' ' -f 1)"
    done
}

# has BUILD: whether there is this target
has() {
    [ -n "$1" ] && cut -f 1 "$1/fuzz/targets.txt" 2>/dev/null | grep -qx -e "$target"
}
