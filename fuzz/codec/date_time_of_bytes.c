#include "date_time_of_bytes.h"

#include <stdbool.h>
#include <string.h>

#define MAX_FRACTION 8u

struct field {
    unsigned char usual, least, most;
};

/* Half of the bytes keep what is usual; the others stand around an edge, or are any number. A month has up to
 * 31 days: what is below the greatest number is as near to the edge as what is above. */
static unsigned number(struct bytes *from, struct field field) {
    uint32_t choice = bytes_below(from, 16);
    unsigned value = choice < 8    ? field.usual
                     : choice == 8 ? field.least
                     : choice == 9 ? field.least + 99u
                     : choice < 15 ? field.most + 12u - choice
                                   : bytes_byte(from);
    return value % 100;
}

static char one_of(struct bytes *from, const char *choices) {
    uint32_t choice = bytes_byte(from);
    return choice < 128 ? choices[0] : choices[choice % strlen(choices)];
}

static void put(struct date_time_text *out, char byte) {
    out->bytes[out->size++] = byte;
}

static void put_two(struct date_time_text *out, unsigned number) {
    put(out, (char)('0' + number / 10));
    put(out, (char)('0' + number % 10));
}

static void put_date(struct bytes *from, struct date_time_text *out) {
    static const struct field century = {20, 0, 99}, year = {16, 0, 99}, month = {12, 1, 12},
                              day = {31, 1, 31};
    put_two(out, number(from, century));
    put_two(out, number(from, year));
    put(out, one_of(from, "--:/"));
    put_two(out, number(from, month));
    put(out, one_of(from, "--:/"));
    put_two(out, number(from, day));
}

/* Point and digits, mostly none: gives how many bytes. */
static size_t fraction_of_bytes(struct bytes *from, char out[MAX_FRACTION]) {
    uint32_t choice = bytes_byte(from);
    if (choice < 128)
        return 0;
    size_t size = 1 + choice % MAX_FRACTION;
    out[0] = one_of(from, "..,");
    for (size_t i = 1; i < size; i++)
        out[i] = (char)('0' + bytes_below(from, 10));
    return size;
}

static void put_offset(struct date_time_text *out, char sign, unsigned hours, char colon, unsigned minutes) {
    put(out, sign);
    if (sign != '+' && sign != '-')
        return;
    put_two(out, hours);
    if (colon != '0')
        put(out, colon);
    put_two(out, minutes);
}

/* The time in UTC comes first, as it decides most: 23:59:60 unless the bytes say otherwise. */
void date_time_of_bytes(struct bytes *from, struct date_time_text *out) {
    static const struct field hours = {23, 0, 23}, minutes = {59, 0, 59}, seconds = {60, 0, 60};
    static const struct field no_hours = {0, 0, 23}, no_minutes = {0, 0, 59};
    unsigned second = number(from, seconds), minute = number(from, minutes), hour = number(from, hours);
    char fraction[MAX_FRACTION];
    size_t fraction_size = fraction_of_bytes(from, fraction);
    char sign = one_of(from, "Zz+-+- ");
    unsigned ahead_hours = number(from, no_hours), ahead_minutes = number(from, no_minutes);
    if ((sign == '+' || sign == '-') && hour < 24 && minute < 60) {
        unsigned ahead = (ahead_hours * 60 + ahead_minutes) % 1440;
        unsigned local = (hour * 60 + minute + (sign == '+' ? ahead : 1440 - ahead)) % 1440;
        hour = local / 60;
        minute = local % 60;
    }
    out->size = 0;
    put_date(from, out);
    put(out, one_of(from, "Tt _"));
    put_two(out, hour);
    put(out, one_of(from, "::.-"));
    put_two(out, minute);
    put(out, one_of(from, "::.-"));
    put_two(out, second);
    for (size_t i = 0; i < fraction_size; i++)
        put(out, fraction[i]);
    put_offset(out, sign, ahead_hours, one_of(from, "::0"), ahead_minutes);
}
