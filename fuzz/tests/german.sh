#!/bin/sh
# german.sh LIST: every target over its seeds and past crashes, in a locale whose decimal point is a comma. A line of LIST: a program, and
# between tabs the folders of its inputs. The locale is made here; where it cannot be, exit status 77, skipped.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
LOCPATH=$scratch LC_ALL=de_DE.UTF-8
if ! localedef -i de_DE -f UTF-8 "$scratch/de_DE.UTF-8" >"$scratch/log" 2>&1 && ! [ -e "$scratch/de_DE.UTF-8/LC_NUMERIC" ]; then
    echo "skipped: localedef cannot make the locale de_DE.UTF-8 (Debian and Ubuntu: package locales)"
    exit 77
fi
# The C library forgets the list that it makes of LOCPATH; what ours forgets is found without a locale.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export LOCPATH LC_ALL ASAN_OPTIONS
if [ "$(locale decimal_point)" != , ]; then
    echo "FAILED: the locale is not in force"
    exit 1
fi
failed=0
IFS='	'
while read -r line; do
    # shellcheck disable=SC2086
    ! $line >"$scratch/log" 2>&1 || continue
    # What fails in every locale is told by the replay itself.
    # shellcheck disable=SC2086
    if ! LC_ALL=C $line >/dev/null 2>&1; then
        echo "not judged: ${line%%	*} fails in any locale"
        continue
    fi
    failed=1
    echo "FAILED: ${line%%	*}"
    grep -B1 -A3 violated "$scratch/log" | head -n 20
done <"$1"
exit "$failed"
