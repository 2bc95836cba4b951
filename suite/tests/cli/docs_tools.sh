#!/bin/sh
# docs_tools.sh TOOL ARG…: stands in for a tool that a page names, in the test of the pages. What is quick is done, the
# rest (a build, a package) is held against what there is: other tests do it.
tool=$1
shift
whole="$tool $*"

refuse() {
    echo "$whole: $*" >&2
    exit 1
}

# The word behind OPTION.
value_of() {
    printf '%s\n' "$whole" | sed -n "s/.* $1[ =]\([^ ]*\).*/\1/p"
}

known_preset() {
    "$REAL_CMAKE" --list-presets=all | grep -q "\"$1\"" || refuse "there is no preset $1"
}

case $tool in
cmake)
    case $whole in
    *--preset*) known_preset "$(value_of --preset)" ;;
    *--install*)
        # A program is checked as it is: installing may strip, not build.
        [ -e "$(value_of --install)/CMakeCache.txt" ] || refuse "nothing is built there"
        exec "$REAL_CMAKE" --install "$BUILD_DIR" --prefix "$(value_of --prefix)"
        ;;
    *--build*) [ -e "$(value_of --build)/CMakeCache.txt" ] || refuse "nothing is built there" ;;
    *-DPC_CODEC_UNDER_TEST=*)
        codec=$(value_of -DPC_CODEC_UNDER_TEST)
        [ -e "$codec" ] || refuse "$codec is not there"
        mkdir -p "$(value_of -B)/fuzz"
        ;;
    *) refuse "the test of the pages does not know this use" ;;
    esac
    ;;
ninja)
    # Fuzz targets that look whether what they are given is there; fuzz-selftest/example_… run the true ones.
    for target; do
        case $target in
        -C) continue ;;
        */*) folder=$target && continue ;;
        fuzz_dictionary) made=json.dict ;;
        *) [ -e "fuzz/${target#replay_}.c" ] || refuse "there is no fuzz target $target" && made=$target ;;
        esac
        {
            printf '#!/bin/sh\n'
            printf 'for file; do case $file in -*) ;; *) [ -e "$file" ] || exit 1 ;; esac; done\n'
        } >"${folder:?}/fuzz/$made"
        chmod +x "$folder/fuzz/$made"
    done
    ;;
ctest)
    preset=$(value_of --preset)
    known_preset "${preset:-none}"
    shift 2
    # Which tests it would run; running the whole suite from one of its tests would not end.
    "$REAL_CTEST" --test-dir "$BUILD_DIR" -N "$@" >listed || refuse "ctest refuses it"
    cat listed
    ! grep -q '^Total Tests: 0' listed || refuse "no test is selected"
    ;;
cpack)
    config=$(value_of --config)
    [ -e "${config:?}" ] || refuse "$config is not there"
    ;;
docker)
    [ -e Dockerfile ] || refuse "there is no Dockerfile"
    case $1 in build | run) ;; *) refuse "the test of the pages knows build and run" ;; esac
    ;;
esac
