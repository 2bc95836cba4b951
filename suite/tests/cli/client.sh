#!/bin/sh
# promotecheck client: its exit statuses, each breach of the protocol by name, and what misbehaving adapters leave.
# client.sh PROGRAM SOURCE ADAPTER CLIENT
. "$(dirname "$0")/lib.sh"
schema=$2/schemas/results.schema.json
adapter=$3
client=$4
one="--run client/request/method --run client/response/minimal"

# judge_script STATUS WHAT SCRIPT: a few cases against an adapter that is a script of sh.
judge_script() {
    # shellcheck disable=SC2086
    expect "$1" "$2" "$program" client --timeout 300 $one -- sh -c "$3"
}
# Its greeting, and answers to anything with the right seq.
greeting='read -r l; echo "{\"protocol\":1}"; read -r l; s=${l##*seq?:}; echo "{\"seq\":${s%%[,\}]*},\"outcome\":\"unsupported\"}";'
seq_of='s=${l#*seq?:}; s=${s%%,*};'

expect 0 "the adapter in C passes" "$program" client -- "$adapter"
says out "0 failed, 0 skipped"
expect 0 "its report keeps the schema" "$program" check --schema "$schema" reports/results.json
says reports/results.json '"side": "client"'
says_not reports/results.json "q7Lk2vXe"
expect 0 "several at the same time" "$program" client --jobs 4 --run 'client/request/**' -- "$adapter"
expect 0 "--strict" "$program" client --strict --run 'client/error/**' -- "$adapter"
expect 0 "TAP" "$program" client --format tap --run client/response/minimal -- "$adapter"
says out "ok 1 - client/response/minimal"
expect 1 "a client with a fault" "$program" client $one -- "$client" --fault method-put
says out "FAIL  client/request/method"
says out "repeat    the same command with --run client/request/method"
says_not out "curl"
expect 0 "a warning" "$program" client --run client/error/503/retry-after-now -- "$client" --fault retries-5xx
says out "WARN"
expect 1 "a warning under --strict" "$program" client --strict --run client/error/503/retry-after-now -- \
    "$client" --fault retries-5xx
expect 1 "a key that slips" "$program" client --run 'client/safety/key/**' -- "$client" --fault key-in-message
says_not out "q7Lk2vXe"
says_not reports/results.json "q7Lk2vXe"
says_not reports/junit.xml "q7Lk2vXe"

expect 2 "no adapter" "$program" client
says err "-- ADAPTER"
expect 2 "no such program" "$program" client -- /nonexistent/adapter
says err "/nonexistent/adapter"
expect 2 "a pattern without a match" "$program" client --run 'client/requst/**' -- "$adapter"
says err "client/request/"
expect 2 "no time" "$program" client --timeout 0 -- "$adapter"
expect 2 "too many at once" "$program" client --jobs 1000 -- "$adapter"
expect 2 "an empty adapter" "$program" client -- ""
for format in text tap github; do
    expect 3 "a breach as $format" "$program" client --format $format -- true
done
expect 0 "the report of a breach keeps the schema" "$program" check --schema "$schema" reports/results.json

judge_script 3 "no answer to hello" 'exit 0'
says err "hello"
judge_script 3 "last words" 'echo first >&2; echo no such module >&2; exit 1'
says err "exit status 1 on hello: no such module"
says_not err "first"
judge_script 3 "dead at once" 'kill -SEGV $$'
says err "signal 11"
judge_script 3 "not JSON" 'echo hello; cat >/dev/null'
says err "not JSON"
judge_script 3 "another protocol" 'echo "{\"protocol\":2}"; cat >/dev/null'
says err "/protocol"
judge_script 3 "an error for a command that it cannot know" \
    'read -r l; echo "{\"protocol\":1}"; read -r l; echo "{\"seq\":1,\"outcome\":\"error\",\"kind\":\"http\"}"; cat >/dev/null'
says err "unsupported"
judge_script 3 "a wrong seq" "$greeting"' read -r l; echo "{\"seq\":99,\"outcome\":\"unsupported\"}"; cat >/dev/null'
says err "wrong seq"
judge_script 3 "words on standard output" "$greeting"' read -r l; echo "connecting to $l"; cat >/dev/null'
says err "not JSON"
says_not err "q7Lk2vXe"
judge_script 3 "an end without an answer" "$greeting"' read -r l; exit 0'
says err "without an answer"
judge_script 3 "endless output" "$greeting"' read -r l; tr "\0" x </dev/zero'
says err "without an end"
# Breaches after the first promote are survived: every case has a verdict, and the exit status tells.
expect 3 "a breach in the middle" "$program" client --run 'client/request/flags/*' $one -- sh -c "$greeting"' read -r l; '"$seq_of"' echo "{\"seq\":$s,\"outcome\":\"error\",\"kind\":\"decode\"}"; while read -r l; do echo oops; done'
says reports/results.json '"id": "client/request/method"'
says reports/results.json '"id": "client/response/minimal"'
says reports/results.json '"id": "client/request/flags/false-false"'

# Deaths and hangs are the client's: findings, not breaches.
judge_script 1 "a crash" "$greeting"' read -r l; kill -SEGV $$'
says out "signal 11"
judge_script 1 "an exit status" "$greeting"' read -r l; exit 7'
says out "exit status 7"
judge_script 1 "a hang" "$greeting"' read -r l; sleep 100'
says out "it was killed"
# Slow now and then is no reason to leave cases out: here every other call of a process hangs.
expect 1 "some hangs" "$program" client --timeout 200 --jobs 6 --run 'client/request/path/**' -- \
    sh -c "$greeting"' read -r l; '"$seq_of"' echo "{\"seq\":$s,\"outcome\":\"deployment\",\"deployment\":{}}"; read -r l && sleep 100'
says out "it was killed"
says_not out "not asked"
judge_script 0 "a client that supports nothing" "$greeting"' while read -r l; do '"$seq_of"' echo "{\"seq\":$s,\"outcome\":\"unsupported\",\"reason\":\"no\"}"; done'
says out "0 failed, 2 skipped"
expect 3 "oneshot without a word" "$program" client --oneshot $one -- true
expect 1 "oneshot with an error" "$program" client --oneshot $one -- \
    sh -c 'echo "{\"outcome\":\"error\",\"kind\":\"transport\"}"'
expect 1 "oneshot with a crash" "$program" client --oneshot $one -- sh -c 'exit 3'
says out "exit status 3"

# No process outlives the run: each of these names itself by its argument.
what="nothing is left running"
mark=$$.promotecheck.left
expect 1 "a family that hangs" "$program" client --timeout 300 $one -- \
    sh -c "$greeting"' read -r l; (exec sleep 4242) & (exec sh -c "sleep 4242; true" '"$mark"') & wait'
if ps -eo args 2>/dev/null | grep -F "$mark" | grep -qv grep; then flunk "$what"; else pass; fi

what="SIGINT"
rm -rf reports
"$program" client --timeout 60000 $one -- sh -c "$greeting"' read -r l; sleep 100' >out 2>err </dev/null &
run_pid=$!
until [ -s reports/results.json ]; do kill -0 "$run_pid" || break; done
kill -s INT "$run_pid"
wait "$run_pid"
got=$?
if [ "$got" -eq 130 ]; then pass; else flunk "$what: exit status $got"; fi
says reports/results.json '"interrupted": true'
says reports/results.json '"skip": 2'

expect 0 "list" "$program" list --run 'client/**'
says out "client/malformed/missing/id"
expect 0 "explain" "$program" explain client/transport/closed/in-the-body
says out "closes the connection"
expect 0 "explain a reply" "$program" explain client/error/429/retry-after-field
says out "Retry-After: 37"
says out "rfc9110:15.5"
says_not out "stack trace"
expect 0 "explain what a requirement says of this case" "$program" explain server/request/body/empty
says out "      A body that cannot be accepted is answered with a status of the 4xx class."
closing
