#include "record.h"

#include <pthread.h>
#include <stdlib.h>

#define MAX_LINE_SIZE   (8u << 10)
#define MAX_TARGET_SIZE (MAX_LINE_SIZE / 4)

struct kept {
    struct pc_http_exchange *exchange;
    uint64_t number;
};

struct counts {
    uint64_t exchanges, promotes, others, unread;
    uint64_t answered;   /* promotes to which the server's answer came */
    uint64_t unreached;  /* exchanges for which no connection to the server came about */
    uint64_t own;        /* answered by the proxy */
    uint64_t unfinished; /* the client went away, or the proxy was stopped */
    uint64_t partial;    /* not judged in full */
};

struct pc_record {
    const struct pc_spec *spec;
    const struct pc_proxy_options *options;
    const char *base_url; /* of the command lines that repeat a request; NULL: none are made */
    pthread_mutex_t lock; /* over all that follows */
    struct pc_judge *judge;
    struct pc_secrets secrets;
    struct pc_proxy_tallies tallies;
    struct kept kept[PC_PROXY_MAX_KEPT];
    size_t kept_count;
    struct counts counts;
    bool out_of_memory;
};

struct pc_record *pc_record_new(const struct pc_spec *spec, const struct pc_proxy_options *options,
                                bool repeatable) {
    struct pc_record *record = calloc(1, sizeof *record);
    if (record == NULL)
        return NULL;
    record->spec = spec;
    record->options = options;
    record->base_url = repeatable ? options->upstream : NULL;
    pthread_mutex_init(&record->lock, NULL);
    record->judge = pc_judge_new(spec);
    if (record->judge == NULL || pc_secrets_add(&record->secrets, pc_view_of(options->key)) != PC_OK) {
        pc_record_free(record);
        return NULL;
    }
    pc_judge_hide(record->judge, &record->secrets);
    return record;
}

void pc_record_free(struct pc_record *record) {
    if (record == NULL)
        return;
    for (size_t i = 0; i < record->kept_count; i++)
        pc_http_exchange_free(record->kept[i].exchange);
    pc_proxy_tallies_clear(&record->tallies);
    pc_secrets_clear(&record->secrets);
    pc_judge_free(record->judge);
    pthread_mutex_destroy(&record->lock);
    free(record);
}

static enum pc_status tell(struct pc_record *record, const struct pc_buf *line) {
    struct pc_buf clean = {.limit = SIZE_MAX};
    enum pc_status status = pc_redact(&record->secrets, pc_buf_view(line), &clean);
    if (status == PC_OK)
        record->options->told(record->options->context, clean.data == NULL ? "" : clean.data);
    pc_buf_clear(&clean);
    return status;
}

/* "#3 POST /v1/… 200 4 ms: why" */
static enum pc_status describe(const struct pc_record *record, const struct pc_proxy_crossing *crossing,
                               enum pc_proxy_kind kind, const char *not_judged, struct pc_buf *line) {
    const struct pc_http_message *request = pc_proxy_request_of(crossing);
    enum pc_status status = pc_buf_appendf(line, "#%llu ", (unsigned long long)record->counts.exchanges);
    if (status == PC_OK)
        status = kind == PC_PROXY_UNREAD ? pc_buf_append_text(line, "unreadable")
                                         : pc_buf_append(line, request->method);
    if (status == PC_OK && kind != PC_PROXY_UNREAD)
        status = pc_buf_append_byte(line, ' ');
    if (status == PC_OK)
        status = pc_buf_append(line, pc_view_slice(request->target, 0, MAX_TARGET_SIZE));
    if (status == PC_OK && request->target.size > MAX_TARGET_SIZE)
        status = pc_buf_append_text(line, "…"); /* a key that is cut is known by it */
    if (status == PC_OK && crossing->own_status != 0)
        status = pc_buf_appendf(line, " %u by the proxy", crossing->own_status);
    else if (status == PC_OK && pc_proxy_response_of(crossing)->status != 0)
        status = pc_buf_appendf(line, " %u", pc_proxy_response_of(crossing)->status);
    if (status == PC_OK)
        status = pc_buf_appendf(line, " %lld ms", (long long)crossing->exchange->duration_ms);
    if (status != PC_OK)
        return status;
    bool refused = crossing->end == PC_PROXY_END_REFUSED;
    const char *detail = refused ? pc_proxy_refusal_words(crossing->refusal) : crossing->exchange->detail;
    if (crossing->end != PC_PROXY_END_COMPLETE)
        return pc_buf_appendf(line, ": %s%s%.300s", pc_proxy_end_words(crossing->end),
                              detail[0] != '\0' ? ": " : "", detail);
    if (kind == PC_PROXY_OTHER)
        return pc_buf_append_text(line, ": passed on");
    return not_judged == NULL ? PC_OK : pc_buf_appendf(line, ": not judged in full: %s", not_judged);
}

static enum pc_status describe_finding(const struct pc_judgement *judgement, enum pc_proxy_side side,
                                       bool strict, struct pc_buf *line) {
    const struct pc_finding *finding = &judgement->finding;
    const char *word = pc_verdict_word(pc_verdict_of(judgement->level, strict));
    enum pc_status status =
        pc_buf_appendf(line, "    %s %s: ", side == PC_PROXY_CLIENT ? "client" : "server", word);
    if (status == PC_OK && finding->at != NULL && finding->at[0] != '\0')
        status = pc_buf_appendf(line, "%s: ", finding->at);
    if (status == PC_OK)
        status = finding->expected != NULL ? pc_buf_appendf(line, "expected %s, ", finding->expected)
                                           : pc_buf_appendf(line, "%s, ", finding->requirement);
    return status == PC_OK ? pc_buf_appendf(line, "seen %s", finding->seen == NULL ? "" : finding->seen)
                           : status;
}

static enum pc_status tell_all(struct pc_record *record, const struct pc_proxy_crossing *crossing,
                               enum pc_proxy_kind kind, const struct pc_proxy_verdict *verdict) {
    struct pc_buf line;
    bool plain = kind == PC_PROXY_OTHER && crossing->end == PC_PROXY_END_COMPLETE;
    if (record->options->told == NULL || (plain && !record->options->tells_all))
        return PC_OK;
    pc_buf_init(&line, MAX_LINE_SIZE);
    enum pc_status status = describe(record, crossing, kind, verdict->not_judged, &line);
    if (status == PC_OK)
        status = tell(record, &line);
    for (size_t side = 0; side < PC_PROXY_SIDE_COUNT; side++) {
        const struct pc_judgements *all = &verdict->judgements[side];
        for (size_t i = 0; status == PC_OK && i < all->count; i++) {
            if (!pc_proxy_counts(verdict->depth[side], all->items[i].subject))
                continue;
            pc_buf_reset(&line);
            status =
                describe_finding(&all->items[i], (enum pc_proxy_side)side, record->options->strict, &line);
            if (status == PC_OK)
                status = tell(record, &line);
        }
    }
    pc_buf_clear(&line);
    return status == PC_LIMIT ? PC_OK : status;
}

static void count(struct counts *counts, const struct pc_proxy_crossing *crossing, enum pc_proxy_kind kind) {
    counts->exchanges++;
    counts->promotes += kind == PC_PROXY_PROMOTE ? 1 : 0;
    counts->others += kind == PC_PROXY_OTHER ? 1 : 0;
    counts->unread += kind == PC_PROXY_UNREAD ? 1 : 0;
    counts->unreached += crossing->end == PC_PROXY_END_UNREACHABLE ? 1 : 0;
    counts->own += crossing->own_status != 0 ? 1 : 0;
    counts->unfinished += crossing->end == PC_PROXY_END_GONE || crossing->end == PC_PROXY_END_STOPPED ||
                                  crossing->end == PC_PROXY_END_LOST
                              ? 1
                              : 0;
}

static enum pc_status add(struct pc_record *record, struct pc_proxy_crossing *crossing) {
    const struct pc_http_message *request = pc_proxy_request_of(crossing);
    enum pc_proxy_kind kind = pc_proxy_kind_of(request);
    struct pc_proxy_verdict verdict = {0};
    bool keep = false;
    size_t index = record->kept_count < PC_PROXY_MAX_KEPT ? record->kept_count : SIZE_MAX;
    count(&record->counts, crossing, kind);
    enum pc_status status = pc_secrets_learn(&record->secrets, request, PC_PROXY_MAX_SECRETS);
    if (status == PC_OK)
        status = pc_proxy_judge(record->judge, crossing, kind, &verdict, NULL);
    record->counts.answered += verdict.depth[PC_PROXY_SERVER] > PC_PROXY_NOT_JUDGED ? 1 : 0;
    record->counts.partial += verdict.not_judged != NULL ? 1 : 0;
    if (status == PC_OK)
        status = pc_proxy_fold(&record->tallies, &verdict, index, &keep);
    if (status == PC_OK)
        status = tell_all(record, crossing, kind, &verdict);
    if (status == PC_OK && keep && index != SIZE_MAX) {
        record->kept[record->kept_count++] =
            (struct kept){.exchange = crossing->exchange, .number = record->counts.exchanges};
        crossing->exchange = NULL;
    }
    pc_proxy_verdict_clear(&verdict);
    return status;
}

void pc_record_add(struct pc_record *record, struct pc_proxy_crossing *crossing) {
    pthread_mutex_lock(&record->lock);
    if (add(record, crossing) != PC_OK)
        record->out_of_memory = true;
    pthread_mutex_unlock(&record->lock);
}

static enum pc_status store_exchanges(struct pc_record *record, struct pc_result *result) {
    const struct pc_curl_peer peer = {.url = record->base_url};
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < record->kept_count; i++) {
        struct pc_stored_exchange *stored = pc_result_add_exchange(result);
        char *name = pc_text_format("exchange %llu", (unsigned long long)record->kept[i].number);
        status = stored == NULL || name == NULL
                     ? PC_NO_MEMORY
                     : pc_stored_exchange_make(record->kept[i].exchange, name, &peer, false, &record->secrets,
                                               stored);
        free(name);
    }
    return status;
}

static enum pc_status note_counts(const struct pc_record *record, struct pc_result *result) {
    const struct {
        uint64_t count;
        const char *words;
    } rows[] = {
        {record->counts.promotes, "promotes"},
        {record->counts.others, "other requests, passed on and not judged"},
        {record->counts.unread, "connections that began with no HTTP request"},
        {record->counts.own, "answers that the proxy made itself, and that are not judged as the server's"},
        {record->counts.unreached, "exchanges for which the server could not be reached"},
        {record->counts.unfinished,
         "exchanges that were given up by the client or the proxy, and are not judged"},
        {record->counts.partial, "exchanges not judged in full"},
    };
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].count == 0 && i > 0)
            continue;
        char *text = pc_text_format("%s: %llu", rows[i].words, (unsigned long long)rows[i].count);
        status = text == NULL ? PC_NO_MEMORY : pc_result_add_note(result, text);
        free(text);
    }
    return status;
}

enum pc_status pc_record_finish(struct pc_record *record, struct pc_result *result, struct pc_error *err) {
    enum pc_status status = record->out_of_memory ? PC_NO_MEMORY : PC_OK;
    if (status == PC_OK && record->options->insecure)
        status = pc_result_add_note(result, "certificates were not checked (--insecure)");
    if (status == PC_OK)
        status = note_counts(record, result);
    if (status == PC_OK)
        status = store_exchanges(record, result);
    if (status == PC_OK)
        status = pc_proxy_unfold(&record->tallies, record->spec, record->options->strict, result);
    if (status == PC_OK)
        status = pc_result_redact(result, &record->secrets);
    if (status != PC_OK)
        return pc_error_set(err, status, "no memory for the result");
    if (record->counts.promotes + record->counts.unread == 0)
        return pc_error_set(err, PC_USAGE,
                            "no promote came, so nothing was judged: does the client's base URL lead here?");
    if (record->counts.unreached > 0 && record->counts.unreached == record->counts.exchanges)
        return pc_error_set(err, PC_UNREACHABLE, "%s was never reached, so no answer was judged",
                            record->options->upstream);
    return PC_OK;
}
