/* Makes something near a date-time of an input's bytes: each field is what is usual or stands at the edge of
 * its range, and the offset is one in which the same instant is told. When the bytes are spent the rest is
 * usual. */
#ifndef DATE_TIME_OF_BYTES_H
#define DATE_TIME_OF_BYTES_H

#include "bytes.h"

struct date_time_text {
    char bytes[40];
    size_t size;
};

void date_time_of_bytes(struct bytes *from, struct date_time_text *out);

#endif
