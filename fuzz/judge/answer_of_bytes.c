#include "answer_of_bytes.h"

#include "bytes.h"
#include "key_spellings.h"
#include "support.h"

#define COUNT(list) ((uint32_t)(sizeof(list) / sizeof((list)[0])))

/* Of the control characters, which few answers hold: 1 to 8 are the key in one of its spellings. */
enum { LAST_FOR_KEY = KEY_SPELLINGS, BYTE_FOR_HEAD = 0x0E, BYTE_FOR_BODY, BYTE_FOR_ANSWER };
enum { BEGINS_NO_ANSWER = 0x80, KEY_AS_A_TYPE = 0x40 };

static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
/* A deployment but for its end: a brace, or further members. */
static const char body[] =
    "{\"id\":\"d\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"n\",\"model_id\":\"m\","
    "\"is_production\":false,\"is_development\":false,\"status\":\"ACTIVE\",\"active_replica_count\":1,"
    "\"autoscaling_settings\":null,\"instance_type_name\":null,\"environment\":\"e\"";

static const char *const status_lines[] = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 404 Not Found\r\n",
                                           "HTTP/1.0 200 OK\r\n", "HTTP/1.1 201 Created\r\n"};
/* A bit of one byte for each. */
static const char *const fields[] = {"Content-Type: application/json\r\n",
                                     "content-type: Application/JSON;charset=utf-8\r\n",
                                     "Content-Type: text/html\r\n",
                                     "Content-Length: 3\r\n",
                                     "Transfer-Encoding: chunked\r\n",
                                     "Content-Encoding: gzip\r\n",
                                     "Name : value\r\n",
                                     "Name: a\tb\r\n\tfolded\r\n"};
static const char *const words[] = {body,
                                    "}",
                                    ",\"x\":[1]}",
                                    ",\"id\":7}",
                                    ",\"status\":0}",
                                    ",\"name\":\"\\ud800\"}",
                                    ",\"autoscaling_settings\":{}}",
                                    "{}",
                                    "[]",
                                    "null",
                                    "\"\\u0000\"",
                                    "\xEF\xBB\xBF",
                                    "\xFF",
                                    "\r\n",
                                    "3\r\n",
                                    "0\r\n\r\n",
                                    "HTTP/1.1 100 Continue\r\n\r\n"};

static void append(struct pc_buf *out, const char *text) {
    fuzz_require(pc_buf_append_text(out, text) == PC_OK, "memory for an answer");
}

static void put(struct pc_buf *out, uint8_t byte, struct pc_view key) {
    if (byte > 0 && byte <= LAST_FOR_KEY) {
        key_spell(key, byte - 1u, out);
        return;
    }
    if (byte == BYTE_FOR_HEAD || byte == BYTE_FOR_ANSWER)
        append(out, head);
    if (byte == BYTE_FOR_BODY || byte == BYTE_FOR_ANSWER)
        append(out, body);
    else if (byte != BYTE_FOR_HEAD)
        fuzz_require(pc_buf_append_byte(out, (char)byte) == PC_OK, "memory for an answer");
}

static void put_words(struct bytes *from, struct pc_view key, struct pc_buf *out) {
    uint8_t first = bytes_byte(from);
    append(out, status_lines[first % COUNT(status_lines)]);
    if ((first & KEY_AS_A_TYPE) != 0) {
        append(out, "Content-Type: ");
        key_spell(key, 0, out);
        append(out, "\r\n");
    }
    uint8_t present = bytes_byte(from);
    for (uint32_t i = 0; i < COUNT(fields); i++)
        if ((present >> i & 1) != 0)
            append(out, fields[i]);
    append(out, "\r\n");
    while (from->at != from->end) {
        uint32_t choice = bytes_below(from, COUNT(words) + KEY_SPELLINGS);
        if (choice < COUNT(words))
            append(out, words[choice]);
        else
            key_spell(key, choice - COUNT(words), out);
    }
}

void answer_of_bytes(const uint8_t *data, size_t size, struct pc_view key, struct pc_buf *out) {
    struct bytes from = {data, data + size};
    if (size > 0 && data[0] >= BEGINS_NO_ANSWER)
        put_words(&from, key, out);
    for (; from.at != from.end; from.at++)
        put(out, *from.at, key);
}
