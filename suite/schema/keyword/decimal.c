#include "decimal.h"

#define SHORT_DIVISOR_DIGITS 17u /* ten times such a divisor fits in 64 bits */
/* A natural number in limbs of nine digits, the least first; one more than a divisor has, for ten times the
 * rest. */
#define LIMB_DIGITS 9u
#define LIMB_BASE   1000000000u
#define LIMBS       (PC_DECIMAL_DIVISOR_DIGITS / LIMB_DIGITS + 2)

#define EXPONENT_CAP 100000000000000000 /* ten times this still fits in 64 bits */

static int64_t exponent_of(struct pc_view text) {
    int64_t value = 0;
    bool negative = text.size > 0 && text.data[0] == '-';
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            continue;
        if (value < EXPONENT_CAP)
            value = value * 10 + (text.data[i] - '0');
    }
    return negative ? -value : value;
}

static struct pc_view cut_first_zeros(struct pc_view digits) {
    size_t zeros = 0;
    while (zeros < digits.size && digits.data[zeros] == '0')
        zeros++;
    return pc_view_slice(digits, zeros, digits.size);
}

static struct pc_view cut_last_zeros(struct pc_view digits) {
    while (digits.size > 0 && digits.data[digits.size - 1] == '0')
        digits.size--;
    return digits;
}

struct pc_decimal pc_decimal_of(struct pc_view number) {
    struct pc_decimal decimal = {.negative = number.size > 0 && number.data[0] == '-'};
    size_t end = 0;
    while (end < number.size && number.data[end] != 'e' && number.data[end] != 'E')
        end++;
    struct pc_view mantissa = pc_view_slice(number, decimal.negative, end);
    size_t point = pc_view_find(mantissa, PC_VIEW("."));
    decimal.whole = cut_first_zeros(pc_view_slice(mantissa, 0, point));
    decimal.fraction = cut_last_zeros(pc_view_slice(mantissa, point + 1, mantissa.size));
    decimal.exponent =
        exponent_of(pc_view_slice(number, end + 1, number.size)) - (int64_t)decimal.fraction.size;
    if (decimal.whole.size == 0)
        decimal.fraction = cut_first_zeros(decimal.fraction);
    if (decimal.fraction.size == 0) {
        size_t before = decimal.whole.size;
        decimal.whole = cut_last_zeros(decimal.whole);
        decimal.exponent += (int64_t)(before - decimal.whole.size);
    }
    if (pc_decimal_is_zero(&decimal)) {
        decimal.exponent = 0;
        decimal.negative = false;
    }
    return decimal;
}

bool pc_decimal_is_zero(const struct pc_decimal *decimal) {
    return decimal->whole.size + decimal->fraction.size == 0;
}

static size_t digit_count(const struct pc_decimal *decimal) {
    return decimal->whole.size + decimal->fraction.size;
}

static unsigned digit(const struct pc_decimal *decimal, size_t i) {
    char c =
        i < decimal->whole.size ? decimal->whole.data[i] : decimal->fraction.data[i - decimal->whole.size];
    return (unsigned)(c - '0');
}

uint64_t pc_decimal_hash(const struct pc_decimal *decimal) {
    uint64_t hash = (uint64_t)decimal->exponent * 2 + decimal->negative;
    for (size_t i = 0; i < digit_count(decimal); i++)
        hash = (hash ^ digit(decimal, i)) * 0x100000001B3u;
    return hash;
}

bool pc_decimal_can_divide(const struct pc_decimal *divisor) {
    return digit_count(divisor) <= PC_DECIMAL_DIVISOR_DIGITS && !pc_decimal_is_zero(divisor);
}

int64_t pc_decimal_division_cost(const struct pc_decimal *number, const struct pc_decimal *divisor) {
    return (int64_t)(digit_count(number) / 64 + 1) * (int64_t)(digit_count(divisor) / LIMB_DIGITS + 1);
}

static void shift_in(uint32_t limbs[LIMBS], size_t size, unsigned low) {
    uint64_t carry = low;
    for (size_t i = 0; i < size; i++) {
        uint64_t value = (uint64_t)limbs[i] * 10 + carry;
        limbs[i] = (uint32_t)(value % LIMB_BASE);
        carry = value / LIMB_BASE;
    }
}

static int compare_limbs(const uint32_t *a, const uint32_t *b, size_t size) {
    while (size-- > 0)
        if (a[size] != b[size])
            return a[size] < b[size] ? -1 : 1;
    return 0;
}

static void subtract(uint32_t *a, const uint32_t *b, size_t size) {
    uint32_t borrow = 0;
    for (size_t i = 0; i < size; i++) {
        uint32_t less = b[i] + borrow;
        borrow = a[i] < less;
        a[i] = borrow ? a[i] + LIMB_BASE - less : a[i] - less;
    }
}

/* The rest of a division, digit by digit as on paper. */
struct division {
    uint32_t divisor[LIMBS];
    uint32_t rest[LIMBS];
    size_t size;
};

static void next_digit(struct division *division, unsigned low) {
    shift_in(division->rest, division->size, low);
    while (compare_limbs(division->rest, division->divisor, division->size) >= 0)
        subtract(division->rest, division->divisor, division->size);
}

static bool has_rest(const struct division *division) {
    for (size_t i = 0; i < division->size; i++)
        if (division->rest[i] != 0)
            return true;
    return false;
}

static bool is_multiple_of_long(const struct pc_decimal *number, const struct pc_decimal *divisor,
                                int64_t shift) {
    struct division division = {.size = digit_count(divisor) / LIMB_DIGITS + 2};
    for (size_t i = 0; i < digit_count(divisor); i++)
        shift_in(division.divisor, division.size, digit(divisor, i));
    for (size_t i = 0; i < digit_count(number); i++)
        next_digit(&division, digit(number, i));
    /* A divisor below 10^n has fewer than 3.33 n factors of 2 and 5: more tens change nothing. */
    int64_t tens = (int64_t)digit_count(divisor) * 4;
    for (int64_t i = 0; i < shift && i < tens && has_rest(&division); i++)
        next_digit(&division, 0);
    return !has_rest(&division);
}

/* n * 10^a is a multiple of d * 10^b. With a < b that would make n, whose last digit is not 0, a multiple of
 * ten. With a - b large only the factors of d other than 2 and 5 matter, and d < 2^57 has fewer than 57 of
 * those: more than 57 multiplications by ten change nothing. */
bool pc_decimal_is_multiple(const struct pc_decimal *number, const struct pc_decimal *divisor) {
    uint64_t d = 0;
    uint64_t rest = 0;
    if (pc_decimal_is_zero(number))
        return true;
    if (number->exponent < divisor->exponent)
        return false;
    int64_t shift = number->exponent - divisor->exponent;
    if (digit_count(divisor) > SHORT_DIVISOR_DIGITS)
        return is_multiple_of_long(number, divisor, shift);
    for (size_t i = 0; i < digit_count(divisor); i++)
        d = d * 10 + digit(divisor, i);
    if (d == 0)
        return false; /* pc_decimal_can_divide refuses it */
    for (size_t i = 0; i < digit_count(number); i++)
        rest = (rest * 10 + digit(number, i)) % d;
    for (int64_t i = 0; i < shift && i < 57 && rest != 0; i++)
        rest = rest * 10 % d;
    return rest == 0;
}
