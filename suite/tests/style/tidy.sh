#!/bin/sh
# tidy.sh DIR BUILD: clang-tidy 14 over every C file in DIR that BUILD compiles. Other versions warn otherwise: exit 77, skipped.
# A file that passed is not read again until it, a header or the configuration changes.
set -u
root=$1
build=$2
for tidy in clang-tidy-14 clang-tidy ''; do
    if [ -z "$tidy" ]; then
        echo "skipped: there is no clang-tidy 14 here"
        exit 77
    fi
    "$tidy" --version 2>/dev/null | grep -q 'version 14\.' && break
done

cd -- "$root" || exit 2
stamps=$build/tidy
mkdir -p "$stamps" || exit 2
common=$(find suite fuzz cmake -name '*.h' -print0 | sort -z | xargs -0 cat .clang-tidy "$build/compile_commands.json" | cksum)
export tidy build stamps common

# shellcheck disable=SC2016
sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$build/compile_commands.json" | grep -F "$root/" | grep -vF "$build/" | sort -u |
    tr '\n' '\0' | xargs -0 -n 1 -P "$(nproc)" sh -c '
        stamp=$stamps/$(printf %s "$1" | cksum | tr " " -)
        now="$common $(cksum <"$1")"
        [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && exit
        output=$("$tidy" --quiet -p "$build" "$1" 2>/dev/null) || { printf "%s\n" "$output"; exit 1; }
        printf "%s" "$now" >"$stamp"' sh
