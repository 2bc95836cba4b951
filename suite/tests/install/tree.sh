#!/bin/sh
# `cmake --install` to a prefix: the program runs from there, the manual page names every option, bash completes.
# tree.sh PROGRAM SOURCE_DIR BUILD_DIR CMAKE VERSION
tests=$(cd "$(dirname "$0")" && pwd)
. "$tests/../cli/lib.sh"
source_dir=$2 build_dir=$3 cmake=$4 version=$5
prefix=$PWD/prefix
built=$program

is_file() {
    if [ -f "$prefix/$1" ]; then pass; else flunk "no $1 in the installation"; fi
}

expect 0 "installing" "$cmake" --install "$build_dir" --prefix "$prefix"
for file in bin/promotecheck share/man/man1/promotecheck.1 share/bash-completion/completions/promotecheck \
    share/doc/promotecheck/LICENSE share/doc/promotecheck/README.md \
    share/doc/promotecheck/schemas/results.schema.json; do
    is_file "$file"
done
for page in "$source_dir"/docs/*.md; do
    is_file "share/doc/promotecheck/docs/${page##*/}"
done

# It runs wherever the tree is put, without the sources beside it.
mv prefix moved
prefix=$PWD/moved
program=$prefix/bin/promotecheck
mkdir elsewhere
cd elsewhere || exit 1
expect 0 "--version" "$program" --version
if [ "$(cat out)" = "promotecheck $version" ]; then pass; else flunk "--version is not $version"; fi
expect 0 "server" "$program" server
says out " passed, 0 failed, "
if [ -s reports/results.json ]; then pass; else flunk "no report was left"; fi

# The page and --help come from one table; each is read here as a user sees it.
page=$prefix/share/man/man1/promotecheck.1
sed 's/\\-/-/g; s/\\f[BIR]//g; s/\\&//g; s/\\e/\\/g' "$page" >plain
options=0
for command in server check mock list explain; do
    "$program" "$command" --help >help
    sed -n 's/^  \(--[a-z-]*\).*/\1/p' help >names
    awk -v want=".SS promotecheck $command" '/^\.S[SH]/ { inside = $0 == want } inside' plain >section
    while read -r name; do
        options=$((options + 1))
        if grep -q -- "^$name\( \|$\)" section; then pass; else flunk "the page of $command does not name $name"; fi
    done <names
    what="the manual page"
    grep '^  promotecheck ' help | tail -n 1 >example
    says plain "$(cat example)"
done
if [ "$options" -gt 30 ]; then pass; else flunk "only $options options were found in --help"; fi
what="the manual page"
for heading in NAME SYNOPSIS DESCRIPTION COMMANDS VERDICTS 'EXIT STATUS' ENVIRONMENT FILES EXAMPLES; do
    says "$page" ".SH $heading"
done
says plain PROMOTECHECK_API_KEY
says plain results.json
for status in 0 1 2 3 4 130; do
    if grep -qx "$status" plain; then pass; else flunk "the manual page does not tell of exit status $status"; fi
done
says "$page" "\"promotecheck $version\""
if command -v man >/dev/null && man --version >out 2>&1; then
    env MANPAGER=cat MANROFFSEQ='' man --warnings -l "$page" >shown 2>warned </dev/null
    if [ -s shown ] && ! [ -s warned ]; then pass; else flunk "man -l warns: $(cat warned)"; fi
fi
if command -v mandoc >/dev/null; then
    expect 0 "mandoc -Tlint" mandoc -T lint "$page"
fi

# What a user of bash sees after the tab key.
if command -v bash >/dev/null; then
    expect 0 "completion of bash" bash "$tests/completion.bash" "$program" \
        "$prefix/share/bash-completion/completions/promotecheck"
    cat out
fi
program=$built
closing
