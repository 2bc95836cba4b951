#!/bin/sh
# shellcheck disable=SC1091,SC2086,SC2154
# your_codec.sh PROJECT: is a codec in C++ hammered, given as a file and given as a library, and do all programs of its build link?
set -eu
project=$1
. "$project/fuzz/tests/lib.sh"
cat >"$scratch/codec.cpp" <<'END'
#include "codec_under_test.h"
#include <string>

// What is called through a virtual function UndefinedBehaviorSanitizer checks with its runtime for C++.
struct Message {
    std::string text;
    virtual ~Message() = default;
    virtual bool accepted() const { return text.find('{') == std::string::npos; }
};

void *tested_decode(enum codec_message, const char *json, size_t size) {
    Message *message = new Message;
    message->text.assign(json, size);
    if (message->accepted())
        return message;
    delete message;
    return nullptr;
}
char *tested_encode(enum codec_message, const void *, size_t *) { return nullptr; }
void tested_free(enum codec_message, void *message) { delete static_cast<Message *>(message); }
void tested_free_text(char *) {}
END

# hammered CODEC OPTION…: it refuses every object, which a seed shows.
hammered() {
    codec=$1
    shift
    {
        cmake -S "$project" -B "$scratch/build" -G Ninja -DCMAKE_C_COMPILER=clang -DPC_CODEC_UNDER_TEST="$codec" "$@" &&
            cmake --build "$scratch/build" --target fuzz_promote_codec replay_fuzz_promote_codec
    } >"$scratch/log" 2>&1 || {
        tail -n 20 "$scratch/log"
        echo "FAILED: a build with ${codec##*/}"
        exit 1
    }
    for program in fuzz_promote_codec replay_fuzz_promote_codec; do
        status=0
        (cd "$scratch" && $steady build/fuzz/$program "$project/corpus/seeds/fuzz_promote_codec/request-both-flags.json") >"$scratch/log" 2>&1 || status=$?
        if [ "$status" -eq 0 ] || ! grep -q '^violated: the codec takes what the contract takes' "$scratch/log"; then
            tail -n 20 "$scratch/log"
            echo "FAILED: $program with ${codec##*/}: exit status $status"
            exit 1
        fi
    done
}

hammered "$scratch/codec.cpp"
clang++ -g -fsanitize=fuzzer-no-link,address,undefined -I"$project/fuzz" -c "$scratch/codec.cpp" -o "$scratch/codec.o"
ar rcs "$scratch/libcodec.a" "$scratch/codec.o"
hammered "$scratch/libcodec.a" -DPC_CODEC_LIBRARIES=stdc++
echo "found in a file and in a library"
