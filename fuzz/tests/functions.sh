#!/bin/sh
# functions.sh FUZZ-SOURCES FUZZ-BUILD: does the nightly tell which functions the corpus reaches? The program that counts has three: one
# that every input reaches, one that some do, one that none does.
set -eu
scratch='' failed=0
sources=$1 built=$2
. "$sources/tests/night.sh"

mkdir -p "$scratch/counts/fuzz" "$scratch/suite"
cat >"$scratch/suite/codec.h" <<'END'
static inline int shared(int value) {
    return value + 1;
}
END
cat >"$scratch/suite/codec.c" <<'END'
#include "codec.h"
int decode(const unsigned char *data, unsigned long size);
int never(int value);
static int odd(int value) {
    return value ? value : 7;
}
int never(int value) {
    return value > 3 ? odd(value) : 2;
}
int decode(const unsigned char *data, unsigned long size) {
    if (size > 1000000)
        return odd(data[0]);
    return shared(data[0]) > 1000;
}
END
cat >"$scratch/suite/target.c" <<'END'
#include "codec.h"
int decode(const unsigned char *data, unsigned long size);
int LLVMFuzzerTestOneInput(const unsigned char *data, unsigned long size);
int LLVMFuzzerTestOneInput(const unsigned char *data, unsigned long size) {
    return size == 0 ? 0 : decode(data, size);
}
END
clang -D_POSIX_C_SOURCE=200809L -fprofile-instr-generate -fcoverage-mapping "$scratch/suite/codec.c" "$scratch/suite/target.c" \
    "$sources/replay_main.c" -o "$scratch/counts/fuzz/replay_fuzz_promote_codec"
printf '# a remark\ncodec\t1\t%s/suite/codec.[ch]\ntarget\t0\t%s/suite/target.c\n' "$scratch" "$scratch" >"$scratch/lists"

# the text between two others in results.json, which has a line for each list
list() {
    sed -n "s/^{\"list\":\"$1\",\(.*\)\]}.*/\1/p" "$report/results.json"
}

build clean "$built/fuzz_promote_codec"
report=$scratch/clean/report

count() {
    status=0
    night clean --runs 1 --coverage-build "$scratch/counts" --lists "$scratch/lists" >"$scratch/log" 2>&1 || status=$?
    expect "exit status when a floor is lost" "$status" 1
    expect "what the codec's list holds" "$(list codec | sed 's/,"regions".*//')" '"functions":4,"functions_unreached":2,"floor":1,"floor_lost":true'
    for unit in regions lines; do
        all=$(list codec | sed "s/,\"unreached.*//; s/.*\"$unit\":\([0-9]*\).*/\1/")
        covered=$(list codec | sed "s/,\"unreached.*//; s/.*\"${unit}_covered\":\([0-9]*\).*/\1/")
        expect "$unit are covered in part: $covered of $all" "$([ "$covered" -ge 4 ] && [ "$covered" -lt "$all" ] && echo yes)" yes
    done
    expect "the functions that nothing reaches" "$(list codec | sed 's/.*"unreached":\[\(.*\)\],"partly.*/\1/' | tr ',' '\n' | grep -o '"function":.*' | sort | tr '\n' ' ')" \
    '"function":"never" "function":"odd" '
    expect "and those reached in part" "$(list codec | sed 's/.*"partly":\[//' | grep -o '^{"function":"decode"' )" '{"function":"decode"'
    expect "the other list" "$(list target | sed 's/,"regions".*//')" '"functions":1,"functions_unreached":0,"floor":0,"floor_lost":false'
    expect "report.md names them" "$(grep -c 'codec.c: never, odd$' "$report/report.md")" 1
    expect "index.html names them" "$(grep -c '^<tr><td>never<td>' "$report/index.html")" 1
    expect "the last line" "$(tail -n 1 "$report/report.md" | sed 's/.*targets*, //')" "1 floor of coverage lost"

    status=0
    night clean --runs 1 --target fuzz_promote_codec --coverage-build "$scratch/counts" --lists "$scratch/lists" >"$scratch/log" 2>&1 || status=$?
    expect "exit status with some of the targets, which have no floors" "$status" 0
    expect "they are told all the same" "$(list codec | sed 's/,"regions".*//')" '"functions":4,"functions_unreached":2,"floor":1,"floor_lost":false'
}

# Without the tools, or without a build that counts, the night goes on and says why.
absent() {
    status=0
    night clean --runs 1 "$@" >"$scratch/log" 2>&1 || status=$?
    expect "exit status without $*" "$status" 0
    told=$(sed -n 's/.*"coverage":{"left_out":"\(.*\)"}.*/\1/p' "$report/results.json")
    grep -q "^Left out: " "$report/report.md" || expect "report.md says why" no yes
    grep -q "^<p>Left out: " "$report/index.html" || expect "index.html says why" no yes
}
if command -v "$(clang -print-prog-name=llvm-cov)" >/dev/null && command -v "$(clang -print-prog-name=llvm-profdata)" >/dev/null; then
    count
    absent
    expect "why" "$told" "no --coverage-build was given"
    absent --coverage-build "$built/.."
    expect "why" "$told" "$(readlink -f -- "$built/..") counted nothing: is it built with -fprofile-instr-generate -fcoverage-mapping?"
else
    echo "llvm-cov or llvm-profdata of clang's version is not installed: counting was not tried"
fi
LLVM_COV=$scratch/none
export LLVM_COV
absent --coverage-build "$scratch/counts"
expect "why" "${told%% (*}" "llvm-cov and llvm-profdata of clang's version are not there"
[ "$failed" -eq 0 ] || tail -n 30 "$scratch/log"
exit "$failed"
