/* Finds every secret in a text in one pass: an automaton after Aho and Corasick, ASCII case ignored. */
#ifndef PC_RESULT_MATCHER_H
#define PC_RESULT_MATCHER_H

#include "pc_result.h"

/* Bytes of all secrets together: beyond this a key is no key, and the automaton would be out of proportion.
 */
#define PC_MATCHER_MAX_SIZE (64u << 10)

struct pc_matcher {
    unsigned char class_of[256]; /* bytes that no secret holds share class 0; A and a share one */
    uint32_t class_count;
    uint32_t node_count;
    uint32_t *next;      /* node * class_count + class */
    uint32_t *found;     /* length of the longest secret that ends at the node, 0: none does */
    uint32_t *begun;     /* the node's depth: so many of the last bytes are the beginning of a secret */
    unsigned char *skip; /* class * class_count + class of the last two bytes of PC_SECRET_MIN_SIZE: how many
                            places further on a secret may begin at the earliest; 0: here */
};

/* Every value is looked for as it is and, where it holds escapes itself, unescaped too; each has at least
 * PC_SECRET_MIN_SIZE bytes. PC_LIMIT past PC_MATCHER_MAX_SIZE bytes of all values together. */
enum pc_status pc_matcher_new(char *const *values, size_t count, struct pc_matcher **out);
void pc_matcher_free(struct pc_matcher *matcher);

/* The state after one more byte; it begins as 0. */
static inline uint32_t pc_matcher_step(const struct pc_matcher *matcher, uint32_t state, unsigned char byte) {
    return matcher->next[state * matcher->class_count + matcher->class_of[byte]];
}

static inline unsigned pc_matcher_skip(const struct pc_matcher *matcher, unsigned char last_but_one,
                                       unsigned char last) {
    return matcher->skip[matcher->class_of[last_but_one] * matcher->class_count + matcher->class_of[last]];
}

/* Whether the PC_SECRET_MIN_SIZE bytes at `bytes` are the beginning of a secret. */
bool pc_matcher_begins(const struct pc_matcher *matcher, const char *bytes);
/* The first place from `at` on where a secret begins, or as much of one as counts; `size` where none does.
 * Most texts hold none, and of them it looks at every seventh place (after Wu and Manber). */
size_t pc_matcher_find(const struct pc_matcher *matcher, const char *bytes, size_t size, size_t at);

#endif
