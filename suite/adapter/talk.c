#include "child.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_SIZE        16384
#define INTERRUPT_STEP_MS 50

/* A process that closed its input must not end this one. */
static ssize_t write_quietly(int descriptor, struct pc_view bytes) {
    struct pc_pipe_guard guard;
    pc_pipe_guard_enter(&guard, true);
    ssize_t written = write(descriptor, bytes.data, bytes.size);
    int failure = errno;
    pc_pipe_guard_leave(&guard);
    errno = failure;
    return written;
}

/* What it does not read is no fault of the protocol: its answer, or its end, will tell. */
static void feed(struct child *child, struct talk *talk) {
    ssize_t written = write_quietly(child->in, talk->text);
    if (written > 0)
        talk->text = pc_view_slice(talk->text, (size_t)written, talk->text.size);
    else if (written < 0 && errno != EAGAIN && errno != EINTR)
        talk->text.size = 0;
    if (talk->text.size == 0 && talk->whole) {
        close(child->in);
        child->in = -1;
    }
}

/* PC_OK: some came, or nothing is there just now. PC_CLOSED at the end. */
static enum pc_status take(int descriptor, struct pc_buf *out, bool drop_excess) {
    char chunk[CHUNK_SIZE];
    ssize_t got = read(descriptor, chunk, sizeof chunk);
    if (got == 0)
        return PC_CLOSED;
    if (got < 0)
        return errno == EAGAIN || errno == EINTR ? PC_OK : PC_CLOSED;
    size_t size = (size_t)got;
    if (drop_excess && size > out->limit - out->size)
        size = out->limit - out->size;
    return pc_buf_append(out, (struct pc_view){chunk, size});
}

/* Cuts the first line off what is there. */
static bool cut_line(struct child *child, struct talk *talk, enum pc_status *status) {
    const char *end = child->ahead.size == 0 ? NULL : memchr(child->ahead.data, '\n', child->ahead.size);
    if (end == NULL)
        return false;
    size_t size = (size_t)(end - child->ahead.data);
    *status = pc_buf_append(talk->line, (struct pc_view){child->ahead.data, size});
    pc_buf_drop_front(&child->ahead, size + 1);
    return true;
}

static int wait_step_ms(const struct talk *talk) {
    int64_t left = talk->deadline_ms - pc_clock_ms();
    int64_t step = left < INTERRUPT_STEP_MS ? left : INTERRUPT_STEP_MS;
    return step < 0 ? 0 : (int)step;
}

/* One look at the three descriptors. */
static enum pc_status step(struct child *child, struct talk *talk) {
    bool feeding = child->in >= 0 && (talk->text.size > 0 || talk->whole);
    struct pollfd polled[] = {
        {.fd = child->out, .events = POLLIN},
        {.fd = child->err, .events = POLLIN},
        {.fd = feeding ? child->in : -1, .events = POLLOUT},
    };
    if (poll(polled, sizeof polled / sizeof polled[0], wait_step_ms(talk)) < 0 && errno != EINTR)
        return PC_INTERNAL;
    enum pc_status status = PC_OK;
    if (feeding && polled[2].revents != 0)
        feed(child, talk);
    if (polled[1].revents != 0 && take(child->err, talk->noise, true) == PC_CLOSED) {
        close(child->err);
        child->err = -1;
    }
    if (polled[0].revents != 0)
        status = take(child->out, &child->ahead, false);
    return status;
}

enum pc_status child_talk(struct child *child, struct talk *talk) {
    enum pc_status status = PC_OK;
    while (status == PC_OK) {
        if (!talk->whole && cut_line(child, talk, &status))
            return status;
        if (talk->interrupted != NULL && talk->interrupted(talk->interrupted_context))
            return PC_INTERRUPTED;
        if (pc_clock_ms() >= talk->deadline_ms)
            return PC_TIMEOUT;
        status = step(child, talk);
    }
    if (status == PC_CLOSED && talk->whole && child->ahead.size > 0) {
        enum pc_status kept = pc_buf_append(talk->line, pc_buf_view(&child->ahead));
        status = kept == PC_OK ? PC_CLOSED : kept;
    }
    return status;
}

void child_take_noise(struct child *child, struct pc_buf *noise) {
    enum pc_status status = PC_OK;
    for (size_t before = SIZE_MAX; child->err >= 0 && status == PC_OK && noise->size != before;) {
        before = noise->size;
        status = take(child->err, noise, true);
    }
}

static void take_all(struct child *child, struct pc_buf *noise) {
    child_take_noise(child, noise);
    for (size_t before = SIZE_MAX; child->out >= 0 && noise->size != before;) {
        before = noise->size;
        if (take(child->out, noise, true) != PC_OK)
            return;
    }
}

struct child_end child_hear_out(struct child *child, int64_t wait_ms, struct pc_buf *noise, bool *killed) {
    int64_t deadline_ms = pc_clock_ms() + wait_ms;
    while (!child_is_over(child) && pc_clock_ms() < deadline_ms) {
        take_all(child, noise);
        poll(NULL, 0, CHILD_POLL_STEP_MS);
    }
    take_all(child, noise);
    return child_wait(child, 0, killed);
}
