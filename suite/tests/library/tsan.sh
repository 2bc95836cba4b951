#!/bin/sh
# threads.c and the rooms that it stands on, built under ThreadSanitizer and run.
# tsan.sh SOURCE_DIR BUILD_DIR CC
set -eu
source_dir=$1 build_dir=$2 cc=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
printf 'int main(void) { return 0; }\n' >"$scratch/probe.c"
if ! "$cc" -fsanitize=thread "$scratch/probe.c" -o "$scratch/probe" 2>/dev/null || ! "$scratch/probe"; then
    echo "this compiler has no ThreadSanitizer, or it does not run here"
    exit 77
fi
set --
for room in base scan json pattern registry format schema; do
    for folder in "$source_dir/suite/$room" "$source_dir/suite/$room"/*/; do
        set -- "$@" -I"$folder"
        for file in "$folder"/*.c; do
            [ ! -e "$file" ] || set -- "$@" "$file"
        done
    done
done
# shellcheck disable=SC2046
"$cc" -std=c17 -D_POSIX_C_SOURCE=200809L -fsanitize=thread -O1 -g -pthread "$@" "$build_dir"/suite/pc_meta_schema_*.c \
    "$source_dir/suite/tests/library/threads.c" -o "$scratch/threads" \
    $(pkg-config --cflags --libs libpcre2-8 libidn2)
"$scratch/threads"
