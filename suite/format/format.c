#include "pc_format.h"

#include "pc_pattern.h"

bool pc_format_regex(struct pc_view text) {
    return pc_pattern_valid(text);
}

static bool any(struct pc_view text) {
    (void)text;
    return true;
}

static const struct pc_format formats[] = {
    {"date-time", "an RFC 3339 date-time", true, pc_format_date_time},
    {"date", "an RFC 3339 date", false, pc_format_date},
    {"time", "an RFC 3339 time with its offset", false, pc_format_time},
    {"duration", "an RFC 3339 duration", false, pc_format_duration},
    {"email", "an e-mail address", false, pc_format_email},
    {"idn-email", "an internationalized e-mail address", false, pc_format_idn_email},
    {"hostname", "a host name", false, pc_format_hostname},
    {"idn-hostname", "an internationalized host name", false, pc_format_idn_hostname},
    {"ipv4", "an IPv4 address", false, pc_format_ipv4},
    {"ipv6", "an IPv6 address", false, pc_format_ipv6},
    {"uri", "an RFC 3986 URI with a scheme", false, pc_format_uri},
    {"uri-reference", "an RFC 3986 URI reference", false, pc_format_uri_reference},
    {"iri", "an RFC 3987 IRI with a scheme", false, pc_format_iri},
    {"iri-reference", "an RFC 3987 IRI reference", false, pc_format_iri_reference},
    {"uuid", "a UUID", false, pc_format_uuid},
    {"uri-template", "an RFC 6570 URI template", false, pc_format_uri_template},
    {"json-pointer", "a JSON Pointer", false, pc_format_json_pointer},
    {"relative-json-pointer", "a relative JSON Pointer", false, pc_format_relative_json_pointer},
    {"regex", "an ECMA-262 regular expression", false, pc_format_regex},
    {"byte", "base64 (RFC 4648 section 4)", true, pc_format_byte},
    {"password", "a string", true, any},
};

const struct pc_format *pc_format_at(size_t index) {
    return index < sizeof formats / sizeof formats[0] ? &formats[index] : NULL;
}

const struct pc_format *pc_format_find(struct pc_view name) {
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (pc_view_equal_text(name, formats[i].name))
            return &formats[i];
    return NULL;
}
