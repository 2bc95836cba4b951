/* Numbers of a JSON text, by their digits. */
#include "oracle.h"

#include <stdlib.h>
#include <string.h>

static bool is_digit(uint8_t byte) {
    return byte >= '0' && byte <= '9';
}

#define FAR_AWAY 1000000000 /* an exponent beyond any text's length */

/* The integer's digits without leading and trailing zeros, how many zeros follow; false: no integer. */
static bool integer_digits(const char *number, size_t size, char *digits, size_t *count, int64_t *zeros) {
    size_t i = 0;
    int64_t exponent = 0, fraction = 0;
    bool behind_point = false;
    *count = 0;
    for (; i < size && number[i] != 'e' && number[i] != 'E'; i++) {
        behind_point = behind_point || number[i] == '.';
        if (number[i] < '0' || number[i] > '9')
            continue;
        fraction += behind_point ? 1 : 0;
        if (*count > 0 || number[i] != '0')
            digits[(*count)++] = number[i];
    }
    bool negative = i + 1 < size && number[i + 1] == '-';
    for (; i < size; i++) {
        if (number[i] >= '0' && number[i] <= '9' && exponent < FAR_AWAY)
            exponent = exponent * 10 + (number[i] - '0');
    }
    *zeros = (negative ? -exponent : exponent) - fraction;
    for (; *count > 0 && digits[*count - 1] == '0'; --*count)
        ++*zeros;
    return *count == 0 || *zeros >= 0;
}

bool oracle_is_integer_beyond_int64(const char *number, size_t size) {
    const char *most = number[0] == '-' ? "9223372036854775808" : "9223372036854775807";
    const size_t most_digits = 19;
    size_t count;
    int64_t zeros;
    char *digits = malloc(size + 1);
    if (digits == NULL)
        abort();
    bool beyond = integer_digits(number, size, digits, &count, &zeros) && count > 0;
    if (beyond) {
        int64_t length = (int64_t)count + zeros;
        beyond = length > (int64_t)most_digits;
        for (size_t i = 0; length == (int64_t)most_digits && i < most_digits; i++) {
            char digit = i < count ? digits[i] : '0';
            if (digit == most[i])
                continue;
            beyond = digit > most[i];
            break;
        }
    }
    free(digits);
    return beyond;
}

/* Steps over a number; tells whether it is an extreme one. */
static bool step_over_number(const uint8_t *data, size_t size, size_t *at) {
    size_t digits_seen = 0, exponent_digits = 0;
    bool plain = true, in_exponent = false;
    for (; *at < size && (is_digit(data[*at]) || strchr("+-.eE", data[*at]) != NULL); ++*at) {
        uint8_t byte = data[*at];
        in_exponent = in_exponent || byte == 'e' || byte == 'E';
        plain = plain && !in_exponent && byte != '.';
        digits_seen += is_digit(byte) && !in_exponent ? 1 : 0;
        exponent_digits += is_digit(byte) && in_exponent ? 1 : 0;
    }
    return digits_seen > (plain ? 18u : 15u) || exponent_digits > 2;
}

bool oracle_has_extreme_number(const uint8_t *data, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '"') {
            for (i++; data[i] != '"'; i++)
                i += data[i] == '\\' ? 1 : 0;
        } else if (data[i] == '-' || is_digit(data[i])) {
            if (step_over_number(data, size, &i))
                return true;
            i--;
        }
    }
    return false;
}
