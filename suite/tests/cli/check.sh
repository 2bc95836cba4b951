#!/bin/sh
# `promotecheck check`: verdicts, places, schemas by name, file and pointer, standard input and JSON Lines.
. "$(dirname "$0")/lib.sh"

good='{"id":"w604592","created_at":"2026-01-02T03:04:05Z","name":"n","model_id":"m","is_production":false,"is_development":false,"status":"ACTIVE","active_replica_count":1,"autoscaling_settings":null,"instance_type_name":null,"environment":null}'
printf '%s' "$good" >good.json
printf '%s' "$good" | sed 's/ACTIVE/active/' >bad.json
printf '{}' >any.json
printf 'false' >never.json

expect 0 "a valid deployment" "$program" check good.json
says out "1 passed, 0 failed, 0 skipped"
expect 1 "a wrong status" "$program" check bad.json
says out "bad.json:1:"
says out "/status"
says out "#/components/schemas/DeploymentStatusV1/enum"
says out "0 passed, 1 failed, 0 skipped"
expect 1 "two files" "$program" check good.json bad.json
says out "1 passed, 1 failed, 0 skipped"
expect 2 "no file" "$program" check
expect 2 "a file that is not there" "$program" check nowhere.json good.json
says err "nowhere.json"
says out "1 passed, 0 failed, 1 skipped"

printf '{"deployment_id":"d"}' >request.json
expect 0 "a schema by its name" "$program" check --schema PromoteToEnvironmentRequestV1 request.json
expect 1 "the other schema" "$program" check request.json
expect 2 "a name that is not there" "$program" check --schema PromoteRequest request.json
expect 0 "any JSON" "$program" check --schema any.json request.json
expect 1 "the schema false" "$program" check --schema never.json request.json
printf '{"$defs":{"a/b":{"type":"integer"}}}' >defs.json
printf '7.0' >seven.json
expect 0 "a schema by file and pointer" "$program" check --schema 'defs.json#/$defs/a~1b' seven.json
expect 1 "its type" "$program" check --schema 'defs.json#/$defs/a~1b' request.json
expect 2 "a pointer to nowhere" "$program" check --schema 'defs.json#/$defs/b' seven.json
printf '{"type":"integer","minimun":3}' >typo.json
expect 0 "a keyword that nobody knows asserts nothing" "$program" check --schema typo.json seven.json
expect 2 "a keyword that nobody knows" "$program" check --strict-schema --schema typo.json seven.json
says err "minimun"
says err "minimum"

printf '{"type":"string","format":"uuid"}' >uuid.json
printf '"no uuid"' >text.json
expect 0 "a format is an annotation" "$program" check --schema uuid.json text.json
expect 1 "unless it is asserted" "$program" check --assert-formats --schema uuid.json text.json
says out "a UUID"

mkdir -p parts/deep
printf '{"type":"integer"}' >parts/deep/number.json
printf '{"$id":"https://example.com/root","items":{"$ref":"parts/deep/number.json"}}' >root.json
printf '[1,"2"]' >list.json
expect 2 "a reference to a document that is not there" "$program" check --schema root.json list.json
says err "https://example.com/parts/deep/number.json"
says err "nothing is fetched"
expect 1 "a reference into a folder" "$program" check --resources https://example.com/parts/=parts --schema root.json list.json
says out "list.json:1:4: /1: expected an integer"
says out "https://example.com/parts/deep/number.json#/type"
printf '{"items":{"$ref":"parts/deep/number.json"}}' >relative.json
expect 1 "a reference to a file beside the schema" "$program" check --resources parts/=parts --schema relative.json list.json
expect 2 "a folder that is not there" "$program" check --resources https://example.com/=nowhere --schema root.json list.json
says err "nowhere"
mkdir broken && printf '{"type":' >broken/part.json
expect 2 "a file in it that is no JSON" "$program" check --resources https://example.com/=broken --schema root.json list.json
says err "broken/part.json: https://example.com/part.json is not JSON: line 1, column 9"
expect 2 "a prefix without a folder" "$program" check --resources https://example.com/ --schema root.json list.json
says err "PREFIX=DIR"
printf '{"openapi":"3.1.0","components":{"schemas":{"A":{"type":"string","nullable":true}}}}' >api.json
expect 1 "a habit of OpenAPI 3.0" "$program" check --schema 'api.json#/components/schemas/A' any.json
says err "#/components/schemas/A/nullable"

expect 2 "a whole API description is no schema" "$program" check --schema api.json any.json
says err "--schema 'api.json#/components/schemas/A'"

printf '{"a":1,"a":2}' >twice.json
expect 0 "a name twice is legal" "$program" check --schema any.json twice.json
says out "twice.json:1:8: warning"
printf '[1,\n 2,\n 03]' >zero.json
expect 1 "a leading zero" "$program" check --schema any.json zero.json
says out "zero.json:3:"
: >empty.json
expect 1 "no bytes at all" "$program" check --schema any.json empty.json

printf '%s\n\n{"deployment_id":7}\r\n{"deployment_id":"d"}' '{"deployment_id":"d"}' >lines.jsonl
expect 1 "JSON Lines" "$program" check --lines --schema PromoteToEnvironmentRequestV1 lines.jsonl
says out "lines.jsonl:3:18"
says out "2 passed, 1 failed, 0 skipped"
what="standard input"
"$program" check - <good.json >out 2>err
if [ $? -eq 0 ]; then pass; else flunk "$what"; fi

expect 1 "JSON Lines with threads" "$program" check --lines --jobs 3 --schema PromoteToEnvironmentRequestV1 lines.jsonl lines.jsonl
says out "4 passed, 2 failed, 0 skipped"
# One document that cannot be judged within the limits is skipped and told; the others have their verdicts.
printf '{"items":{"pattern":"^(a+)+$"}}' >slow.json
printf '["aa"]\n["%s"]\n["c"]\n["a"]\n' aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab >slow.jsonl
for jobs in 1 2; do
    expect 2 "a document beyond the limits, $jobs at once" "$program" check --lines --jobs $jobs --schema slow.json slow.jsonl slow.jsonl
    says err 'slow.jsonl, line 2: not judged: matching a pattern took more than 2000000 steps'
    says out 'slow.jsonl:3:2: /0'
    says out '4 passed, 2 failed, 2 skipped'
done
# A pointer of any length is shown.
awk 'BEGIN { printf "{\""; for (i = 0; i < 100000; i++) printf "k"; print "\":1}" }' >longkey.json
printf '{"additionalProperties":false}' >nokeys.json
expect 1 "a key of 100,000 letters" "$program" check --schema nokeys.json longkey.json
says out '0 passed, 1 failed, 0 skipped'
expect 2 "too many threads" "$program" check --jobs 1000 any.json
expect 2 "no thread" "$program" check --jobs 0 any.json
says err "--jobs 0 would do nothing"
# More than is read at once, with a line that is longer than that, and the fault behind it all.
awk 'BEGIN { for (i = 0; i < 60000; i++) print "{\"deployment_id\":\"d\"}"; printf "{\"deployment_id\":\"";
    for (i = 0; i < 300000; i++) printf "long long "; print "\"}"; print "{\"deployment_id\":null}" }' >long.jsonl
for jobs in 1 2; do
    expect 1 "many lines, $jobs at once" "$program" check --lines --jobs $jobs --schema PromoteToEnvironmentRequestV1 long.jsonl
    says out "long.jsonl:60002:18: /deployment_id: expected a string, seen null"
    says out "60001 passed, 1 failed, 0 skipped"
done

# Findings in every piece: the same ones in the same order, however many look for them and wherever the lines come from.
awk 'BEGIN { for (i = 1; i <= 40000; i++) print i % 20 ? "{\"deployment_id\":\"a deployment among many\"}" : "{\"deployment_id\":" i "}" }' >spread.jsonl
expect 1 "many findings" "$program" check --lines --schema PromoteToEnvironmentRequestV1 spread.jsonl spread.jsonl
says out "76000 passed, 4000 failed, 0 skipped"
cp out alone
for jobs in 2 5; do
    expect 1 "many findings, $jobs at once" "$program" check --lines --jobs $jobs --schema PromoteToEnvironmentRequestV1 spread.jsonl spread.jsonl
    what="the same findings in the same order"
    if cmp -s alone out; then pass; else flunk "$what"; fi
done
what="the same findings in standard input"
"$program" check --lines --jobs 2 --schema PromoteToEnvironmentRequestV1 - spread.jsonl <spread.jsonl | sed "s/^<stdin>/spread.jsonl/" >out
if cmp -s alone out; then pass; else flunk "$what"; fi

expect 1 "JSON for programs" "$program" check --format json bad.json
says out '{"file":"bad.json","line":1,"valid":false,"errors":[{"line":1,"column":133,"instance":"/status","keyword":"enum"'
says out '"evaluation":"/properties/status/$ref/enum"'
says err "0 passed, 1 failed, 0 skipped"
expect 0 "JSON for programs, a line for each" "$program" check --format json good.json good.json
what="nothing but JSON on standard output"
if [ "$(grep -c '^{"file":"good.json","line":1,"valid":true,"warnings":\[\]}$' out)" -eq 2 ]; then pass; else flunk "$what"; fi
expect 1 "annotations of GitHub" "$program" check --format github bad.json
says out "::error file=bad.json,line=1,col="
says out "0 passed, 1 failed, 0 skipped"
expect 1 "the standard's flag" "$program" check --output flag bad.json
says out '{"valid":false}'
expect 1 "the standard's basic" "$program" check --output basic bad.json
says out '"keywordLocation":"/properties/status/$ref/enum","absoluteKeywordLocation":"#/components/schemas/DeploymentStatusV1/enum","instanceLocation":"/status","error":"expected '
# "The canonical URI of the relevant schema resource", whatever the document was fetched by.
mkdir -p elsewhere
echo '{"$id":"https://example.com/canon","properties":{"a":{"type":"string"}},"$defs":{"x":{"$id":"inner","minimum":5}}}' >elsewhere/other.json
echo '{"properties":{"p":{"$ref":"https://r.example/other.json"},"q":{"$ref":"https://example.com/inner"},"s":false}}' >refers.json
echo '{"p":{"a":1},"q":1,"s":1}' >referred.json
expect 1 "basic, in other resources" "$program" check --schema refers.json --resources https://r.example/=elsewhere --output basic referred.json
says out '"keywordLocation":"/properties/p/$ref/properties/a/type","absoluteKeywordLocation":"https://example.com/canon#/properties/a/type"'
says out '"keywordLocation":"/properties/q/$ref/minimum","absoluteKeywordLocation":"https://example.com/inner#/minimum"'
says out '"keywordLocation":"/properties/s","absoluteKeywordLocation":"#/properties/s"'
expect 1 "basic, of what is not JSON" "$program" check --output basic zero.json
says out '"error":"not JSON: '
expect 2 "an output that is not known" "$program" check --output verbose bad.json
says err "--output does not know verbose: it is flag or basic"
expect 2 "a format and an output" "$program" check --output flag --format json bad.json
expect 2 "a format that is another command's" "$program" check --format tap bad.json
says err "--format does not know tap: it is text, json or github"
printf '{"anyOf":[{"type":"null"},{"required":["a"]},{"required":["b","c"]}]}' >branches.json
expect 1 "the nearest branch" "$program" check --schema branches.json any.json
says out 'the nearest is anyOf/1, but there expected the key "a", seen no such key'

printf '{"status":"\033[31mred\nline"}' | sed 's/\n/ /' >hostile.json
expect 1 "hostile text" "$program" check hostile.json
what="no escape sequence reaches the terminal"
if grep -q "$(printf '\033')" out; then flunk "$what"; else pass; fi
closing
