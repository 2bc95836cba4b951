/* format, floor 2: the string formats of JSON Schema 2020-12 (validation, section 7.3) and OpenAPI 3.1. */
#ifndef PC_FORMAT_H
#define PC_FORMAT_H

#include "pc_base.h"

struct pc_format {
    const char *name;
    const char *expected; /* "an RFC 3339 date-time" */
    bool openapi;         /* asserted in OpenAPI documents too */
    bool (*check)(struct pc_view text);
};

/* NULL for a name that is none of them. */
const struct pc_format *pc_format_find(struct pc_view name);
const struct pc_format *pc_format_at(size_t index); /* NULL behind the last one */

/* Each answers whether the text, valid UTF-8, is of the format. */
bool pc_format_date(struct pc_view text);     /* RFC 3339 full-date, calendar-valid */
bool pc_format_time(struct pc_view text);     /* RFC 3339 full-time */
bool pc_format_duration(struct pc_view text); /* RFC 3339 appendix A */
/* RFC 3339 section 5.6 date-time with section 5.7's ranges: calendar-valid, T or t, Z or z or a numeric
 * offset with a colon, any number of fraction digits, second 60 only where a leap second can be (23:59:60 in
 * UTC). */
bool pc_format_date_time(struct pc_view text);
bool pc_format_email(struct pc_view text);        /* RFC 5321 section 4.1.2, Mailbox */
bool pc_format_idn_email(struct pc_view text);    /* RFC 6531 */
bool pc_format_hostname(struct pc_view text);     /* RFC 1123 section 2.1, A-labels by RFC 5891 */
bool pc_format_idn_hostname(struct pc_view text); /* RFC 5890 section 2.3.2.3 */
bool pc_format_ipv4(struct pc_view text);         /* RFC 2673 section 3.2, dotted-quad */
bool pc_format_ipv6(struct pc_view text);         /* RFC 4291 section 2.2 */
bool pc_format_uri(struct pc_view text);          /* RFC 3986 */
bool pc_format_uri_reference(struct pc_view text);
bool pc_format_iri(struct pc_view text); /* RFC 3987 */
bool pc_format_iri_reference(struct pc_view text);
bool pc_format_uuid(struct pc_view text);                  /* RFC 4122 section 3 */
bool pc_format_uri_template(struct pc_view text);          /* RFC 6570 section 2 */
bool pc_format_json_pointer(struct pc_view text);          /* RFC 6901 section 3 */
bool pc_format_relative_json_pointer(struct pc_view text); /* draft-handrews-relative-json-pointer-01 */
bool pc_format_regex(struct pc_view text);                 /* ECMA-262 */
bool pc_format_byte(struct pc_view text);                  /* RFC 4648 section 4 */

#endif
