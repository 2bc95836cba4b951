# Helpers of the tests that run the program itself. Sourced; the first argument of each script is the program.
set -u
program=$1
scratch=$(mktemp -d)
mock_pid=
passed=0
failed=0

finish() {
    [ -z "$mock_pid" ] || { kill "$mock_pid" 2>/dev/null && wait "$mock_pid" 2>/dev/null; }
    rm -rf "$scratch"
}
trap finish EXIT
cd "$scratch" || exit 1
unset PROMOTECHECK_API_KEY

pass() { passed=$((passed + 1)); }
flunk() {
    failed=$((failed + 1))
    printf 'not ok: %s\n' "$1"
    [ ! -s out ] || sed 's/^/    out: /' out | head -40
    [ ! -s err ] || sed 's/^/    err: /' err | head -40
}

# expect STATUS WHAT COMMAND…: runs it, output to ./out and ./err, and compares the exit status.
expect() {
    wanted=$1 what=$2
    shift 2
    "$@" >out 2>err </dev/null
    got=$?
    if [ "$got" -eq "$wanted" ]; then pass; else flunk "$what: exit status $got, not $wanted"; fi
}

# says FILE TEXT: the last command's output holds TEXT.
says() {
    if grep -qF -- "$2" "$1"; then pass; else flunk "$what: $1 does not say: $2"; fi
}
says_not() {
    if grep -qF -- "$2" "$1"; then flunk "$what: $1 says: $2"; else pass; fi
}

# start_mock [OPTION…]: sets $url once the mock has said where it listens.
start_mock() {
    start_server "$program" mock "$@"
}
# start_server COMMAND…: the same for another server that says so.
start_server() {
    stop_mock
    rm -f mock_out
    mkfifo mock_out
    "$@" >mock_out 2>mock_err &
    mock_pid=$!
    exec 3<mock_out
    read -r words <&3 || { flunk "the mock did not start"; sed 's/^/    /' mock_err; exit 1; }
    url=${words#listening on }
}
stop_mock() {
    [ -n "$mock_pid" ] || return 0
    exec 3<&-
    kill "$mock_pid" 2>/dev/null
    wait "$mock_pid" 2>/dev/null
    mock_pid=
}

# judge [OPTION…]: what a user types to judge the running mock.
key=mockkey1.QmFzZXRlbi1pcy1tb2NrZWQ
names="--model wdlgzjk3 --env staging --deployment w604592"

closing() {
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
