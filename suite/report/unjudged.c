#include "text.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NAMED 3u /* so few cases are named one by one */
#define INDENT    4u

static const struct {
    enum pc_verdict verdict;
    const char *words;
} kinds[] = {
    {PC_VERDICT_UNTESTABLE, "not tested"},
    {PC_VERDICT_NA, "not applicable"},
    {PC_VERDICT_SKIP, "skipped"},
};

static const char *reason_of(const struct pc_case_result *one) {
    return one->reason == NULL ? pc_verdict_sentence(one->verdict) : one->reason;
}

static const char *id_of(const struct pc_case_result *one) {
    return one->id == NULL ? "" : one->id;
}

/* The cases of one verdict with one reason; `first` is the first of them. */
struct fold {
    const struct pc_result *result;
    size_t first;
};

static bool belongs(const struct fold *fold, size_t index) {
    const struct pc_case_result *one = &fold->result->cases[index];
    const struct pc_case_result *first = &fold->result->cases[fold->first];
    return one->verdict == first->verdict && strcmp(reason_of(one), reason_of(first)) == 0;
}

/* How many cases belong to the fold, and how long the beginning is that all their ids share, up to a slash.
 */
static size_t measure(const struct fold *fold, size_t *shared) {
    const char *id = id_of(&fold->result->cases[fold->first]);
    size_t count = 0;
    *shared = strlen(id);
    for (size_t i = fold->first; i < fold->result->case_count; i++) {
        if (!belongs(fold, i))
            continue;
        const char *other = id_of(&fold->result->cases[i]);
        size_t same = 0;
        while (same < *shared && id[same] == other[same])
            same++;
        *shared = same;
        count++;
    }
    while (*shared > 0 && id[*shared - 1] != '/')
        --*shared;
    return count;
}

/* Appends the ids, or what they share. */
static enum pc_status put_ids(const struct fold *fold, struct pc_buf *out) {
    size_t shared = 0;
    size_t count = measure(fold, &shared);
    enum pc_status status = pc_buf_appendf(out, count == 1 ? "%zu case" : "%zu cases", count);
    if (count > MAX_NAMED && status == PC_OK && shared > 0)
        return pc_buf_appendf(out, " (%.*s\xE2\x80\xA6)", (int)shared,
                              id_of(&fold->result->cases[fold->first]));
    size_t named = 0;
    for (size_t i = fold->first; count <= MAX_NAMED && status == PC_OK && i < fold->result->case_count; i++) {
        if (belongs(fold, i))
            status = pc_buf_appendf(out, "%s%s", named++ == 0 ? " (" : ", ", id_of(&fold->result->cases[i]));
    }
    return named > 0 && status == PC_OK ? pc_buf_append_text(out, ")") : status;
}

static void put_fold(struct pc_page *page, const struct fold *fold, const char *words) {
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX);
    pc_page_style(page, pc_style_of(fold->result->cases[fold->first].verdict));
    pc_page_put(page, words);
    pc_page_style(page, PC_STYLE_PLAIN);
    pc_page_put(page, ": ");
    enum pc_status status = put_ids(fold, &text);
    if (status == PC_OK)
        status = pc_buf_appendf(&text, ": %s", reason_of(&fold->result->cases[fold->first]));
    if (page->status == PC_OK)
        page->status = status;
    pc_page_put_wrapped(page, INDENT, text.data);
    pc_page_line_end(page);
    pc_buf_clear(&text);
}

void pc_text_unjudged(struct pc_page *page, const struct pc_result *result) {
    bool *shown = calloc(result->case_count + 1, sizeof *shown);
    if (shown == NULL)
        page->status = PC_NO_MEMORY;
    bool any = false;
    for (size_t kind = 0; kind < sizeof kinds / sizeof kinds[0]; kind++) {
        for (size_t i = 0; page->status == PC_OK && i < result->case_count; i++) {
            if (shown[i] || result->cases[i].verdict != kinds[kind].verdict)
                continue;
            struct fold fold = {result, i};
            put_fold(page, &fold, kinds[kind].words);
            any = true;
            for (size_t k = i; k < result->case_count; k++)
                shown[k] = shown[k] || belongs(&fold, k);
        }
    }
    if (any)
        pc_page_line_end(page);
    free(shown);
}
