#include "result_internal.h"

#include <stdlib.h>

void pc_finding_clear(struct pc_finding *finding) {
    free(finding->requirement);
    free(finding->cite);
    free(finding->at);
    free(finding->expected);
    free(finding->seen);
    *finding = (struct pc_finding){0};
}

static enum pc_status copy_text(char **to, const char *from) {
    *to = pc_text_copy(from);
    return from != NULL && *to == NULL ? PC_NO_MEMORY : PC_OK;
}

static enum pc_status finding_copy(struct pc_finding *to, const struct pc_finding *from) {
    *to = (struct pc_finding){.line = from->line, .column = from->column};
    enum pc_status status = copy_text(&to->requirement, from->requirement);
    if (status == PC_OK)
        status = copy_text(&to->cite, from->cite);
    if (status == PC_OK)
        status = copy_text(&to->at, from->at);
    if (status == PC_OK)
        status = copy_text(&to->expected, from->expected);
    if (status == PC_OK)
        status = copy_text(&to->seen, from->seen);
    if (status != PC_OK)
        pc_finding_clear(to);
    return status;
}

static enum pc_status reserve(struct pc_findings *findings) {
    if (findings->count < findings->capacity)
        return PC_OK;
    size_t capacity = findings->capacity < 4 ? 4 : findings->capacity * 2;
    struct pc_finding *items = realloc(findings->items, capacity * sizeof *items);
    if (items == NULL)
        return PC_NO_MEMORY;
    findings->items = items;
    findings->capacity = capacity;
    return PC_OK;
}

enum pc_status pc_findings_add(struct pc_findings *findings, const struct pc_finding *finding) {
    static char words[] = "further findings of this case are not kept";
    static const struct pc_finding last = {.requirement = words};
    if (findings->count > PC_MAX_FINDINGS)
        return PC_OK;
    enum pc_status status = reserve(findings);
    if (status == PC_OK)
        status = finding_copy(&findings->items[findings->count],
                              findings->count == PC_MAX_FINDINGS ? &last : finding);
    if (status == PC_OK)
        findings->count++;
    return status;
}

void pc_findings_clear(struct pc_findings *findings) {
    if (findings == NULL)
        return;
    for (size_t i = 0; i < findings->count; i++)
        pc_finding_clear(&findings->items[i]);
    free(findings->items);
    *findings = (struct pc_findings){0};
}
