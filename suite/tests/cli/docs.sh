#!/bin/sh
# README.md and every page of docs/, tried literally: each command of a `sh` block is run as it stands, a `text` block
# is what the last command above it printed, each command of a `yaml` block that starts promotecheck is run.
#   docs.sh PROGRAM SOURCE_DIR BUILD_DIR CMAKE CTEST
#   docs.sh PROGRAM SOURCE_DIR … -- PAGE…    other pages, for the test of this test
# `./run` is the program, whatever URL a page names is a mock's. A trailing "# exit status N" tells what is expected, a
# trailing "&" starts a mock beside the rest. In a `text` block a line that ends in … stands for all that begin so, and
# a line … for any number of lines.
. "$(dirname "$0")/lib.sh"
source_dir=$2 build_dir=$3 cmake=$4 ctest=$5
here=$(cd "$(dirname "$0")" && pwd)
proxy_url=http://127.0.0.1:9000
shift 5
if [ $# -gt 1 ]; then
    shift
else
    set -- "$source_dir/README.md" "$source_dir"/docs/*.md
fi

# A place that looks like the project to the commands: its files, and stand-ins for what builds it.
mkdir bin build
for entry in "$source_dir"/*; do
    case ${entry##*/} in build | reports | run | check) ;; *) ln -s "$entry" "${entry##*/}" ;; esac
done
for preset in $(sed -n 's/.*"configurePreset": "\([a-z]*\)".*/\1/p' "$source_dir/CMakePresets.json" | sort -u); do
    ln -s "$build_dir" "build/$preset"
done
printf '#!/bin/sh\nexec "%s" "$@"\n' "$program" >bin/promotecheck
printf '#!/bin/sh\n[ $# -gt 0 ] || set -- server\nexec "%s" "$@"\n' "$program" >run
# ./check runs this test; a server needs one build, not ten.
printf '#!/bin/sh\n[ -e CMakePresets.json ]\n' >check
for tool in cmake ctest cpack docker ninja; do
    printf '#!/bin/sh\nexec env REAL_CMAKE="%s" REAL_CTEST="%s" BUILD_DIR="%s" sh "%s/docs_tools.sh" %s "$@"\n' \
        "$cmake" "$ctest" "$build_dir" "$here" "$tool" >"bin/$tool"
done
chmod +x run check bin/*
mkdir promotecheck
cp run promotecheck/run
PATH=$PWD/bin:$PATH
export PATH
export MODEL=wdlgzjk3 ENVIRONMENT=staging DEPLOYMENT=w604592 SECRET="$key"

# at_mock TEXT: with the mock for whatever server it names.
at_mock() {
    printf '%s\n' "$1" | sed "s;\(--url \|PROMOTECHECK_URL=\)[^ ]*;\1$url;g; s;http://127.0.0.1:9000;$proxy_url;g"
}

try() {
    command=$1
    : >shown_by
    case $command in
    '' | \#*) return ;;
    export\ *)
        printf '%s\n' "$(at_mock "$command" | sed 's/\${{[^}]*}}/$SECRET/')" >one.sh
        . ./one.sh
        pass
        return
        ;;
    *' mock '*'&')
        eval "set -- $(printf '%s\n' "${command%&}" | sed 's/^.* mock //; s/--port [0-9]*//')"
        start_mock "$@"
        pass
        return
        ;;
    *' proxy '*'&')
        eval "set -- $(printf '%s\n' "${command%&}" | sed "s/^.* proxy //; s/--listen [0-9]*//; s;--upstream [^ ]*;--upstream $url;")"
        start_proxy "$@"
        return
        ;;
    'kill -INT %2'*)
        end_proxy
        return
        ;;
    'kill %1')
        stop_mock
        start_mock
        pass
        return
        ;;
    esac
    status=$(printf '%s\n' "$command" | sed -n 's/.*# exit status \([0-9]*\)$/\1/p')
    at_mock "$command" >one.sh
    expect "${status:-0}" "$page: $command" sh one.sh
    sed "s;$url;http://127.0.0.1:8080;g" out err >shown_by
}

# A proxy in front of the mock, at http://127.0.0.1:9000 to the page; its console is what it shows in the end.
start_proxy() {
    rm -f proxy_out
    mkfifo proxy_out
    promotecheck proxy "$@" >proxy_out 2>err &
    proxy_pid=$!
    exec 6<proxy_out
    what="$page: $command"
    if read -r words <&6; then pass; else flunk "$what"; fi
    proxy_url=${words#listening on }
}
end_proxy() {
    kill -s INT "$proxy_pid"
    { printf '%s\n' "$words"; cat <&6; } >out
    exec 6<&-
    wait "$proxy_pid"
    got=$?
    what="$page: $command"
    if [ "$got" -eq "${command##* }" ]; then pass; else flunk "$what: exit status $got"; fi
    sed "s;$proxy_url;http://127.0.0.1:9000;g" out >shown_by
    proxy_url=http://127.0.0.1:9000
}

# Lines that end in a backslash go on in the next.
try_each() {
    sed -e :join -e '/\\$/N; s/ *\\\n */ /; t join' "$1" >commands
    while IFS= read -r line <&4; do
        try "$line"
    done 4<commands
}

# What a page tells a project of the reader's to add: tests that pass.
try_project() {
    rm -rf project
    mkdir project
    {
        printf 'cmake_minimum_required(VERSION 3.25)\nproject(page NONE)\nenable_testing()\n'
        at_mock "$(cat "$1")"
    } >project/CMakeLists.txt
    expect 0 "$what: cmake" "$cmake" -S project -B project/build
    expect 0 "$what: ctest" env PROMOTECHECK_API_KEY="$key" "$ctest" --test-dir project/build --no-tests=error
}

try_page() {
    page=${1##*/}
    unset PROMOTECHECK_API_KEY
    rm -f block.* blocks
    awk '/^ *```/ {
             if (inside) { inside = 0; next }
             inside = 1; n++; sub(/^ *```/, ""); print n, ($0 == "" ? "unnamed" : $0) > "blocks"
             printf "" > ("block." n); next
         }
         inside { print > ("block." n) }' "$1"
    [ -e blocks ] || return 0
    while read -r number language <&5; do
        what="$page: block $number"
        case $language in
        sh) try_each "block.$number" ;;
        text)
            if awk -f "$here/docs_shown.awk" shown_by "block.$number" >out 2>err; then pass; else flunk "$what"; fi
            ;;
        yaml)
            # The key comes from the service's store of secrets there.
            export PROMOTECHECK_API_KEY="$key"
            sed -n 's/^[- ]*\(run: \)*\(\(\.\/run\|promotecheck\|promotecheck\/run\) .*\)$/\2/p' "block.$number" >"block.$number.sh"
            try_each "block.$number.sh"
            unset PROMOTECHECK_API_KEY
            ;;
        cmake) try_project "block.$number" ;;
        json | c) ;;
        *) flunk "$what: a block is sh, text, yaml, json, c or cmake, so that it can be tried; this is $language" ;;
        esac
    done 5<blocks
}

# A link that leads nowhere in the tree is no documentation.
try_links() {
    page=${1##*/}
    grep -o '](\([^):# ]*\)[)#]' "$1" | sed 's/^](//; s/[)#]$//' | sort -u >links
    while read -r link; do
        [ -n "$link" ] || continue
        if [ -e "$(dirname "$1")/$link" ]; then pass; else flunk "$page: $link is not there"; fi
    done <links
}

start_mock
for page_file; do
    [ -e "$page_file" ] || continue
    before=$((passed + failed))
    try_page "$page_file"
    try_links "$page_file"
    what="${page_file##*/} has something to try"
    if [ $((passed + failed)) -gt "$before" ]; then pass; else flunk "$what"; fi
done
expect 0 "the sample report is valid by its schema" "$program" check \
    --schema "$source_dir/schemas/results.schema.json" "$source_dir/reports/sample/results.json"
closing
