#!/bin/sh
# The instructions of one valid document from its bytes to the verdict, counted by valgrind: they repeat where times do
# not. Judged against the recorded figure where the compiler is the recorded one, printed elsewhere.
# count_instructions.sh BENCH CC
set -eu
documents=1000
recorded_compiler="(Debian 12.2.0-14+deb12u1) 12.2.0"
recorded=2000
if ! command -v valgrind >/dev/null; then
    echo "valgrind is not here"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The difference of two runs is what the documents of the second cost more.
count() {
    valgrind --tool=callgrind --callgrind-out-file="$folder/out" --toggle-collect=pc_validate_text "$1" --valid "$2" \
        2>"$folder/log" >&2
    awk '/Collected :/ { print $NF }' "$folder/log"
}
few=$(count "$1" "$documents")
many=$(count "$1" $((2 * documents)))
each=$(((many - few) / documents))
compiler=$("$2" --version | sed -n "1s/^[^ ]* //p")
most=$((recorded + recorded * 3 / 100))
echo "$each instructions a document; recorded: $recorded with $recorded_compiler"
if [ "$compiler" != "$recorded_compiler" ]; then
    echo "this is $compiler: nothing is judged"
elif [ "$each" -gt "$most" ]; then
    echo "more than $most"
    exit 1
fi
