# Judges C files against the house's rules; floors.sh calls it. Prints "FILE:LINE: sentence" for each violation.
# Variables: root (stripped from the file names), lists (CMake's list of rooms, suite/CMakeLists.txt).

BEGIN {
    split("base scan json http pattern registry format schema codec spec mock client result contract adapter scripted proxy target cases run report cli", room)
    split("0    1    1    1    1       2        2      2      2     3    3    3      3      3        3       2        4     4      5     6   6      7  ", number)
    for (i in room)
        floor_of[room[i]] = number[i]
    # Beside one another, and still allowed: the reader reads with the lexer, a schema is made of what these hold,
    beside["json scan"] = beside["schema registry"] = beside["schema format"] = 1
    # and the judge reads the specification and writes findings.
    beside["contract spec"] = beside["contract result"] = 1
    # A second opinion that asks the first one is none.
    split("schema spec contract", judge)
    split("mock client codec oracle", witness)
    for (i in judge)
        for (j in witness)
            never[witness[j] " " judge[i]] = 1
    max_file = 400
    max_function = 60
    while ((getline text < lists) > 0)
        listed(text)
}

# The build must not grant what the floors forbid.
function listed(text,    word, count, i) {
    gsub(/[()]/, " ", text)
    count = split(text, word, " ")
    if (word[1] != "pc_library")
        return
    for (i = 4; word[3] == "DEPS" && i <= count && word[i] !~ /^[A-Z]/; i++)
        if (!may(word[2], word[i]))
            complain("suite/CMakeLists.txt", 0, word[2] " must not rest on " word[i])
}

function may(from, to) {
    if (never[from " " to])
        return 0
    if (!(from in floor_of) || !(to in floor_of) || from == to)
        return 1
    return floor_of[to] < floor_of[from] || beside[from " " to]
}

function complain(file, line, sentence) {
    print file ":" line ": " sentence
    bad = 1
}

function included(name,    to) {
    if (name ~ /\.\./)
        complain(file, FNR, "an include climbs with ..: " name)
    if (name ~ /^\//)
        complain(file, FNR, "an include by absolute path: " name)
    if (name ~ /^(curl\/|openssl\/|sys\/socket\.h|sys\/un\.h|netinet\/|arpa\/|netdb\.h|net\/)/ && !network)
        complain(file, FNR, "curl, OpenSSL and sockets belong to suite/http: " name)
    if (name ~ /cmocka/ && !test)
        complain(file, FNR, "cmocka belongs to suite/tests: " name)
    if (name ~ /^pc_[a-z]+\.h$/) {
        to = substr(name, 4, length(name) - 5)
        if (!may(here, to))
            complain(file, FNR, here " must not include " name)
    }
}

FNR == 1 {
    if (opened)
        complain(file, opened, "a function that does not end at column 1")
    opened = 0
    file = substr(FILENAME, length(root) + 2)
    split(file, part, "/")
    here = part[1] == "suite" ? part[2] : file ~ /^fuzz\/.*oracle/ ? "oracle" : part[1]
    forbidden = file ~ /^cmake\/forbidden\//
    # The yardsticks of the benchmarks are libraries without our own code around them.
    bare = file ~ /^suite\/bench\/bare_/
    network = here == "http" || bare || file ~ /^suite\/tests\/unit\/http\// || forbidden
    test = here == "tests" || forbidden
}

/^[ \t]*#[ \t]*include[ \t]*["<]/ {
    name = $0
    sub(/^[^"<]*["<]/, "", name)
    sub(/[">].*/, "", name)
    included(name)
}

FNR == max_file + 1 { complain(file, FNR, "the file is longer than " max_file " lines") }

!opened && /\) \{$/ && !/^[ \t]*#/ { opened = FNR }
opened && /^\}/ {
    if (FNR - opened > max_function)
        complain(file, opened, "the function is " FNR - opened " lines long, at most " max_function)
    opened = 0
}

END { exit bad }
