# shellcheck shell=sh disable=SC2154
# Sourced by nightly: from what the engine left behind to findings, one for each cause.

max_artifacts=200 # a target

# The replay of seeds and past inputs failed: what it names is judged like what the engine found.
replayed() {
    sed -n 's/^\(.*\): \(killed by signal\|ended with exit status\|the target returned\) .*/\1/p' "$here/replay.log" |
        while read -r file; do
            [ ! -f "$file" ] || cp "$file" "$here/artifacts/crash-replay-$(sha1sum <"$file" | cut -d ' ' -f 1)"
        done
}

# cause_of LOG: "kind TAB sentence", the same for the same cause; nothing where the log tells of none.
cause_of() {
    awk '
        function reason(text) { sub(/ at line [0-9]+, column [0-9]+/, "", text); sub(/, seen .*/, "", text); return text }
        function told(kind, text) { broken = ""; if (!found) { found = 1; print kind "\t" text } }
        # With the reason, where one stands below it: what a codec takes wrongly has many.
        broken != "" { told("oracle", broken (/^  why: / ? ": " reason(substr($0, 8)) : "")) }
        /^violated: / && !found && broken == "" { broken = substr($0, 11); next }
        /: runtime error: / { gsub(/^.*\//, ""); sub(/:[0-9]+: /, ": "); gsub(/-?[0-9][0-9.e+]+( |$)/, "N "); told("undefined", $0) }
        /ERROR: libFuzzer: timeout/ { told("timeout", "slower than the limit") }
        /ERROR: libFuzzer: out-of-memory|AddressSanitizer: (allocation-size|requested allocation size)/ { told("memory", "more than the limit") }
        /ERROR: AddressSanitizer: |ERROR: LeakSanitizer: |ERROR: libFuzzer: deadly signal|WARNING: MemorySanitizer: / && !kind {
            kind = $0 ~ /LeakSan/ ? "leak" : $0 ~ /deadly/ ? "signal" : $0 ~ /MemorySan/ ? "uninitialised" : $3
        }
        # The three functions of ours that are nearest.
        kind && count < 3 && $1 ~ /^#[0-9]+$/ && $3 == "in" && $4 !~ /^(__|fuzzer::|malloc$|calloc$|realloc$|free$|abort$|raise$|main$|_start$)/ {
            frames = frames (count++ ? " < " : "") $4
        }
        # The line where it happened, if it is known: the way there varies.
        kind && /^SUMMARY: .* in [A-Za-z_]/ && $4 ~ /:[0-9]+/ {
            sub(/^.*\//, "", $4)
            sub(/:[0-9]+$/, "", $4)
            told(kind, "in " $NF ", " $4)
        }
        kind && /^SUMMARY/ { told(kind, frames == "" ? "no function of ours" : frames) }
        END { if (broken != "") told("oracle", broken) }
        END { if (!found && kind) print kind "\t" frames }
    ' "$1"
}

# repeat FILE: runs the input alone in the build that confirms; what it shows is $cause
repeat() {
    engine "$here/repeat.log" "$confirm/fuzz/$target" -timeout=20 -rss_limit_mb=2000 \
        -artifact_prefix="$here/again-" "$1" || :
    rm -f "$here"/again-*
    cause=$(cause_of "$here/repeat.log")
}

# A name that tells what the input shows: words of the sentence, and a hash of its bytes
named() {
    printf '%s-%s' "$(printf '%s' "$1" | tr -cs 'A-Za-z0-9' '-' | cut -c 1-60 | sed 's/^-*//; s/-*$//')" \
        "$(sha1sum <"$2" | cut -c 1-8)"
}

# keep CAUSE FILE COUNT: the smallest input of a cause is made smaller, kept where it shows still the same, and told.
keep() {
    cp "$2" "$here/smallest"
    engine "$here/minimise.log" "$confirm/fuzz/$target" -minimize_crash=1 -runs=5000 -timeout=20 -rss_limit_mb=2000 \
        -exact_artifact_path="$here/smaller" "$2" || :
    if [ -s "$here/smaller" ]; then
        repeat "$here/smaller"
        [ "$cause" != "$1" ] || mv "$here/smaller" "$here/smallest"
    fi
    rm -f "$here/smaller"
    mkdir -p "$regress/$target"
    file=$regress/$target/$(named "${1#*	}" "$here/smallest")
    mv "$here/smallest" "$file"
    tell "$1" true "$3" "$file"
    say "$target: FOUND ${1%%	*}: ${1#*	}"
}

# tell CAUSE REPEATS COUNT FILE
tell() {
    printf 'finding\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$target" "${1%%	*}" "$2" "$3" "$(wc -c <"$4")" "$4" "${1#*	}" \
        "$(head -c 600 "$4" | LC_ALL=C sed -n l | sed 's/\$$/\\n/; s/\\$//' | tr -d '\n\t' | sed 's/\\n$//')" "${confirm#"$project/"}/fuzz/$target" >>"$facts"
}

# judge_artifacts BUILD FOLDER: one after the other, the smallest first: the first of a cause stands for the others. Loops read from files, for in a
# pipeline they would be processes of their own, which no signal reaches.
judge_artifacts() {
    confirm=$1
    : >"$here/causes"
    find "$2" -type f -exec wc -c {} + | sed '/ total$/d; s/^ *//' | sort -n |
        head -n $max_artifacts >"$here/found"
    while read -r line; do
        repeat "${line#* }"
        [ -z "$interrupted" ] || break
        printf '%s\t%s\n' "${cause:-none	}" "${line#* }" >>"$here/causes"
    done <"$here/found"
    cut -f 1,2 "$here/causes" | sort | uniq -c | sed 's/^ *//' >"$here/found"
    while read -r line; do
        cause=${line#* }
        file=$(awk -F '\t' -v cause="$cause" '$1 "\t" $2 == cause { print $3; exit }' "$here/causes")
        case $cause in
        none*) tell "none	shows nothing when it runs alone" false "${line%% *}" "$file" ;;
        *) keep "$cause" "$file" "${line%% *}" ;;
        esac
    done <"$here/found"
}
