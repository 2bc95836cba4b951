#!/bin/sh
# shellcheck disable=SC1091,SC2034,SC2154
# causes.sh FUZZ-SOURCES: what the nightly calls the cause of a finding, by what the engine wrote, and how it tells it.
set -eu
sources=$1 built=
. "$sources/tests/night.sh"
. "$sources/night/findings.sh"

# cause EXPECTED LINE…
cause() {
    expected=$1
    shift
    printf '%s\n' "INFO: Seed: 1" "$@" >"$scratch/log"
    expect "the cause of '$1'" "$(cause_of "$scratch/log" | tr '\t' '|')" "$expected"
}

stack="==7== ERROR: libFuzzer: deadly signal"
cause "oracle|encoding is a fixpoint" "violated: encoding is a fixpoint" "$stack" "SUMMARY: libFuzzer: deadly signal"
cause "oracle|encoding is a fixpoint" "violated: encoding is a fixpoint"
cause "oracle|the member /id keeps its value" "violated: the member /id keeps its value" "  read: 1" "  written: 2" "$stack"
cause "oracle|what is encoded is JSON: not JSON: invalid UTF-8" "violated: what is encoded is JSON" \
    "  why: not JSON at line 1, column 61: invalid UTF-8" "  written: x" "$stack"
cause "oracle|the codec takes only what the contract takes: /name: expected a string" \
    "violated: the codec takes only what the contract takes" "  why: /name: expected a string, seen the number 1" "$stack"
cause "leak|decode < check" "==7==ERROR: LeakSanitizer: detected memory leaks" "    #1 0x1 in decode a.c:1:2" \
    "    #2 0x2 in check b.c:3:4" "SUMMARY: AddressSanitizer: 7 byte(s) leaked in 1 allocation(s)."
cause "" "Done 1 runs in 0 second(s)"

# The input of a finding, escaped as sed does it, in the report that programs read.
printf 'finding\tfuzz_x\toracle\ttrue\t1\t6\tcrash\twords\t%s\tfuzz_x\n' '%0\a\377"\\' >"$scratch/facts"
awk -v form=json -f "$sources/night/report_functions.awk" -f "$sources/night/report.awk" "$scratch/facts" >"$scratch/results.json"
expect "the input in results.json" "$(sed -n 's/.*"input":\(.*\),"command".*/\1/p' "$scratch/results.json")" '"%0\\a\\377\"\\\\"'
exit "$failed"
