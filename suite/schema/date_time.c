/* RFC 3339 section 5.6 date-time with the ranges of section 5.7. */
#include "pc_schema.h"

struct cursor {
    const char *at;
    const char *end;
};

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

static inline bool take(struct cursor *text, char upper, char lower) {
    if (text->at == text->end || (*text->at != upper && *text->at != lower))
        return false;
    text->at++;
    return true;
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

bool pc_format_date_time(struct pc_view view) {
    if (view.size < sizeof "2026-01-02T03:04:05Z" - 1)
        return false;
    struct cursor text = {view.data, view.data + view.size};
    int offset;
    if (!take_date(&text) || !take(&text, 'T', 't'))
        return false;
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
