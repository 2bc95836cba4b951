#!/bin/bash
# distributed.sh PROJECT: does .clusterfuzzlite/build.sh keep the contract of OSS-Fuzz and ClusterFuzzLite? It runs as in their
# containers, with the archive of libFuzzer and then with the driver of AFL++, and what it made has to stand and run in another place.
set -eu
project=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
# AddressSanitizer before clang 18 dies at random where the kernel scatters addresses widely.
steady=()
if setarch "$(uname -m)" -R true 2>/dev/null; then
    steady=(setarch "$(uname -m)" -R)
fi

fail() {
    echo "FAILED: $*"
    failed=1
}

export CC=clang CXX=clang++ SANITIZER=address SRC="$scratch/src" WORK="$scratch/work" OUT="$scratch/made"
export CFLAGS="-O1 -fno-omit-frame-pointer -gline-tables-only -fsanitize=address -fsanitize-address-use-after-scope -fsanitize=fuzzer-no-link"
export CXXFLAGS=$CFLAGS
mkdir -p "$SRC" "$WORK"

# made_by ENGINE: builds, and moves what was made to $there
made_by() {
    export LIB_FUZZING_ENGINE=$1
    rm -rf "$OUT"
    (cd "$project" && "${steady[@]}" bash .clusterfuzzlite/build.sh) >"$scratch/log" 2>&1 || {
        tail -n 30 "$scratch/log"
        fail "build.sh with $1"
        exit 1
    }
    there=$scratch/elsewhere
    rm -rf "$there"
    mv "$OUT" "$there"
}

# run TARGET ARGUMENT…: from the root, without an environment; its output in $scratch/out
run() {
    name=$1
    shift
    (cd / && exec "${steady[@]}" env -i ASAN_OPTIONS=detect_leaks=0 "$there/$name" "$@") >"$scratch/out" 2>&1
}

unpack() {
    rm -rf "$scratch/seeds"
    mkdir "$scratch/seeds"
    (cd "$scratch/seeds" && cmake -E tar xf "$there/$1_seed_corpus.zip")
    files=$(find "$scratch/seeds" -type f | wc -l)
    empty=$(find "$scratch/seeds" -type f -size 0 | wc -l) # which engines try anyway, or not at all
}

targets=
for source in "$project"/fuzz/fuzz_*.c; do
    target=${source##*/}
    target=${target%.c}
    # Jansson cannot be instrumented, and is not part of what is tested.
    [ "$target" = fuzz_differential ] || targets="$targets $target"
done

# Theirs is an archive; clang's own stands where its run-time libraries do, and Debian's libfuzzer-14-dev has one too.
engine=$(clang -print-file-name="libclang_rt.fuzzer-$(uname -m).a")
[ -e "$engine" ] || engine=-fsanitize=fuzzer
made_by "$engine"
for target in $targets; do
    [ -x "$there/$target" ] || { fail "no $target" && continue; }
    case $target in *[!A-Za-z0-9_-]*) fail "the name $target" ;; esac
    # Their check of a build: it starts, has enough edges, and a sanitizer.
    run "$target" -seed=1337 -runs=4 || fail "$target does not start: $(tail -n 3 "$scratch/out")"
    edges=$(sed -n 's/.*Loaded 1 modules *(\([0-9]*\) inline.*/\1/p' "$scratch/out")
    [ "${edges:-0}" -ge 100 ] || fail "$target has ${edges:-no} edges"
    nm "$there/$target" | grep -q __asan_report || fail "$target has no sanitizer"
    grep -qx '\[libfuzzer\]' "$there/$target.options" || { fail "$target.options" && continue; }
    options=$(sed -n 's/^\([a-z_]*\) = \([0-9]*\)$/-\1=\2/p' "$there/$target.options")
    # shellcheck disable=SC2086
    run "$target" $options -runs=4 || fail "$target does not take its options"
    ! grep 'WARNING: unrecognized' "$scratch/out" || fail "$target has an option that the engine does not know"
    dictionary=$(sed -n 's/^dict = //p' "$there/$target.options")
    if [ -n "$dictionary" ]; then
        run "$target" -dict="$there/$dictionary" -runs=4 || fail "$target does not take its dictionary"
    fi
    # Every seed of the project is in it, and the engine takes each in.
    if [ -e "$there/${target}_seed_corpus.zip" ]; then
        unpack "$target"
        run "$target" -runs=0 "$scratch/seeds" || fail "$target on its seeds"
        taken=$(sed -n 's/.*seed corpus: files: \([0-9]*\) .*/\1/p' "$scratch/out")
        [ "${taken:-0}" -gt 0 ] || fail "$target takes no seeds"
        [ "${taken:-0}" -eq $((files - empty)) ] || fail "$target takes ${taken:-none} of $files seeds"
        if [ -d "$project/corpus/seeds/$target" ]; then
            own=$(find "$project/corpus/seeds/$target" -type f | wc -l)
            [ "$files" -ge "$own" ] || fail "$files of the $own seeds of $target are packed"
        fi
    else
        [ ! -d "$project/corpus/seeds/$target" ] || fail "no seeds of $target"
    fi
    # What the containers do not have comes along.
    env -i ldd "$there/$target" | awk '{ print $1, $3 }' | while read -r library path; do
        case $library in
        linux-vdso* | */ld-linux* | libc.so* | libm.so* | libgcc_s.so* | libstdc++.so* | libpthread.so* | libdl.so* | librt.so* | libresolv.so*) ;;
        *) [ "$path" = "$there/lib/${path##*/}" ] || echo "$library" ;;
        esac
    done >"$scratch/out"
    [ ! -s "$scratch/out" ] || fail "$target needs $(tr '\n' ' ' <"$scratch/out")"
done
[ ! -e "$there/fuzz_differential" ] || fail "fuzz_differential is no target for them"
[ -e "$there/fuzz_json_reader.dict" ] || fail "no dictionary"

# Another engine: AFL++'s driver, or where that is not installed an archive with a main of its own. Neither knows libFuzzer.
driver=${AFL_PATH:-/usr/lib/afl}/libAFLDriver.a
if command -v afl-clang-fast >/dev/null && [ -e "$driver" ]; then
    export CC=afl-clang-fast CXX=afl-clang-fast++ AFL_QUIET=1 CFLAGS="-O1 -gline-tables-only -fsanitize=address"
    export CXXFLAGS=$CFLAGS
    rm -rf "$WORK" && mkdir "$WORK" # another compiler
    told='^Execution successful'
else
    driver=$scratch/engine.a told='^/'
    $CC -std=c17 -D_POSIX_C_SOURCE=200809L -c "$project/fuzz/replay_main.c" -o "$scratch/replay.o"
    ar rc "$driver" "$scratch/replay.o"
fi
made_by "$driver"
for target in $targets; do
    [ -x "$there/$target" ] || { fail "no $target with another engine" && continue; }
    [ -e "$there/${target}_seed_corpus.zip" ] || continue
    unpack "$target"
    run "$target" "$scratch/seeds"/* || fail "$target with another engine: $(tail -n 3 "$scratch/out")"
    ran=$(grep -c "$told" "$scratch/out") || :
    [ "$ran" -ge $((files - empty)) ] && [ "$ran" -gt 0 ] || fail "$target with another engine ran $ran of $files seeds: $(tail -n 1 "$scratch/out")"
done
exit "$failed"
