#ifndef PC_CATALOG_H
#define PC_CATALOG_H

#include "cases_internal.h"

/* Memory of derived cases: a list of blocks, freed with the catalog. */
struct catalog_block {
    struct catalog_block *next;
    max_align_t bytes[];
};

struct pc_catalog {
    struct pc_case *cases;
    size_t count;
    size_t capacity;
    struct catalog_block *blocks;
};

struct pc_catalog_builder {
    struct pc_catalog *catalog;
    const struct pc_spec *spec;
};

#endif
