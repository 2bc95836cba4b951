#include "pc_result.h"

static const struct {
    const char *word;
    const char *sentence;
} verdicts[] = {
#define VERDICT(name, text, words) [PC_VERDICT_##name] = {text, words},
    PC_VERDICT_LIST(VERDICT)
#undef VERDICT
};

static const char *const levels[] = {
    [PC_LEVEL_MUST] = "must", [PC_LEVEL_SHOULD] = "should", [PC_LEVEL_MAY] = "may"};

const char *pc_verdict_word(enum pc_verdict verdict) {
    return verdicts[verdict].word;
}

const char *pc_verdict_sentence(enum pc_verdict verdict) {
    return verdicts[verdict].sentence;
}

const char *pc_level_word(enum pc_level level) {
    return levels[level];
}
