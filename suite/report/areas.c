#include "areas.h"
#include "text.h"

#include <stdlib.h>

/* What went well, what went wrong, what was not judged. */
const enum pc_verdict pc_area_columns[] = {
    PC_VERDICT_PASS, PC_VERDICT_FAIL,  PC_VERDICT_ERROR,      PC_VERDICT_STALE, PC_VERDICT_WARN,
    PC_VERDICT_NOTE, PC_VERDICT_KNOWN, PC_VERDICT_UNTESTABLE, PC_VERDICT_NA,    PC_VERDICT_SKIP};
#define GAP      2u
#define MAX_NAME 32u

struct pc_view pc_area_of(const char *id) {
    struct pc_view text = pc_view_of(id);
    size_t side = pc_view_find(text, PC_VIEW("/"));
    if (side == text.size)
        return text;
    text = pc_view_slice(text, side + 1, text.size);
    return pc_view_slice(text, 0, pc_view_find(text, PC_VIEW("/")));
}

static struct pc_area *find_or_add(struct pc_area *areas, size_t *count, struct pc_view name) {
    for (size_t i = *count; i > 0; i--) {
        if (pc_view_equal(areas[i - 1].name, name))
            return &areas[i - 1];
    }
    areas[*count] = (struct pc_area){.name = name};
    return &areas[(*count)++];
}

static size_t digits(size_t number) {
    size_t count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

static void put_name(struct pc_page *page, struct pc_view name) {
    char *text = pc_view_copy(name);
    if (text == NULL)
        page->status = PC_NO_MEMORY;
    pc_page_put_whole(page, text);
    free(text);
}

/* Each verdict that occurs has a column of its own, so that the counts stand under each other. */
static void put_area(struct pc_page *page, const struct pc_area *area, size_t name_width,
                     const size_t widths[]) {
    put_name(page, area->name);
    size_t at = name_width;
    for (size_t i = 0; i < PC_AREA_COLUMN_COUNT; i++) {
        if (widths[i] == 0)
            continue;
        size_t count = area->counts[pc_area_columns[i]];
        if (count > 0) {
            pc_page_indent(page, at + GAP + widths[i] - digits(count));
            pc_page_style(page, pc_style_of(pc_area_columns[i]));
            pc_page_putf(page, "%zu %s", count, pc_verdict_word(pc_area_columns[i]));
            pc_page_style(page, PC_STYLE_PLAIN);
        }
        at += GAP + widths[i] + 1 + pc_view_of(pc_verdict_word(pc_area_columns[i])).size;
    }
    pc_page_line_end(page);
}

struct pc_area *pc_areas_new(const struct pc_result *result, size_t *count) {
    struct pc_area *areas = calloc(result->case_count + 1, sizeof *areas);
    *count = 0;
    for (size_t i = 0; areas != NULL && i < result->case_count; i++)
        find_or_add(areas, count, pc_area_of(result->cases[i].id))->counts[result->cases[i].verdict]++;
    return areas;
}

enum pc_status pc_text_areas(struct pc_page *page, const struct pc_result *result) {
    size_t count;
    struct pc_area *areas = pc_areas_new(result, &count);
    if (areas == NULL)
        return page->status = PC_NO_MEMORY;
    size_t name_width = 0;
    size_t widths[PC_AREA_COLUMN_COUNT] = {0};
    for (size_t i = 0; i < count; i++) {
        name_width = areas[i].name.size > name_width ? areas[i].name.size : name_width;
        for (size_t k = 0; k < PC_AREA_COLUMN_COUNT; k++) {
            size_t number = areas[i].counts[pc_area_columns[k]];
            widths[k] = number > 0 && digits(number) > widths[k] ? digits(number) : widths[k];
        }
    }
    if (name_width > MAX_NAME)
        name_width = MAX_NAME;
    for (size_t i = 0; i < count; i++)
        put_area(page, &areas[i], name_width, widths);
    free(areas);
    return page->status;
}
