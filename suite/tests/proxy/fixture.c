#include "fixture.h"

#include <dirent.h>
#include <stdio.h>

struct pc_spec *spec;
struct pc_buf deployment;
struct pc_buf good_answer;
struct pc_buf chunked_answer;

int load_fixture(void **state) {
    (void)state;
    pc_buf_init(&deployment, 1u << 20);
    pc_buf_init(&good_answer, 1u << 20);
    pc_buf_init(&chunked_answer, 1u << 20);
    assert_int_equal(pc_spec_load(NULL, &spec, NULL), PC_OK);
    assert_int_equal(pc_file_read(PC_SOURCE_DIR "/corpus/documents/valid_plain.json", &deployment, NULL),
                     PC_OK);
    static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    pc_buf_appendf(&good_answer, "%sContent-Length: %zu\r\n\r\n%s", head, deployment.size, deployment.data);
    pc_buf_appendf(&chunked_answer, "%sTransfer-Encoding: chunked\r\n\r\n", head);
    for (size_t from = 0; from < deployment.size; from += 50) {
        struct pc_view piece = pc_view_slice(pc_buf_view(&deployment), from, from + 50);
        pc_buf_appendf(&chunked_answer, "%zX;x=y\r\n%.*s\r\n", piece.size, (int)piece.size, piece.data);
    }
    pc_buf_append_text(&chunked_answer, "0\r\nX-Trailer: 1\r\n\r\n");
    return 0;
}

int drop_fixture(void **state) {
    (void)state;
    pc_spec_free(spec);
    pc_buf_clear(&deployment);
    pc_buf_clear(&good_answer);
    pc_buf_clear(&chunked_answer);
    return 0;
}

static void collect(void *context, const char *line) {
    struct stage *stage = context;
    pc_buf_appendf(&stage->told, "%s\n", line);
}

void start_stage(struct stage *stage, const struct pc_script *script,
                 const struct pc_proxy_options *options) {
    char url[64];
    struct pc_proxy_options how = *options;
    *stage = (struct stage){0};
    pc_buf_init(&stage->told, 1u << 20);
    if (script != NULL) {
        assert_int_equal(pc_scripted_start(script, &stage->upstream, NULL), PC_OK);
        snprintf(stage->upstream_url, sizeof stage->upstream_url, "http://127.0.0.1:%u%s",
                 pc_scripted_port(stage->upstream), how.upstream == NULL ? "" : how.upstream);
    } else {
        snprintf(stage->upstream_url, sizeof stage->upstream_url, "%s", how.upstream);
    }
    how.upstream = stage->upstream_url;
    if (how.timeout_ms == 0)
        how.timeout_ms = PATIENCE_MS;
    how.told = collect;
    how.context = stage;
    how.tells_all = true;
    if (pc_proxy_start(spec, &how, &stage->proxy, &stage->err) != PC_OK)
        fail_msg("no proxy: %s", stage->err.message);
    snprintf(url, sizeof url, "http://127.0.0.1:%u", pc_proxy_port(stage->proxy));
    assert_int_equal(pc_url_parse(url, &stage->target.url, NULL), PC_OK);
    stage->target.timeout_ms = PATIENCE_MS;
}

enum pc_status end_stage(struct stage *stage) {
    enum pc_status status = pc_proxy_finish(stage->proxy, &stage->result, &stage->err);
    if (stage->upstream != NULL)
        stage->record = pc_scripted_stop(stage->upstream);
    return status;
}

void clear_stage(struct stage *stage) {
    pc_result_clear(&stage->result);
    pc_proxy_free(stage->proxy);
    pc_scripted_free(stage->upstream);
    pc_buf_clear(&stage->told);
}

struct pc_http_exchange *send_bytes(const struct stage *stage, struct pc_view bytes) {
    struct pc_http_exchange *exchange = NULL;
    bool head = pc_view_starts_with(bytes, PC_VIEW("HEAD "));
    const struct pc_wire_options options = {.answers_head = head};
    assert_int_equal(pc_wire_exchange(&stage->target, bytes, &options, &exchange, NULL), PC_OK);
    return exchange;
}

enum pc_verdict verdict_of(const struct stage *stage, const char *subject) {
    for (size_t i = 0; i < stage->result.case_count; i++) {
        if (strcmp(stage->result.cases[i].id + strlen("proxy/"), subject) == 0)
            return stage->result.cases[i].verdict;
    }
    fail_msg("no case proxy/%s", subject);
    return PC_VERDICT_ERROR;
}

void list_failed(const struct stage *stage, struct pc_buf *out) {
    pc_buf_reset(out);
    pc_buf_append_text(out, "");
    for (size_t i = 0; i < stage->result.case_count; i++) {
        const struct pc_case_result *one = &stage->result.cases[i];
        if (one->findings.count > 0)
            pc_buf_appendf(out, "%s%s:%s", out->size > 0 ? " " : "", one->id + strlen("proxy/"),
                           pc_verdict_word(one->verdict));
    }
}

bool has_note(const struct stage *stage, const char *text) {
    for (size_t i = 0; i < stage->result.note_count; i++) {
        if (strcmp(stage->result.notes[i], text) == 0)
            return true;
    }
    return false;
}

uint16_t unused_port(void) {
    static const struct pc_script_step none[] = {{.act = PC_SCRIPT_END}};
    static const struct pc_script script = {.steps = none};
    struct pc_scripted *server = NULL;
    assert_int_equal(pc_scripted_start(&script, &server, NULL), PC_OK);
    uint16_t port = pc_scripted_port(server);
    pc_scripted_free(server);
    return port;
}

size_t open_descriptors(void) {
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;
    while (folder != NULL && readdir(folder) != NULL)
        count++;
    if (folder != NULL)
        closedir(folder);
    return count;
}
