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

/* Eight bytes at once: digits where the pattern has a 0, else what the pattern has. `digits` gets their
 * values. */
static inline uint64_t differs(const char *at, const char pattern[8], const unsigned char most[8],
                               unsigned char digits[8]) {
    uint64_t text, wanted, add;
    memcpy(&text, at, 8);
    memcpy(&wanted, pattern, 8);
    memcpy(&add, most, 8);
    text ^= wanted;
    memcpy(digits, &text, 8);
    return ((text + add) | text) & 0x8080808080808080u;
}

static inline unsigned two_of(const unsigned char *digits) {
    return digits[0] * 10u + digits[1];
}

/* A day that every month has, a second that every minute has, in UTC: almost all that is ever written. False
 * says nothing. */
static inline bool is_usual(struct pc_view view) {
    /* What turns a byte's highest bit on when it is added to more than 9, or to more than 0. */
    enum { D = 0x80 - 10, S = 0x80 - 1 };
    static const unsigned char first_most[8] = {D, D, D, D, S, D, D, S};
    static const unsigned char second_most[8] = {D, D, S, D, D, S, D, D};
    unsigned char date[8], time[8];
    const char *at = view.data;
    const char *end = at + view.size - 1;
    uint64_t bad = differs(at, "0000-00-", first_most, date) | differs(at + 8, "00T00:00", second_most, time);
    unsigned tens = (unsigned char)at[17] - (unsigned)'0', ones = (unsigned char)at[18] - (unsigned)'0';
    bad |= (unsigned)(two_of(date + 5) - 1 > 11) | (unsigned)(two_of(time) - 1 > 27) |
           (unsigned)(two_of(time + 3) > 23) | (unsigned)(two_of(time + 6) > 59) | (unsigned)(tens > 5) |
           (unsigned)(ones > 9) | (unsigned)(at[16] != ':') | (unsigned)(*end != 'Z');
    if (bad != 0)
        return false;
    at += 19;
    if (at == end)
        return true;
    if (*at++ != '.' || at == end)
        return false;
    while (at < end && is_digit((unsigned char)*at))
        at++;
    return at == end;
}

bool pc_format_date_time(struct pc_view view) {
    if (view.size < sizeof "2026-01-02T03:04:05Z" - 1)
        return false;
    if (is_usual(view))
        return true;
    struct cursor text = cursor_of(view);
    return take_date(&text) && take(&text, 'T', 't') && is_full_time(text);
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
