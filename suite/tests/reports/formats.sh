#!/bin/sh
# Every format tells of one run what results.json tells, and of a run that never began why.
# formats.sh PROGRAM SOURCE_DIR
tests=$(cd "$(dirname "$0")" && pwd)
. "$tests/../cli/lib.sh"
unset GITHUB_STEP_SUMMARY
export PYTHONDONTWRITEBYTECODE=1

# judge FORMAT [OPTION…]
judge() {
    format=$1
    shift
    # shellcheck disable=SC2086
    PROMOTECHECK_API_KEY=$key "$program" server --url "$url" $names --report-dir r --format "$format" "$@"
}

start_mock --fault wrong-model_id --fault wrong-type-autoscaling_settings.scale_down_delay --fault no-observation
expect 1 "TAP" judge tap --strict
mv out run.tap
mv r/results.json of_tap.json
expect 1 "GitHub without a summary" judge github --strict
mv out run.github
export GITHUB_STEP_SUMMARY=summary.md
printf 'of another step\n' >summary.md
expect 1 "GitHub with a summary" judge github --strict
says summary.md "of another step"
sed -i 1d summary.md
unset GITHUB_STEP_SUMMARY
if command -v python3 >/dev/null; then
    expect 0 "the reports agree" python3 "$tests/agree.py" of_tap.json run.tap r/results.json r/junit.xml run.github summary.md
fi
if command -v xmllint >/dev/null; then
    expect 0 "junit.xml is valid by its schema" xmllint --noout --schema "$tests/junit.xsd" r/junit.xml
fi

GITHUB_STEP_SUMMARY=no/such/folder expect 0 "a summary that cannot be written" judge github --run 'server/http/**'
says err "warning: the step has no summary, for GITHUB_STEP_SUMMARY no/such/folder cannot be appended to"
GITHUB_STEP_SUMMARY=no/such/folder expect 1 "the same where something was found" judge github
says out "::error title=server/"
GITHUB_STEP_SUMMARY=unwanted.md expect 1 "a summary that nobody asked for" judge text
if [ -e unwanted.md ]; then flunk "--format text wrote a summary"; else pass; fi

expect 2 "a pattern without a match" judge tap --run server/no/such
says out "Bail out! "
says r/junit.xml '<error message='
expect 2 "the same for GitHub" judge github --run server/no/such
says out "::error title=promotecheck::"
stop_mock
expect 3 "a server that is gone, as text" judge text
what="one reason for all cases stands there once, and junit.xml names each of them"
if [ "$(grep -c '^ERROR [0-9]* cases, from server/response/answered on$' out)" -eq 1 ] &&
    [ "$(grep -c '^ERROR\|^ *reason ' out)" -eq 2 ] && [ "$(grep -c '<testcase' r/junit.xml)" -gt 100 ]; then
    pass
else
    flunk "$what"
fi
expect 3 "a server that is gone" judge tap
says out "Bail out! "
says r/junit.xml 'name="run"'
expect 2 "a format that is not there" judge tip
says err 'tap'
closing
