#!/bin/sh
# `cpack -G DEB`: what the package says of itself, what it holds, and that what is unpacked runs.
# deb.sh PROGRAM BUILD_DIR CPACK VERSION
. "$(dirname "$0")/../cli/lib.sh"
build_dir=$2 cpack=$3 version=$4
if ! command -v dpkg-deb >/dev/null; then
    echo "skipped: there is no dpkg-deb here"
    exit 77
fi

expect 0 "cpack" "$cpack" -G DEB --config "$build_dir/CPackConfig.cmake" -B "$PWD/packages"
package=$(echo packages/promotecheck_"$version"_*.deb)
expect 0 "a package with the usual name" test -f "$package"

field() {
    dpkg-deb -f "$package" "$1"
}
# has_field NAME PATTERN
has_field() {
    if field "$1" | grep -q -- "$2"; then pass; else flunk "the field $1 is: $(field "$1")"; fi
}
has_field Package '^promotecheck$'
has_field Version "^$version\$"
has_field Architecture "^$(dpkg --print-architecture)\$"
has_field Section '^devel$'
has_field Maintainer '^[^<]* <[^ @]*@[^ @]*>$'
has_field Description 'promote endpoint'
if command -v dpkg-shlibdeps >/dev/null; then
    for library in libc6 libcurl libcjson libpcre2 libidn2; do
        has_field Depends "$library"
    done
fi

dpkg-deb -c "$package" | awk '{ print $1, $2, $6 }' | sed 's|/$||' | sort -k 3 >held
cat >wanted <<END
-rwxr-xr-x root/root ./usr/bin/promotecheck
-rw-r--r-- root/root ./usr/share/bash-completion/completions/promotecheck
-rw-r--r-- root/root ./usr/share/doc/promotecheck/README.md
-rw-r--r-- root/root ./usr/share/doc/promotecheck/changelog.gz
-rw-r--r-- root/root ./usr/share/doc/promotecheck/copyright
-rw-r--r-- root/root ./usr/share/man/man1/promotecheck.1.gz
END
while read -r line; do
    if grep -qxF -- "$line" held; then pass; else flunk "the package has no $line"; fi
done <wanted
if grep -v '^\(drwxr-xr-x\|-rw-r--r--\|-rwxr-xr-x\) root/root \./usr' held >out; then
    flunk "the package holds what it should not"
else
    pass
fi

expect 0 "unpacking" dpkg-deb -x "$package" root
expect 0 "the manual page is compressed" gzip -t root/usr/share/man/man1/promotecheck.1.gz
gzip -dc root/usr/share/doc/promotecheck/changelog.gz >out
what="the changelog"
says out "promotecheck ($version)"
what="the copyright"
says root/usr/share/doc/promotecheck/copyright "License: Expat"
says root/usr/share/doc/promotecheck/copyright "THE SOFTWARE IS PROVIDED"
expect 0 "the unpacked program" root/usr/bin/promotecheck --version
says out "promotecheck $version"
expect 0 "a run of the unpacked program" root/usr/bin/promotecheck server
says out " passed, 0 failed, "
if command -v lintian >/dev/null; then
    expect 0 "lintian" lintian --allow-root --fail-on error "$package"
fi
closing
