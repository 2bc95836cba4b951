#define PCRE2_CODE_UNIT_WIDTH 8
#include "pc_pattern.h"

#include "translate.h"

#include <pcre2.h>
#include <stdlib.h>

#define TRANSLATED_MAX_BYTES ((size_t)4 << 20)

struct pc_pattern {
    pcre2_code *code;
    bool jit;
};

struct pc_pattern_memory {
    pcre2_match_data *data;
    pcre2_match_context *context;
};

static enum pc_status translate(struct pc_view expression, bool strict, struct pc_buf *out,
                                struct pc_error *err) {
    if (expression.size > PC_PATTERN_MAX_BYTES)
        return pc_error_set(err, PC_LIMIT, "a pattern has up to %u bytes", PC_PATTERN_MAX_BYTES);
    struct pc_translator *translator = calloc(1, sizeof *translator);
    if (translator == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "out of memory for a pattern");
    translator->text = expression;
    translator->out = out;
    translator->err = err;
    translator->strict = strict;
    enum pc_status status = pc_translate(translator);
    free(translator);
    return status == PC_OK ? PC_OK : pc_error_set(err, status, "%s", pc_status_sentence(status));
}

/* What ECMA-262 allows and PCRE2 refuses. */
static enum pc_status refuse(int code, struct pc_error *err) {
    unsigned char sentence[256];
    pcre2_get_error_message(code, sentence, sizeof sentence);
    return pc_error_set(err, PC_UNSUPPORTED, "PCRE2 cannot run the pattern: %s", (const char *)sentence);
}

enum pc_status pc_pattern_compile(struct pc_view expression, struct pc_pattern **out, struct pc_error *err) {
    struct pc_buf translated;
    int code;
    PCRE2_SIZE offset;
    const uint32_t options =
        PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C;
    *out = NULL;
    pc_buf_init(&translated, TRANSLATED_MAX_BYTES);
    struct pc_pattern *pattern = calloc(1, sizeof *pattern);
    enum pc_status status =
        pattern == NULL ? PC_NO_MEMORY : pc_buf_append_text(&translated, ""); /* never NULL for PCRE2 */
    if (status == PC_OK)
        status = translate(expression, false, &translated, err);
    if (status == PC_OK) {
        pattern->code =
            pcre2_compile((PCRE2_SPTR)translated.data, translated.size, options, &code, &offset, NULL);
        if (pattern->code == NULL)
            status = refuse(code, err);
        else
            pattern->jit = pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0;
    }
    pc_buf_clear(&translated);
    if (status == PC_OK) {
        *out = pattern;
        return PC_OK;
    }
    pc_pattern_free(pattern);
    return pc_error_set(err, status, "out of memory for a pattern");
}

void pc_pattern_free(struct pc_pattern *pattern) {
    if (pattern == NULL)
        return;
    pcre2_code_free(pattern->code);
    free(pattern);
}

struct pc_pattern_memory *pc_pattern_memory_new(uint32_t max_steps) {
    struct pc_pattern_memory *matcher = calloc(1, sizeof *matcher);
    if (matcher == NULL)
        return NULL;
    matcher->data = pcre2_match_data_create(1, NULL);
    matcher->context = pcre2_match_context_create(NULL);
    if (matcher->data == NULL || matcher->context == NULL) {
        pc_pattern_memory_free(matcher);
        return NULL;
    }
    pcre2_set_match_limit(matcher->context, max_steps);
    pcre2_set_heap_limit(matcher->context, PC_PATTERN_HEAP_LIMIT_KB);
    return matcher;
}

void pc_pattern_memory_free(struct pc_pattern_memory *matcher) {
    if (matcher == NULL)
        return;
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    free(matcher);
}

enum pc_status pc_pattern_match(const struct pc_pattern *pattern, struct pc_pattern_memory *matcher,
                                struct pc_view text, bool *matched) {
    const PCRE2_SPTR subject = (PCRE2_SPTR)(text.data == NULL ? "" : text.data);
    int found = PCRE2_ERROR_JIT_STACKLIMIT;
    *matched = false;
    if (pattern->jit)
        found = pcre2_match(pattern->code, subject, text.size, 0, PCRE2_NO_UTF_CHECK, matcher->data,
                            matcher->context);
    if (found == PCRE2_ERROR_JIT_STACKLIMIT) /* the interpreter keeps its frames on the heap */
        found = pcre2_match(pattern->code, subject, text.size, 0, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT,
                            matcher->data, matcher->context);
    if (found == PCRE2_ERROR_NOMEMORY)
        return PC_NO_MEMORY;
    *matched = found >= 0;
    return found >= 0 || found == PCRE2_ERROR_NOMATCH ? PC_OK : PC_LIMIT;
}

bool pc_pattern_valid(struct pc_view expression) {
    struct pc_buf translated;
    pc_buf_init(&translated, TRANSLATED_MAX_BYTES);
    enum pc_status status = translate(expression, true, &translated, NULL);
    pc_buf_clear(&translated);
    /* Halves of surrogate pairs are ECMA-262, even if nothing here can match them. */
    return status == PC_OK || status == PC_UNSUPPORTED;
}
