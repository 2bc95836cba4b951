#!/bin/sh
# Each command of the README's sh blocks, run as it stands: `./run` is the program, the server is a mock.
. "$(dirname "$0")/lib.sh"
source_dir=$2

ln -s "$source_dir/corpus" corpus
printf '#!/bin/sh\n[ $# -gt 0 ] || set -- server\nexec "%s" "$@"\n' "$program" >run
chmod +x run
printf '{"deployment_id":"w604592"}\n' >request.json
head -n 1 corpus/documents/valid_plain.json >instance.json
printf '{"type":"object"}' >schema.json
cp corpus/documents/valid_plain.json deployment.json
tr -d '\n' <corpus/documents/valid_plain.json >deployments.jsonl

start_mock
sed -n '/^```sh$/,/^```$/p' "$source_dir/README.md" | grep -v '^```' | sed "s|http://127.0.0.1:8080|$url|" >commands
what="README.md has commands"
if [ "$(wc -l <commands)" -ge 10 ]; then pass; else flunk "$what"; fi
while read -r command; do
    case $command in
    ./check) continue ;; # it runs this test
    export\ *) eval "$command" && continue ;;
    esac
    printf '%s\n' "$command" >one.sh
    expect 0 "$command" sh one.sh
done <commands

# What the README shows of a finding is what the program says.
start_mock --fault created_at-offset-no-colon
expect 1 "the finding" "$program" server --url "$url" $names --run 'server/response/**'
sed -n '/^FAIL  server/,/seen /p' "$source_dir/README.md" | grep -v repeat >shown
while read -r line; do
    says out "$line"
done <shown
expect 0 "the sample report is valid by its schema" "$program" check \
    --schema "$source_dir/schemas/results.schema.json" "$source_dir/reports/sample/results.json"
closing
