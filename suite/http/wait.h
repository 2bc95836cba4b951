/* Waiting for a socket with a deadline. */
#ifndef PC_HTTP_WAIT_H
#define PC_HTTP_WAIT_H

#include "pc_base.h"

#define PC_HTTP_READ_SIZE ((size_t)16 << 10) /* taken from a socket at once */

/* Waits for any of poll's `events` at the socket (-1: for none). PC_TIMEOUT at the deadline, in pc_clock_ms
 * time; PC_INTERRUPTED once `stop` (-1: none) is readable; PC_OK where the socket is ready or broken. */
enum pc_status pc_http_wait(int socket, short events, int stop, int64_t deadline_ms);
/* The descriptor is not inherited by programs started from here, and never blocks. */
bool pc_http_prepare_descriptor(int descriptor);

#endif
