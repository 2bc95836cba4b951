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
printf '{"properties":{"many":{"items":{"type":"null"}},"when":{"format":"date-time"},"n":{"$ref":"#/$defs/n"}},"$defs":{"n":{"minimum":1,"pattern":"^a"}}}' >schema.json
printf '{"when":"2026-01-02T03:04:05Z","n":1}' >good.json
printf '{"when":"yesterday",\n "n":0}' >bad.json
printf '{"a":' >broken.json
printf '{"many":[1,2,3,4,5,6,7,8,9,10,11]}' >many.json
awk 'BEGIN { for (i = 0; i < 65; i++) printf "["; for (i = 0; i < 65; i++) printf "]" }' >deep.json

try() { # PROGRAM
    expect 0 "the example takes a valid document" "$1" schema.json good.json
    expect 1 "the example refuses another" "$1" schema.json good.json bad.json
    says out 'bad.json:1:9: /when: expected an RFC 3339 date-time, seen the string "yesterday"'
    says out 'bad.json:2:6: /n: expected a number of at least 1, seen the number 0'
    expect 1 "the example refuses what is no JSON" "$1" schema.json broken.json
    says out 'broken.json: not JSON: the text ends inside an array or object'
    expect 1 "the example keeps to its limits" "$1" schema.json many.json deep.json
    says out 'many.json: and more'
    if [ "$(grep -c 'many.json:1:' out)" -eq 10 ]; then pass; else flunk "ten violations"; fi
    says out 'deep.json: not JSON: nesting deeper than the limit'
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

# From C++ the same way, under a limit that the caller sets.
try_cpp() { # PROGRAM
    expect 0 "C++ takes a valid document" "$1" '{"items":{"not":{"not":true}}}' '[1,[2]]' 5
    expect 1 "C++ refuses another" "$1" '{"items":{"type":"string"}}' '[1,"a",2]' 5
    says out '2 violations'
    expect 2 "C++ hits the limit that it set" "$1" '{"not":{"not":{"not":{"not":{"type":"null"}}}}}' '1' 4
    says err 'LIMIT: the evaluation goes deeper than 4 schemas'
    expect 2 "C++ sets a limit that is none" "$1" '{}' '1' 0
    says err 'USAGE: the limit max_depth is 0; it goes from 1 to 1000000'
}
if command -v c++ >/dev/null; then
    expect 0 "CMake finds the package for C++" "$cmake" -S "$tests/use_cpp" -B by-cmake-cpp -DCMAKE_PREFIX_PATH="$prefix"
    expect 0 "CMake builds the example in C++" "$cmake" --build by-cmake-cpp
    try_cpp by-cmake-cpp/example
    # shellcheck disable=SC2086
    expect 0 "one line builds the example in C++" c++ -std=c++17 -Wall -Wextra -Wpedantic -Werror "$tests/use_cpp/example.cpp" -o by-hand-cpp $flags
    try_cpp ./by-hand-cpp
fi

# Nothing but pc_ names reaches another program's name space.
what="names of the library"
archive=$(find "$prefix" -name libpromotecheck-schema.a)
nm -g --defined-only "$archive" | awk 'NF == 3 && $3 !~ /^pc_/ { print $3 }' >strange
if [ -n "$archive" ] && [ ! -s strange ]; then pass; else flunk "$what: $(head -n 3 strange)"; fi

what="the example in the documentation"
sed -n '/^```c$/,/^```$/p' "$source_dir/docs/schema-library.md" | sed '1d;$d' >shown.c
if cmp -s shown.c "$tests/use/example.c"; then pass; else flunk "$what is not suite/tests/library/use/example.c"; fi

# One header is all a caller sees.
what="one header"
if [ "$(find "$prefix/include" -type f | wc -l)" -eq 1 ]; then pass; else flunk "$what"; fi
closing
