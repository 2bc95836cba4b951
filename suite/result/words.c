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

enum pc_verdict pc_verdict_of(enum pc_level worst, bool strict) {
    switch (worst) {
    case PC_LEVEL_MUST:
        return PC_VERDICT_FAIL;
    case PC_LEVEL_SHOULD:
        return strict ? PC_VERDICT_FAIL : PC_VERDICT_WARN;
    case PC_LEVEL_MAY:
        return PC_VERDICT_NOTE;
    }
    return PC_VERDICT_ERROR;
}
