#!/bin/sh
# The Dockerfile, as far as it can be held against the project without Docker: presets, packages, files, the user.
# dockerfile.sh PROGRAM SOURCE_DIR CMAKE
. "$(dirname "$0")/../cli/lib.sh"
source_dir=$2 cmake=$3
file=$source_dir/Dockerfile
sed -e :join -e '/\\$/N; s/ *\\\n */ /; t join' "$file" >joined

# The packages that ./run installs are the ones that the image is built with.
needs=$(sed -n 's/^ *pc_setup "\([^"]*\)".*/\1/p' "$source_dir/run")
packages=$(here=$source_dir && . "$source_dir/cmake/setup.sh" && pc_packages $needs)
grep '^RUN apt-get' joined | head -n 1 | tr ' ' '\n' >installed
for package in ${packages:-none}; do
    if grep -qx -- "$package" installed; then pass; else flunk "the image is built without $package"; fi
done

preset=$(sed -n 's/.* --preset \([a-z]*\).*/\1/p' joined)
(cd "$source_dir" && "$cmake" --list-presets) >out 2>err
what="the preset of the image"
says out "\"${preset:-none}\""
what="the image"
says joined 'FROM debian:12-slim'
says joined 'ENTRYPOINT ["promotecheck"]'
says joined 'cpack -G DEB --config /build/CPackConfig.cmake -B /package'
says joined 'COPY --from=build /package/promotecheck_*.deb'
# Whoever runs the image is not root, and can write where the reports go.
user=$(sed -n 's/^USER //p' joined)
if [ -n "$user" ] && [ "$user" != root ]; then pass; else flunk "the image runs as root"; fi
says joined "useradd --no-create-home $user"
says joined "chown $user $(sed -n 's/^WORKDIR //p' joined)"
# COPY . takes what is not named here, and none of it may be a file that the build needs.
while read -r ignored; do
    case $ignored in .git | build | reports) pass ;; *) flunk ".dockerignore keeps back $ignored" ;; esac
done <"$source_dir/.dockerignore"
closing
