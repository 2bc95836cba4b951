#!/bin/sh
# `PROMOTECHECK_URL=… ctest -L conformance` judges a server case by case, by the tests that the build found.
# under_ctest.sh PROGRAM SOURCE_DIR CTEST BUILD_DIR_OF_THE_CASES
. "$(dirname "$0")/lib.sh"
ctest=$3
# A tree of our own, so that the logs of whoever runs this test stay as they are.
printf 'subdirs("%s")\n' "$4" >CTestTestfile.cmake

# says_line PATTERN: a line of the last command's output is like it.
says_line() {
    if grep -q -- "$1" out; then pass; else flunk "$what: no line like: $1"; fi
}

cases() {
    env PROMOTECHECK_URL="$url" PROMOTECHECK_MODEL=wdlgzjk3 PROMOTECHECK_ENV=staging \
        PROMOTECHECK_DEPLOYMENT=w604592 PROMOTECHECK_API_KEY="$key" \
        "$ctest" -L '^conformance$' --output-junit junit.xml "$@"
}
some='^(conformance/run|server/promote/model_id|server/response/content-type|server/promote/second-environment)$'

start_mock --fault wrong-model_id
expect 8 "a server with a fault" cases -R "$some"
says_line 'server/promote/model_id .*\*\*\*Failed'
says_line 'server/response/content-type .* Passed'
says_line 'server/promote/second-environment .*Skipped'
says junit.xml 'name="server/promote/model_id"'

# Any option of the server can be given so, but none that would leave the cases without a verdict.
PROMOTECHECK_SKIP=server/promote/model_id PROMOTECHECK_DRY_RUN=1 expect 0 "an option by its variable" cases -R "$some"
says_line 'server/promote/model_id .*Skipped'
says_line 'server/response/content-type .* Passed'

stop_mock
expect 8 "a server that is gone" cases -R "$some"
says_line 'conformance/run .*\*\*\*Failed'
if grep -q 'server/response/content-type .* Passed' out; then flunk "an old verdict was read"; else pass; fi

# A semicolon, which separates the elements of CMake's lists, belongs to the value.
expect 8 "a file name with a semicolon" env PROMOTECHECK_SPEC='no;such.json' PROMOTECHECK_API_KEY="$key" \
    PROMOTECHECK_URL=http://127.0.0.1:1 PROMOTECHECK_MODEL=m PROMOTECHECK_ENV=e PROMOTECHECK_DEPLOYMENT=d \
    "$ctest" -R '^conformance/run$' --output-on-failure
says_line 'no;such.json'

# Without a server, each case has a mock of its own.
url=
expect 0 "no server" cases -R '^server/promote/model_id$'
says_line 'server/promote/model_id .* Passed'
expect 0 "every case has a test" "$ctest" -N -L '^conformance$'
"$program" list --json | grep -o '"id": *"server/[^"]*"' | sed 's/.*"\(server[^"]*\)"/\1/' | sort >listed
grep -o 'server/[^ ]*$' out | sort >tests
if [ -s listed ] && cmp -s listed tests; then pass; else flunk "the tests are not the cases of list"; fi
closing
