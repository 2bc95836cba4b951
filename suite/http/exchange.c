#include "http_internal.h"

#include <stdlib.h>

static const struct {
    const char *word;
    const char *sentence;
} outcomes[] = {
#define OUTCOME_ROW(name, word, sentence) [PC_HTTP_OUTCOME_##name] = {word, sentence},
    PC_HTTP_OUTCOME_LIST(OUTCOME_ROW)
#undef OUTCOME_ROW
};

const char *pc_http_outcome_word(enum pc_http_outcome outcome) {
    return (size_t)outcome < sizeof outcomes / sizeof *outcomes ? outcomes[outcome].word : "";
}

const char *pc_http_outcome_sentence(enum pc_http_outcome outcome) {
    return (size_t)outcome < sizeof outcomes / sizeof *outcomes ? outcomes[outcome].sentence : "";
}

void pc_http_exchange_free(struct pc_http_exchange *exchange) {
    if (exchange == NULL)
        return;
    pc_buf_clear(&exchange->sent);
    pc_http_parser_free(exchange->request_parser);
    pc_http_parser_free(exchange->response_parser);
    free(exchange);
}

struct pc_view pc_http_exchange_sent(const struct pc_http_exchange *exchange) {
    bool moved = exchange->sent.size == 0 && exchange->request_parser != NULL;
    return pc_buf_view(moved ? &exchange->request_parser->wire : &exchange->sent);
}

const struct pc_http_message *pc_http_exchange_request(const struct pc_http_exchange *exchange) {
    return exchange->request_parser == NULL ? NULL : pc_http_parser_message(exchange->request_parser);
}

const struct pc_http_message *pc_http_exchange_response(const struct pc_http_exchange *exchange) {
    static const struct pc_http_message nothing = {.kind = PC_HTTP_RESPONSE, .progress = PC_HTTP_IN_HEAD};
    return exchange->response_parser == NULL ? &nothing : pc_http_parser_message(exchange->response_parser);
}

struct pc_view pc_http_exchange_excess(const struct pc_http_exchange *exchange) {
    return exchange->response_parser == NULL ? (struct pc_view){NULL, 0}
                                             : pc_http_parser_excess(exchange->response_parser);
}
