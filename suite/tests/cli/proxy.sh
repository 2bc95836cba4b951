#!/bin/sh
# promotecheck proxy: between our own server suite and the mock, between the reference client and the mock, between an
# adapter and the client suite's servers; what it finds, what it leaves alone, how it ends.
# proxy.sh PROGRAM SOURCE ADAPTER CLIENT
. "$(dirname "$0")/lib.sh"
here=$(cd "$(dirname "$0")" && pwd)
schema=$2/schemas/results.schema.json
adapter=$3
client=$4
proxy_pid=

# start_proxy [OPTION…]: in front of the mock at $url; sets $proxy_url.
start_proxy() {
    rm -f proxy_out
    mkfifo proxy_out
    "$program" proxy --upstream "$url" "$@" >proxy_out 2>proxy_err &
    proxy_pid=$!
    exec 5<proxy_out
    read -r words <&5 || { flunk "the proxy did not start"; sed 's/^/    /' proxy_err; exit 1; }
    proxy_url=${words#listening on }
}
# end_proxy STATUS WHAT [SIGNAL]: its console to ./out.
end_proxy() {
    what=$2
    kill -s "${3:-INT}" "$proxy_pid"
    cat <&5 >out
    cp proxy_err err
    wait "$proxy_pid"
    got=$?
    exec 5<&-
    if [ "$got" -eq "$1" ]; then pass; else flunk "$what: exit status $got, not $1"; fi
}
# promote [FAULT]: the reference client promotes through the proxy.
promote() {
    printf '{"cmd":"promote","seq":1,"case":"x","base_url":"%s","api_key":"%s","model_id":"wdlgzjk3","env_name":"staging","request":{"deployment_id":"w604592"},"timeout_ms":20000}\n' \
        "$proxy_url" "$key" | "$client" ${1:+--fault "$1"} >answer 2>/dev/null
}
verdicts() {
    awk '/"id": "server\// { id = $2 } /^ *"verdict":/ { print id, $2 }' "$1"
}

expect 2 "no upstream" "$program" proxy
says err "--upstream URL"
expect 2 "an upstream elsewhere" "$program" proxy --upstream http://192.0.2.1
says err "--allow-live"
expect 2 "a password in the URL" "$program" proxy --upstream http://user:password1@127.0.0.1
says_not err "password1"
says_not reports/results.json "password1"
expect 2 "no such port" "$program" proxy --upstream http://127.0.0.1 --listen 65536
expect 2 "no time" "$program" proxy --upstream http://127.0.0.1 --timeout 0
expect 2 "half of TLS" "$program" proxy --upstream http://127.0.0.1 --tls-cert x.pem

start_mock
start_proxy
expect 2 "the port is taken" "$program" proxy --upstream "$url" --listen "${proxy_url##*:}"
end_proxy 2 "nothing was judged" TERM
says err "no promote came"
expect 0 "a report of nothing keeps the schema" "$program" check --schema "$schema" reports/results.json

# A clean pair is left alone, on one connection and on several; -v tells of the rest.
start_proxy -v
promote
promote
what="the answer reaches the client"
says answer '"outcome":"deployment"'
end_proxy 0 "a clean pair"
says out "#2 POST /v1/models/wdlgzjk3/environments/staging/promote 200"
says out "promotes: 2"
says out "26 passed, 0 failed, 0 skipped"
says out "no warnings, no notes"
says reports/results.json '"side": "proxy"'
expect 0 "its report keeps the schema" "$program" check --schema "$schema" reports/results.json
sed -n 's/^ *"id": "\(proxy\/[^"]*\)".*/\1/p' reports/results.json >ids
[ "$(wc -l <ids)" -eq 26 ] && pass || flunk "the report names its 26 cases"
while read -r id <&6; do
    expect 0 "explain $id" "$program" explain "$id"
    says out "rests on"
done 6<ids
expect 0 "a request rests on its own schema" "$program" explain proxy/client/schema
says out "PromoteToEnvironmentRequestV1"

# The client's faults are found on the client's side alone.
while read -r fault subject <&6; do
    start_proxy --strict
    promote "$fault"
    end_proxy 1 "a client with $fault"
    says out "FAIL  proxy/client/$subject "
    says_not out "FAIL  proxy/server/"
done 6<<'END'
method-put method
path-without-v1 path
auth-bearer authorization
auth-missing authorization
auth-twice authorization
content-type-missing content-type
body-missing body
body-trailing-comma json
body-bom json/bom
body-duplicate-key json/duplicate-key
body-wrapped schema
body-without-id schema
flags-null schema
length-and-chunked framing
host-missing fields
host-twice fields
bare-lf fields
END

# And the server's on the server's.
while read -r fault subject <&6; do
    start_mock --fault "$fault"
    start_proxy --strict
    promote
    end_proxy 1 "a server with $fault"
    says out "FAIL  proxy/server/$subject "
    says_not out "FAIL  proxy/client/"
done 6<<'END'
status-201 status
created_at-offset-no-colon schema
END

# Programs read the report alone; where the proxy listens is said beside it.
start_mock
mkfifo said
"$program" proxy --upstream "$url" --format tap 2>said >out &
proxy_pid=$!
exec 5<said
read -r words <&5
proxy_url=${words#listening on }
promote
kill -s TERM "$proxy_pid"
cat <&5 >err
exec 5<&-
what="the report as TAP"
if wait "$proxy_pid"; then pass; else flunk "$what"; fi
says out "TAP version 14"
says out "ok 1 - proxy/client/json"
says_not out "#1 POST"

# The server suite finds through the proxy what it finds directly.
export PROMOTECHECK_API_KEY="$key"
others="--other-deployment q8k21xz --other-env production --foreign-deployment zz9plural --allow-env production"
for fault in "" created_at-offset-no-colon; do
    for way in directly through; do
        start_mock ${fault:+--fault "$fault"}
        start_proxy --report-dir proxied
        to=$url
        [ $way = directly ] || to=$proxy_url
        # shellcheck disable=SC2086
        "$program" server --url "$to" $names $others --report-dir $way >$way.out 2>&1
        kill -s INT "$proxy_pid"
        cat <&5 >proxy.console
        wait "$proxy_pid"
        exec 5<&-
        verdicts $way/results.json >$way.verdicts
    done
    what="the server suite through the proxy, the mock with ${fault:-no fault}"
    if [ -s directly.verdicts ] && diff directly.verdicts through.verdicts >out; then pass; else flunk "$what"; fi
done
what="no report holds a key"
for file in proxied/results.json proxied/junit.xml proxy.console; do says_not "$file" "$key"; done
unset PROMOTECHECK_API_KEY

# Any client's suite through it: what an adapter makes of every server.
expect 0 "the client suite through proxies" "$program" client --jobs 2 --run 'client/http/**' --run 'client/transport/**' \
    --run 'client/error/4*/**' --run 'client/request/path/**' -- sh "$here/proxied_adapter.sh" "$program" "$adapter"
says out " 0 failed, 0 skipped"

# A server over TLS, and a client too.
if command -v openssl >/dev/null && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
    -keyout good.key -out good.pem -subj /CN=good -addext subjectAltName=IP:127.0.0.1 2>openssl_err; then
    start_mock --tls-cert good.pem --tls-key good.key
    start_proxy --ca-file good.pem
    promote
    end_proxy 0 "a server over TLS"
    says out "promotes: 1"
    start_proxy --insecure
    promote
    end_proxy 0 "a server over TLS that is not checked"
    says out "certificates were not checked"
    start_proxy
    promote
    end_proxy 3 "a server over TLS that is not trusted"
    says out "502 by the proxy"
    start_proxy --ca-file good.pem --tls-cert good.pem --tls-key good.key
    case $proxy_url in https://*) pass ;; *) flunk "the proxy speaks TLS: $proxy_url" ;; esac
    end_proxy 2 "nobody came"
fi

# Nobody behind it.
stop_mock
start_proxy
promote
end_proxy 3 "the server is not there"
says out "502 by the proxy"
says err "was never reached"
says_not out "proxy/server/answered"
closing
