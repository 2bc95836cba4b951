/* RFC 3339 section 5.6, a second time: by a template and by counting days. */
#include "oracle.h"

static bool fits(const uint8_t *text, size_t size, const char *pattern) {
    for (size_t i = 0; pattern[i] != '\0'; i++) {
        if (i >= size)
            return false;
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == '0'   ? !digit
            : pattern[i] == 'T' ? (text[i] | 0x20) != 't'
                                : text[i] != (unsigned char)pattern[i])
            return false;
    }
    return true;
}

static int two(const uint8_t *text) {
    return (text[0] - '0') * 10 + (text[1] - '0');
}

/* Days since 0000-03-01, and back: a day that does not exist comes back as another one. */
static long days_of(long year, long month, long day) {
    long shifted = month > 2 ? year : year - 1;
    long from_march = (month + 9) % 12;
    long before = shifted >= 0 ? shifted / 4 - shifted / 100 + shifted / 400 : -1;
    return shifted * 365 + before + (from_march * 153 + 2) / 5 + day - 1;
}

static bool exists(long year, long month, long day) {
    long next_month = month == 12 ? 1 : month + 1;
    long next_year = month == 12 ? year + 1 : year;
    long length = days_of(next_year, next_month, 1) - days_of(year, month, 1);
    return month >= 1 && month <= 12 && day >= 1 && day <= length;
}

bool oracle_date_time(const uint8_t *text, size_t size) {
    size_t at = 19;
    int behind = 0; /* minutes */
    if (!fits(text, size, "0000-00-00T00:00:00"))
        return false;
    int hour = two(text + 11), minute = two(text + 14), second = two(text + 17);
    if (at < size && text[at] == '.') {
        size_t first = ++at;
        while (at < size && text[at] >= '0' && text[at] <= '9')
            at++;
        if (at == first)
            return false;
    }
    if (at < size && (text[at] == 'Z' || text[at] == 'z')) {
        at++;
    } else if (fits(text + at, size - at, "+00:00") || fits(text + at, size - at, "-00:00")) {
        behind = two(text + at + 1) * 60 + two(text + at + 4);
        if (two(text + at + 1) > 23 || two(text + at + 4) > 59)
            return false;
        behind = text[at] == '+' ? behind : -behind;
        at += 6;
    } else {
        return false;
    }
    /* A leap second ends a day in UTC. */
    int utc = hour * 60 + minute - behind;
    bool day_ends = utc == 1439 || utc == -1 || utc == 2879;
    return at == size && hour <= 23 && minute <= 59 && (second <= 59 || (second == 60 && day_ends)) &&
           exists(two(text) * 100L + two(text + 2), two(text + 5), two(text + 8));
}
