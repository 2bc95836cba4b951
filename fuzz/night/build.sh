# shellcheck shell=sh disable=SC2154
# Sourced by nightly: the builds: one that is fast and explores, one with sanitizers that
# confirms, one that counts what is reached.
build=$project/build/nightly
fast=$project/build/nightly-fast
ready() {
    folder=$1
    shift
    if ! cmake -S "$project" -B "$folder" -G Ninja -DCMAKE_C_COMPILER=clang -DPC_FUZZ=ON "$@" >"$folder.log" 2>&1 ||
        ! cmake --build "$folder" -j "$jobs" --target fuzz_targets >>"$folder.log" 2>&1; then
        tail -n 20 "$folder.log" >&2
        stop 4 "the build failed; its whole output is in $folder.log"
    fi
}
mkdir -p "$project/build"
say "building the targets with sanitizers"
ready "$build"
say "building them without"
ready "$fast" -DPC_FUZZ_SANITIZERS=
if [ -z "$tools_absent" ]; then
    coverage=$project/build/nightly-coverage
    say "building the replay programs so that they count what they reach"
    # ccache would write other paths into what is counted than the files have.
    export CCACHE_BASEDIR=
    ready "$coverage" -DPC_FUZZ=OFF "-DCMAKE_C_FLAGS=-fprofile-instr-generate -fcoverage-mapping"
fi
