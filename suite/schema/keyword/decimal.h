/* A JSON number taken apart: exact, whatever its size. */
#ifndef PC_DECIMAL_H
#define PC_DECIMAL_H

#include "pc_base.h"

/* digits x 10^exponent; no zero first or last, no digits at all for zero. */
struct pc_decimal {
    bool negative;
    struct pc_view whole;    /* the digits before the point, and */
    struct pc_view fraction; /* those behind it, zeros at both ends of the two cut off */
    int64_t exponent;        /* of the last digit; saturates far beyond what any text can hold */
};

struct pc_decimal pc_decimal_of(struct pc_view number);
bool pc_decimal_is_zero(const struct pc_decimal *decimal);
uint64_t pc_decimal_hash(const struct pc_decimal *decimal);

#define PC_DECIMAL_DIVISOR_DIGITS 1000u
bool pc_decimal_can_divide(const struct pc_decimal *divisor);
/* Of one division, in steps of the evaluator. */
int64_t pc_decimal_division_cost(const struct pc_decimal *number, const struct pc_decimal *divisor);
bool pc_decimal_is_multiple(const struct pc_decimal *number, const struct pc_decimal *divisor);

#endif
