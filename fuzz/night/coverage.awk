# From the files of the lists ("FILE TAB LIST TAB FLOOR") and what llvm-cov reports of functions to facts. What a header defines
# is counted once for each source that includes it: the best of them stands for all.
FNR == NR {
    split($0, part, "\t")
    if (!(part[1] in list_of)) list_of[part[1]] = part[2]
    if (!(part[2] in floor)) {
        floor[part[2]] = part[3]
        printf "list\t%s\t%d\n", part[2], part[3]
    }
    next
}
/^File '/ {
    file = substr($0, 7, length($0) - 8)
    next
}
NF >= 7 && $4 ~ /%$/ && $1 != "TOTAL" {
    function_name = $1
    sub(/^.*:/, "", function_name)
    key = file "\t" function_name
    if (!(key in regions)) order[++n] = key
    if (!(key in regions) || $3 < missed[key]) {
        regions[key] = $2; missed[key] = $3; lines[key] = $5; lines_missed[key] = $6
    }
}
END {
    for (i = 1; i <= n; i++) {
        split(order[i], part, "\t")
        shown = part[1]
        if (index(shown, project "/") == 1) shown = substr(shown, length(project) + 2)
        if (!(part[1] in list_of)) continue
        if (regions[order[i]] == missed[order[i]]) unreached[list_of[part[1]]]++
        printf "function\t%s\t%s\t%s\t%d\t%d\t%d\t%d\n", list_of[part[1]], shown, part[2], regions[order[i]], missed[order[i]],
            lines[order[i]], lines_missed[order[i]]
    }
    # With some of the targets alone a list need not be reached.
    for (list in floor)
        if (whole == "true" && unreached[list] + 0 > floor[list]) printf "lost\t%s\n", list
}
