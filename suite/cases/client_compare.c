#include "client_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TEXT        512
#define SECONDS_A_DAY   86400
#define NANOS_A_SECOND  1000000000
#define NANOS_OF_CLOCKS 1000000 /* many types for time hold milliseconds */

struct instant {
    int64_t seconds;
    int64_t nanos;
};

/* `count` digits at *at, moved behind them; -1 where there are none. */
static int64_t digits(const char **at, size_t count) {
    int64_t value = 0;
    for (size_t i = 0; i < count; i++, (*at)++) {
        if (**at < '0' || **at > '9')
            return -1;
        value = value * 10 + (**at - '0');
    }
    return value;
}

static bool skip(const char **at, const char *any) {
    if (**at == '\0' || strchr(any, **at) == NULL)
        return false;
    (*at)++;
    return true;
}

/* Days since 1970-01-01 of the proleptic Gregorian calendar. */
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int64_t read_nanos(const char **at) {
    int64_t nanos = 0;
    int64_t unit = NANOS_A_SECOND / 10;
    if (!skip(at, ".,"))
        return 0;
    for (; **at >= '0' && **at <= '9'; (*at)++, unit /= 10)
        nanos += (**at - '0') * unit;
    return nanos;
}

static bool read_offset(const char **at, int64_t *seconds) {
    *seconds = 0;
    if (skip(at, "Zz") || **at == '\0')
        return true;
    bool west = **at == '-';
    if (!skip(at, "+-"))
        return false;
    int64_t hours = digits(at, 2);
    skip(at, ":");
    int64_t minutes = digits(at, 2);
    *seconds = (hours * 60 + minutes) * (west ? -60 : 60);
    return hours >= 0 && minutes >= 0;
}

/* As generous as clients print: a space for the T, no colon in the offset, no offset for UTC. */
static bool read_instant(const char *text, struct instant *out) {
    const char *at = text;
    int64_t year = digits(&at, 4);
    bool good = year >= 0 && skip(&at, "-");
    int64_t month = good ? digits(&at, 2) : -1;
    good = month > 0 && skip(&at, "-");
    int64_t day = good ? digits(&at, 2) : -1;
    good = day > 0 && skip(&at, "Tt ");
    int64_t hour = good ? digits(&at, 2) : -1;
    good = hour >= 0 && skip(&at, ":");
    int64_t minute = good ? digits(&at, 2) : -1;
    good = minute >= 0 && skip(&at, ":");
    int64_t second = good ? digits(&at, 2) : -1;
    if (second < 0)
        return false;
    out->nanos = read_nanos(&at);
    int64_t offset = 0;
    good = read_offset(&at, &offset) && *at == '\0';
    out->seconds = days_of(year, month, day) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second - offset;
    return good;
}

static bool copy_string(struct pc_json_value value, char out[MAX_TEXT]) {
    struct pc_buf text;
    pc_buf_init(&text, MAX_TEXT - 1);
    bool good = pc_json_type(value) == PC_JSON_STRING && pc_json_string_decode(value, &text) == PC_OK &&
                (text.size == 0 || memchr(text.data, '\0', text.size) == NULL);
    if (good)
        memcpy(out, text.size > 0 ? text.data : "", text.size + 1);
    pc_buf_clear(&text);
    return good;
}

/* Whether the number is that instant in seconds, or milliseconds, since 1970. */
static bool is_since_1970(const struct instant *instant, struct pc_json_value value,
                          double precision_seconds) {
    char text[MAX_TEXT];
    struct pc_view raw = pc_json_raw(value);
    snprintf(text, sizeof text, "%.*s", (int)(raw.size < MAX_TEXT ? raw.size : MAX_TEXT - 1), raw.data);
    double number = strtod(text, NULL);
    double seconds = (double)instant->seconds + (double)instant->nanos / NANOS_A_SECOND;
    return fabs(number - seconds) < precision_seconds || fabs(number / 1000 - seconds) < precision_seconds;
}

/* Whether `held` is the same instant in fewer digits, cut or rounded; `away` tells how far in front it is. A
 * tenth of a second that became a millisecond is neither. */
static bool is_cut(int64_t held, int64_t away) {
    for (int64_t unit = NANOS_OF_CLOCKS; unit <= NANOS_A_SECOND; unit *= 10) {
        if (held % unit == 0 && away < unit && away >= -unit / 2)
            return true;
    }
    return false;
}

static enum pc_likeness compare_instants(struct pc_json_value sent, struct pc_json_value held) {
    char a[MAX_TEXT];
    char b[MAX_TEXT];
    struct instant first;
    struct instant second;
    /* Some types print as a number, which may have no fractions. */
    if (copy_string(sent, a) && read_instant(a, &first) && pc_json_type(held) == PC_JSON_NUMBER)
        return is_since_1970(&first, held, 1) ? PC_SAME : PC_INVENTED;
    /* And some readers take a number for one; so near to 1970 a wide precision would let a zero pass. */
    if (pc_json_type(sent) == PC_JSON_NUMBER && copy_string(held, b) && read_instant(b, &second))
        return is_since_1970(&second, sent, 0.0005) ? PC_ALIKE : PC_INVENTED;
    if (!copy_string(sent, a) || !copy_string(held, b) || !read_instant(a, &first) ||
        !read_instant(b, &second))
        return PC_INVENTED;
    int64_t seconds = first.seconds - second.seconds;
    if (seconds > 1 || seconds < -1)
        return PC_INVENTED;
    int64_t nanos = seconds * NANOS_A_SECOND + first.nanos - second.nanos;
    if (nanos <= NANOS_OF_CLOCKS && nanos >= -NANOS_OF_CLOCKS)
        return PC_SAME;
    return is_cut(second.nanos, nanos) ? PC_ALIKE : PC_INVENTED;
}

/* "7" and 7, "true" and true, 0 and false: what weakly typed readers take for one another. */
static const char *plain_text(struct pc_json_value value, char out[MAX_TEXT]) {
    struct pc_view raw = pc_json_raw(value);
    int64_t number = 0;
    switch (pc_json_type(value)) {
    case PC_JSON_STRING:
        return copy_string(value, out) ? out : NULL;
    case PC_JSON_BOOLEAN:
        return pc_json_boolean(value) ? "1" : "0";
    case PC_JSON_NUMBER:
        if (pc_json_number_int64(value, &number)) {
            snprintf(out, MAX_TEXT, "%lld", (long long)number);
            return out;
        }
        snprintf(out, MAX_TEXT, "%.*s", (int)(raw.size < MAX_TEXT ? raw.size : MAX_TEXT - 1), raw.data);
        return out;
    default:
        return NULL;
    }
}

static const char *without_words(const char *text) {
    return strcmp(text, "true") == 0 || strcmp(text, "True") == 0     ? "1"
           : strcmp(text, "false") == 0 || strcmp(text, "False") == 0 ? "0"
                                                                      : text;
}

static bool mean_the_same(struct pc_json_value sent, struct pc_json_value held) {
    char a[MAX_TEXT];
    char b[MAX_TEXT];
    const char *first = plain_text(sent, a);
    const char *second = plain_text(held, b);
    /* Any number but zero is true to them. */
    if (pc_json_type(sent) == PC_JSON_NUMBER && pc_json_type(held) == PC_JSON_BOOLEAN)
        return pc_json_boolean(held) == (pc_json_number_compare(pc_json_raw(sent), PC_VIEW("0")) != 0);
    return first != NULL && second != NULL && strcmp(without_words(first), without_words(second)) == 0;
}

static bool is_listed(const struct pc_schema_member *member, struct pc_json_value held) {
    for (size_t i = 0; i < member->enum_count; i++) {
        if (pc_json_string_equal(held, pc_view_of(member->enum_strings[i])))
            return true;
    }
    return false;
}

static bool is_nothing(struct pc_json_value value) {
    return pc_json_type(value) == PC_JSON_NONE || pc_json_type(value) == PC_JSON_NULL;
}

/* Beyond ±(2^53-1) a double is near, not equal; zero, or another sign, is neither. */
static bool is_near(struct pc_json_value sent, struct pc_json_value held) {
    static const struct pc_view exact = {"9007199254740991", 16};
    static const struct pc_view zero = {"0", 1};
    return pc_json_type(sent) == PC_JSON_NUMBER && pc_json_type(held) == PC_JSON_NUMBER &&
           pc_json_number_compare(pc_json_raw(sent), exact) > 0 &&
           pc_json_number_compare(pc_json_raw(held), zero) > 0;
}

enum pc_likeness pc_compare_values(const struct pc_schema_member *member, struct pc_json_value sent,
                                   struct pc_json_value held) {
    if (is_nothing(held))
        return is_nothing(sent) ? PC_SAME : PC_LOST;
    if (is_nothing(sent))
        return PC_INVENTED;
    if (pc_json_equal(sent, held))
        return PC_SAME;
    /* Its members are compared one by one. */
    if (pc_json_type(sent) == PC_JSON_OBJECT && pc_json_type(held) == PC_JSON_OBJECT)
        return PC_SAME;
    if (mean_the_same(sent, held) || is_near(sent, held))
        return PC_ALIKE;
    /* A word of the client's own for what it does not know ("UNKNOWN") claims nothing. */
    if (member->enum_count > 0 && !is_listed(member, sent) && !is_listed(member, held))
        return PC_ALIKE;
    return member->format != NULL ? compare_instants(sent, held) : PC_INVENTED;
}
