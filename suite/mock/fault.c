#include "fault.h"

#include "call.h"

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
    size_t index = 0;
    for (size_t i = 0; i < TABLE_COUNT; i++)
        for (size_t k = 0; k < tables[i]->count; k++, index++) {
            const struct pc_mock_row *row = &tables[i]->rows[k];
            if (mock->active[index] && row->point == point && row->act(call, row))
                mock->reached[index] = true;
        }
}

bool pc_mock_reached(const bool *reached, const char *name) {
    const struct pc_mock_bundle *bundle = &pc_mock_bundle_eccentric;
    if (strcmp(name, bundle->fault.name) != 0) {
        size_t index = index_of(name);
        return index < row_count() && reached[index];
    }
    for (const char *const *one = bundle->names; *one != NULL; one++)
        if (pc_mock_reached(reached, *one))
            return true;
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

enum pc_status pc_mock_switch_on(bool *active, const char *name, struct pc_error *err) {
    const struct pc_mock_bundle *bundle = &pc_mock_bundle_eccentric;
    if (strcmp(name, bundle->fault.name) == 0) {
        for (const char *const *one = bundle->names; *one != NULL; one++)
            active[index_of(*one)] = true;
        return PC_OK;
    }
    size_t index = index_of(name);
    if (index >= row_count())
        return pc_error_set(err, PC_USAGE,
                            "no fault is named \"%.80s\"; the nearest is \"%s\" (--list-faults names all)",
                            name, nearest(name));
    active[index] = true;
    return PC_OK;
}
