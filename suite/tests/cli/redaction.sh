#!/bin/sh
# A server says the key in every way, in each answer: no report, nothing on the console, holds any of them.
#   redaction.sh PROGRAM SOURCE_DIR LIVE_PEER
. "$(dirname "$0")/lib.sh"
peer=$3

# squeeze FILE…: without what a report puts between the bytes of a text: escapes, quotes, line ends.
squeeze() {
    cat "$@" | tr -d '\\\n\r\t "'
}
# decoded FILE: what a report keeps as base64.
decoded() {
    grep -o '"base64": "[^"]*"' "$1" | sed 's/.*: "//; s/"$//' | sort -u | while read -r text; do
        printf '%s' "$text" | base64 -d
        echo
    done
}
# holds_no FILE: none of the spellings, in any letter case.
holds_no() {
    squeeze "$1" >squeezed
    if [ -s squeezed ]; then pass; else flunk "$what: $1 is empty"; fi
    if grep -qiFf patterns squeezed; then
        while IFS="$(printf '\t')" read -r name text; do
            needle=$(printf '%s' "$text" | squeeze -)
            ! grep -qiF -- "$needle" squeezed || flunk "$what: $1 holds the key: $name"
        done <needles
    else
        pass
    fi
}

start_server "$peer" --echo spellings
PROMOTECHECK_API_KEY=$key
export PROMOTECHECK_API_KEY
# The ends of a base64 text hold bits of their neighbours: what is in between is looked for. Nor may half of it stand
# anywhere.
sed 's/^\(base64[^	]*	\)....\(.*\)....$/\1\2/' spellings >needles
half=${key#???????????????}
printf 'half\t%s\nother half\t%s\n' "$half" "${key%"$half"}" >>needles
cut -f 2 needles | tr -d '\\\r\t "' >patterns
what="what is looked for is found where it stands"
cp spellings planted
if squeeze planted | grep -qiFf patterns; then pass; else flunk "$what"; fi
what="there is something to look for"
if [ "$(wc -l <needles)" -ge 12 ]; then pass; else flunk "$what"; fi

for format in text tap github; do
    : >summary
    rm -rf reports
    expect 1 "--format $format" env GITHUB_STEP_SUMMARY=summary "$program" server --url "$url" $names --format "$format" -v
    decoded reports/results.json >decoded_bytes
    for artefact in out reports/results.json reports/junit.xml decoded_bytes; do
        holds_no "$artefact"
    done
    [ "$format" != github ] || holds_no summary
    if [ -s err ]; then flunk "$what: something on standard error"; else pass; fi
    what="--format $format shows that something was there"
    says out "[redacted]"
    says reports/results.json "[redacted]"
    says reports/junit.xml "[redacted]"
done
what="the command lines take the key from the environment"
says reports/results.json 'Authorization: Api-Key '
says reports/results.json 'PROMOTECHECK_API_KEY'

# The key is read where the user says, and is no less secret there.
expect 1 "--key-env" env -u PROMOTECHECK_API_KEY OTHER_KEY="$key" "$program" server --url "$url" $names --key-env OTHER_KEY \
    --run 'server/response/**'
for artefact in out reports/results.json reports/junit.xml; do
    holds_no "$artefact"
done
expect 2 "--key-env names nothing" "$program" server --url "$url" $names --key-env NO_SUCH_KEY

# Errors say what the peer is called; a password in a URL is not repeated, nor is a key that cannot be used.
expect 2 "a password in the URL" "$program" server --url "http://user:$key@127.0.0.1:9" $names
for artefact in err reports/results.json reports/junit.xml; do
    holds_no "$artefact"
done
expect 2 "the key as a path" env PROMOTECHECK_API_KEY="$key with a space" "$program" server --url "$url" $names
holds_no err
expect 3 "the key as the server's name" "$program" server --url "http://$key.invalid:9" $names
holds_no err
holds_no reports/results.json
expect 0 "a dry run of it" "$program" server --url "http://127.0.0.1:9/$key" $names --dry-run --run 'server/auth/**'
holds_no out
closing
