#!/bin/sh
# floors.sh DIR: does the project in DIR keep the rules of the house? Prints a line for each breach; exit 1 if there is one.
set -u
here=$(dirname -- "$0")
root=$(cd -- "${1:-$here/../../..}" && pwd -P) || exit 2
bad=0

complain() {
    printf '%s\n' "$*"
    bad=1
}

cd "$root" || exit 2
sources=$(mktemp) && texts=$(mktemp) || exit 2
trap 'rm -f "$sources" "$texts"' EXIT
find suite fuzz cmake -type f -name '*.[ch]' 2>/dev/null | sort >"$sources"
if ! [ -s "$sources" ]; then
    complain "no C file under $root: nothing to judge"
fi
sed "s|^|$root/|" "$sources" | tr '\n' '\0' |
    xargs -0 awk -v root="$root" -v lists="$root/suite/CMakeLists.txt" -f "$root/suite/tests/style/floors.awk" || bad=1

for folder in suite/*/; do
    room=$(basename "$folder")
    if grep -q "^ *pc_library(${room}[ )]" suite/CMakeLists.txt; then
        for header in "$folder"include/*; do
            [ "$header" = "${folder}include/pc_$room.h" ] ||
                complain "$header: the one public header of suite/$room is pc_$room.h"
        done
    elif ! grep -q "add_subdirectory($room)" suite/CMakeLists.txt; then
        complain "$folder: not in suite/CMakeLists.txt"
    fi
done

# What holds on one machine alone has no place in the project.
find . -type f \( -name '*.[ch]' -o -name '*.txt' -o -name '*.cmake' -o -name '*.json' -o -name '*.md' -o -name '*.sh' \
    -o -name '*.awk' -o -name '*.yml' -o -name run -o -name check \) ! -path './build/*' ! -path './.git/*' \
    ! -path './corpus/*' ! -path './reports/*' | sort >"$texts"
tr '\n' '\0' <"$texts" | xargs -0 grep -nF -e "$root/" && bad=1
# Faults and cases speak of invented machines.
grep -vE '^\./suite/(mock|cases)/' "$texts" | tr '\n' '\0' |
    xargs -0 grep -nE '(^|[^A-Za-z0-9_.}-])/(work|workspace|root|home/[a-z]+|Users/[A-Za-z]+)/' && bad=1

exit "$bad"
