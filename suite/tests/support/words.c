#include "words.h"

#include <string.h>

bool holds_word(const char *words, const char *word) {
    size_t size = strlen(word);
    while (words != NULL && *words != '\0') {
        size_t length = strcspn(words, " ");
        if (length == size && memcmp(words, word, size) == 0)
            return true;
        words += length + strspn(words + length, " ");
    }
    return false;
}
