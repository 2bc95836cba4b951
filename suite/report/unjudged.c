#include "text.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NAMED 3u /* so few cases are named one by one */
#define INDENT    4u

static const char *const words_of[PC_VERDICT_COUNT] = {
    [PC_VERDICT_UNTESTABLE] = "not tested",
    [PC_VERDICT_NA] = "not applicable",
    [PC_VERDICT_SKIP] = "skipped",
};

/* Which cases of one verdict share a line: those with one reason or, where each has a reason of its own,
 * those whose ids differ in their last segment alone. */
struct folds {
    const struct pc_result *result;
    enum pc_verdict verdict;
    size_t *line;  /* for each case of the verdict the first case of its line */
    size_t *count; /* for the first case of a line how many there are */
};

static const char *reason_of(const struct folds *folds, size_t index) {
    const char *reason = folds->result->cases[index].reason;
    return reason == NULL ? pc_verdict_sentence(folds->verdict) : reason;
}

static const char *id_of(const struct folds *folds, size_t index) {
    const char *id = folds->result->cases[index].id;
    return id == NULL ? "" : id;
}

static bool same_reason(const struct folds *folds, size_t a, size_t b) {
    return strcmp(reason_of(folds, a), reason_of(folds, b)) == 0;
}

static bool are_siblings(const struct folds *folds, size_t a, size_t b) {
    const char *slash = strrchr(id_of(folds, a), '/');
    size_t parent = slash == NULL ? 0 : (size_t)(slash - id_of(folds, a)) + 1;
    return strncmp(id_of(folds, a), id_of(folds, b), parent) == 0 &&
           strchr(id_of(folds, b) + parent, '/') == NULL;
}

/* Whether a case of the verdict stands on a line by itself. */
static bool is_alone(const struct folds *folds, size_t index) {
    return folds->line[index] == index && folds->count[index] == 1;
}

/* Puts each case that is alone on the line of the first one that it goes together with, if there are more
 * than `least` of them. */
static void fold(const struct folds *folds, size_t least,
                 bool (*together)(const struct folds *folds, size_t a, size_t b)) {
    size_t cases = folds->result->case_count;
    for (size_t i = 0; i < cases; i++) {
        if (!is_alone(folds, i))
            continue;
        size_t found = 1;
        for (size_t k = i + 1; k < cases; k++)
            found += is_alone(folds, k) && together(folds, i, k);
        if (found <= least)
            continue;
        for (size_t k = i + 1; k < cases; k++) {
            if (is_alone(folds, k) && together(folds, i, k))
                folds->line[k] = i;
        }
        folds->count[i] = found;
    }
}

/* Length of the beginning that the ids of a line share, up to a slash. */
static size_t shared_size(const struct folds *folds, size_t first) {
    const char *id = id_of(folds, first);
    size_t shared = strlen(id);
    for (size_t i = first + 1; i < folds->result->case_count; i++) {
        size_t same = 0;
        while (folds->line[i] == first && same < shared && id[same] == id_of(folds, i)[same])
            same++;
        shared = folds->line[i] == first ? same : shared;
    }
    while (shared > 0 && id[shared - 1] != '/')
        shared--;
    return shared;
}

/* Appends the ids, or what they share. */
static enum pc_status put_ids(const struct folds *folds, size_t first, struct pc_buf *out) {
    size_t count = folds->count[first];
    size_t shared = shared_size(folds, first);
    enum pc_status status = pc_buf_appendf(out, "%zu %s", count, count == 1 ? "case" : "cases");
    if (status == PC_OK && count > MAX_NAMED && shared > 0)
        return pc_buf_appendf(out, " (%.*s\xE2\x80\xA6)", (int)shared, id_of(folds, first));
    size_t named = 0;
    for (size_t i = first; count <= MAX_NAMED && status == PC_OK && i < folds->result->case_count; i++) {
        if (folds->line[i] == first)
            status = pc_buf_appendf(out, "%s%s", named++ == 0 ? " (" : ", ", id_of(folds, i));
    }
    return named > 0 && status == PC_OK ? pc_buf_append_text(out, ")") : status;
}

static bool has_one_reason(const struct folds *folds, size_t first) {
    for (size_t i = first + 1; i < folds->result->case_count; i++) {
        if (folds->line[i] == first && !same_reason(folds, first, i))
            return false;
    }
    return true;
}

static void put_line(struct pc_page *page, const struct folds *folds, size_t first) {
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX);
    pc_page_style(page, pc_style_of(folds->verdict));
    pc_page_put(page, words_of[folds->verdict]);
    pc_page_style(page, PC_STYLE_PLAIN);
    pc_page_put(page, ": ");
    enum pc_status status = put_ids(folds, first, &text);
    if (status == PC_OK)
        status = pc_buf_appendf(&text, ": %s%s", reason_of(folds, first),
                                has_one_reason(folds, first) ? "" : ", and so on");
    if (page->status == PC_OK)
        page->status = status;
    pc_page_put_wrapped(page, INDENT, text.data);
    pc_page_line_end(page);
    pc_buf_clear(&text);
}

static void put_all(struct pc_page *page, const struct folds *folds) {
    size_t cases = folds->result->case_count;
    for (size_t i = 0; i < cases; i++) {
        folds->line[i] = folds->result->cases[i].verdict == folds->verdict ? i : cases;
        folds->count[i] = 1;
    }
    fold(folds, 1, same_reason);
    fold(folds, MAX_NAMED, are_siblings);
    for (size_t i = 0; page->status == PC_OK && i < cases; i++) {
        if (folds->line[i] == i)
            put_line(page, folds, i);
    }
}

void pc_text_unjudged(struct pc_page *page, const struct pc_result *result, enum pc_verdict verdict) {
    struct folds folds = {.result = result,
                          .verdict = verdict,
                          .line = calloc(result->case_count + 1, sizeof *folds.line),
                          .count = calloc(result->case_count + 1, sizeof *folds.count)};
    if (folds.line == NULL || folds.count == NULL)
        page->status = PC_NO_MEMORY;
    else
        put_all(page, &folds);
    free(folds.line);
    free(folds.count);
}

enum pc_status pc_untestable_lines(const struct pc_result *result, struct pc_buf *out) {
    struct pc_page page = {.out = out, .width = PC_PAGE_ONE_LINE};
    pc_text_unjudged(&page, result, PC_VERDICT_UNTESTABLE);
    return page.status;
}
