# shellcheck shell=sh disable=SC2154
# Sourced by nightly: the night of one target, and what is asked of all of them at its end.

# Seeds, past crashes, exploration, confirmation, what was found, and a corpus of what adds coverage.
night_of() {
    target=$1
    here=$work/$target
    inputs=$(awk -F '\t' -v target="$target" '$1 == target { for (i = 4; i <= NF; i++) print $i }' "$list")
    json=$(awk -F '\t' -v target="$target" '$1 == target { print $2 }' "$list")
    length=$(awk -F '\t' -v target="$target" '$1 == target { print $3 }' "$list")
    spent=0
    rm -rf "$here/artifacts" "$here/artifacts-memory" "$here/small"
    mkdir -p "$here/corpus" "$here/artifacts" "$here/artifacts-memory"
    say "$target: replaying what is known"
    # shellcheck disable=SC2086
    start_up $inputs
    seeds=${files:-0} alive=${kept:-0}
    before=$(count "$here/corpus")
    # shellcheck disable=SC2086
    engine "$here/replay.log" "$build/fuzz/replay_$target" $inputs "$here/corpus" || replayed
    for kind in fast sanitizers memory afl; do
        case $kind in fast) folder=$fast ;; sanitizers) folder=$build ;; memory) folder=$memory ;; afl) folder=$afl ;; esac
        if [ -n "$interrupted" ] || ! has "$folder"; then continue; fi
        say "$target: exploring in $folder"
        case $kind in
        memory) explore memory "$folder" "$here/artifacts-memory" ;;
        afl) explore_afl ;;
        *) explore "$kind" "$folder" "$here/artifacts" ;;
        esac
    done
    judge_artifacts "$build" "$here/artifacts"
    [ -z "$memory" ] || judge_artifacts "$memory" "$here/artifacts-memory"
    # What other nights found and what this one adds, without what adds nothing to the seeds.
    # shellcheck disable=SC2086
    if engine "$here/merge.log" sh "$fuzz/minimise" "$build/fuzz/$target" "$here/small" "$here/corpus" -- $inputs; then
        rm -rf "$here/corpus"
        mv "$here/small" "$here/corpus"
    fi
    rm -rf "$here/small"
    start_up "$here/corpus" $inputs
    count_coverage
    printf 'target\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$target" "$spent" "${edges:-0}" "${features:-0}" "$seeds" "$alive" \
        "$before" "$(count "$here/corpus")" >>"$facts"
    say "$target: $spent s, ${edges:-no} edges, $(count "$here/corpus") inputs beyond the seeds"
}

# Numbers must not follow the user's locale: all that is known is replayed where the decimal point is a comma.
replay_in_german() {
    [ -z "$interrupted" ] || return 0
    for target in $chosen; do
        printf '%s\t%s\t%s\n' "$build/fuzz/replay_$target" "$(grep "^$target	" "$list" | cut -f 4-)" "$work/$target/corpus"
    done >"$work/german.tsv"
    say "replaying all in a locale whose decimal point is a comma"
    status=0
    engine "$work/german.log" sh "$fuzz/tests/german.sh" "$work/german.tsv" || status=$?
    sed -n 's/^not judged: //p' "$work/german.log" | while read -r line; do
        printf 'note\tthe replay in another locale: %s\n' "$line" >>"$facts"
    done
    case $status in
    0 | 130) ;;
    77) printf 'note\t%s\n' "the replay in another locale: $(sed -n 's/^skipped: //p' "$work/german.log")" >>"$facts" ;;
    *)
        sed -n 's/^FAILED: //p' "$work/german.log" | while read -r program; do
            printf 'finding\t%s\tlocale\ttrue\t1\t0\t%s\t%s\t\t%s\n' "${program##*/replay_}" "$work/${program##*/replay_}/corpus" \
                "fails with LC_ALL=de_DE.UTF-8; its output is in $work/german.log" "$program" >>"$facts"
        done
        ;;
    esac
}
