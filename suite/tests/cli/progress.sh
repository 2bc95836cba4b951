#!/bin/sh
# progress.sh PROGRAM: the progress line, seen through a terminal of our own.
command -v python3 >/dev/null || exit 77
program=$1
tests=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" && python3 "$tests/progress.py" "$program"
