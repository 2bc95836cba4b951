#!/bin/sh
# Does docs.sh see what it is there to see? A page without a fault passes; each page with one is refused.
# docs_selftest.sh PROGRAM SOURCE_DIR BUILD_DIR CMAKE CTEST
. "$(dirname "$0")/lib.sh"
docs=$(cd "$(dirname "$0")" && pwd)/docs.sh
page=$PWD/page.md

# tried WANTED WHAT: docs.sh on the page of standard input.
tried() {
    cat >"$page"
    what=$2
    sh "$docs" "$program" "$source_dir" "$build_dir" "$cmake" "$ctest" -- "$page" >out 2>err </dev/null
    got=$?
    if [ "$got" -eq "$1" ]; then pass; else flunk "$what: exit status $got, not $1"; fi
}
source_dir=$2 build_dir=$3 cmake=$4 ctest=$5

tried 0 "a page without a fault" <<'END'
```sh
./run list --run server/auth/missing
./run no-such-command   # exit status 2
cmake --workflow --preset dev
ctest --preset dev -L '^unit$'
./run mock --port 8080 --fault status-201 &
export PROMOTECHECK_API_KEY=mockkey1.QmFzZXRlbi1pcy1tb2NrZWQ
./run server --url http://127.0.0.1:8080 --model wdlgzjk3 \
    --env staging --deployment w604592 --run server/response/status   # exit status 1
```
```text
FAIL  server/response/status …
…
0 passed, 1 failed, 0 skipped
```
```yaml
- run: ./run list
```
END

tried 1 "a command that fails" <<'END'
```sh
./run explain no/such/case
```
END
tried 1 "a command that should fail and does not" <<'END'
```sh
./run list   # exit status 1
```
END
tried 1 "a text that nobody printed" <<'END'
```sh
./run --version
```
```text
promotecheck 99
```
END
tried 1 "printed lines in another order" <<'END'
```sh
printf 'one\ntwo\nthree\n'
```
```text
two
one
```
END
tried 1 "a command of a workflow that fails" <<'END'
```yaml
- run: ./run server --no-such-option
```
END
tried 1 "a preset that is not there" <<'END'
```sh
cmake --workflow --preset nightly
```
END
tried 1 "tests that are not there" <<'END'
```sh
ctest --preset dev -L '^no-such-label$'
```
END
tried 1 "a kind of block that nobody tries" <<'END'
```console
./run --version
```
END
tried 1 "a link to nowhere" <<'END'
[the plan](no/such/page.md)
END
closing
