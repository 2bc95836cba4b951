#include "pc_base.h"

#include <string.h>

/* Levenshtein's distance, one row at a time. */
size_t pc_text_distance(const char *a, const char *b) {
    size_t row[PC_DISTANCE_MAX + 1];
    size_t width = strlen(b) < PC_DISTANCE_MAX ? strlen(b) : PC_DISTANCE_MAX;
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; i <= PC_DISTANCE_MAX && a[i - 1] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t best = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[width];
}
