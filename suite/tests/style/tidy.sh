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

# A file that is compiled twice, as it is and for fuzzing, is read once: of two runs in one process clang-tidy 14 mistakes the second's
# va_list for one without a beginning.
database=$stamps/database
mkdir -p "$database" || exit 2
awk 'BEGIN { print "[" }
    /^{/ { entry = ""; known = 0; inside = 1 }
    inside { entry = entry (entry == "" ? "" : "\n") $0 }
    /^ *"file": / { known = seen[$0]++ }
    /^}/ { sub(/,$/, "", entry); if (!known) printf "%s%s", (count++ ? ",\n" : ""), entry; inside = 0 }
    END { print "\n]" }' "$build/compile_commands.json" >"$database/compile_commands.json"
export tidy database stamps common

# shellcheck disable=SC2016
sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$build/compile_commands.json" | grep -F "$root/" | grep -vF "$build/" | sort -u |
    tr '\n' '\0' | xargs -0 -n 1 -P "$(nproc)" sh -c '
        stamp=$stamps/$(printf %s "$1" | cksum | tr " " -)
        now="$common $(cksum <"$1")"
        [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && exit
        output=$("$tidy" --quiet -p "$database" "$1" 2>/dev/null) || { printf "%s\n" "$output"; exit 1; }
        printf "%s" "$now" >"$stamp"' sh
