/* The reference client behind an adapter: promote-client [--fault NAME]… */
#include "pc_client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TEXT   (16u << 20)
#define MAX_FAULTS 16u

static enum pc_status copy(struct pc_json_value command, const char *name, struct pc_buf *out) {
    pc_buf_init(out, MAX_TEXT);
    enum pc_status status = pc_json_string_decode(pc_json_get_text(command, name), out);
    return status == PC_OK ? pc_buf_append_text(out, "") : status;
}

static enum pc_status promote(struct pc_client *client, struct pc_json_value command, struct pc_buf *answer) {
    struct pc_buf texts[4];
    static const char *const names[] = {"base_url", "api_key", "model_id", "env_name"};
    struct pc_promotion promotion = {0};
    enum pc_codec_verdict verdict = PC_REFUSED;
    enum pc_status status = PC_OK;
    for (size_t i = 0; i < 4; i++) {
        enum pc_status copied = copy(command, names[i], &texts[i]);
        status = status == PC_OK ? copied : status;
    }
    if (status == PC_OK)
        status = pc_promote_request_decode(pc_json_raw(pc_json_get_text(command, "request")),
                                           PC_CODEC_LENIENT, &promotion.request, &verdict, NULL);
    promotion.base_url = texts[0].data != NULL ? texts[0].data : "";
    promotion.key = texts[1].data != NULL ? texts[1].data : "";
    promotion.model = pc_buf_view(&texts[2]);
    promotion.environment = pc_buf_view(&texts[3]);
    (void)pc_json_number_int64(pc_json_get_text(command, "timeout_ms"), &promotion.timeout_ms);
    if (status == PC_OK)
        status = pc_client_promote(client, &promotion, answer);
    pc_promote_request_clear(&promotion.request);
    for (size_t i = 0; i < 4; i++)
        pc_buf_clear(&texts[i]);
    return status;
}

static enum pc_status answer_line(struct pc_client *client, struct pc_json_value command) {
    struct pc_buf answer;
    int64_t seq = 0;
    enum pc_status status = PC_OK;
    pc_buf_init(&answer, MAX_TEXT);
    (void)pc_json_number_int64(pc_json_get_text(command, "seq"), &seq);
    if (pc_json_string_equal(pc_json_get_text(command, "cmd"), PC_VIEW("hello"))) {
        puts("{\"protocol\":1,\"client\":{\"name\":\"reference\",\"version\":\"1\",\"language\":\"c\"}}");
    } else {
        bool known = pc_json_string_equal(pc_json_get_text(command, "cmd"), PC_VIEW("promote"));
        status = known ? promote(client, command, &answer)
                       : pc_buf_append_text(&answer, "\"outcome\":\"unsupported\"");
        if (status == PC_OK)
            printf("{\"seq\":%lld,%s}\n", (long long)seq, answer.data);
    }
    fflush(stdout);
    pc_buf_clear(&answer);
    return status;
}

static int serve(struct pc_client *client) {
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    enum pc_status status = reader == NULL ? PC_NO_MEMORY : PC_OK;
    while (status == PC_OK && (size = getline(&line, &room, stdin)) > 0) {
        const struct pc_json_doc *doc = NULL;
        status = pc_json_read(reader, (struct pc_view){line, (size_t)size}, &doc, NULL);
        if (status == PC_OK)
            status = answer_line(client, pc_json_root(doc));
    }
    free(line);
    pc_json_reader_free(reader);
    if (status != PC_OK)
        fprintf(stderr, "promote-client: %s\n", pc_status_sentence(status));
    return status == PC_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv) {
    const char *faults[MAX_FAULTS];
    size_t count = 0;
    struct pc_error err = {0};
    struct pc_client *client = NULL;
    for (int i = 1; i + 1 < argc && strcmp(argv[i], "--fault") == 0 && count < MAX_FAULTS; i += 2)
        faults[count++] = argv[i + 1];
    if (pc_client_new(faults, count, &client, &err) != PC_OK) {
        fprintf(stderr, "promote-client: %s\n", err.message);
        return 2;
    }
    int status = serve(client);
    pc_client_free(client);
    return status;
}
