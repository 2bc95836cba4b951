#!/bin/sh
# What users, shells and machines do wrong: each has its exit status and a sentence that says what to do next.
# exit_status.sh holds the plain cases; tls.sh those of TLS.
. "$(dirname "$0")/lib.sh"
source_dir=$2
quick="--run server/auth/missing"

# complains WORDS COMMAND…: exit status 2 and the words on standard error.
complains() {
    sentence=$1
    shift
    expect 2 "$*" "$@"
    says err "$sentence"
}
server() {
    sentence=$1
    shift
    case $1 in --run) ;; *) set -- "$@" --run server/auth/missing ;; esac
    complains "$sentence" "$program" server "$@"
}

# The contract.
mkdir folder
: >empty.json
echo 'no json' >words.json
echo '[]' >array.json
echo '{"info":{}}' >object.json
echo '{"swagger":"2.0","paths":{}}' >swagger.json
sed 's/"openapi": "3.1.0"/"openapi": "3.0.3"/' "$source_dir/schemas/openapi.json" >old.json
sed 's/"schemas": {/"schemes": {/' "$source_dir/schemas/openapi.json" >no_schemas.json
sed 's/"post": {/"put": {/' "$source_dir/schemas/openapi.json" >no_post.json
head -c 200000 /dev/zero | tr '\0' '[' >deep.json
head -c 17000000 /dev/zero | tr '\0' ' ' >huge.json
server "cannot read folder: Is a directory" --spec folder
server "empty.json:1:1: not JSON" --spec empty.json
server "words.json:1:" --spec words.json
server "array.json is no OpenAPI document" --spec array.json
server "it has no member \`openapi\`" --spec object.json
server "convert it to OpenAPI 3.1" --spec swagger.json
server "old.json is OpenAPI 3.0.3" --spec old.json
server "the reference leads nowhere" --spec no_schemas.json
server "has no post operation" --spec no_post.json
server "deep.json:1:" --spec deep.json
server "huge.json is larger than the limit" --spec huge.json
says reports/results.json "huge.json is larger than the limit"
complains "folder" "$program" list --spec folder
complains "array.json" "$program" explain --spec array.json server/auth/missing
complains "old.json" "$program" check --spec old.json array.json

# The command line.
for option in --url --report-dir --run --level --spec --format --key-env --timeout; do
    server "$option has an empty value" $option ""
done
server "--report-dir has an empty value" --report-dir=
complains "--report-dir stands twice" "$program" server --report-dir a --report-dir b
complains "--timeout stands twice" "$program" server --timeout 1000 --timeout=1000
server "--timeout 0" --timeout 0
server "at most 2147483647, not 99999999999" --timeout 99999999999
server "not -5" --timeout -5
server "not 1e3" --timeout 1e3
server "leave nothing over" --skip server/auth/missing
server "the nearest is server/auth/missing" --run server/auth/mising
server "--level does not know mist: it is must, should or may" --level mist
server "--auth does not know basic: it is api-key or bearer" --url http://h $names --auth basic
server "--format does not know tab: it is text, tap or github" --format tab
says_not err "junit.xml"
server "every run writes junit.xml and results.json into ./reports" --format junit
server "--jobs 0 would do nothing" --jobs 0
server "did you mean --other-env?" --other-enf e
server "no --url URL" --other-env e
server "no --url URL" --foreign-deployment d
server "no --url URL" --ca-file empty.json
complains "no --url URL" "$program" server --insecure
complains "takes no operand" "$program" server ""
complains "takes no operand" "$program" server -- --strict
complains "no command" "$program" ""
expect 0 "nothing behind --" "$program" list --run server/auth/missing --
long=$(head -c 100000 /dev/zero | tr '\0' x)
complains "(promotecheck list --help lists all)" "$program" list "--$long"
complains "takes no operand" "$program" list "$long"
complains "--run" "$program" list --run "$long"
complains "more than 64 times" "$program" list $(printf -- '--run server/** %.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 \
    23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65)

# Bytes that are no text, and what a terminal obeys, reach neither the terminal nor the report raw.
hostile=$(printf 'a\377\033[31m\302\2332J')
server "a\\xFF" --run "$hostile"
what="no raw bytes on the terminal"
if LC_ALL=C grep -q "$(printf '[\033\233\377]')" err; then flunk "$what"; else pass; fi
expect 0 "the report of it is JSON" "$program" check --schema "$source_dir/schemas/results.schema.json" reports/results.json

# Who is judged.
PROMOTECHECK_API_KEY=$key
export PROMOTECHECK_API_KEY
at() { complains "$1" "$program" server --url "$2" $names $quick; }
at "must start with http:// or https://" 127.0.0.1:8080
at "must start with http:// or https://" ftp://h
at "no host" http://
at "from 1 to 65535" http://h:99999
at "a query or a fragment" 'http://h/?x'
at "user or a password" http://user:secret-word@h
says_not reports/results.json secret-word
complains "missing: --model MODEL, --deployment DEPLOYMENT" "$program" server --url http://h --env e
complains "--model has an empty value" "$program" server --url http://h --model "" --env e --deployment d
complains "variable NO_SUCH_KEY" "$program" server --url http://h $names --key-env NO_SUCH_KEY
complains "variable PROMOTECHECK_API_KEY is set, but empty" env PROMOTECHECK_API_KEY= "$program" server --url http://h $names
complains "variable OTHER_KEY is set, but empty" env OTHER_KEY= "$program" server --url http://h $names --key-env OTHER_KEY
complains "no header can carry it" env PROMOTECHECK_API_KEY="two words and more" "$program" server --url http://h $names
expect 3 "a name that is nowhere" "$program" server --url http://no.such.host.invalid $names $quick
says err "no.such.host.invalid"

# Where the reports go. Nothing is sent where they could not be kept.
: >file
start_mock
for place in file file/below no/such/place /proc; do
    complains "--report-dir" "$program" server --url "$url" $names $quick --report-dir $place
done
what="nothing was sent before"
kill "$mock_pid"
if grep -qx "0 requests answered" <&3; then pass; else flunk "$what"; fi
stop_mock

# limited BLOCKS COMMAND…: as on a disk that is full after BLOCKS of 512 bytes.
limited() {
    # shellcheck disable=SC2016
    sh -c 'ulimit -f "$1"; shift; exec "$@" >/dev/null' limited "$@"
}
rm -rf reports
expect 2 "no space left for the report" limited 6 "$program" server --run 'server/response/**'
says err "make room, or name another directory with --report-dir"
what="half a report"
says reports/results.json '"interrupted": true'
if [ "$(ls reports)" = "junit.xml
results.json" ]; then pass; else flunk "$what is left: $(ls reports)"; fi
expect 0 "what is left is a whole one" "$program" check --schema "$source_dir/schemas/results.schema.json" reports/results.json

# Several runs at the same time into one place.
what="runs into one directory"
pids=
for i in 1 2 3 4; do
    "$program" server --run 'server/response/**' >"out$i" 2>"err$i" &
    pids="$pids $!"
done
for pid in $pids; do
    if wait "$pid"; then pass; else flunk "$what"; fi
done
expect 0 "$what leave a whole report" "$program" check --schema "$source_dir/schemas/results.schema.json" reports/results.json
says reports/results.json '"interrupted": false'
if [ "$(ls reports)" = "junit.xml
results.json" ]; then pass; else flunk "$what leave more: $(ls reports)"; fi

# Standard streams that are closed, or full.
what="standard output closed"
"$program" server $quick >&- 2>err </dev/null
if [ $? -eq 2 ]; then pass; else flunk "$what"; fi
says err "standard output could not be written"
says reports/results.json '"verdict": "pass"'
"$program" server $quick >/dev/full 2>err
if [ $? -eq 2 ]; then pass; else flunk "standard output full"; fi
says err "its disk is full"
for command in list "list --json" "explain server/auth/missing" "mock --list-faults" --help --version "check folder" mock; do
    what="$command to a full disk"
    "$program" $command >/dev/full 2>err
    if [ $? -eq 2 ]; then pass; else flunk "$what"; fi
done
"$program" server $quick >out 2>&- </dev/null
if [ $? -eq 0 ]; then pass; else flunk "standard error closed"; fi
"$program" server $quick >out 2>err <&-
if [ $? -eq 0 ]; then pass; else flunk "standard input closed"; fi
"$program" check - >out 2>err <&-
if [ $? -eq 2 ]; then pass; else flunk "check - without standard input"; fi
what="check - without standard input"
says err "cannot read standard input"
mkfifo gone
exec 5<>gone 6>gone 5<&-
"$program" server $quick >&6 2>err
if [ $? -eq 2 ]; then pass; else flunk "nobody reads standard output"; fi
exec 6>&-
says reports/results.json '"interrupted": false'

# The environment does not matter.
expect 0 "an empty environment" env -i "$program" server $quick
tail -n 1 out >plain
for locale in de_DE.UTF-8 tr_TR.UTF-8 nonsense; do
    expect 0 "locale $locale" env LC_ALL=$locale LANG=$locale "$program" server $quick
    if tail -n 1 out | cmp -s - plain; then pass; else flunk "locale $locale: another answer"; fi
done

# The mock.
complains "at most 65535" "$program" mock --port 65536
complains "not -1" "$program" mock --port -1
complains "not 80x" "$program" mock --port 80x
start_mock --port 0
complains "take another port" "$program" mock --port "${url##*:}"
stop_mock
complains "Is a directory" "$program" mock --state folder
: >empty.json
complains "empty.json is empty" "$program" mock --state empty.json
complains "line 1, column" "$program" mock --state words.json
complains "must be an object" "$program" mock --state array.json
complains "knows no such member" "$program" mock --state object.json
complains "nesting deeper" "$program" mock --state deep.json
complains "larger than the limit" "$program" mock --state huge.json
complains 'the nearest is "status-201"' "$program" mock --fault status-20
complains "no case nothing" "$program" explain nothing
complains "wants one case's id" "$program" explain a b
complains "it has: PromoteToEnvironmentRequestV1" "$program" check --schema nothing array.json
closing
