#include "pc_http.h"

#include <curl/curl.h>
#include <string.h>

#define MAX_DATE_SIZE 63u

/* libcurl reads dates of many kinds. Those of HTTP begin with the name of a day; "06 Nov 1994 08:49:37 CET"
 * is none of them, and asctime's form has no zone. */
static bool has_form(struct pc_view text) {
    if (text.size == 0 || text.size > MAX_DATE_SIZE || memchr(text.data, '\0', text.size) != NULL)
        return false;
    bool begins_with_day =
        (text.data[0] >= 'A' && text.data[0] <= 'Z') || (text.data[0] >= 'a' && text.data[0] <= 'z');
    char last = text.data[text.size - 1];
    bool ends_in_gmt =
        text.size > 4 && pc_view_equal_text(pc_view_slice(text, text.size - 4, text.size), " GMT");
    return begins_with_day && (ends_in_gmt || (last >= '0' && last <= '9'));
}

bool pc_http_date(struct pc_view text, int64_t *unix_seconds) {
    char copy[MAX_DATE_SIZE + 1];
    if (!has_form(text))
        return false;
    memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    time_t date = curl_getdate(copy, NULL);
    *unix_seconds = (int64_t)date;
    return date != -1;
}
