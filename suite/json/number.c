/* Numbers as text, exact whatever their size. A number is read as 0.DIGITS times ten to the power of its
 * exponent plus a small shift; the exponent is text too, for it may be longer than any integer type. */
#include "tape.h"

/* Beyond every shift that fits in a text, and far from overflow. */
#define SATURATED INT64_C(1000000000000000000)

struct decimal {
    bool negative;
    bool zero;
    const char *digits;  /* the first digit that is not 0 */
    const char *stop;    /* behind the last digit that is not 0; a point may stand between */
    int64_t first_power; /* the value is 0.DIGITS * 10^(first_power + exponent) */
    int64_t last_power;  /* the weight of the last digit that is not 0 is 10^(last_power + exponent) */
    bool exponent_negative;
    struct pc_view exponent; /* digits */
};

static struct decimal decimal_of(struct pc_view text) {
    struct decimal number = {.zero = true};
    const char *at = text.data == NULL ? "" : text.data;
    const char *end = at + text.size;
    number.negative = at < end && *at == '-';
    if (number.negative)
        at++;
    int64_t integers = 0, fraction = 0; /* digits seen so far on both sides of the point */
    bool point = false;
    int64_t zeros_before = 0; /* digits before the first that is not 0 */
    for (; at < end && *at != 'e' && *at != 'E'; at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        if (*at != '0') {
            if (number.zero) {
                number.zero = false;
                number.digits = at;
                zeros_before = integers + fraction;
            }
            number.stop = at + 1;
        }
        integers += point ? 0 : 1;
        fraction += point ? 1 : 0;
        if (*at != '0')
            number.last_power = point ? -fraction : integers;
    }
    number.first_power = integers - zeros_before;
    if (number.last_power > 0) /* so far counted from the left */
        number.last_power = integers - number.last_power;
    if (at < end)
        at++;
    if (at < end && (*at == '+' || *at == '-'))
        number.exponent_negative = *at++ == '-';
    number.exponent = (struct pc_view){at, (size_t)(end - at)};
    return number;
}

/* |a| - |b|, saturated. Once the leading parts differ by much, no further digit brings them together. */
static int64_t magnitude_difference(struct pc_view a, struct pc_view b) {
    size_t length = a.size > b.size ? a.size : b.size;
    int64_t difference = 0;
    for (size_t i = 0; i < length; i++) {
        int x = i + a.size < length ? 0 : a.data[i + a.size - length] - '0';
        int y = i + b.size < length ? 0 : b.data[i + b.size - length] - '0';
        difference = difference * 10 + (x - y);
        if (difference >= SATURATED / 10 || difference <= -(SATURATED / 10))
            return difference > 0 ? SATURATED : -SATURATED;
    }
    return difference;
}

static int64_t exponent_of(const struct decimal *number) {
    int64_t magnitude = magnitude_difference(number->exponent, (struct pc_view){0});
    return number->exponent_negative ? -magnitude : magnitude;
}

/* exponent(a) - exponent(b), saturated. */
static int64_t exponent_difference(const struct decimal *a, const struct decimal *b) {
    if (a->exponent_negative != b->exponent_negative) {
        int64_t left = exponent_of(a), right = exponent_of(b);
        return left - right; /* each at most SATURATED: no overflow */
    }
    int64_t difference = magnitude_difference(a->exponent, b->exponent);
    return a->exponent_negative ? -difference : difference;
}

static const char *skip_point(const char *at, const char *stop) {
    return at < stop && *at == '.' ? at + 1 : at;
}

static int compare_digits(const struct decimal *a, const struct decimal *b) {
    const char *left = a->digits;
    const char *right = b->digits;
    for (;;) {
        left = skip_point(left, a->stop);
        right = skip_point(right, b->stop);
        if (left == a->stop || right == b->stop)
            return (left != a->stop) - (right != b->stop);
        if (*left != *right)
            return *left < *right ? -1 : 1;
        left++;
        right++;
    }
}

int pc_json_number_compare(struct pc_view a, struct pc_view b) {
    struct decimal left = decimal_of(a);
    struct decimal right = decimal_of(b);
    if (left.zero || right.zero) {
        int left_sign = left.zero ? 0 : left.negative ? -1 : 1;
        int right_sign = right.zero ? 0 : right.negative ? -1 : 1;
        return (left_sign > right_sign) - (left_sign < right_sign);
    }
    if (left.negative != right.negative)
        return left.negative ? -1 : 1;
    int64_t powers = exponent_difference(&left, &right) + left.first_power - right.first_power;
    int order = powers != 0 ? (powers > 0 ? 1 : -1) : compare_digits(&left, &right);
    return left.negative ? -order : order;
}

struct pc_view pc_json_number_raw(struct pc_json_value number) {
    return pc_json_type(number) == PC_JSON_NUMBER ? pc_json_raw(number) : (struct pc_view){0};
}

bool pc_json_number_is_integer(struct pc_json_value number) {
    if (pc_json_type(number) != PC_JSON_NUMBER)
        return false;
    struct decimal value = decimal_of(pc_json_raw(number));
    return value.zero || value.last_power + exponent_of(&value) >= 0;
}

bool pc_json_number_int64(struct pc_json_value number, int64_t *out) {
    if (!pc_json_number_is_integer(number))
        return false;
    struct decimal value = decimal_of(pc_json_raw(number));
    int64_t places = value.zero ? 0 : value.first_power + exponent_of(&value);
    if (places > 19) /* 2^63 has 19 digits */
        return false;
    uint64_t magnitude = 0;
    const char *at = value.digits;
    for (int64_t i = 0; i < places; i++) {
        at = skip_point(at, value.stop);
        uint64_t digit = at < value.stop ? (uint64_t)(*at++ - '0') : 0;
        magnitude = magnitude * 10 + digit; /* 19 digits stay below 2^64 */
    }
    if (magnitude > (uint64_t)INT64_MAX + (value.negative ? 1 : 0))
        return false;
    *out = !value.negative ? (int64_t)magnitude : magnitude == 0 ? 0 : -(int64_t)(magnitude - 1) - 1;
    return true;
}
