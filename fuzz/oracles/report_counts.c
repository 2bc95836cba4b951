#include "report_counts.h"

#include <string.h>

struct rest {
    const char *at, *end;
};

static bool take(struct rest *text, const char *word) {
    size_t size = strlen(word);
    if ((size_t)(text->end - text->at) < size || memcmp(text->at, word, size) != 0)
        return false;
    text->at += size;
    return true;
}

static bool take_number(struct rest *text, size_t *out) {
    const char *begin = text->at;
    *out = 0;
    for (; text->at < text->end && *text->at >= '0' && *text->at <= '9'; text->at++)
        *out = *out * 10 + (size_t)(*text->at - '0');
    return text->at > begin;
}

/* To the next line; gives whether there is one. */
static bool next_line(struct rest *text) {
    const char *end = memchr(text->at, '\n', (size_t)(text->end - text->at));
    text->at = end == NULL ? text->end : end + 1;
    return text->at < text->end;
}

static size_t occurrences(struct rest text, const char *word) {
    size_t count = 0;
    while (text.at < text.end) {
        if (take(&text, word))
            count++;
        else
            text.at++;
    }
    return count;
}

bool closing_counts(const char *text, size_t size, struct report_counts *out) {
    struct rest line = {text, text + size};
    if (size == 0 || line.end[-1] != '\n')
        return false;
    for (line.at = line.end - 1; line.at > text && line.at[-1] != '\n';)
        line.at--;
    return take_number(&line, &out->passed) && take(&line, " passed, ") && take_number(&line, &out->failed) &&
           take(&line, " failed, ") && take_number(&line, &out->skipped) && take(&line, " skipped\n");
}

bool tap_counts(const char *text, size_t size, struct report_counts *out) {
    struct rest rest = {text, text + size};
    size_t planned = 0, count = 0, number;
    *out = (struct report_counts){0};
    if (!take(&rest, "TAP version 14\n"))
        return false;
    if (!take(&rest, "1..") || !take_number(&rest, &planned))
        return take(&rest, "Bail out! ");
    while (next_line(&rest)) {
        struct rest line = {rest.at, memchr(rest.at, '\n', (size_t)(rest.end - rest.at))};
        bool failed = take(&line, "not ok ");
        if (line.end == NULL || (!failed && !take(&line, "ok ")))
            continue;
        if (!take_number(&line, &number) || number != ++count || !take(&line, " - "))
            return false;
        bool skipped = occurrences(line, " # SKIP ") > 0;
        *(failed ? &out->failed : skipped ? &out->skipped : &out->passed) += 1;
    }
    return count == planned;
}

static bool attribute(struct rest element, const char *name, size_t *out) {
    while (element.at < element.end && *element.at != '>') {
        if (take(&element, name))
            return take_number(&element, out) && take(&element, "\"");
        element.at++;
    }
    return false;
}

bool junit_counts(const char *text, size_t size, struct report_counts *out) {
    struct rest rest = {text, text + size};
    size_t tests, failures, errors;
    while (rest.at < rest.end && !take(&rest, "<testsuite "))
        rest.at++;
    if (!attribute(rest, " tests=\"", &tests) || !attribute(rest, " failures=\"", &failures) ||
        !attribute(rest, " errors=\"", &errors) || !attribute(rest, " skipped=\"", &out->skipped) ||
        failures + errors + out->skipped > tests)
        return false;
    out->failed = failures + errors;
    out->passed = tests - out->failed - out->skipped;
    return occurrences(rest, "<testcase ") == tests && occurrences(rest, "<failure ") == failures &&
           occurrences(rest, "<error ") == errors && occurrences(rest, "<skipped ") == out->skipped;
}
