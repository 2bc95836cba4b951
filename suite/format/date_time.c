/* RFC 3339: dates and times of section 5.6 with the ranges of section 5.7, durations of appendix A. */
#include "cursor.h"

#include <string.h>

/* Exactly two ASCII digits; -1 where they do not stand there. */
static inline int take_two(struct cursor *text) {
    if (text->end - text->at < 2)
        return -1;
    unsigned tens = (unsigned char)text->at[0] - (unsigned)'0';
    unsigned ones = (unsigned char)text->at[1] - (unsigned)'0';
    if (tens > 9 || ones > 9)
        return -1;
    text->at += 2;
    return (int)(tens * 10 + ones);
}

static bool take_date(struct cursor *text) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int century = take_two(text);
    int year = take_two(text);
    if (century < 0 || year < 0 || !take(text, '-', '-'))
        return false;
    int month = take_two(text);
    if (month < 1 || month > 12 || !take(text, '-', '-'))
        return false;
    int day = take_two(text);
    bool leap = year != 0 ? year % 4 == 0 : century % 4 == 0;
    return day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

/* Minutes of the day, or -1. */
static inline int take_hour_minute(struct cursor *text) {
    int hour = take_two(text);
    if (hour < 0 || hour > 23 || !take(text, ':', ':'))
        return -1;
    int minute = take_two(text);
    return minute < 0 || minute > 59 ? -1 : hour * 60 + minute;
}

/* time-secfrac: a point and at least one digit, or nothing. */
static bool take_fraction(struct cursor *text) {
    if (!take(text, '.', '.'))
        return true;
    const char *from = text->at;
    while (text->at < text->end && *text->at >= '0' && *text->at <= '9')
        text->at++;
    return text->at > from;
}

static bool take_offset(struct cursor *text, int *minutes) {
    *minutes = 0;
    if (take(text, 'Z', 'z'))
        return true;
    int sign = take(text, '-', '-') ? -1 : 1;
    if (sign > 0 && !take(text, '+', '+'))
        return false;
    int size = take_hour_minute(text);
    *minutes = sign * size;
    return size >= 0;
}

/* partial-time and its offset, to the end of the text. */
static inline bool is_full_time(struct cursor text) {
    int offset;
    int minutes = take_hour_minute(&text);
    if (minutes < 0 || !take(&text, ':', ':'))
        return false;
    int second = take_two(&text);
    if (second < 0 || second > 60 || !take_fraction(&text) || !take_offset(&text, &offset) ||
        text.at != text.end)
        return false;
    /* A leap second is inserted at 23:59:60 UTC, which other offsets see at another time of their day. */
    return second < 60 || (minutes - offset + 2 * 24 * 60) % (24 * 60) == 23 * 60 + 59;
}

/* Eight bytes at once, the first in the lowest place. */
#define EIGHT(a, b, c, d, e, f, g, h)                                                                        \
    ((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 | (uint64_t)(e) << 32 |  \
     (uint64_t)(f) << 40 | (uint64_t)(g) << 48 | (uint64_t)(h) << 56)
#define HIGHEST EIGHT(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80)

/* What eight bytes must be. `add` turns a byte's highest bit on when it is added to more than 9 (a digit) or
 * to more than 0 (what must be the pattern's); `most` does so for a number of two digits that is too great,
 * `least` is taken from it. */
struct eight {
    uint64_t pattern, add, most, least;
};

enum { D = 0x80 - 10, S = 0x80 - 1 };
static const struct eight year_month = {EIGHT('0', '0', '0', '0', '-', '0', '0', '-'),
                                        EIGHT(D, D, D, D, S, D, D, S), EIGHT(0, 0, 0, 0, 0, S - 12, 0, 0),
                                        EIGHT(0, 0, 0, 0, 0, 1, 0, 0)};
static const struct eight day_minute = {
    EIGHT('0', '0', 'T', '0', '0', ':', '0', '0'), EIGHT(D, D, S, D, D, S, D, D),
    EIGHT(S - 28, 0, 0, S - 23, 0, 0, S - 59, 0), EIGHT(1, 0, 0, 0, 0, 0, 0, 0)};
static const struct eight hour_second = {EIGHT('0', '0', ':', '0', '0', ':', '0', '0'),
                                         EIGHT(D, D, S, D, D, S, D, D), EIGHT(0, 0, 0, 0, 0, 0, S - 59, 0),
                                         0};
static const struct eight millis = {EIGHT(':', '0', '0', '.', '0', '0', '0', 'Z'),
                                    EIGHT(S, D, D, S, D, D, D, S), 0, 0};
static const struct eight micros = {EIGHT('.', '0', '0', '0', '0', '0', '0', 'Z'),
                                    EIGHT(S, D, D, D, D, D, D, S), 0, 0};

/* 0 where the bytes are what they must be. */
static inline uint64_t differs(const char *at, const struct eight *wanted) {
    uint64_t text;
    memcpy(&text, at, sizeof text);
    text ^= wanted->pattern;
    /* In the place of each digit ten times it and the one behind. */
    uint64_t numbers = text * 10 + (text >> 8);
    return (((text + wanted->add) | text | (numbers + wanted->most)) & HIGHEST) |
           (~((numbers | HIGHEST) - wanted->least) & HIGHEST);
}

/* A day that every month has and a second that every minute has: almost all that is ever written. False says
 * nothing. There are 20 bytes. */
static inline bool begins_as_usual(const char *at) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (differs(at, &year_month) | differs(at + 8, &day_minute) | differs(at + 11, &hour_second)) == 0;
#else
    (void)at;
    return false;
#endif
}

bool pc_format_date_time(struct pc_view view) {
    if (view.size < sizeof "2026-01-02T03:04:05Z" - 1)
        return false;
    struct cursor text = cursor_of(view);
    if (!begins_as_usual(view.data))
        return take_date(&text) && take(&text, 'T', 't') && is_full_time(text);
    switch (view.size) {
    case 20:
        return view.data[19] == 'Z' || view.data[19] == 'z';
    case 24:
        if (differs(view.data + 16, &millis) == 0)
            return true;
        break;
    case 27:
        if (differs(view.data + 19, &micros) == 0)
            return true;
        break;
    default:
        break;
    }
    int offset;
    text.at += 19;
    return take_fraction(&text) && take_offset(&text, &offset) && text.at == text.end;
}

bool pc_format_date(struct pc_view view) {
    struct cursor text = cursor_of(view);
    return take_date(&text) && text.at == text.end;
}

bool pc_format_time(struct pc_view view) {
    return is_full_time(cursor_of(view));
}

/* Numbers with the units of `units`, in their order, none left out between two others (dur-year = 1*DIGIT "Y"
 * [dur-month], and so on). Returns how many there are; -1 for what is wrong. */
static int take_units(struct cursor *text, const char *units) {
    int count = 0;
    while (is_digit(peek(text))) {
        skip_digits(text);
        while (count == 0 && *units != '\0' && peek(text) != *units)
            units++;
        if (*units == '\0' || !take_byte(text, *units++))
            return -1;
        count++;
    }
    return count;
}

bool pc_format_duration(struct pc_view view) {
    struct cursor text = cursor_of(view);
    if (!take_byte(&text, 'P'))
        return false;
    struct cursor weeks = text;
    if (skip_digits(&weeks) > 0 && take_byte(&weeks, 'W'))
        return weeks.at == weeks.end;
    int dates = take_units(&text, "YMD");
    int times = 0;
    if (dates >= 0 && take_byte(&text, 'T')) {
        times = take_units(&text, "HMS");
        if (times == 0)
            return false;
    }
    return dates >= 0 && times >= 0 && dates + times > 0 && text.at == text.end;
}
