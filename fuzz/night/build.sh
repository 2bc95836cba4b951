# shellcheck shell=sh disable=SC2154,SC2034
# Sourced by nightly: the builds. One that is fast and explores, one with sanitizers that confirms; where what they need is there,
# one with MemorySanitizer, one for AFL++, one that counts what is reached. Without these a night goes on, and says so.
build=$project/build/nightly
fast=$project/build/nightly-fast

# built FOLDER OPTION…
built() {
    folder=$1
    shift
    cmake -S "$project" -B "$folder" -G Ninja -DCMAKE_C_COMPILER=clang -DPC_FUZZ=ON "$@" >"$folder.log" 2>&1 &&
        cmake --build "$folder" -j "$jobs" --target fuzz_targets >>"$folder.log" 2>&1
}

needed() {
    if ! built "$@"; then
        tail -n 20 "$1.log" >&2
        stop 4 "the build failed; its whole output is in $1.log"
    fi
}

# Libraries for which there is no source here would give false reports under MemorySanitizer: rooms.cmake leaves targets out.
ready_memory() {
    cjson=$(find "$project/build/cjson" -maxdepth 2 -name cJSON.c 2>/dev/null | head -n 1)
    [ -n "$cjson" ] || left_out "targets with cJSON under MemorySanitizer: its source is not in build/cjson (fuzz/compare/source build/cjson fetches it)"
    say "building them with MemorySanitizer"
    if built "$project/build/nightly-memory" -DPC_FUZZ_SANITIZERS=memory ${cjson:+"-DPC_FUZZ_CJSON=$cjson"}; then
        memory=$project/build/nightly-memory
    else
        left_out "MemorySanitizer: the build failed, build/nightly-memory.log"
    fi
}

ready_afl() {
    driver=${AFL_PATH:-/usr/lib/afl}/libAFLDriver.a
    if ! command -v afl-clang-fast >/dev/null || ! [ -e "$driver" ]; then
        left_out "AFL++: it is not installed (Debian and Ubuntu: package afl++)"
        return
    fi
    say "building them for AFL++"
    if built "$project/build/nightly-afl" -DCMAKE_C_COMPILER=afl-clang-fast -DCMAKE_CXX_COMPILER=afl-clang-fast++ "-DPC_FUZZ_ENGINE=$driver"; then
        afl=$project/build/nightly-afl
    else
        left_out "AFL++: the build failed, build/nightly-afl.log"
    fi
}

mkdir -p "$project/build"
say "building the targets with sanitizers"
needed "$build"
say "building them without"
needed "$fast" -DPC_FUZZ_SANITIZERS=
ready_memory
ready_afl
if [ -z "$tools_absent" ]; then
    coverage=$project/build/nightly-coverage
    say "building the replay programs so that they count what they reach"
    # ccache would write other paths into what is counted than the files have.
    export CCACHE_BASEDIR=
    needed "$coverage" -DPC_FUZZ=OFF "-DCMAKE_C_FLAGS=-fprofile-instr-generate -fcoverage-mapping"
fi
