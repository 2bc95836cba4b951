# The report of a night from its facts, one a line, fields between tabs: form is json, md or html.
#   meta KEY VALUE | note WORDS | executions TARGET BUILD N | point TARGET BUILD SECOND FEATURES
#   target TARGET SECONDS EDGES FEATURES SEEDS ALIVE CORPUS-BEFORE CORPUS-AFTER
#   finding TARGET KIND REPEATS COUNT BYTES FILE SENTENCE INPUT PROGRAM
function json_text(text) {
    gsub(/\\/, "\\\\&", text)
    gsub(/"/, "\\\"", text)
    gsub(/[\001-\037\177]/, "?", text)
    return "\"" text "\""
}
function html_text(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    gsub(/"/, "\\&quot;", text)
    return text
}
# A table's cell, as it is read: no markup, no end of the cell.
function md_text(text) {
    gsub(/[\\`*_{}\[\]<>#|!&]/, "\\\\&", text)
    return text
}
function shell_text(text) {
    gsub(/'/, "'\\''", text)
    return text ~ /^[A-Za-z0-9_.\/+-]+$/ ? text : "'" text "'"
}
function command_of(i) {
    return shell_text(f_program[i]) " " shell_text(f_file[i])
}
BEGIN {
    FS = "\t"
    kinds = split("fast sanitizers memory afl", kind, " ")
    split("fast|with sanitizers|MemorySanitizer|AFL++", kind_shown, "|")
}
$1 == "meta" { meta[$2] = $3 }
$1 == "note" { note[++notes] = $2 }
$1 == "executions" { executions[$2] += $4; by_kind[$2, $3] += $4; used[$3] = 1; all += $4 }
$1 == "point" { points[$2, $3] = points[$2, $3] " " $4 "," $5; if ($4 > last[$2]) last[$2] = $4; if ($5 > top[$2]) top[$2] = $5 }
$1 == "target" {
    n++
    name[n] = $2; seconds[n] = $3; edges[n] = $4; features[n] = $5; seeds[n] = $6; alive[n] = $7; before[n] = $8; after[n] = $9
}
$1 == "finding" {
    found++
    f_target[found] = $2; f_kind[found] = $3; f_repeats[found] = $4; f_count[found] = $5; f_bytes[found] = $6
    f_file[found] = $7; f_sentence[found] = $8; f_input[found] = $9; f_program[found] = $10
    if ($4 == "true") counting++
}
function json_kinds(target,    k, text) {
    for (k = 1; k <= kinds; k++)
        if ((target, kind[k]) in by_kind)
            text = text sprintf("%s%s:%d", (text == "" ? "" : ","), json_text(kind[k]), by_kind[target, kind[k]])
    return "\"builds\":{" text "},"
}
# The executions of each build that was there, in cells behind the mark.
function cells(target, mark,    k, text) {
    for (k = 1; k <= kinds; k++)
        if (used[kind[k]])
            text = text mark ((target, kind[k]) in by_kind ? (form == "html" ? grouped(by_kind[target, kind[k]]) : by_kind[target, kind[k]]) : "–")
    return text
}
function headings(mark,    k, text) {
    for (k = 1; k <= kinds; k++)
        if (used[kind[k]]) text = text mark kind_shown[k]
    return text
}
# 2478338 as 2 478 338, with spaces that no line is broken at
function grouped(number,    text) {
    text = sprintf("%d", number)
    while (match(text, /[0-9][0-9][0-9][0-9]+/))
        text = substr(text, 1, RSTART + RLENGTH - 4) "&nbsp;" substr(text, RSTART + RLENGTH - 3)
    return text
}
function json(    i) {
    printf "{\"nightly\":1,\"commit\":%s,\"started\":%s,\"seconds\":%d,\"interrupted\":%s,\"executions\":%d,\"targets\":[", json_text(meta["commit"]),
        json_text(meta["started"]), meta["seconds"], meta["interrupted"], all
    for (i = 1; i <= n; i++)
        printf "%s\n{\"target\":%s,\"executions\":%d,%s\"seconds\":%d,\"edges\":%d,\"features\":%d,\"seeds\":%d,\"seeds_kept\":%d,\"corpus_before\":%d,\"corpus\":%d}",
            (i > 1 ? "," : ""), json_text(name[i]), executions[name[i]], json_kinds(name[i]), seconds[i], edges[i], features[i], seeds[i], alive[i], before[i], after[i]
    printf "],\n\"findings\":["
    for (i = 1; i <= found; i++)
        printf "%s\n{\"target\":%s,\"kind\":%s,\"repeats\":%s,\"sentence\":%s,\"inputs\":%d,\"file\":%s,\"bytes\":%d,\"input\":%s,\"command\":%s}",
            (i > 1 ? "," : ""), json_text(f_target[i]), json_text(f_kind[i]), f_repeats[i], json_text(f_sentence[i]), f_count[i],
            json_text(f_file[i]), f_bytes[i], json_text(f_input[i]), json_text(command_of(i))
    printf "],\n\"left_out\":["
    for (i = 1; i <= notes; i++)
        printf "%s%s", (i > 1 ? "," : ""), json_text(note[i])
    printf "],\n"
    json_functions()
    print "}"
}
function many(count, what) {
    return count + 0 " " what (count == 1 ? "" : "s")
}
function summary() {
    return sprintf("%s, %d that did not repeat, %d executions of %s%s", many(counting, "finding"), found - counting, all, many(n, "target"),
        (lost_floors ? ", " many(lost_floors, "floor") " of coverage lost" : "") (meta["interrupted"] == "true" ? ", interrupted" : ""))
}
function md(    i) {
    print "# A night of fuzzing\n\nStarted " meta["started"] " at commit " meta["commit"] ", " meta["seconds"] " seconds.\n"
    print "| target" headings(" | ") " | edges | features | seeds | of these kept | corpus before | corpus after |\n| ---" columns() " | ---: | ---: | ---: | ---: | ---: | ---: |"
    for (i = 1; i <= n; i++)
        printf "| %s%s | %d | %d | %d | %d | %d | %d |\n", md_text(name[i]), cells(name[i], " | "), edges[i], features[i], seeds[i], alive[i], before[i], after[i]
    print "\n" legend()
    for (i = 1; i <= notes; i++)
        print "\nLeft out: " md_text(note[i]) "."
    for (i = 1; i <= found; i++) {
        printf "\n## %s: %s\n\n%s: %s, %s, the smallest has %s", md_text(f_target[i]), f_repeats[i] == "true" ? "found" : "not repeated", md_text(f_kind[i]),
            md_text(f_sentence[i]), many(f_count[i], "input"), many(f_bytes[i], "byte")
        print f_repeats[i] == "true" ? ". To repeat it:\n\n    " command_of(i) "\n" : ": " md_text(f_file[i]) "\n"
        print "The input, escaped:\n\n    " f_input[i]
    }
    md_functions()
    print "\n" summary()
}
# Features over time, a line for each build: what one counts as a feature another does not.
function line(target, build,    list, at, k, i, path) {
    k = split(substr(points[target, build], 2), list, " ")
    for (i = 1; i <= k; i++) {
        split(list[i], at, ",")
        path = path sprintf("%s%.1f,%.1f", (i > 1 ? " " : ""), 240 * at[1] / (last[target] > 0 ? last[target] : 1), 58 - 56 * at[2] / (top[target] > 0 ? top[target] : 1))
    }
    if (k == 1) # a mark that is seen
        path = path sprintf(" %.1f,%s", 240 * at[1] / (last[target] > 0 ? last[target] : 1) - 4, substr(path, index(path, ",") + 1))
    return k > 0 ? "<polyline points=\"" path "\"/>" : ""
}
function plot(target,    k, lines_of) {
    for (k = 1; k <= kinds; k++)
        lines_of = lines_of line(target, kind[k])
    if (lines_of == "")
        return "too short for a point"
    return "<svg viewBox=\"0 0 240 60\" role=\"img\" aria-label=\"up to " top[target] + 0 " features after " last[target] + 0 \
        " seconds\">" lines_of "</svg><br><small>up to " grouped(top[target]) " after " duration(last[target]) "</small>"
}
function duration(seconds) {
    return seconds < 120 ? seconds + 0 " s" : seconds < 7200 ? int(seconds / 60) " min" : int(seconds / 3600) " h " int(seconds % 3600 / 60) " min"
}
function columns(    k, text) {
    for (k = 1; k <= kinds; k++)
        if (used[kind[k]]) text = text " | ---:"
    return text
}
function legend() {
    return "The executions stand below the builds that made them. Edges and features are those of the build with sanitizers over the whole corpus; " \
        "seeds are the inputs of corpus/ for the target, and kept are those of them that add coverage to the others. " \
        "The corpus is what the nights found beyond the seeds, before this one and after it."
}
function html(    i) {
    print "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A night of fuzzing</title>\n<style>"
    print ":root{color-scheme:light dark}body{font:1rem/1.5 sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;font-size:.9rem}"
    print "td,th{padding:.2rem .45rem;border-bottom:1px solid #8884;text-align:right}td:first-child,th:first-child{text-align:left}details td:nth-child(2){text-align:left}"
    print "svg{width:12rem;height:3rem}polyline{fill:none;stroke:currentColor;stroke-width:1.5}pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:.5rem;border:1px solid #8884}</style></head>"
    print "<body><h1>A night of fuzzing</h1>\n<p>Started " html_text(meta["started"]) " at commit " html_text(meta["commit"]) ", " duration(meta["seconds"]) ": " summary() ".</p>"
    print "<p>" html_text(legend()) "</p>"
    for (i = 1; i <= notes; i++)
        print "<p>Left out: " html_text(note[i]) ".</p>"
    print "<table><tr><th>target" headings("<th>") "<th>edges<th>features<th>seeds<th>kept<th>corpus before<th>after<th>features over time</tr>"
    for (i = 1; i <= n; i++)
        printf "<tr><td>%s%s<td>%d<td>%d<td>%d<td>%d<td>%d<td>%d<td>%s</tr>\n", html_text(name[i]), cells(name[i], "<td>"), edges[i], features[i], seeds[i], alive[i], before[i], after[i], plot(name[i])
    print "</table>"
    for (i = 1; i <= found; i++) {
        printf "<h2>%s: %s</h2>\n<p>%s, %s, the smallest has %s%s</p>\n", html_text(f_target[i]), html_text(f_sentence[i]), html_text(f_kind[i]),
            many(f_count[i], "input"), many(f_bytes[i], "byte"), f_repeats[i] == "true" ? ". To repeat it:" : " and shows nothing when it runs alone."
        printf "<pre>%s</pre>\n<p>The input, escaped:</p>\n<pre>%s</pre>\n", html_text(f_repeats[i] == "true" ? command_of(i) : f_file[i]), html_text(f_input[i])
    }
    html_functions()
    print "</body></html>"
}
END {
    if (form == "json") json()
    else if (form == "md") md()
    else html()
}
