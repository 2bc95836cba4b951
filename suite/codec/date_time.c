#include "date_time.h"

#define MINUTES_A_DAY 1440u

/* What is left of the text, and whether everything before it fitted. */
struct cursor {
    struct pc_view rest;
    bool fits;
};

static void advance(struct cursor *at, size_t bytes) {
    at->rest = pc_view_slice(at->rest, bytes, at->rest.size);
}

static bool next_is_digit(const struct cursor *at) {
    return at->rest.size > 0 && at->rest.data[0] >= '0' && at->rest.data[0] <= '9';
}

/* Exactly `digits` digits, their number within low and high. */
static unsigned number(struct cursor *at, unsigned digits, unsigned low, unsigned high) {
    unsigned value = 0;
    for (unsigned i = 0; i < digits; i++) {
        if (!next_is_digit(at)) {
            at->fits = false;
            return low;
        }
        value = value * 10 + (unsigned)(at->rest.data[0] - '0');
        advance(at, 1);
    }
    if (value < low || value > high)
        at->fits = false;
    return value;
}

/* The next byte is one of `choices`; gives it, or 0. */
static char one_of(struct cursor *at, const char *choices) {
    for (; *choices != '\0'; choices++)
        if (at->rest.size > 0 && at->rest.data[0] == *choices) {
            advance(at, 1);
            return *choices;
        }
    at->fits = false;
    return 0;
}

/* Section 5.7: "The grammar element date-mday represents the day number within the current month." */
static unsigned days_of(unsigned year, unsigned month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap_year = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && leap_year ? 1u : 0u);
}

static void full_date(struct cursor *at) {
    unsigned year = number(at, 4, 0, 9999);
    one_of(at, "-");
    unsigned month = number(at, 2, 1, 12);
    one_of(at, "-");
    number(at, 2, 1, days_of(year, month));
}

/* time-offset; gives the minutes that UTC is behind the local time, within one day. */
static unsigned offset_minutes(struct cursor *at) {
    char sign = one_of(at, "Zz+-");
    if (sign != '+' && sign != '-')
        return 0;
    unsigned hours = number(at, 2, 0, 23);
    one_of(at, ":");
    unsigned minutes = hours * 60 + number(at, 2, 0, 59);
    return sign == '+' ? minutes : MINUTES_A_DAY - minutes;
}

static void full_time(struct cursor *at) {
    unsigned hour = number(at, 2, 0, 23);
    one_of(at, ":");
    unsigned minute = number(at, 2, 0, 59);
    one_of(at, ":");
    unsigned second = number(at, 2, 0, 60);
    if (at->rest.size > 0 && at->rest.data[0] == '.') {
        advance(at, 1);
        number(at, 1, 0, 9);
        while (next_is_digit(at))
            advance(at, 1);
    }
    unsigned behind = offset_minutes(at);
    unsigned utc = at->fits ? (hour * 60 + minute + MINUTES_A_DAY - behind) % MINUTES_A_DAY : 0;
    if (second == 60 && utc != MINUTES_A_DAY - 1)
        at->fits = false;
}

bool codec_is_date_time(struct pc_view text) {
    struct cursor at = {text, true};
    full_date(&at);
    one_of(&at, "Tt");
    full_time(&at);
    return at.fits && at.rest.size == 0;
}
