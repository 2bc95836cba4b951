# The part of the report that tells of functions (report.awk is the rest): which lists there are, what of them is reached.
#   list NAME FLOOR | function LIST FILE NAME REGIONS MISSED LINES MISSED | lost LIST
$1 == "list" { lists++; l_name[lists] = $2; l_floor[lists] = $3; list_at[$2] = lists }
$1 == "lost" { lost[$2] = 1; lost_floors++ }
$1 == "function" {
    at = list_at[$2]
    l_functions[at]++; l_regions[at] += $5; l_missed[at] += $6; l_lines[at] += $7; l_lines_missed[at] += $8
    if ($5 == $6) l_unreached[at]++
    if ($6 > 0) {
        partial++
        p_list[partial] = at; p_file[partial] = $3; p_name[partial] = $4
        p_regions[partial] = $5; p_missed[partial] = $6; p_lines[partial] = $7; p_lines_missed[partial] = $8
    }
}
function whole(i) {
    return p_missed[i] == p_regions[i]
}
# What is counted of a list, in cells behind the mark.
function list_cells(at, mark) {
    return mark l_functions[at] + 0 mark l_unreached[at] + 0 ((l_name[at] in lost) ? ", the floor is " l_floor[at] : "") \
        mark l_regions[at] + 0 mark l_regions[at] - l_missed[at] mark l_lines[at] + 0 mark l_lines[at] - l_lines_missed[at]
}
function json_functions(    at, i, comma) {
    if (!lists) {
        printf "\"coverage\":{\"left_out\":%s}", json_text(meta["coverage"])
        return
    }
    printf "\"coverage\":{\"lists\":["
    for (at = 1; at <= lists; at++) {
        printf "%s\n{\"list\":%s,\"functions\":%d,\"functions_unreached\":%d,\"floor\":%d,\"floor_lost\":%s,\"regions\":%d,\"regions_covered\":%d,\"lines\":%d,\"lines_covered\":%d,\"unreached\":[",
            (at > 1 ? "," : ""), json_text(l_name[at]), l_functions[at], l_unreached[at], l_floor[at], (l_name[at] in lost) ? "true" : "false",
            l_regions[at], l_regions[at] - l_missed[at], l_lines[at], l_lines[at] - l_lines_missed[at]
        comma = ""
        for (i = 1; i <= partial; i++)
            if (p_list[i] == at && whole(i)) {
                printf "%s{\"function\":%s,\"file\":%s}", comma, json_text(p_name[i]), json_text(p_file[i])
                comma = ","
            }
        printf "],\"partly\":["
        comma = ""
        for (i = 1; i <= partial; i++)
            if (p_list[i] == at && !whole(i)) {
                printf "%s{\"function\":%s,\"file\":%s,\"regions\":%d,\"regions_covered\":%d,\"lines\":%d,\"lines_covered\":%d}", comma,
                    json_text(p_name[i]), json_text(p_file[i]), p_regions[i], p_regions[i] - p_missed[i], p_lines[i], p_lines[i] - p_lines_missed[i]
                comma = ","
            }
        printf "]}"
    }
    printf "]}"
}
function md_functions(    at, i, file) {
    print "\n## Functions that the corpus reaches\n"
    if (!lists) {
        print "Left out: " md_text(meta["coverage"]) "."
        return
    }
    print "| list | functions | of these unreached | regions | of these covered | lines | of these covered |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for (at = 1; at <= lists; at++)
        print "| " md_text(l_name[at]) list_cells(at, " | ") " |"
    for (at = 1; at <= lists; at++) {
        if (!l_unreached[at]) continue
        printf "\nUnreached of %s:\n", md_text(l_name[at])
        file = ""
        for (i = 1; i <= partial; i++) {
            if (p_list[i] != at || !whole(i)) continue
            printf "%s%s", p_file[i] == file ? ", " : "\n- " md_text(p_file[i]) ": ", md_text(p_name[i])
            file = p_file[i]
        }
        print ""
    }
}
function html_functions(    at, i, heading) {
    print "<h2>Functions that the corpus reaches</h2>"
    if (!lists) {
        print "<p>Left out: " html_text(meta["coverage"]) ".</p>"
        return
    }
    print "<table><tr><th>list<th>functions<th>unreached<th>regions<th>covered<th>lines<th>covered</tr>"
    for (at = 1; at <= lists; at++)
        print "<tr><td>" html_text(l_name[at]) list_cells(at, "<td>") "</tr>"
    print "</table>"
    for (at = 1; at <= lists; at++) {
        if (!l_missed[at]) continue
        printf "<details%s><summary>%s: %s unreached, %d in part</summary>\n<table><tr><th>function<th>file<th>regions<th>covered<th>lines<th>covered</tr>\n",
            (l_name[at] in lost) ? " open" : "", html_text(l_name[at]), many(l_unreached[at], "function"), parts_of(at)
        for (heading = 1; heading >= 0; heading--)
            for (i = 1; i <= partial; i++)
                if (p_list[i] == at && whole(i) == heading)
                    printf "<tr><td>%s<td>%s<td>%d<td>%d<td>%d<td>%d</tr>\n", html_text(p_name[i]), html_text(p_file[i]), p_regions[i],
                        p_regions[i] - p_missed[i], p_lines[i], p_lines[i] - p_lines_missed[i]
        print "</table></details>"
    }
}
function parts_of(at,    i, count) {
    for (i = 1; i <= partial; i++)
        if (p_list[i] == at && !whole(i)) count++
    return count + 0
}
