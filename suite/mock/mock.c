#include "call.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

extern const unsigned char pc_mock_builtin_state[];
extern const size_t pc_mock_builtin_state_size;

static struct pc_view builtin_state(void) {
    return (struct pc_view){(const char *)pc_mock_builtin_state, pc_mock_builtin_state_size};
}

enum pc_status pc_mock_new(const struct pc_mock_options *options, struct pc_mock **out,
                           struct pc_error *err) {
    static const struct pc_mock_options none = {0};
    if (options == NULL)
        options = &none;
    *out = NULL;
    struct pc_mock *mock = calloc(1, sizeof *mock);
    if (mock == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the mock");
    if (pthread_mutex_init(&mock->lock, NULL) != 0) {
        free(mock);
        return pc_error_set(err, PC_INTERNAL, "no mutex for the mock");
    }
    mock->first_unix_seconds = options->first_unix_seconds;
    pc_buf_init(&mock->last_promotion, PC_MOCK_MAX_BODY_SIZE);
    pc_buf_init(&mock->running.model, PC_MOCK_MAX_BODY_SIZE);
    pc_buf_init(&mock->running.environment, PC_MOCK_MAX_BODY_SIZE);
    pc_buf_init(&mock->running.current, PC_MOCK_MAX_BODY_SIZE);
    enum pc_status status =
        pc_mock_switch_on(options->faults, options->fault_count, &mock->active, &mock->active_count, err);
    if (status == PC_OK)
        status =
            pc_mock_state_load(options->state.size > 0 ? options->state : builtin_state(), &mock->state, err);
    if (status == PC_OK)
        *out = mock;
    else
        pc_mock_free(mock);
    return status;
}

void pc_mock_free(struct pc_mock *mock) {
    if (mock == NULL)
        return;
    pthread_mutex_destroy(&mock->lock);
    pc_mock_state_clear(&mock->state);
    pc_buf_clear(&mock->last_promotion);
    pc_buf_clear(&mock->running.model);
    pc_buf_clear(&mock->running.environment);
    pc_buf_clear(&mock->running.current);
    free(mock->active);
    free(mock);
}

/* The lock says nothing about the mock's value. */
static pthread_mutex_t *lock_of(const struct pc_mock *mock) {
    union {
        const pthread_mutex_t *in;
        pthread_mutex_t *out;
    } cast = {.in = &mock->lock};
    return cast.out;
}

uint64_t pc_mock_request_count(const struct pc_mock *mock) {
    pthread_mutex_lock(lock_of(mock));
    uint64_t count = mock->requests;
    pthread_mutex_unlock(lock_of(mock));
    return count;
}

bool pc_mock_fault_reached(const struct pc_mock *mock, const char *name) {
    pthread_mutex_lock(lock_of(mock));
    bool reached = pc_mock_reached(mock, name);
    pthread_mutex_unlock(lock_of(mock));
    return reached;
}

enum pc_status pc_mock_save(const struct pc_mock *mock, struct pc_buf *out) {
    pthread_mutex_lock(lock_of(mock));
    enum pc_status status = pc_mock_state_save(&mock->state, out);
    pthread_mutex_unlock(lock_of(mock));
    return status;
}

/* RFC 9110 section 6.6.1: an origin server with a clock sends Date. IMF-fixdate, whatever the locale. */
static void date_header(struct pc_mock_reply *reply, int64_t unix_seconds) {
    static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t now = (time_t)unix_seconds;
    struct tm tm;
    char text[PC_MOCK_MAX_HEADER_SIZE];
    if (gmtime_r(&now, &tm) == NULL)
        return;
    int size = snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[tm.tm_wday],
                        tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
    if (size > 0)
        pc_mock_reply_header(reply, "Date", text);
}

static void set_time(struct pc_mock_call *call) {
    int64_t first = call->mock->first_unix_seconds;
    call->unix_seconds = first == 0 ? (int64_t)time(NULL) : first + (int64_t)call->mock->requests;
    call->ms = first == 0 ? pc_clock_ms() : call->unix_seconds * 1000;
}

bool pc_mock_one_at_a_time(struct pc_mock *mock) {
    struct pc_mock_call call = {.mock = mock, .state = &mock->state};
    pthread_mutex_lock(&mock->lock);
    pc_mock_hooks(&call, PC_MOCK_POINT_CONNECTION);
    pthread_mutex_unlock(&mock->lock);
    return call.reply.one_at_a_time;
}

unsigned pc_mock_count_reading(struct pc_mock *mock, int change) {
    pthread_mutex_lock(&mock->lock);
    mock->reading += (unsigned)change;
    unsigned reading = mock->reading;
    pthread_mutex_unlock(&mock->lock);
    return reading;
}

enum pc_http_after pc_mock_answer_nth(struct pc_mock *mock, const struct pc_http_message *request,
                                      unsigned nth, struct pc_buf *response,
                                      struct pc_mock_delivery *delivery) {
    struct pc_mock_call call = {.mock = mock, .state = &mock->state, .request = request, .nth = nth};
    pc_mock_reply_init(&call.reply);
    pthread_mutex_lock(&mock->lock);
    set_time(&call);
    date_header(&call.reply, call.unix_seconds);
    mock->requests++;
    pc_mock_settle(&mock->state);
    pc_mock_handle(&call);
    bool held = call.reply.delay_ms > 0;
    if (held)
        mock->held++;
    pthread_mutex_unlock(&mock->lock);
    enum pc_http_after after = call.reply.after;
    if (call.reply.status != 0 && pc_mock_reply_write(&call.reply, response) != PC_OK)
        after = PC_HTTP_CLOSE;
    *delivery = (struct pc_mock_delivery){.held = held,
                                          .repeat_previous = call.reply.repeat_previous,
                                          .silent = call.reply.silent,
                                          .delay_ms = call.reply.delay_ms,
                                          .drip_ms = call.reply.drip_ms};
    pc_mock_call_clear(&call);
    return after;
}

void pc_mock_delivered(struct pc_mock *mock, const struct pc_mock_delivery *delivery) {
    if (!delivery->held)
        return;
    pthread_mutex_lock(&mock->lock);
    mock->held--;
    pthread_mutex_unlock(&mock->lock);
}

enum pc_http_after pc_mock_answer(struct pc_mock *mock, const struct pc_http_message *request,
                                  struct pc_buf *response) {
    struct pc_mock_delivery delivery;
    enum pc_http_after after = pc_mock_answer_nth(mock, request, 1, response, &delivery);
    pc_mock_delivered(mock, &delivery);
    return delivery.silent ? PC_HTTP_CLOSE : after;
}
