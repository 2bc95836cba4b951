/* Lists of words separated by spaces, as a case's `kills` is one. */
#ifndef PC_TEST_WORDS_H
#define PC_TEST_WORDS_H

#include <stdbool.h>

/* NULL holds none. */
bool holds_word(const char *words, const char *word);

#endif
