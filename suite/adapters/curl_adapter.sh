#!/bin/sh
# An adapter for curl: promotecheck client --oneshot -- sh suite/adapters/curl_adapter.sh
# A template for scripts: one process a call, everything in the environment. Needs curl and jq.
if [ "$PROMOTE_CMD" != promote ]; then
    echo '{"outcome":"unsupported"}'
    exit 0
fi
body=$(mktemp) && trap 'rm -f "$body"' EXIT || exit 1
model=$(jq -rn 'env.PROMOTE_MODEL_ID | @uri')
environment=$(jq -rn 'env.PROMOTE_ENV_NAME | @uri')
seconds=$(jq -n 'env.PROMOTE_TIMEOUT_MS | tonumber / 1000')

# The client. The key goes to curl by its standard input, so that no list of processes shows it.
status=$(printf 'header = "Authorization: Api-Key %s"\n' "$PROMOTE_API_KEY" |
    curl --silent --config - --noproxy '*' --path-as-is --max-time "$seconds" --max-filesize 1000000 \
        --header 'Content-Type: application/json' --data-raw "$PROMOTE_REQUEST" \
        --output "$body" --write-out '%{http_code}' \
        "$PROMOTE_BASE_URL/v1/models/$model/environments/$environment/promote")
failure=$?

# The adapter.
if [ "$failure" -eq 28 ]; then
    echo '{"outcome":"error","kind":"timeout"}'
elif [ "$failure" -ne 0 ]; then
    echo '{"outcome":"error","kind":"transport"}'
elif [ "$status" != 200 ]; then
    printf '{"outcome":"error","kind":"http","status":%d}\n' "$status"
else
    jq -ce -s 'if length == 1 and (.[0] | type == "object" and has("id")) then
            {outcome: "deployment", deployment: .[0]} else error("no deployment") end' "$body" 2>/dev/null ||
        echo '{"outcome":"error","kind":"decode"}'
fi
