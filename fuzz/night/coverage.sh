# shellcheck shell=sh disable=SC2154
# Sourced by nightly: which functions the seeds and the corpus reach, in a build that counts for llvm-cov; told list by list, for a
# percentage of a whole tree says nothing.

# tool VARIABLE NAME: the program of clang's own version, for another cannot read what it counts; nothing where it is not there
tool() {
    eval "name=\${$1:-}"
    [ -n "$name" ] || name=$(clang -print-prog-name="$2" 2>/dev/null) || name=$2
    command -v -- "$name" || :
}
llvm_cov=$(tool LLVM_COV llvm-cov)
llvm_profdata=$(tool LLVM_PROFDATA llvm-profdata)
tools_absent=
if [ -z "$llvm_cov" ] || [ -z "$llvm_profdata" ]; then
    tools_absent="llvm-cov and llvm-profdata of clang's version are not there (Debian and Ubuntu: package llvm)"
fi

# count_coverage: of the target whose night it is. The counts of the process and its children go into one file.
count_coverage() {
    rm -f "$here"/*.profraw
    [ -n "$coverage" ] && [ -z "$tools_absent" ] || return 0
    # shellcheck disable=SC2086
    engine "$here/coverage.log" env LLVM_PROFILE_FILE="$here/%m.profraw" "$coverage/fuzz/replay_$target" $inputs "$here/corpus" ||
        [ -n "$interrupted" ] || say "$target: an input failed in $coverage; its log is $here/coverage.log"
}

# sources_of_lists: "FILE TAB LIST TAB FLOOR" for each file of each list, whose patterns are expanded in the project's folder
sources_of_lists() (
    cd "$project" || exit
    tab=$(printf '\t')
    sed '/^#/d' "$lists" | while IFS=$tab read -r name floor patterns; do
        IFS=' '
        for file in $patterns; do
            [ ! -e "$file" ] || printf '%s\t%s\t%s\n' "$(readlink -f -- "$file")" "$name" "$floor"
        done
    done
)

# tell_coverage: as facts "list NAME FLOOR" and "function LIST FILE NAME REGIONS MISSED LINES MISSED", or why there are none
tell_coverage() {
    why=
    counts=$(find "$work" -name '*.profraw')
    if [ -n "$interrupted" ]; then
        why="the night was interrupted"
    elif [ -z "$coverage" ]; then
        why=${tools_absent:-"no --coverage-build was given"}
    elif [ -n "$tools_absent" ]; then
        why=$tools_absent
    elif [ -z "$counts" ]; then
        why="$coverage counted nothing: is it built with -fprofile-instr-generate -fcoverage-mapping?"
    fi
    if [ -z "$why" ]; then
        objects=
        for target in $chosen; do
            [ ! -e "$coverage/fuzz/replay_$target" ] || objects="$objects-object$IFS$coverage/fuzz/replay_$target$IFS"
        done
        sources_of_lists >"$work/sources.txt"
        # shellcheck disable=SC2046,SC2086
        "$llvm_profdata" merge -sparse -o "$work/coverage.profdata" $counts >"$work/coverage.log" 2>&1 &&
            "$llvm_cov" report -show-functions -instr-profile="$work/coverage.profdata" ${objects#-object"$IFS"} \
                $(cut -f 1 "$work/sources.txt") >"$work/functions.txt" 2>>"$work/coverage.log" ||
            why="llvm-cov failed: $(tail -n 1 "$work/coverage.log")"
    fi
    if [ -n "$why" ]; then
        say "no coverage of functions: $why"
        printf 'meta\tcoverage\t%s\n' "$why" >>"$facts"
        return 0
    fi
    awk -v project="$project" -v whole="$all_targets" -f "$fuzz/night/coverage.awk" "$work/sources.txt" "$work/functions.txt" >>"$facts"
}
