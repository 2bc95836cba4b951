#include "pc_base.h"

#include <string.h>

/* Two saved positions, one for the last `*` and one for the last `**`, make the match linear in practice and
 * need no recursion: when a `*` cannot be stretched (a slash stands in its way), the `**` before it is. */
bool pc_glob_match(const char *pattern, const char *id) {
    const char *star_pattern = NULL, *star_id = NULL;
    const char *deep_pattern = NULL, *deep_id = NULL;
    for (;;) {
        if (pattern[0] == '*' && pattern[1] == '*') {
            deep_pattern = pattern += 2;
            deep_id = id;
            star_pattern = NULL;
        } else if (pattern[0] == '*') {
            star_pattern = ++pattern;
            star_id = id;
        } else if (*id != '\0' && *pattern == *id) {
            pattern++;
            id++;
        } else if (*id == '\0' && *pattern == '\0') {
            return true;
        } else if (star_pattern != NULL && *star_id != '\0' && *star_id != '/') {
            pattern = star_pattern;
            id = ++star_id;
        } else if (deep_pattern != NULL && *deep_id != '\0') {
            star_pattern = NULL;
            pattern = deep_pattern;
            id = ++deep_id;
        } else {
            return false;
        }
    }
}

bool pc_glob_match_any(const char *patterns, const char *id) {
    while (patterns != NULL && *patterns != '\0') {
        char pattern[PC_PATTERN_SIZE];
        size_t size = strcspn(patterns, " ");
        if (size > 0 && size < sizeof pattern) {
            memcpy(pattern, patterns, size);
            pattern[size] = '\0';
            if (pc_glob_match(pattern, id))
                return true;
        }
        patterns += size + strspn(patterns + size, " ");
    }
    return false;
}
