/* "Please come back later", in the two ways that peers say it. */
#include "pace.h"

#include "pc_json.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_SIZE 64u /* longer than any number that is meant */

static int64_t within_day(int64_t seconds) {
    return seconds < 0 ? 0 : seconds > MAX_WISH_MS / 1000 ? MAX_WISH_MS : seconds * 1000;
}

static int64_t field_wish_ms(const struct pc_http_message *answer, int64_t unix_seconds) {
    struct pc_view value = pc_http_field_value(answer, "Retry-After");
    int64_t seconds = 0;
    int64_t date = 0;
    size_t digits = 0;
    for (; digits < value.size && value.data[digits] >= '0' && value.data[digits] <= '9'; digits++)
        seconds = seconds > MAX_WISH_MS ? seconds : seconds * 10 + (value.data[digits] - '0');
    if (digits == value.size)
        return digits == 0 ? -1 : within_day(seconds);
    return pc_http_date(value, &date) ? within_day(date - unix_seconds) : -1;
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
