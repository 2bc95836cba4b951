#!/bin/sh
# symbols.sh ARCHIVE…: no two rooms define the same external symbol. Which of the two a program gets would depend on the order
# in which it links them.
set -u
names=$(mktemp) || exit 2
trap 'rm -f "$names"' EXIT
[ $# -ge 2 ] || { echo "two rooms at least are needed"; exit 2; }
for archive in "$@"; do
    nm -g --defined-only "$archive" | awk -v room="$(basename "$archive")" 'NF == 3 && $2 !~ /[WwVv]/ { print $3, room }' >>"$names"
done
[ "$(wc -l <"$names")" -ge 100 ] || { echo "nm shows next to nothing"; exit 1; }
sort "$names" | awk '$1 == name { print $1 " stands in " room " and in " $2; failed = 1 } { name = $1; room = $2 } END { exit failed }'
