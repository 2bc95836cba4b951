#include "json_values.h"

#include <string.h>

#define COUNT(array) ((uint32_t)(sizeof(array) / sizeof((array)[0])))

static const char *const booleans[] = {"true", "false"};

static const char *const integers[] = {
    "0",
    "1",
    "2",
    "-1",
    "-0",
    "300",
    "1.0",
    "1e0",
    "10e-1",
    "1.5e1",
    "0.12e2",
    "0.0",
    "9007199254740991",
    "9007199254740993",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775806",
    "922337203685477580700e-2",
    "0e999999999",
    "1E+2",
};

static const char *const strings[] = {
    "\"a\"",
    "\"\"",
    "\"w604592\"",
    "\"staging\"",
    "\"\\u0061\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "\"\xC3\xA9\"",
    "\"\xE2\x82\xAC\"",
    "\"\xF0\x9F\x98\x80\"",
    "\"\\ud83d\\ude00\"",
    "\"\x7F\"",
    "\"\\u0001\\u001f\"",
    "\"0123456789abcdef0123456789abcdef\"",
};

static const char *const date_times[] = {
    "\"2026-01-02T03:04:05Z\"",      "\"2024-02-29t23:59:59.123456789+05:30\"", "\"2016-12-31T23:59:60Z\"",
    "\"2017-01-01T00:59:60+01:00\"", "\"1985-04-12T23:20:50.52-00:00\"",
};

static const char *const odd[] = {
    /* numbers that lose something in a double, in an int, in a careless grammar */
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "1e999",
    "-1e999",
    "1e400",
    "1e-400",
    "0.30000000000000004",
    "1.5",
    "123456789012345678901234567890",
    "1e18",
    "0.1e19",
    "01",
    "1.",
    ".5",
    "+1",
    "-",
    "1e",
    "1e+",
    "NaN",
    "Infinity",
    "-Infinity",
    "0x10",
    "1_000",
    "1,5",
    /* strings that hide something */
    "\"a\\u0000b\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\udc00\\ud800\"",
    "\"\\uD834\\u0041\"",
    "\"\xFF\"",
    "\"\xED\xA0\x80\"",
    "\"\xC0\x80\"",
    "\"\xF4\x90\x80\x80\"",
    "\"a\tb\"",
    "\"\\uZZZZ\"",
    "\"\\x41\"",
    "\"\\\"",
    "'a'",
    "\"2026-02-30T00:00:00Z\"",
    "\"2026-01-02T24:00:00Z\"",
    "\"2026-01-02T03:04:60Z\"",
    "\"active\"",
    "\"ACTIVE \"",
    "\"true\"",
    "\"null\"",
    "\"1\"",
    /* words and containers */
    "null",
    "true",
    "false",
    "nul",
    "True",
    "undefined",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "{\"\":0}",
    "/**/1",
    "\xEF\xBB\xBF[]",
    "\"\xEF\xBB\xBF\"",
};

/* SplitMix64's step and finish: small, and any seed will do. */
uint32_t chance_below(struct chance *chance, uint32_t bound) {
    uint64_t mixed = chance->state += 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    mixed ^= mixed >> 31;
    return bound == 0 ? 0 : (uint32_t)((mixed >> 32) % bound);
}

static struct tree_text pick(struct chance *chance, const char *const *list, uint32_t count) {
    return tree_text_of(list[chance_below(chance, count)]);
}

static uint32_t length_of(const char *const *values) {
    uint32_t count = 0;
    while (count < TYPE_MAX_VALUES && values[count] != NULL)
        count++;
    return count;
}

struct tree_text value_of_type(struct chance *chance, const struct json_type *type) {
    uint32_t values = length_of(type->values);
    bool null_too = (type->types & TYPE_NULL) != 0;
    if (null_too && (type->types == TYPE_NULL || chance_below(chance, 4) == 0))
        return tree_text_of("null");
    if (values > 0)
        return pick(chance, type->values, values);
    if (strcmp(type->format, "date-time") == 0)
        return pick(chance, date_times, COUNT(date_times));
    if ((type->types & TYPE_BOOLEAN) != 0)
        return pick(chance, booleans, COUNT(booleans));
    if ((type->types & (TYPE_INTEGER | TYPE_NUMBER)) != 0)
        return pick(chance, integers, COUNT(integers));
    if ((type->types & TYPE_STRING) != 0)
        return pick(chance, strings, COUNT(strings));
    return tree_text_of((type->types & TYPE_OBJECT) != 0 ? "{}" : "[]");
}

struct tree_text value_of_interest(struct chance *chance) {
    return pick(chance, odd, COUNT(odd));
}
