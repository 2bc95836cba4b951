#!/bin/sh
# threads.c and the rooms that it stands on, built under ThreadSanitizer and run.
# tsan.sh SOURCE_DIR BUILD_DIR CC
set -eu
source_dir=$1 build_dir=$2 cc=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'int main(void) { return 0; }\n' >"$folder/probe.c"
if ! "$cc" -fsanitize=thread "$folder/probe.c" -o "$folder/probe" 2>/dev/null || ! "$folder/probe"; then
    echo "this compiler has no ThreadSanitizer, or it does not run here"
    exit 77
fi
set --
for room in base scan json pattern registry format schema; do
    set -- "$@" -I"$source_dir/suite/$room/include" "$source_dir/suite/$room"/*.c
done
# shellcheck disable=SC2046
"$cc" -std=c17 -D_POSIX_C_SOURCE=200809L -fsanitize=thread -O1 -g -pthread "$@" "$build_dir"/suite/pc_meta_schema_*.c \
    "$source_dir/suite/tests/library/threads.c" -o "$folder/threads" \
    $(pkg-config --cflags --libs libpcre2-8 libidn2)
"$folder/threads"
