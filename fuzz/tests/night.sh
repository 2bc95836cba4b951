# shellcheck shell=sh disable=SC2154,SC2034
# Sourced by the tests of the nightly: builds that look like whole ones, nights in them, and what their reports say. $sources is
# the folder fuzz/, $built a build's one.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
launch=

# build NAME PROGRAM: a folder that looks like a build with one target
build() {
    mkdir -p "$scratch/$1/fuzz" "$scratch/$1/regress/fuzz_promote_codec"
    cp "$built/json.dict" "$scratch/$1/fuzz/"
    grep '^fuzz_promote_codec	' "$built/targets.txt" | sed "s|\$|	$scratch/$1/regress/fuzz_promote_codec|" >"$scratch/$1/fuzz/targets.txt"
    ln -s "$2" "$scratch/$1/fuzz/fuzz_promote_codec"
    ln -s "$built/replay_fuzz_promote_codec" "$scratch/$1/fuzz/"
}

# replay NAME COMMAND: in that build, the replay is a command of the shell
replay() {
    rm "$scratch/$1/fuzz/replay_fuzz_promote_codec"
    printf '#!/bin/sh\n%s\n' "$2" >"$scratch/$1/fuzz/replay_fuzz_promote_codec"
    chmod +x "$scratch/$1/fuzz/replay_fuzz_promote_codec"
}

night() {
    name=$1
    shift
    $launch "$sources/nightly" --build "$scratch/$name" --jobs 1 --work "$scratch/$name/work" --regress "$scratch/$name/regress" \
        --report "$scratch/$name/report" "$@"
}

expect() {
    if [ "$2" != "$3" ]; then
        echo "FAILED: $1: '$2', expected '$3'"
        failed=1
    fi
}

# value FIELD FILE: the first number, word or text that a field has in results.json
value() {
    sed -n "s/.*\"$1\":\\(\"[^\"]*\"\\|[0-9a-z]*\\).*/\\1/p" "$2" | head -n 1
}
