#!/bin/sh
# setup_test.sh DIR: do ./run and ./check of DIR set up a machine as they promise? The machine is a folder of stand-in programs,
# so that every kind of machine can be had: bare, without sudo, too old, and one where apt-get works.
set -eu
project=$(cd -- "$1" && pwd -P)
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT
passed=0
failed=0
plain='sh env sed awk cat cut readlink mkdir grep cksum tr tail rm mktemp touch date tee nproc flock chmod mv'

# program NAME: a stand-in, its text from stdin
program() {
    { echo '#!/bin/sh' && cat; } >"$lab/bin/$1"
    chmod +x "$lab/bin/$1"
}

# machine UID: a bare one, with a clone on it
machine() {
    rm -rf "${lab:?}/bin" "$lab/a clone" "$lab/elsewhere" "$lab/calls"
    mkdir -p "$lab/bin" "$lab/a clone/cmake" "$lab/elsewhere"
    cp "$project/run" "$project/check" "$lab/a clone/"
    cp "$project/cmake/setup.sh" "$lab/a clone/cmake/"
    for tool in $plain; do
        path=$(command -v "$tool") && ln -s "$path" "$lab/bin/$tool"
    done
    echo "echo $1" | program id
    : >"$lab/calls"
}

# with_tools [CMAKE-VERSION [CTEST'S-LAST-WORD [PRESET-THAT-FAILS]]]: cmake "builds" a promotecheck that tells its arguments
with_tools() {
    for tool in ninja gcc pkg-config clang clang-format-14 clang-tidy-14; do
        echo 'exit 0' | program "$tool"
    done
    program cmake <<STUB
case "\$*" in
--version) echo "cmake version ${1:-3.25.1}" ;;
--build*)
    printf 'echo "in \$(pwd), with:"; printf "<%%s>" "\$@"; exit 7\n' >"\$2/it"
    { echo '#!/bin/sh'; cat "\$2/it"; } >"\$2/promotecheck"
    chmod +x "\$2/promotecheck" ;;
--workflow*)
    echo "workflow \$3" >>"$lab/calls"
    echo "${2:-100% tests passed, 0 tests failed out of 20}"
    echo "7/20 Test #7: it ...***Skipped"
    [ "\$3" != "${3:-none}" ] ;;
*) touch "\$6/build.ninja" ;;
esac
STUB
}

# apt-get that works: it brings the tools
with_apt() {
    with_tools
    mkdir "$lab/store"
    for tool in ninja gcc pkg-config clang clang-format-14 clang-tidy-14 cmake; do
        mv "$lab/bin/$tool" "$lab/store/"
    done
    echo 'exit 0' | program apt-cache
    program apt-get <<STUB
echo "apt-get \$*" >>"$lab/calls"
case "\$*" in
*install*) mv "$lab/store/"* "$lab/bin/" ;;
esac
STUB
}

# try COMMAND…: from another folder, with nothing but the machine's programs, without a terminal
try() {
    status=0
    output=$(cd "$lab/elsewhere" && PATH="$lab/bin" HOME="$lab" "$@" 2>&1 </dev/null) || status=$?
}

expect() {
    if [ "$status" = "$2" ] && printf '%s\n' "$output" | grep -qF -- "$3"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s: exit %s, expected %s and "%s":\n%s\n' "$1" "$status" "$2" "$3" "$output"
    fi
}

run="$lab/a clone/run"
check="$lab/a clone/check"

machine 1000
try "$run"
expect "a bare machine without apt-get" 2 \
    'missing on this machine: cmake ninja-build gcc libc6-dev pkg-config libcurl4-openssl-dev libssl-dev libcjson-dev libpcre2-dev libidn2-dev'
try "$check"
expect "a bare machine, ./check" 2 'libcmocka-dev clang libclang-rt-dev'

machine 1000
echo "echo forbidden >>'$lab/calls'; exit 100" | program apt-get
try "$run"
expect "a user without sudo is told what to type" 2 '  apt-get update && apt-get install -y cmake ninja-build gcc'
echo 'exit 1' | program sudo
try "$run"
expect "a user whom sudo refuses is told what to type" 2 '  apt-get update && apt-get install -y cmake ninja-build gcc'
[ -s "$lab/calls" ] && status="apt-get was called"
expect "apt-get was left alone" 2 ''

machine 0
echo 'exit 100' | program apt-get
echo 'exit 100' | program apt-cache
try "$run"
expect "an apt-get that fails" 2 'apt-get could not install the packages above'

machine 0
with_tools 3.22.1
try "$run"
expect "an old cmake" 2 'cmake 3.22 is too old: 3.25 or newer is needed'

machine 0
with_apt
try "$run" list 'a b' '' '*'
expect "the first ./run: arguments verbatim, exit status passed on" 7 '<list><a b><><*>'
expect "the user's folder stays" 7 "in $lab/elsewhere, with:"
expect "what is installed is said" 7 'installing with apt-get: cmake ninja-build gcc libc6-dev pkg-config'
output=$(cat "$lab/calls") && status=0
expect "package lists are read first" 0 'apt-get -q -y -o DPkg::Lock::Timeout=300 update'
: >"$lab/calls"
try "$run"
expect "the second ./run judges the mock" 7 '<server>'
[ "$output" = "in $lab/elsewhere, with:
<server>" ] || status="$status, and not silent"
expect "the second ./run says nothing of its own" 7 ''
[ -s "$lab/calls" ] && status="apt-get was called"
expect "the second ./run installs nothing" 7 ''

machine 0
with_tools
try "$check"
expect "./check, all well" 0 'everything passed'
expect "./check counts the tests of every preset" 0 '57 passed, 0 failed, 3 skipped'
output=$(tr '\n' ' ' <"$lab/calls")
expect "./check loops the workflows" 0 'workflow dev workflow clang workflow asan '

machine 0
with_tools 3.30.0 '90% tests passed, 2 tests failed out of 20' clang
try "$check"
expect "./check stops at the preset that fails" 1 'preset clang FAILED'
expect "./check tells the failed tests" 1 '34 passed, 4 failed, 2 skipped'
output=$(tr '\n' ' ' <"$lab/calls")
[ "$output" = 'workflow dev workflow clang ' ] || status="$status, and went on"
expect "./check goes no further" 1 ''

echo "setup_test: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
