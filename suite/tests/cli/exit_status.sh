#!/bin/sh
# Each exit status of each sub-command, and the sentence that comes with it.
. "$(dirname "$0")/lib.sh"

expect 0 "--help" "$program" --help
says out "examples:"
what="--help fits a small screen"
if [ "$(wc -l <out)" -le 24 ] && ! grep -q '.\{81\}' out; then pass; else flunk "$what"; fi
mv out by_option
expect 0 "help" "$program" help
if cmp -s out by_option; then pass; else flunk "$what: not what --help says"; fi
expect 2 "help for what is no command" "$program" help sever
says err "did you mean server?"
expect 2 "help for two" "$program" help server list
says err "one command at a time"
expect 0 "help verdicts" "$program" help verdicts
what="every verdict of results.json is told, on a small screen"
for verdict in $(sed -n 's/.*"enum": \["pass", \(.*\)\].*/pass \1/p' "$2/schemas/results.schema.json" | tr -d '",'); do
    if grep -q "^  $verdict  *[a-z]" out; then pass; else flunk "$what: $verdict"; fi
done
if [ "$(wc -l <out)" -le 24 ] && ! grep -q '.\{81\}' out; then pass; else flunk "$what"; fi
expect 0 "--version" "$program" --version
expect 2 "no command" "$program"
expect 2 "unknown command" "$program" sever
says err "did you mean server?"
expect 2 "nothing like a command" "$program" -v
says err "no command -v (promotecheck --help lists all)"
expect 2 "a word for an option" "$program" version
says err "did you mean --version?"
expect 2 "nothing like an option" "$program" list -v
says err "list has no option -v (promotecheck list --help lists all)"
expect 2 "half of an option" "$program" server --report
says err "did you mean --report-dir?"
expect 2 "unknown option" "$program" server --ulr x
says err "did you mean --url?"
expect 2 "option without its value" "$program" server --url
says err "--url URL"
expect 2 "a flag with a value" "$program" server --strict=yes
expect 2 "not a number" "$program" server --timeout soon
expect 2 "an operand too many" "$program" server prod
for command in server check mock list explain; do
    expect 0 "$command --help" "$program" "$command" --help
    says out "examples:"
    mv out by_option
    expect 0 "help $command" "$program" help "$command"
    if cmp -s out by_option; then pass; else flunk "$what: not what $command --help says"; fi
    what="$command --help fits a screen"
    if [ "$(wc -l <out)" -le 45 ]; then pass; else flunk "$what"; fi
done

expect 2 "a url alone" "$program" server --url http://127.0.0.1:9
says err "--model"
says err "--deployment"
expect 2 "no key" "$program" server --url http://127.0.0.1:9 $names
says err "PROMOTECHECK_API_KEY"
expect 2 "a short key" env PROMOTECHECK_API_KEY=short "$program" server --url http://127.0.0.1:9 $names
says_not err "short-"
expect 2 "not a url" env PROMOTECHECK_API_KEY=$key "$program" server --url nonsense $names
expect 2 "names without a url" "$program" server --model m
says err "--url"
expect 2 "a pattern without a match" "$program" server --run 'server/auht/**'
says err "server/auth/"
expect 2 "nothing selected" "$program" server --skip '**'
expect 2 "an unknown level" "$program" server --level most
says err "it is must, should or may"
expect 2 "a spec that is not there" "$program" server --spec nowhere.json
says err "nowhere.json"
echo '{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{}}' >no_path.json
expect 2 "a spec without the path" "$program" server --spec no_path.json
says err "promote"
printf 'openapi: 3.1.0\npaths: {}\n' >spec.yaml
expect 2 "a spec in YAML" "$program" server --spec spec.yaml
says err "YAML"
expect 2 "a report directory that cannot be made" "$program" server --report-dir no/such/place --run 'server/auth/missing'
says err "--report-dir"

expect 3 "a dead target" env PROMOTECHECK_API_KEY=$key "$program" server --url http://127.0.0.1:9 $names
what="a dead target leaves a report"
if [ -s reports/results.json ]; then pass; else flunk "$what"; fi
says reports/results.json '"verdict": "error"'

expect 0 "the embedded mock" "$program" server
what="the last line counts"
if tail -n 1 out | grep -Eq '^[0-9]+ passed, 0 failed, [0-9]+ skipped$'; then pass; else flunk "$what"; fi
expect 0 "the report is valid by its schema" "$program" check --schema "$2/schemas/results.schema.json" reports/results.json

expect 2 "a budget of one request" "$program" server --max-requests 1
says out "the budget of 1 requests is spent"

start_mock --fault status-201
PROMOTECHECK_API_KEY=$key
export PROMOTECHECK_API_KEY
expect 1 "a broken must" "$program" server --url "$url" $names
says out "server/response/status"
says out "201"
says_not out "$key"
says_not reports/results.json "$key"
start_mock
expect 1 "another key" env PROMOTECHECK_API_KEY=another-key-than-that "$program" server --url "$url" $names --run server/auth/missing
says reports/results.json "refused too: status 403 (is the key right, and may it promote there?)"
expect 1 "a model that is not there" "$program" server --url "$url" --model nowhere --env staging --deployment w604592 --run server/auth/missing
says reports/results.json "refused too: status 404 (do the model, the environment and the deployment exist there?)"
start_mock --fault json-duplicate-key
expect 0 "a broken should" "$program" server --url "$url" $names
says out "server/response/json/duplicate-key"
says out "1 warning"
expect 1 "a broken should under --strict" "$program" server --url "$url" $names --strict
expect 0 "a skipped case" "$program" server --url "$url" $names --strict --skip server/response/json/duplicate-key
start_mock --fault slow
expect 130 "interrupted in the middle" timeout --preserve-status -s INT 1 "$program" server --url "$url" $names
says reports/results.json '"interrupted": true'
says reports/results.json '"untestable": 0'
says reports/results.json '"id": "server/response/status"'
stop_mock
unset PROMOTECHECK_API_KEY

expect 0 "list" "$program" list
says out "server/request/body/empty"
expect 0 "list as JSON" "$program" list --json
cp out list.json
echo '{}' >any.json
expect 0 "the list is JSON" "$program" check --schema any.json list.json
expect 0 "explain" "$program" explain server/request/body/empty
says out "rests on"
expect 2 "explain nothing" "$program" explain
expect 2 "explain what is not there" "$program" explain server/request/body/emty
says err "server/request/body/empty"

expect 2 "an unknown fault" "$program" mock --fault status-202x
expect 2 "a state that is not there" "$program" mock --state nowhere.json
expect 0 "list the faults" "$program" mock --list-faults
says out "status-201"
closing
