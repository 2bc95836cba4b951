#!/bin/sh
# builds.sh FUZZ-SOURCES FUZZ-BUILD DEFECT: do all builds of a night get their share, and does what each finds come into the report?
set -eu
scratch='' failed=0
sources=$1 built=$2 defect=$3
. "$sources/tests/night.sh"
report=$scratch/clean/report

# counted KIND: the executions of a build, in results.json
counted() {
    sed -n "s/.*\"builds\":{[^}]*\"$1\":\([0-9]*\).*/\1/p" "$report/results.json"
}

build clean "$built/fuzz_promote_codec"
build defect "$defect"
status=0
night clean --runs 3000 --memory-build "$scratch/defect" >"$scratch/log" 2>&1 || status=$?
expect "exit status when the build with MemorySanitizer finds something" "$status" 1
expect "the executions of the one" "$([ "$(counted sanitizers)" -ge 3000 ] && echo yes)" yes
expect "and of the other" "$([ "$(counted memory)" -ge 1000 ] && echo yes)" yes
expect "the command runs what found it" "$(value command "$report/results.json" | grep -c "^\"$scratch/defect/fuzz/fuzz_promote_codec ")" 1
expect "a column for each build" "$(grep -c '^| target | with sanitizers | MemorySanitizer | edges ' "$report/report.md")" 1

if command -v afl-clang-fast >/dev/null && [ -e "${AFL_PATH:-/usr/lib/afl}/libAFLDriver.a" ]; then
    # It dies of what the other builds take: told, but no finding of theirs.
    mkdir -p "$scratch/afl/fuzz"
    cat >"$scratch/target.c" <<'END'
#include <stdlib.h>
int LLVMFuzzerTestOneInput(const unsigned char *data, unsigned long size);
int LLVMFuzzerTestOneInput(const unsigned char *data, unsigned long size) {
    unsigned sum = 0;
    for (unsigned long i = 0; i < size; i++)
        sum += data[i];
    /* Of every other input, so that few executions are enough. Its driver begins with an input of its own, "##SIG_AFL". */
    if (size > 0 && data[0] != '#' && sum % 2 == 1)
        abort();
    return 0;
}
END
    (cd "$scratch" && AFL_QUIET=1 afl-clang-fast -c target.c -o target.o &&
        AFL_QUIET=1 afl-clang-fast++ target.o "${AFL_PATH:-/usr/lib/afl}/libAFLDriver.a" -o afl/fuzz/fuzz_promote_codec) >"$scratch/log" 2>&1 ||
        expect "the compiler of AFL++" "$(tail -n 3 "$scratch/log")" works
    grep '^fuzz_promote_codec	' "$built/targets.txt" >"$scratch/afl/fuzz/targets.txt"
    rm -rf "$scratch/clean/work"
    status=0
    # Its trials of each seed count: a smaller number would be spent on them.
    night clean --runs 5000 --afl-build "$scratch/afl" >"$scratch/log" 2>&1 || status=$?
    expect "exit status when AFL++ finds what does not repeat" "$status" 0
    expect "the executions of AFL++" "$([ "$(counted afl)" -ge 5000 ] && echo yes)" yes
    expect "what it finds is told" "$(value repeats "$report/results.json") $(value kind "$report/results.json")" 'false "none"'
else
    echo "AFL++ is not installed: its share was not tried"
fi
[ "$failed" -eq 0 ] || tail -n 30 "$scratch/log"
exit "$failed"
