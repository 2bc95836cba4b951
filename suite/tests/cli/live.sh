#!/bin/sh
# What a run does to a real server: its guards, its budgets, its stops, what it leaves behind, and --dry-run. The server
# is on loopback; --careful makes it live.
#   live.sh PROGRAM SOURCE_DIR LIVE_PEER
. "$(dirname "$0")/lib.sh"
peer=$3

# start_peer [OPTION…]: a fresh mock that keeps a log of what it was asked, and its state.
start_peer() {
    rm -f log state pid
    : >log
    start_server "$peer" --log log --state state "$@"
}
# The answers to what may have changed something, but for those that say it did not.
promotes() {
    grep -v '^GET [^ ]*/\(environments\|deployments\)\(/[^/ ]*\)* ' log | grep -vc ' 4[0-9][0-9]$'
}
requests() {
    wc -l <log
}
# at_most COUNT LIMIT, exactly COUNT NUMBER: of the last command.
at_most() {
    if [ "$1" -le "$2" ]; then pass; else flunk "$what: $1 is more than $2"; fi
}
exactly() {
    if [ "$1" -eq "$2" ]; then pass; else flunk "$what: $1 is not $2"; fi
}
# current ENVIRONMENT: the deployment that the mock has there.
current() {
    tr -d ' \n' <state | grep -o "\"name\":\"$1\"[^}]*}" | sed -n '1s/.*"current":"\([^"]*\).*/\1/p'
}
is_put_back() {
    if [ "$(current staging)" = rwn8jx1 ]; then pass; else flunk "$what: staging has $(current staging)"; fi
}
judge() {
    wanted=$1 words=$2
    shift 2
    expect "$wanted" "$words" env PROMOTECHECK_API_KEY="$key" "$program" server --url "$url" $names "$@"
}
careful="--careful --allow-env staging --rate 100000/s"

# Nothing leaves for another machine without two words; 192.0.2.0/24 is nobody's (RFC 5737).
url=http://192.0.2.1:9
judge 2 "a server elsewhere"
says err "--allow-live"
says reports/results.json '"verdict": "error"'
judge 2 "an environment elsewhere" --allow-live
says err "--allow-env staging"
judge 2 "--careful is no --allow-live" --careful --allow-env staging
says err "--allow-live"

start_peer
judge 2 "a tunnel's environment" --careful
says err "--allow-env staging"
judge 2 "production behind a tunnel that nobody spoke of" --other-env production
says err "--allow-env production"
all=$names names=$(echo "$names" | sed 's/--env [^ ]*/--env production/')
judge 2 "the first environment is production"
says err "--allow-env production"
names=$all
exactly "$(requests)" 0
judge 0 "production with its word" --other-env production --allow-env production --run 'server/promote/second-environment'
is_put_back
if [ "$(current production)" = 31d0kq9 ]; then pass; else flunk "$what: production has $(current production)"; fi
says reports/results.json "environment production: changed by the run and put back"

# A proxy would see the key, and answer in the server's place.
expect 0 "a proxy in the environment" env PROMOTECHECK_API_KEY="$key" http_proxy=http://127.0.0.1:9 \
    HTTP_PROXY=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 ALL_PROXY=http://127.0.0.1:9 all_proxy=http://127.0.0.1:9 \
    "$program" server --url "$url" $names --run 'server/auth/missing'

# Several at once are asked only where that changes nothing, and never gently. A server that cannot is asked again.
start_peer --one-at-a-time
judge 0 "one at a time" --jobs 8 --run 'server/request/body/not-object/*'
says out "no warnings, no notes"
if grep -q ' 503$' log; then pass; else flunk "$what: nothing was sent at once"; fi
start_peer --one-at-a-time
judge 0 "gently, so not at once" $careful --jobs 8 --run 'server/request/body/not-object/*'
if grep -q ' 503$' log; then flunk "$what: something was sent at once"; else pass; fi

# A dry run asks nobody.
start_peer
expect 0 "a dry run" "$program" server --url "$url" $names --other-env production --dry-run
exactly "$(requests)" 0
says out "POST /v1/models/wdlgzjk3/environments/staging/promote"
says out "    server/request/body/empty"
says out "environments that would change: staging, production"
says out "--foreign-deployment was not given"
says out "nothing was sent"
# What a terminal would obey comes out as text, and no line is longer than anyone reads.
esc=$(printf '\033')
expect 0 "a dry run with hostile names" "$program" server --url "$url" --model "m${esc}[2Jn" --env "e${esc}[2Jf" \
    --deployment "d${esc}[2J" --other-env "o${esc}[2Jp" --dry-run
says out "POST /v1/models/m%1B%5B2Jn/environments/e%1B%5B2Jf/promote"
says out "environments that would change: e"
if grep -q "$esc" out; then flunk "$what: an escape sequence reached the terminal"; else pass; fi
if grep -q '.\{300\}' out; then flunk "$what: a line is too long"; else pass; fi
what="a dry run leaves no report"
rm -rf reports
expect 0 "a dry run of one case" "$program" server --url http://192.0.2.1:9 $names --dry-run --run 'server/auth/missing'
if [ -e reports ]; then flunk "$what"; else pass; fi
says out "1 case, 2 requests: 0 that change nothing, 1 that must be refused, 1 that promote"
says_not out "server/request"
expect 0 "a dry run at a level" "$program" server --dry-run --level must
says_not out "server/response/json/duplicate-key"
expect 0 "a dry run without a case" "$program" server --dry-run --skip 'server/auth/**'
says_not out "server/auth/"
expect 2 "a dry run of nothing" "$program" server --dry-run --run 'server/auht/**'
expect 0 "a dry run with its limits" "$program" server --url "$url" $names --dry-run --run 'server/auth/missing' --rate 1/2s
says out "--rate 1/2s: it takes at least 10 s"
expect 0 "a dry run as JSON" "$program" server --url "$url" $names --dry-run --json
cp out plan.json
echo '{}' >any.json
expect 0 "it is JSON" "$program" check --schema any.json plan.json
exactly "$(requests)" 0
expect 2 "--json without it" "$program" server --json
says err "--dry-run"
for rate in 0/s 5 5/m x/s 1/0s -1/s 1e3/s 1.2.3/s 1/s/s /s 1/7200s ''; do
    expect 2 "--rate $rate" "$program" server --url "$url" $names --rate "$rate"
    if [ -n "$rate" ]; then says err "--rate wants"; else says err "--rate has an empty value"; fi
done
expect 2 "no requests at all" "$program" server --url "$url" $names --max-requests 0

# Budgets hold, and what finds none left is skipped.
for budget in 2 3 5 20; do
    start_peer
    judge 0 "$budget promotes" $careful --max-promotes "$budget" --run 'server/promote/**' --run 'server/request/**'
    at_most "$(promotes)" "$budget"
    is_put_back
    says reports/results.json "--max-promotes"
    says reports/results.json '"untestable": 0'
    says reports/results.json '"fail": 0'
done
start_peer
judge 0 "one promote, which is kept to put the environment back" $careful --max-promotes 1
exactly "$(promotes)" 0
judge 2 "ten requests, which are kept for that too" $careful --max-requests 10
exactly "$(promotes)" 0
start_peer
judge 0 "only looking" $careful --max-promotes 0
says out "1 passed, 0 failed"
exactly "$(promotes)" 0
what="only looking: nothing but GETs"
if grep -qv '^GET ' log; then flunk "$what"; else pass; fi
judge 2 "a budget that leaves nothing" $careful --max-promotes 0 --run 'server/auth/missing'
says err "no case could be judged"
for budget in 20 33 60 150; do
    start_peer
    judge 0 "$budget requests" $careful --max-requests "$budget" --run 'server/promote/**' --run 'server/request/**'
    at_most "$(requests)" "$budget"
    is_put_back
    says reports/results.json "--max-requests"
    says reports/results.json '"untestable": 0'
done

# A live server that fails is left alone; what was changed is put back all the same.
start_peer --fail 240 3 503
judge 3 "three failures in a row" $careful
says err "stopped: 3 answers in a row were 5xx or 429"
says reports/results.json "stopped: 3 answers in a row"
says reports/results.json '"verdict": "skip"'
says out "skipped"
at_most "$(requests)" 260
is_put_back
start_peer --fail 240 3 503
judge 0 "the same on this machine"
says out "warnings"
says_not err "stopped"
if [ "$(requests)" -gt 260 ]; then pass; else flunk "$what: it went on"; fi
start_peer --fail 240 100000 500
judge 3 "a server that stays down" $careful
says reports/results.json "NOT put back"
says reports/results.json "Put it back with: curl -sS -X POST"
says reports/results.json "curl -sS"
says reports/results.json "rwn8jx1"
at_most "$(requests)" 260
# A 5xx that a bad request provokes is a fault to be found, here too: the server is asked whether it is well.
start_mock --fault empty-body-500 --fault not-json-500
judge 0 "a fault is no trouble" $careful --run 'server/request/body/**'
says out "server/request/body/empty"
says out "3 warnings"

start_peer --no-gets --bad-500
judge 0 "nor is it where nothing can be observed" $careful --run 'server/request/body/*'
says out "server/request/body/empty"
says_not reports/results.json "stopped"
start_peer --fail 60 3 503
judge 3 "a stop before the plain promote" $careful
says reports/results.json '"untestable": 0'

# Its wishes are granted within bounds.
start_peer --fail 20 1 429 --field "Retry-After: 1"
judge 0 "one second, please" $careful --run 'server/auth/**'
start_peer --fail 20 1 503 --field "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"
judge 3 "come back in eight thousand years" $careful --run 'server/auth/**'
says err "the server asks to wait"

# Whoever ends it, the environment is put back.
start_peer --term 240 pid
what="ended by a signal"
env PROMOTECHECK_API_KEY="$key" "$program" server --url "$url" $names $careful >out 2>err </dev/null &
echo $! >pid
wait $!
exactly $? 130
says reports/results.json '"interrupted": true'
says out "environment staging: changed by the run and put back"
at_most "$(requests)" 260
is_put_back

# What cannot be seen cannot be put back, and the report says so.
start_peer --no-gets
judge 0 "no observation" $careful --run 'server/promote/**'
says out "environment staging: changed by the run and not put back"
says reports/results.json "/environments/production is answered with 404"
says_not out '$'

# Nor is an OPTIONS that a server answers as it should a promote that was accepted.
start_peer
judge 0 "OPTIONS" $careful --run server/http/method/options
says out "1 of them may have changed something, 1 was accepted"
start_peer --no-gets
all=$names names=$(echo "$names" | sed 's/--deployment [^ ]*/--deployment nowhere/')
judge 1 "OPTIONS, and no promote" $careful --run server/http/method/options
says out "1 of them may have changed something, 0 were accepted"
says out "environment staging: perhaps changed by the run and not put back"
names=$all
closing
