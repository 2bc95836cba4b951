/* "Please come back later", in the two ways that peers say it. */
#include "pace.h"

#include "pc_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_SIZE 64u /* longer than any date */

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* Since 1970-01-01 in the Gregorian calendar. */
static int64_t seconds_of(int year, int month, int day, int second) {
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int64_t past = (int64_t)year - 1;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    int64_t days = past * 365 + past / 4 - past / 100 + past / 400 + before[month - 1] + (leap && month > 2) +
                   day - 719163;
    return days * 86400 + second;
}

#define FIFTY_YEARS (50 * INT64_C(31556952)) /* in seconds */

/* The three forms that a recipient must read (RFC 9110 section 5.6.7); the obsolete ones too. */
static bool read_date(const char *text, int64_t now, int64_t *unix_seconds) {
    char month[4] = "";
    int day = 0, year = 0, hour = 0, minute = 0, second = 0, end = 0;
    if (sscanf(text, "%*3[A-Za-z], %2d %3s %4d %2d:%2d:%2d GMT%n", &day, month, &year, &hour, &minute,
               &second, &end) != 6 &&
        sscanf(text, "%*3[A-Za-z] %3s %2d %2d:%2d:%2d %4d%n", month, &day, &hour, &minute, &second, &year,
               &end) != 6 &&
        sscanf(text, "%*9[A-Za-z], %2d-%3s-%2d %2d:%2d:%2d GMT%n", &day, month, &year, &hour, &minute,
               &second, &end) != 6)
        return false;
    bool short_year = year >= 0 && year < 100;
    if (short_year)
        year += 2000;
    size_t number = 0;
    while (number < 12 && strcmp(months[number], month) != 0)
        number++;
    bool good = end > 0 && text[end] == '\0' && number < 12 && day >= 1 && day <= 31 && year >= 1970 &&
                hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60;
    if (!good)
        return false;
    *unix_seconds = seconds_of(year, (int)number + 1, day, (hour * 60 + minute) * 60 + second);
    /* "more than 50 years in the future" is "the most recent year in the past that had the same last two
     * digits"
     */
    if (short_year && *unix_seconds - now > FIFTY_YEARS)
        *unix_seconds = seconds_of(year - 100, (int)number + 1, day, (hour * 60 + minute) * 60 + second);
    return true;
}

static int64_t within_day(int64_t seconds) {
    return seconds < 0 ? 0 : seconds > MAX_WISH_MS / 1000 ? MAX_WISH_MS : seconds * 1000;
}

static int64_t field_wish_ms(const struct pc_http_message *answer, int64_t unix_seconds) {
    struct pc_view value = pc_http_field_value(answer, "Retry-After");
    char text[TEXT_SIZE];
    if (value.size == 0 || value.size >= sizeof text)
        return -1;
    memcpy(text, value.data, value.size);
    text[value.size] = '\0';
    size_t digits = strspn(text, "0123456789");
    int64_t date = 0;
    if (digits == value.size)
        return within_day(digits > 9 ? INT64_MAX : strtol(text, NULL, 10));
    return read_date(text, unix_seconds, &date) ? within_day(date - unix_seconds) : -1;
}

static int64_t body_wish_ms(const struct pc_http_message *answer) {
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    int64_t wish_ms = -1;
    if (reader != NULL && answer->body.size > 0 && pc_json_read(reader, answer->body, &doc, NULL) == PC_OK) {
        struct pc_json_value value = pc_json_get_text(pc_json_root(doc), "retry_after");
        char text[TEXT_SIZE];
        if (pc_json_type(value) == PC_JSON_NUMBER) {
            struct pc_view raw = pc_view_slice(pc_json_number_raw(value), 0, sizeof text - 1);
            memcpy(text, raw.data, raw.size);
            text[raw.size] = '\0';
            double seconds = strtod(text, NULL);
            if (seconds >= 0)
                wish_ms = seconds < MAX_WISH_MS / 1000.0 ? (int64_t)(seconds * 1000) : MAX_WISH_MS;
        }
    }
    pc_json_reader_free(reader);
    return wish_ms;
}

int64_t wished_pause_ms(const struct pc_http_exchange *exchange, int64_t unix_seconds) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    if (exchange->outcome != PC_HTTP_OUTCOME_ANSWERED || (answer->status != 429 && answer->status != 503))
        return -1;
    int64_t field_ms = field_wish_ms(answer, unix_seconds);
    int64_t body_ms = body_wish_ms(answer);
    return field_ms > body_ms ? field_ms : body_ms;
}
