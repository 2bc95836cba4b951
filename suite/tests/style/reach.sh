#!/bin/sh
# reach.sh ROOM "WHAT MUST NOT BE REACHED" COMPILER OPTION…: compiles one include at a time as ROOM's own files are compiled.
# ROOM's public header must compile; each forbidden header must not, and for the right reason.
set -u
room=$1
forbidden=$2
shift 2
source=$(mktemp -d) || exit 2
trap 'rm -rf "$source"' EXIT
failed=0

compile() {
    printf '#include <%s>\n' "$1" >"$source/it.c"
    shift
    LC_ALL=C "$@" -fsyntax-only "$source/it.c" 2>&1
}

if ! output=$(compile "pc_$room.h" "$@"); then
    printf '%s does not compile its own header:\n%s\n' "$room" "$output"
    failed=1
fi
for header in $forbidden; do
    if output=$(compile "$header" "$@"); then
        echo "suite/$room reaches $header"
        failed=1
    elif ! echo "$output" | grep -qE "$header: No such file|'$header' file not found|#error"; then
        printf '%s is refused for another reason:\n%s\n' "$header" "$output"
        failed=1
    fi
done
exit "$failed"
