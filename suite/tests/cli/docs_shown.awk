# docs_shown.awk PRINTED SHOWN: does SHOWN stand in PRINTED, in one piece? A line … in SHOWN stands for any lines, and a
# line that ends in … for all that begin so.
FNR == NR { printed[++lines] = $0; next }
{ shown[++wanted] = $0 }

function like(text, pattern,    size) {
    size = length(pattern) - length("…")
    return substr(pattern, size + 1) == "…" ? substr(text, 1, size) == substr(pattern, 1, size) : text == pattern
}

# How many of SHOWN's lines stand one behind the other from line `start` of PRINTED.
function follows(start,    at, i, gap) {
    at = start
    gap = 0
    for (i = 1; i <= wanted; i++) {
        if (shown[i] == "…") {
            gap = 1
            continue
        }
        while (gap && at <= lines && !like(printed[at], shown[i]))
            at++
        if (at > lines || !like(printed[at], shown[i]))
            return i - 1
        at++
        gap = 0
    }
    return wanted
}

END {
    for (start = 1; start <= lines; start++) {
        reached = follows(start)
        if (reached > best) best = reached
    }
    if (wanted > 0 && best == wanted) exit 0
    print "shown, but not printed there: " shown[best + 1]
    for (i = 1; i <= lines; i++) print "  | " printed[i]
    exit 1
}
