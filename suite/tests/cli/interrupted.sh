#!/bin/sh
# Runs that do not come to their end: what a signal, a killer or a vanished directory leaves behind.
. "$(dirname "$0")/lib.sh"
PROMOTECHECK_API_KEY=$key
export PROMOTECHECK_API_KEY
schema=$2/schemas/results.schema.json

# start OPTION…: a run against the mock in the background, once the last of its first reports says that it has begun.
start() {
    rm -rf reports
    # shellcheck disable=SC2086
    "$program" server --url "$url" $names "$@" >out 2>err </dev/null &
    run_pid=$!
    until [ -s reports/junit.xml ]; do
        kill -0 "$run_pid" 2>/dev/null || { flunk "$what: it did not start" && return; }
    done
}
# ended STATUS: waits for it.
ended() {
    wait "$run_pid"
    got=$?
    if [ "$got" -eq "$1" ]; then pass; else flunk "$what: exit status $got, not $1"; fi
}
whole() {
    expect 0 "$what, and the report is whole" "$program" check --schema "$schema" reports/results.json
    says reports/results.json "\"interrupted\": $1"
}
said_not() {
    if grep -qF "$1" reports/results.json; then flunk "$what: the report says: $1"; else pass; fi
}
unfinished="this run has not come to its end"

start_mock --fault slow
for signal in INT TERM HUP; do
    what="SIG$signal"
    start
    kill -s $signal "$run_pid"
    ended 130
    whole true
    said_not "$unfinished"
    says reports/results.json '"id": "server/response/status"'
    says reports/results.json "the run was interrupted before it"
    says reports/results.json '"untestable": 0'
    says_not reports/results.json '"skip": 0'
    says reports/junit.xml "server/response/status"
done

what="a run under nohup"
trap '' HUP
start --run server/auth/missing
trap - HUP
kill -s HUP "$run_pid"
ended 0
whole false

what="a run that is killed"
start
kill -s KILL "$run_pid"
wait "$run_pid" 2>/dev/null
whole true
says reports/results.json "$unfinished"
says reports/junit.xml "$unfinished"

what="the report of the run before"
"$program" server --run server/auth/missing >out 2>err || flunk "$what"
# shellcheck disable=SC2086
"$program" server --url "$url" $names >out 2>err </dev/null &
run_pid=$!
until grep -qF "$unfinished" reports/results.json; do
    kill -0 "$run_pid" 2>/dev/null || { flunk "$what is still there" && break; }
done
kill -s KILL "$run_pid"
wait "$run_pid" 2>/dev/null

what="a report directory that vanishes"
start --run 'server/auth/**'
rm -rf reports
ended 0
whole false

what="a place for it that vanishes"
mkdir above
# shellcheck disable=SC2086
"$program" server --url "$url" $names --run 'server/auth/**' --report-dir above/below >out 2>err </dev/null &
run_pid=$!
until [ -s above/below/junit.xml ]; do :; done # the last of its first reports
rm -rf above
ended 2
says err "--report-dir"
says out " passed, 0 failed"
says_not out "report: "

what="closed standard streams"
rm -rf reports
# shellcheck disable=SC2086
"$program" server --url "$url" $names --run 'server/auth/**' <&- >&- 2>&- &
run_pid=$!
until [ -s reports/results.json ]; do :; done
if [ -e "/proc/$run_pid/fd" ]; then
    for i in 0 1 2; do
        if [ "$(readlink "/proc/$run_pid/fd/$i")" = /dev/null ]; then pass; else flunk "$what: $i is something else"; fi
    done
fi
ended 2
whole false
stop_mock

# A peer that stands still within the TLS handshake: the first signal waits for it, the second does not.
start_mock
kill -s STOP "$mock_pid"
url=$(echo "$url" | sed 's/^http/https/')
what="two signals"
start --timeout 2000000000
(while kill -s INT "$run_pid" 2>/dev/null; do :; done) &
ended 130
says reports/results.json "$unfinished"
whole true
kill -s CONT "$mock_pid"
stop_mock
closing
