/* A registry filled from a folder. The walk keeps its own stack: links could make a circle, so there is a
 * limit to its depth. */
#include "pc_registry.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_MAX_SIZE ((size_t)64 << 20)

struct walk {
    struct pc_registry *registry;
    const char *prefix;
    const char *root;
    struct pc_error *err;
};

static bool ends_with_json(const char *name) {
    size_t size = strlen(name);
    return size > 5 && strcmp(name + size - 5, ".json") == 0;
}

static enum pc_status add_file(const struct walk *walk, const char *path, const char *inside) {
    struct pc_buf text;
    pc_buf_init(&text, FILE_MAX_SIZE);
    char *uri = pc_text_format("%s%s", walk->prefix, inside);
    enum pc_status status = uri == NULL ? PC_NO_MEMORY : pc_file_read(path, &text, walk->err);
    if (status == PC_OK) {
        struct pc_error why = {0};
        status = pc_registry_add(walk->registry, pc_view_of(uri), pc_buf_view(&text), &why);
        pc_error_set(walk->err, status, "%s: %s", path, why.message);
    }
    free(uri);
    pc_buf_clear(&text);
    return status;
}

/* One entry of a folder: a file is added, a folder is opened as the next level. */
static enum pc_status visit(const struct walk *walk, char **paths, DIR **open, unsigned *depth,
                            const char *name) {
    struct stat what;
    const char *above = paths[*depth - 1];
    char *inside = pc_text_format("%s%s%s", above, above[0] == '\0' ? "" : "/", name);
    char *path = inside == NULL ? NULL : pc_text_format("%s/%s", walk->root, inside);
    enum pc_status status = path == NULL ? PC_NO_MEMORY : PC_OK;
    if (status == PC_OK && stat(path, &what) == 0) {
        if (S_ISREG(what.st_mode) && ends_with_json(name)) {
            status = add_file(walk, path, inside);
        } else if (S_ISDIR(what.st_mode)) {
            DIR *folder = *depth < PC_REGISTRY_MAX_LEVELS ? opendir(path) : NULL;
            if (*depth == PC_REGISTRY_MAX_LEVELS)
                status = pc_error_set(walk->err, PC_LIMIT, "%s: more than %u folders within folders", path,
                                      PC_REGISTRY_MAX_LEVELS);
            if (folder != NULL) {
                open[*depth] = folder;
                paths[*depth] = inside;
                ++*depth;
                inside = NULL;
            }
        }
    }
    free(path);
    free(inside);
    return status;
}

enum pc_status pc_registry_add_folder(struct pc_registry *registry, const char *prefix, const char *path,
                                      struct pc_error *err) {
    const struct walk walk = {registry, prefix, path, err};
    char *paths[PC_REGISTRY_MAX_LEVELS];
    DIR *open[PC_REGISTRY_MAX_LEVELS];
    unsigned depth = 0;
    enum pc_status status = PC_OK;
    open[0] = opendir(path);
    if (open[0] == NULL)
        return pc_error_set(err, PC_IO, "the folder %s cannot be read", path);
    paths[depth++] = pc_text_copy("");
    if (paths[0] == NULL)
        status = PC_NO_MEMORY;
    while (depth > 0) {
        const struct dirent *entry = status == PC_OK ? readdir(open[depth - 1]) : NULL;
        if (entry == NULL) {
            depth--;
            closedir(open[depth]);
            free(paths[depth]);
        } else if (entry->d_name[0] != '.') {
            status = visit(&walk, paths, open, &depth, entry->d_name);
        }
    }
    return status == PC_OK ? PC_OK : pc_error_set(err, status, "no memory for the folder %s", path);
}
