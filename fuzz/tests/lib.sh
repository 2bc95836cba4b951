# shellcheck shell=sh
# Sourced by the tests of fuzz targets: a folder of their own, and a way to run a target so that the same seed repeats
# exactly: AddressSanitizer's addresses go into libFuzzer's hashes, so nothing may scatter them. The environment, the
# program's path and its arguments stand on the stack, above everything else there: they are always the same. Nor may the
# engine read its own corpus again (-reload) or empty the allocator (-purge_allocator_interval), which it does by the clock.
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
steady=
if setarch "$(uname -m)" -R true 2>/dev/null; then
    steady="setarch $(uname -m) -R"
fi

# fuzz TARGET OPTION… [FOLDER…]: runs it on a corpus that begins empty, or with what is in the folders, to which nothing is
# written: the engine writes to the first one. Paths are absolute. Its output is in $scratch/log.
fuzz() {
    ln -sf "$1" "$scratch/target"
    shift
    rm -rf "$scratch/corpus"
    mkdir "$scratch/corpus"
    # shellcheck disable=SC2086
    (cd "$scratch" && exec env -i PATH=/usr/local/bin:/usr/bin:/bin ${CODEC_COMMAND:+CODEC_COMMAND="$CODEC_COMMAND"} \
        ASAN_OPTIONS=exitcode=99:detect_leaks=1 UBSAN_OPTIONS=exitcode=99 $steady ./target -artifact_prefix=./ \
        -max_len=2048 -reload=0 -purge_allocator_interval=-1 -timeout=20 -rss_limit_mb=2000 corpus "$@") >"$scratch/log" 2>&1
}
