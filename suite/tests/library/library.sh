#!/bin/sh
# The installed library: the example in use/ is built against it by CMake's package and by pkg-config, and run.
# library.sh PROGRAM SOURCE_DIR BUILD_DIR CMAKE CC
tests=$(cd "$(dirname "$0")" && pwd)
. "$tests/../cli/lib.sh"
source_dir=$2 build_dir=$3 cmake=$4 cc=$5
expect 0 "installing" "$cmake" --install "$build_dir" --prefix "$PWD/prefix"
# It is found wherever it lies.
mv prefix moved
prefix=$PWD/moved
printf '{"properties":{"when":{"format":"date-time"},"n":{"$ref":"#/$defs/n"}},"$defs":{"n":{"minimum":1,"pattern":"^a"}}}' >schema.json
printf '{"when":"2026-01-02T03:04:05Z","n":1}' >good.json
printf '{"when":"yesterday",\n "n":0}' >bad.json
printf '{"a":' >broken.json

try() { # PROGRAM
    expect 0 "the example takes a valid document" "$1" schema.json good.json
    expect 1 "the example refuses another" "$1" schema.json good.json bad.json
    says out 'bad.json:1:9: /when: expected an RFC 3339 date-time, seen the string "yesterday"'
    says out 'bad.json:2:6: /n: expected a number of at least 1, seen the number 0'
    expect 1 "the example refuses what is no JSON" "$1" schema.json broken.json
    says out 'broken.json: not JSON: the text ends inside an array or object'
    expect 1 "the example tells of a schema that is not there" "$1" nowhere.json good.json
    says err nowhere.json
}

expect 0 "CMake finds the package" "$cmake" -S "$tests/use" -B by-cmake -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$cc"
expect 0 "CMake builds the example" "$cmake" --build by-cmake
try by-cmake/example

PKG_CONFIG_PATH=$(find "$prefix" -name promotecheck-schema.pc -exec dirname {} \;)
export PKG_CONFIG_PATH
what="pkg-config knows the library"
if flags=$(pkg-config --cflags --libs promotecheck-schema); then pass; else flunk "$what"; fi
# shellcheck disable=SC2086
expect 0 "one line builds the example" "$cc" -std=c17 -Wall -Wextra -Werror "$tests/use/example.c" -o by-hand $flags
try ./by-hand

what="the example in the documentation"
sed -n '/^```c$/,/^```$/p' "$source_dir/docs/schema-library.md" | sed '1d;$d' >shown.c
if cmp -s shown.c "$tests/use/example.c"; then pass; else flunk "$what is not suite/tests/library/use/example.c"; fi

# One header is all a caller sees.
what="one header"
if [ "$(find "$prefix/include" -type f | wc -l)" -eq 1 ]; then pass; else flunk "$what"; fi
closing
