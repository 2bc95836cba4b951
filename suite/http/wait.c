#include "wait.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>

enum pc_status pc_http_wait(int socket, short events, int stop, int64_t deadline_ms) {
    struct pollfd polled[] = {{.fd = socket, .events = events}, {.fd = stop, .events = POLLIN}};
    for (;;) {
        int64_t left = deadline_ms - pc_clock_ms();
        if (left < 0)
            left = 0;
        int ready = poll(polled, 2, left > INT_MAX ? INT_MAX : (int)left);
        if (ready < 0 && errno != EINTR)
            return PC_IO;
        if (ready > 0)
            return polled[1].revents != 0 ? PC_INTERRUPTED : PC_OK;
        if (ready == 0 && pc_clock_ms() >= deadline_ms)
            return PC_TIMEOUT;
    }
}

bool pc_http_prepare_descriptor(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 &&
           fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}
