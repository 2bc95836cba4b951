/* A second opinion on the string formats: the grammars of their RFCs, transcribed into POSIX regular
 * expressions. Knows nothing of suite/. */
#ifndef ORACLE_FORMAT_H
#define ORACLE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

enum oracle_format {
    ORACLE_IPV4,
    ORACLE_IPV6,
    ORACLE_UUID,
    ORACLE_DURATION,
    ORACLE_JSON_POINTER,
    ORACLE_RELATIVE_JSON_POINTER,
    ORACLE_BASE64,
    ORACLE_URI,
    ORACLE_URI_REFERENCE,
    ORACLE_HOSTNAME, /* without "--", which RFC 5891 reserves */
    ORACLE_FORMATS
};

/* Of ASCII text without NUL, which ends with one. */
bool oracle_format(enum oracle_format format, const char *text);

#endif
