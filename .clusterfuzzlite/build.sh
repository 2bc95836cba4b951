#!/bin/bash -eu
# Builds the fuzz targets as OSS-Fuzz and ClusterFuzzLite want them: with $CC, $CFLAGS and $LIB_FUZZING_ENGINE, into $OUT.
# The sanitizer and the engine are theirs; nothing here names one but to leave out what it cannot judge.
project=$(pwd)
[ -e fuzz/targets.cmake ] || { echo "build.sh: start it in the project's folder" >&2; exit 2; }
build=$WORK/promotecheck
export CFLAGS="$CFLAGS -fno-sanitize-coverage=trace-cmp" # why: fuzz/README.md, "No callbacks for comparisons"
cjson=$(find "${SRC:-/nonexistent}/cjson" -name cJSON.c ! -path "*/.pc/*" 2>/dev/null | head -n 1)

# What runs the targets has libc, libm and libstdc++, nothing else: libraries are linked statically where the archive is there.
static() {
    for name; do
        archive=$($CC -print-file-name="lib$name.a")
        [ "$archive" = "lib$name.a" ] || printf '%s;' "$archive"
    done
}
libraries=()
pcre2=$(static pcre2-8)
idn2=$(static idn2 unistring)
[ -z "$pcre2" ] || libraries+=("-Dpkgcfg_lib_PCRE2_pcre2-8=${pcre2%;}")
case $idn2 in *unistring.a*) libraries+=("-Dpkgcfg_lib_LIBIDN2_idn2=${idn2%;}") ;; esac

# Uninstrumented code writes memory that MemorySanitizer then takes for uninitialised: patterns (PCRE2) and Jansson.
leave_out='fuzz_differential'
[ "${SANITIZER:-}" != memory ] || leave_out="$leave_out fuzz_schema_compile fuzz_format"
if [ "${SANITIZER:-}" = memory ] && [ -z "$cjson" ]; then
    leave_out="$leave_out fuzz_deployment_codec fuzz_promote_codec fuzz_struct_model fuzz_codec_oom fuzz_datetime fuzz_mock_sequence"
fi

# A build type that adds nothing to their flags.
cmake -S "$project" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=None -DPC_FUZZ_ENGINE="$LIB_FUZZING_ENGINE" \
    -DPC_FUZZ_CJSON="$cjson" -DCMAKE_EXE_LINKER_FLAGS="-Wl,--as-needed -Wl,--disable-new-dtags -Wl,-rpath,'\$ORIGIN/lib'" \
    "${libraries[@]}"
cmake --build "$build" --target fuzz_targets

mkdir -p "$OUT"
while IFS=$'\t' read -r -a line; do
    target=${line[0]} kind=${line[1]} length=${line[2]}
    case " $leave_out " in *" $target "*) continue ;; esac
    cp "$build/fuzz/$target" "$OUT/"
    printf '[libfuzzer]\nmax_len = %s\nlen_control = 100\ntimeout = 20\nrss_limit_mb = 2000\n' "$length" >"$OUT/$target.options"
    if [ "$kind" = json ]; then
        cp "$build/fuzz/json.dict" "$OUT/$target.dict"
        printf 'dict = %s.dict\n' "$target" >>"$OUT/$target.options"
    fi
    # Each in a folder of its own: files of two folders may have one name.
    rm -rf "$WORK/seeds" "$OUT/${target}_seed_corpus.zip"
    mkdir "$WORK/seeds"
    for folder in "${line[@]:3}"; do
        find "$folder" -type f ! -name '.*' | while read -r file; do
            cp "$file" "$WORK/seeds/$(sha1sum <"$file" | cut -c 1-40)"
        done
    done
    if [ -n "$(ls "$WORK/seeds")" ]; then
        (cd "$WORK/seeds" && cmake -E tar cf "$OUT/${target}_seed_corpus.zip" --format=zip -- *)
    fi
    # What could not be linked statically goes along.
    ldd "$OUT/$target" | awk -v own="$OUT/lib/" '$2 == "=>" && $3 ~ /^\// && index($3, own) != 1 { print $3 }' |
        grep -Ev '/(libc|libm|libpthread|libdl|librt|libresolv|libgcc_s|libstdc\+\+)\.so' | while read -r library; do
        mkdir -p "$OUT/lib"
        cp -L "$library" "$OUT/lib/"
    done
done <"$build/fuzz/targets.txt"
