#!/bin/sh
# The adapters in other languages, where their interpreter is installed: nothing counts against any of them.
# adapters.sh PROGRAM SOURCE
. "$(dirname "$0")/lib.sh"
adapters=$2/suite/adapters

# has PROGRAM…
has() {
    for tool in "$@"; do
        command -v "$tool" >/dev/null 2>&1 || { echo "skipped: no $tool"; return 1; }
    done
}
if has python3; then
    expect 0 "Python" "$program" client --strict --jobs 2 -- python3 "$adapters/python_adapter.py"
    says out "the client is urllib"
fi
if has node && node -e 'process.exit(typeof fetch === "function" ? 0 : 1)'; then
    expect 0 "Node" "$program" client --strict --jobs 2 -- node "$adapters/node_adapter.mjs"
    says out "the client is fetch"
fi
if has curl jq; then
    expect 0 "curl" "$program" client --strict --oneshot --jobs 4 --run 'client/request/**' --run 'client/http/*' \
        --run 'client/response/enum/**' --run 'client/error/429/*' --run 'client/transport/**' \
        --run 'client/safety/**' -- sh "$adapters/curl_adapter.sh"
fi
[ $((passed + failed)) -gt 0 ] || exit 77
closing
