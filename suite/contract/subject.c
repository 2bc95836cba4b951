#include "pc_contract.h"

struct subject {
    const char *word;
    enum pc_level level;
    const char *cite;
    const char *words;
};

static const struct subject subjects[] = {
#define SUBJECT(name, word, level, cite, words) [PC_SUBJECT_##name] = {word, PC_LEVEL_##level, cite, words},
    PC_SUBJECT_LIST(SUBJECT)
#undef SUBJECT
};

const char *pc_subject_word(enum pc_subject subject) {
    return subjects[subject].word;
}

enum pc_level pc_subject_level(enum pc_subject subject) {
    return subjects[subject].level;
}

const char *pc_subject_cite(enum pc_subject subject) {
    return subjects[subject].cite;
}

const char *pc_subject_words(enum pc_subject subject) {
    return subjects[subject].words;
}
