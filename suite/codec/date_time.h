/* RFC 3339 date-time. suite/schema has its own: neither knows the other, so that each can contradict it. */
#ifndef CODEC_DATE_TIME_H
#define CODEC_DATE_TIME_H

#include "pc_base.h"

/* `date-time` of RFC 3339 section 5.6 within the ranges of section 5.7: the day exists in its month, T and Z
 * in either case, any number of fraction digits, second 60 only at 23:59 UTC. A space for the T (which a note
 * in section 5.6 leaves to applications) is none. */
bool codec_is_date_time(struct pc_view text);

#endif
