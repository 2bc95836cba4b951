#!/bin/sh
# nightly.sh FUZZ-SOURCES FUZZ-BUILD DEFECT: does the nightly tell what it should? Three nights, in executions: a clean one, one with a
# planted defect, and one that is interrupted.
set -eu
scratch='' failed=0
sources=$1 built=$2 defect=$3
. "$sources/tests/night.sh"
cd "$scratch"

build clean "$built/fuzz_promote_codec"
status=0
night clean --runs 3000 >"$scratch/log" 2>&1 || status=$?
expect "exit status of a clean night" "$status" 0
report=$scratch/clean/report
expect "findings of a clean night" "$(grep -c '"kind"' "$report/results.json")" 0
expect "it was not interrupted" "$(value interrupted "$report/results.json")" false
expect "the executions are at least what was asked for" "$([ "$(value executions "$report/results.json")" -ge 3000 ] && echo yes)" yes
expect "the corpus grew" "$([ -n "$(ls "$scratch/clean/work/fuzz_promote_codec/corpus")" ] && echo yes)" yes
for file in report.md index.html; do
    expect "$file names the target" "$(grep -c 'fuzz.*promote.*codec' "$report/$file")" 1
done
expect "the last line" "$(tail -n 1 "$report/report.md" | sed 's/, [0-9]* executions.*//')" "0 findings, 0 that did not repeat"

# The defect reads one byte past the text: many inputs show it, in one place. A replay that fails in any locale is no finding of its own.
build defect "$defect"
replay defect 'exit 1'
status=0
night defect --runs 3000 >"$scratch/log" 2>&1 || status=$?
expect "exit status with a defect" "$status" 1
report=$scratch/defect/report
expect "one cause, one finding" "$(grep -c '"kind"' "$report/results.json")" 1
expect "its kind" "$(value kind "$report/results.json")" '"heap-buffer-overflow"'
expect "its place" "$(value sentence "$report/results.json" | grep -c "in pc_scan_string_rest, read_past_the_text.c:")" 1
file=$(value file "$report/results.json" | tr -d '"')
expect "its input is kept" "$(find "$scratch/defect/regress/fuzz_promote_codec" -type f)" "$file"
expect "and small" "$([ -s "$file" ] && [ "$(wc -c <"$file")" -lt 40 ] && echo yes)" yes
expect "and shows it again" "$("$defect" "$file" 2>&1 | grep -c 'SUMMARY: AddressSanitizer: heap-buffer-overflow')" 1
expect "nothing lies where it was started" "$(find . -maxdepth 1 -name 'crash-*' | wc -l)" 0
expect "the report tells how" "$(grep -cF "$scratch/defect/fuzz/fuzz_promote_codec $file" "$report/report.md")" 1

build comma "$built/fuzz_promote_codec"
replay comma 'locale decimal_point | grep -qF .'
status=0
night comma --runs 100 >"$scratch/log" 2>&1 || status=$?
if ! grep -q 'localedef cannot make' "$scratch/comma/report/report.md"; then
    expect "exit status where a replay fails with a decimal comma" "$status" 1
    expect "its kind, of the locale" "$(value kind "$scratch/comma/report/results.json")" '"locale"'
fi

# Interrupted while it explores: it says that it began to, and then is not done before the signal comes.
build long "$built/fuzz_promote_codec"
mkfifo "$scratch/progress"
launch="exec"
night long --budget 10h >"$scratch/progress" 2>&1 &
pid=$!
launch=
{
    while read -r line; do
        case $line in *exploring*) kill -TERM $pid ;; esac
    done
} <"$scratch/progress"
status=0
wait $pid || status=$?
expect "exit status when interrupted" "$status" 130
expect "it says so" "$(value interrupted "$scratch/long/report/results.json")" true

# Nothing of it goes on; what was just told to end may take a moment.
going_on() {
    for process in /proc/[0-9]*/cmdline; do
        tr '\0' ' ' <"$process" 2>/dev/null | grep -F "$scratch/long/work"
    done
}
while [ -n "$(going_on)" ]; do :; done

for bad in "--budget 0s" "--budget tomorrow" "--jobs 0" "--target nosuch" "--colour" "--runs"; do
    status=0
    # shellcheck disable=SC2086
    night clean $bad >"$scratch/log" 2>&1 || status=$?
    expect "exit status of $bad" "$status" 2
done
[ "$failed" -eq 0 ] || tail -n 30 "$scratch/log"
exit "$failed"
