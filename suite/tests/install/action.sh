#!/bin/sh
# Every YAML file and block is YAML, and the steps of the GitHub action do what a user of it expects.
# action.sh PROGRAM SOURCE_DIR
tests=$(cd "$(dirname "$0")" && pwd)
. "$tests/../cli/lib.sh"
source_dir=$2
for tool in python3 bash; do
    command -v "$tool" >/dev/null || { echo "skipped: there is no $tool here"; exit 77; }
done

python3 "$tests/yaml_files.py" "$source_dir" >out 2>err
status=$?
[ "$status" -ne 77 ] || { cat out; exit 77; }
what="the YAML files"
if [ "$status" -eq 0 ]; then pass; else flunk "$what"; fi

# The action's folder, where ./run is the program that was built.
mkdir "an action"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$program" >"an action/run"
chmod +x "an action/run"

# act STATUS WHAT VARIABLE=VALUE…: all steps, as the service runs them.
act() {
    wanted=$1 what=$2 got=0
    shift 2
    for step in step.*.sh; do
        env GITHUB_ACTION_PATH="$PWD/an action" GITHUB_STEP_SUMMARY="$PWD/summary.md" PC_URL= PC_MODEL= PC_ENV= \
            PC_DEPLOYMENT= PC_ARGS= PC_REPORT_DIR=reports "$@" bash --noprofile --norc -eo pipefail "$step" \
            >out 2>err </dev/null || { got=$?; break; }
    done
    if [ "$got" -eq "$wanted" ]; then pass; else flunk "$what: exit status $got, not $wanted"; fi
}

act 0 "the embedded mock"
says summary.md passed
act 0 "a directory with a space" PC_REPORT_DIR="my reports"
if [ -s "my reports/junit.xml" ]; then pass; else flunk "no junit.xml where it was wanted"; fi
act 2 "an option that is not there" PC_ARGS="--strict --no-such-option"
says err "no option --no-such-option"
start_mock --fault wrong-model_id
act 1 "a server with a fault" PROMOTECHECK_API_KEY="$key" PC_URL="$url" PC_MODEL=wdlgzjk3 PC_ENV=staging \
    PC_DEPLOYMENT=w604592 PC_ARGS="--run server/promote/model_id --strict"
says out "::error"
act 2 "an input that looks like a command" PC_URL='$(touch taken)' PROMOTECHECK_API_KEY="$key" PC_MODEL=m PC_ENV=e \
    PC_DEPLOYMENT=d
if [ -e taken ]; then flunk "an input was taken for a command"; else pass; fi
closing
