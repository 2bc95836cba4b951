#include "catalog.h"

#include <stdlib.h>
#include <string.h>

static enum pc_status add_table(struct pc_catalog_builder *builder, const struct pc_case_table *table) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < table->count; i++)
        status = pc_builder_add(builder, &table->cases[i]);
    return status;
}

static enum pc_status fill_server(struct pc_catalog_builder *builder) {
    static const struct pc_case_table *const tables[] = {
        &pc_cases_server_request,    &pc_cases_server_hostile, &pc_cases_server_auth,
        &pc_cases_server_refuse,     &pc_cases_server_http,    &pc_cases_server_path,
        &pc_cases_server_connection, &pc_cases_server_promote, &pc_cases_server_effect};
    enum pc_status status = add_table(builder, &pc_cases_server_response);
    if (status == PC_OK)
        status = pc_derive_response_cases(builder);
    if (status == PC_OK)
        status = pc_derive_request_cases(builder);
    for (size_t i = 0; status == PC_OK && i < COUNT(tables); i++)
        status = add_table(builder, tables[i]);
    return status;
}

static enum pc_status fill_client(struct pc_catalog_builder *builder) {
    static const struct pc_case_table *const tables[] = {
        &pc_cases_client_request, &pc_cases_client_response,  &pc_cases_client_http,
        &pc_cases_client_error,   &pc_cases_client_malformed, &pc_cases_client_transport,
        &pc_cases_client_safety};
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < COUNT(tables); i++)
        status = add_table(builder, tables[i]);
    return status == PC_OK ? pc_derive_client_cases(builder) : status;
}

static enum pc_status fill(struct pc_catalog_builder *builder, enum pc_side side) {
    enum pc_status status = PC_OK;
    if ((side & PC_SIDE_SERVER) != 0)
        status = fill_server(builder);
    if (status == PC_OK && (side & PC_SIDE_CLIENT) != 0)
        status = fill_client(builder);
    return status;
}

/* "server/request" of "server/request/body/empty". */
static size_t area_size(const char *id) {
    const char *side_end = strchr(id, '/');
    const char *area_end = side_end == NULL ? NULL : strchr(side_end + 1, '/');
    return area_end == NULL ? strlen(id) : (size_t)(area_end - id);
}

enum pc_status pc_catalog_new(const struct pc_spec *spec, struct pc_catalog **out, struct pc_error *err) {
    return pc_catalog_make(spec, PC_SIDE_SERVER, out, err);
}

enum pc_status pc_catalog_make(const struct pc_spec *spec, enum pc_side side, struct pc_catalog **out,
                               struct pc_error *err) {
    *out = NULL;
    struct pc_catalog *catalog = calloc(1, sizeof *catalog);
    struct pc_catalog_builder builder = {.catalog = catalog, .spec = spec};
    enum pc_status status = catalog == NULL ? PC_NO_MEMORY : fill(&builder, side);
    if (status != PC_OK) {
        pc_catalog_free(catalog);
        return pc_error_set(err, status, "the cases could not be made from the spec: %s",
                            pc_status_sentence(status));
    }
    *out = catalog;
    return PC_OK;
}

void pc_catalog_free(struct pc_catalog *catalog) {
    if (catalog == NULL)
        return;
    while (catalog->blocks != NULL) {
        struct catalog_block *next = catalog->blocks->next;
        free(catalog->blocks);
        catalog->blocks = next;
    }
    free(catalog->cases);
    free(catalog);
}

size_t pc_catalog_count(const struct pc_catalog *catalog) {
    return catalog->count;
}

const struct pc_case *pc_catalog_case(const struct pc_catalog *catalog, size_t index) {
    return &catalog->cases[index];
}

const struct pc_case *pc_catalog_find(const struct pc_catalog *catalog, const char *id) {
    for (size_t i = 0; i < catalog->count; i++) {
        if (strcmp(catalog->cases[i].id, id) == 0)
            return &catalog->cases[i];
    }
    return NULL;
}

const char *pc_catalog_nearest(const struct pc_catalog *catalog, const char *text) {
    const char *best = "";
    size_t best_distance = SIZE_MAX;
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        const char *id = pc_catalog_case(catalog, i)->id;
        size_t d = pc_text_distance(text, id);
        if (d < best_distance) {
            best_distance = d;
            best = id;
        }
    }
    return best;
}

static enum pc_status make_room(struct pc_catalog *catalog) {
    if (catalog->count >= PC_MAX_CASES)
        return PC_LIMIT;
    if (catalog->count < catalog->capacity)
        return PC_OK;
    size_t capacity = catalog->capacity == 0 ? 128 : catalog->capacity * 2;
    struct pc_case *cases = realloc(catalog->cases, capacity * sizeof *cases);
    if (cases == NULL)
        return PC_NO_MEMORY;
    catalog->cases = cases;
    catalog->capacity = capacity;
    return PC_OK;
}

/* Areas stay in the order they came in, and so do the cases of an area; what a later table adds to an earlier
 * area goes behind that area's cases. */
static size_t place_for(const struct pc_catalog *catalog, const char *id) {
    size_t size = area_size(id);
    for (size_t i = catalog->count; i > 0; i--) {
        const char *other = catalog->cases[i - 1].id;
        if (area_size(other) == size && memcmp(other, id, size) == 0)
            return i;
    }
    return catalog->count;
}

/* Tables say @operation, @request, @response; the loaded document says where these stand. */
static const char *resolve_cites(struct pc_catalog_builder *builder, const char *cites) {
    const struct {
        const char *name;
        const char *pointer;
    } places[] = {
        {"@operation", pc_spec_operation_pointer(builder->spec)},
        {"@request", pc_spec_request_schema_pointer(builder->spec)},
        {"@response", pc_spec_response_schema_pointer(builder->spec)},
    };
    for (size_t i = 0; cites != NULL && i < COUNT(places); i++) {
        const char *hit = strstr(cites, places[i].name);
        if (hit != NULL)
            cites = pc_builder_text(builder, "%.*s%s%s", (int)(hit - cites), cites, places[i].pointer,
                                    hit + strlen(places[i].name));
    }
    return cites;
}

enum pc_status pc_builder_add(struct pc_catalog_builder *builder, const struct pc_case *one) {
    struct pc_catalog *catalog = builder->catalog;
    if (pc_catalog_find(catalog, one->id) != NULL)
        return PC_OK; /* two properties whose names differ only in what an id cannot hold: the first speaks
                         for both */
    enum pc_status status = make_room(catalog);
    if (status != PC_OK)
        return status;
    struct pc_case copy = *one;
    copy.cites = resolve_cites(builder, one->cites);
    if (copy.cites == NULL)
        return PC_NO_MEMORY;
    size_t place = place_for(catalog, one->id);
    memmove(&catalog->cases[place + 1], &catalog->cases[place], (catalog->count - place) * sizeof copy);
    catalog->cases[place] = copy;
    catalog->count++;
    return PC_OK;
}
