#include "oracle_format.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

/* RFC 3986 appendix A. */
#define HEX       "[0-9A-Fa-f]"
#define ESCAPED   "%" HEX HEX
#define SEGMENT   "([A-Za-z0-9._~!$&'()*+,;=:@-]|" ESCAPED ")*"
#define SEGMENT_1 "([A-Za-z0-9._~!$&'()*+,;=:@-]|" ESCAPED ")+"
#define NO_COLON  "([A-Za-z0-9._~!$&'()*+,;=@-]|" ESCAPED ")+"
#define OCTET     "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
#define IPV4      OCTET "(\\." OCTET "){3}"
#define H16       HEX "{1,4}"
#define LS32      "(" H16 ":" H16 "|" IPV4 ")"
#define IPV6                                                                                                 \
    "((" H16 ":){6}" LS32 "|::(" H16 ":){5}" LS32 "|(" H16 ")?::(" H16 ":){4}" LS32 "|((" H16 ":){0,1}" H16  \
    ")?::(" H16 ":){3}" LS32 "|((" H16 ":){0,2}" H16 ")?::(" H16 ":){2}" LS32 "|((" H16 ":){0,3}" H16        \
    ")?::" H16 ":" LS32 "|((" H16 ":){0,4}" H16 ")?::" LS32 "|((" H16 ":){0,5}" H16 ")?::" H16 "|((" H16     \
    ":){0,6}" H16 ")?::)"
#define LITERAL   "\\[(" IPV6 "|[vV]" HEX "+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+)]"
#define HOST      "(" LITERAL "|([A-Za-z0-9._~!$&'()*+,;=-]|" ESCAPED ")*)"
#define AUTHORITY "(([A-Za-z0-9._~!$&'()*+,;=:-]|" ESCAPED ")*@)?" HOST "(:[0-9]*)?"
#define SEGMENTS  "(/" SEGMENT ")*"
#define ABSOLUTE  "/(" SEGMENT_1 SEGMENTS ")?"
#define TAIL                                                                                                 \
    "(\\?([A-Za-z0-9._~!$&'()*+,;=:@/?-]|" ESCAPED ")*)?(#([A-Za-z0-9._~!$&'()*+,;=:@/?-]|" ESCAPED ")*)?"
#define BEHIND_SCHEME "(//" AUTHORITY SEGMENTS "|" ABSOLUTE "|" SEGMENT_1 SEGMENTS "|)"
#define URI           "[A-Za-z][A-Za-z0-9+.-]*:" BEHIND_SCHEME TAIL
#define RELATIVE      "(//" AUTHORITY SEGMENTS "|" ABSOLUTE "|" NO_COLON SEGMENTS "|)" TAIL

/* RFC 3339 appendix A. */
#define SECONDS "[0-9]+S"
#define MINUTES "[0-9]+M(" SECONDS ")?"
#define TIME    "T([0-9]+H(" MINUTES ")?|" MINUTES "|" SECONDS ")"
#define MONTHS  "[0-9]+M([0-9]+D)?"
#define DATE    "([0-9]+D|" MONTHS "|[0-9]+Y(" MONTHS ")?)(" TIME ")?"

/* RFC 6901 section 3. */
#define POINTER "(/([^~/]|~[01])*)*"
/* RFC 1123 section 2.1. */
#define LABEL "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"

static const char *const grammars[ORACLE_FORMATS] = {
    [ORACLE_IPV4] = IPV4,
    [ORACLE_IPV6] = IPV6,
    [ORACLE_UUID] = HEX "{8}(-" HEX "{4}){3}-" HEX "{12}", /* RFC 4122 section 3 */
    [ORACLE_DURATION] = "P(" DATE "|" TIME "|[0-9]+W)",
    [ORACLE_JSON_POINTER] = POINTER,
    [ORACLE_RELATIVE_JSON_POINTER] = "(0|[1-9][0-9]*)(#|" POINTER ")",
    /* RFC 4648 section 4 */
    [ORACLE_BASE64] = "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
    [ORACLE_URI] = URI,
    [ORACLE_URI_REFERENCE] = "(" URI "|" RELATIVE ")",
    [ORACLE_HOSTNAME] = LABEL "(\\." LABEL ")*",
};

bool oracle_format(enum oracle_format format, const char *text) {
    static regex_t compiled[ORACLE_FORMATS];
    static bool is_compiled[ORACLE_FORMATS];
    static char whole[8192];
    if (!is_compiled[format]) {
        int size = snprintf(whole, sizeof whole, "^(%s)$", grammars[format]);
        if (size < 0 || (size_t)size >= sizeof whole ||
            regcomp(&compiled[format], whole, REG_EXTENDED | REG_NOSUB) != 0)
            abort();
        is_compiled[format] = true;
    }
    return regexec(&compiled[format], text, 0, NULL, 0) == 0;
}
