/* registry, floor 2: documents by URI, so that a schema can refer to another one. The caller fills it; the
 * meta-schemas of JSON Schema 2020-12 are always there; nothing is ever fetched from a network. */
#ifndef PC_REGISTRY_H
#define PC_REGISTRY_H

#include "pc_base.h"

#define PC_REGISTRY_MAX_DOCUMENTS 100000u
#define PC_REGISTRY_MAX_SIZE      ((size_t)1 << 30) /* bytes of all documents together */
#define PC_REGISTRY_MAX_LEVELS    32u               /* folders within folders */
#define PC_URI_MAX_SIZE           65536u

struct pc_registry;
struct pc_registry *pc_registry_new(void); /* NULL when memory is out */
void pc_registry_free(struct pc_registry *registry);

/* Adds a copy of a JSON document under its URI (without a fragment), and under the `$id` of its root where
 * that is an absolute URI. Of two documents with one URI the first counts. PC_MALFORMED for what is not JSON.
 */
enum pc_status pc_registry_add(struct pc_registry *registry, struct pc_view uri, struct pc_view text,
                               struct pc_error *err);
/* Adds each *.json file of a folder and of those below it as `prefix` and its path in the folder. */
enum pc_status pc_registry_add_folder(struct pc_registry *registry, const char *prefix, const char *path,
                                      struct pc_error *err);
/* The document's text, or no data where there is none. `registry` may be NULL: the meta-schemas alone. */
struct pc_view pc_registry_find(const struct pc_registry *registry, struct pc_view uri);

/* A URI or a relative reference taken apart (RFC 3986, appendix B); the has_ flags tell what is empty from
 * what is absent. */
struct pc_uri {
    struct pc_view scheme, authority, path, query, fragment;
    bool has_scheme, has_authority, has_query, has_fragment;
};

struct pc_uri pc_uri_split(struct pc_view text);
/* Appends the reference resolved against the base (RFC 3986, section 5.2), without its fragment. A base may
 * be relative itself, or empty: then so is the result. */
enum pc_status pc_uri_resolve(struct pc_view base, struct pc_view reference, struct pc_buf *out);

#endif
