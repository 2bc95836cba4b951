#include "fault.h"

#include "call.h"

#include <stdlib.h>
#include <string.h>

static const struct pc_mock_table *const tables[] = {
    &pc_mock_faults_response,   &pc_mock_faults_json,    &pc_mock_faults_wire,    &pc_mock_faults_request,
    &pc_mock_faults_auth,       &pc_mock_faults_promote, &pc_mock_faults_outcome, &pc_mock_faults_http,
    &pc_mock_faults_connection, &pc_mock_odd_replies,    &pc_mock_odd_requests,   &pc_mock_odd_time,
};

enum { TABLE_COUNT = sizeof tables / sizeof tables[0], MAX_NAME_SIZE = 80 };

/* NULL behind the last row. */
static const struct pc_mock_row *row_at(size_t index) {
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        if (index < tables[i]->count)
            return &tables[i]->rows[index];
        index -= tables[i]->count;
    }
    return NULL;
}

static size_t row_count(void) {
    size_t count = 0;
    for (size_t i = 0; i < TABLE_COUNT; i++)
        count += tables[i]->count;
    return count;
}

size_t pc_mock_fault_count(void) {
    return row_count() + 1;
}

const struct pc_mock_fault *pc_mock_fault(size_t index) {
    const struct pc_mock_row *row = row_at(index);
    if (row != NULL)
        return &row->fault;
    return index == row_count() ? &pc_mock_bundle_eccentric.fault : NULL;
}

static size_t index_of(const char *name) {
    size_t index = 0;
    const struct pc_mock_fault *fault;
    while ((fault = pc_mock_fault(index)) != NULL && strcmp(fault->name, name) != 0)
        index++;
    return index;
}

void pc_mock_hooks(struct pc_mock_call *call, enum pc_mock_point point) {
    struct pc_mock *mock = call->mock;
    for (size_t i = 0; i < mock->active_count; i++) {
        struct pc_mock_active *one = &mock->active[i];
        if (one->row->point == point && one->row->act(call, one->row))
            one->reached = true;
    }
}

bool pc_mock_reached(const struct pc_mock *mock, const char *name) {
    const struct pc_mock_bundle *bundle = &pc_mock_bundle_eccentric;
    if (strcmp(name, bundle->fault.name) == 0) {
        for (const char *const *one = bundle->names; *one != NULL; one++)
            if (pc_mock_reached(mock, *one))
                return true;
        return false;
    }
    for (size_t i = 0; i < mock->active_count; i++)
        if (strcmp(mock->active[i].row->fault.name, name) == 0)
            return mock->active[i].reached;
    return false;
}

static size_t smallest(size_t a, size_t b, size_t c) {
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Levenshtein's distance, on one row of its matrix. */
static size_t distance(const char *a, const char *b) {
    size_t row[MAX_NAME_SIZE + 1];
    size_t size = strlen(b);
    if (size > MAX_NAME_SIZE)
        return MAX_NAME_SIZE;
    for (size_t i = 0; i <= size; i++)
        row[i] = i;
    for (size_t i = 0; a[i] != '\0' && i < MAX_NAME_SIZE; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t k = 0; k < size; k++) {
            size_t above = row[k + 1];
            row[k + 1] = smallest(above + 1, row[k] + 1, diagonal + (a[i] == b[k] ? 0 : 1));
            diagonal = above;
        }
    }
    return row[size];
}

static const char *nearest(const char *name) {
    const char *best = pc_mock_fault(0)->name;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < pc_mock_fault_count(); i++) {
        size_t far = distance(name, pc_mock_fault(i)->name);
        if (far < least) {
            least = far;
            best = pc_mock_fault(i)->name;
        }
    }
    return best;
}

/* Marks what a name stands for. */
static enum pc_status mark(const char *name, bool *on, struct pc_error *err) {
    const struct pc_mock_bundle *bundle = &pc_mock_bundle_eccentric;
    if (strcmp(name, bundle->fault.name) == 0) {
        for (const char *const *one = bundle->names; *one != NULL; one++)
            on[index_of(*one)] = true;
        return PC_OK;
    }
    size_t index = index_of(name);
    if (index >= row_count())
        return pc_error_set(err, PC_USAGE,
                            "no fault is named \"%.80s\"; the nearest is \"%s\" (--list-faults names all)",
                            name, nearest(name));
    on[index] = true;
    return PC_OK;
}

enum pc_status pc_mock_switch_on(const char *const *names, size_t name_count, struct pc_mock_active **out,
                                 size_t *count, struct pc_error *err) {
    enum pc_status status = PC_OK;
    bool *on = calloc(pc_mock_fault_count(), sizeof *on);
    *out = calloc(pc_mock_fault_count(), sizeof **out);
    *count = 0;
    if (on == NULL || *out == NULL) {
        free(on);
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the mock");
    }
    for (size_t i = 0; i < name_count && status == PC_OK; i++)
        status = mark(names[i], on, err);
    for (size_t i = 0; status == PC_OK && i < row_count(); i++)
        if (on[i])
            (*out)[(*count)++].row = row_at(i);
    free(on);
    return status;
}
