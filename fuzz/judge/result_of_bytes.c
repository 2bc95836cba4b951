#include "result_of_bytes.h"

#include "support.h"

#include <stdlib.h>

#define MAX_CASES          12u
#define MORE_THAN_IS_SHOWN 5000u
#define COUNT(list)        ((uint32_t)(sizeof(list) / sizeof((list)[0])))

/* What a terminal acts on, what turns text around or is no character, and what the media of the reports take
 * for their own. */
static const char *const words[] = {
    "\xC2\x85",     "\xC2\x9B",     "\xC2\xAD",
    "\xE2\x80\xAE", "\xE2\x80\xA8", "\xE2\x81\xA6",
    "\xEF\xBB\xBF", "\xEF\xBF\xBE", "\xF0\x9F\x98\x80",
    "\xC3\xA9",     "##[error]",    "##",
    "::error::",    "]]>",          "<pre>",
    "</pre>",       "%0A",          "\xE2\x80\xA6",
    "\x1B[2J",      "\x7F",
};

static char *owned(const char *text) {
    char *copy = pc_text_copy(text);
    fuzz_require(copy != NULL, "memory for a text");
    return copy;
}

static void put_character(struct bytes *from, struct pc_buf *out) {
    uint8_t byte = bytes_byte(from);
    fuzz_require((byte >= 0x80 ? pc_buf_append_text(out, words[byte % COUNT(words)])
                  : byte == 0  ? pc_buf_append_text(out, " ")
                               : pc_buf_append_byte(out, (char)byte)) == PC_OK,
                 "memory for a text");
}

/* Behind `before`: a text that others have too, or any characters, at times more than a report shows. */
static char *text_behind(struct bytes *from, const char *before) {
    static const char *const shared[] = {"", "one", "::error::another", "a/longer one"};
    uint32_t choice = bytes_byte(from);
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX / 2);
    fuzz_require(pc_buf_append_text(&text, before) == PC_OK, "memory for a text");
    if (choice < 64)
        fuzz_require(pc_buf_append_text(&text, shared[choice % COUNT(shared)]) == PC_OK, "memory for a text");
    for (uint32_t i = choice < 64 ? 0 : choice % 24; i > 0; i--)
        put_character(from, &text);
    while (choice == UINT8_MAX && text.size < MORE_THAN_IS_SHOWN)
        fuzz_require(pc_buf_append(&text, PC_VIEW(" l\xC3\xA4nger")) == PC_OK, "memory for a text");
    char *copy = owned(text.size == 0 ? "" : text.data);
    pc_buf_clear(&text);
    return copy;
}

/* A byte says which of the texts are there, so that few bytes make one of them alone. */
static char *text_if(bool present, struct bytes *from) {
    return present ? text_behind(from, "") : NULL;
}

static char **put_texts(struct bytes *from, size_t *count) {
    *count = bytes_below(from, 3);
    char **texts = calloc(*count + 1, sizeof *texts);
    fuzz_require(texts != NULL, "memory for texts");
    for (size_t i = 0; i < *count; i++)
        texts[i] = text_behind(from, "");
    return texts;
}

static void put_findings(struct bytes *from, uint32_t count, struct pc_findings *out) {
    out->capacity = count;
    out->items = calloc(count + 1, sizeof *out->items);
    fuzz_require(out->items != NULL, "memory for findings");
    while (out->count < out->capacity) {
        struct pc_finding *finding = &out->items[out->count++];
        uint8_t present = bytes_byte(from);
        finding->seen = text_if((present & 1) == 0, from);
        finding->expected = text_if((present & 2) != 0, from);
        finding->at = text_if((present & 4) != 0, from);
        finding->cite = text_if((present & 8) != 0, from);
        finding->requirement = text_if((present & 16) != 0, from);
        finding->line = (present & 32) != 0 ? 7 : 0;
        finding->column = (present & 64) != 0 ? 9 : 0;
    }
}

static void put_exchange(struct bytes *from, struct pc_result *result) {
    struct pc_stored_exchange *exchange = pc_result_add_exchange(result);
    struct pc_stored_header *header = calloc(1, sizeof *header);
    uint8_t present = bytes_byte(from);
    fuzz_require(exchange != NULL && header != NULL, "memory for an exchange");
    exchange->outcome = owned("answered");
    exchange->curl = text_if((present & 1) == 0, from);
    exchange->probe = (present & 2) != 0 ? text_behind(from, "") : owned("probe");
    exchange->response.headers = header;
    if ((present & 4) != 0) {
        exchange->response.status = 200;
        exchange->response.header_count = 1;
        *header = (struct pc_stored_header){text_behind(from, ""), text_behind(from, "")};
    }
}

/* Indices of those that are there, or of a further one. */
static void put_exchanges(struct bytes *from, struct pc_result *result, struct pc_case_result *one) {
    for (uint32_t i = 1 + bytes_below(from, 4); i > 0; i--) {
        size_t index = bytes_below(from, 4);
        if (index >= result->exchange_count) {
            index = result->exchange_count;
            put_exchange(from, result);
        }
        fuzz_require(pc_case_result_add_exchange(one, index) == PC_OK, "memory for an exchange");
    }
}

static void put_case(struct bytes *from, struct pc_result *result) {
    static const char *const areas[] = {"server/request/", "server/request/body/", "server/response/",
                                        "client/malformed/json/", ""};
    struct pc_case_result *one = pc_result_add_case(result);
    uint8_t kind = bytes_byte(from), present = bytes_byte(from);
    fuzz_require(one != NULL, "memory for a case");
    one->verdict = (enum pc_verdict)(kind % PC_VERDICT_COUNT);
    one->level = (enum pc_level)(kind / PC_VERDICT_COUNT % (PC_LEVEL_MAY + 1));
    const char *area = areas[kind / PC_VERDICT_COUNT % COUNT(areas)];
    one->id = (present & 8) != 0 ? text_behind(from, area) : pc_text_format("%s%u", area, present);
    one->title = (present & 16) != 0 ? text_behind(from, "") : owned("a case");
    one->reason = text_if((present & 4) != 0, from);
    one->ms = present * 10;
    put_findings(from, present & 3u, &one->findings);
    if ((present & 32) != 0)
        put_exchanges(from, result, one);
    if ((present & 64) != 0)
        one->cites = put_texts(from, &one->cite_count);
}

void result_of_bytes(struct bytes *from, struct pc_result *out, struct pc_report_options *options) {
    static const char *const sides[] = {"server", "client", "proxy"};
    uint8_t flags = bytes_byte(from);
    *options = (struct pc_report_options){.verbose = (flags & 1) != 0,
                                          .report_dir = (flags & 2) != 0 ? "reports" : NULL,
                                          .failure = flags >= 0xF0 ? "nothing answers" : NULL,
                                          .width = flags % 3 * 40};
    out->version = owned("1");
    out->started = owned("2026-01-02T03:04:05Z");
    out->strict = (flags & 4) != 0;
    out->interrupted = (flags & 24) == 24;
    out->side = owned(sides[flags % COUNT(sides)]);
    out->spec = (flags & 32) != 0 ? text_behind(from, "") : owned("0123456789abcdef");
    out->target = (flags & 32) != 0 ? text_behind(from, "") : owned("http://127.0.0.1:1");
    if ((flags & 64) != 0)
        out->notes = put_texts(from, &out->note_count);
    for (unsigned i = 0; i < MAX_CASES && from->at != from->end; i++)
        put_case(from, out);
}
