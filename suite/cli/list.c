#include "pc_cli.h"
#include "pc_json.h"
#include "server_options.h"

#include <stdlib.h>
#include <string.h>

#define MAX_LIST_SIZE (16u << 20)

static void write_words(struct pc_json_writer *writer, const char *name, const char *words) {
    pc_json_write_key(writer, name);
    pc_json_write_array_begin(writer);
    while (words != NULL && *words != '\0') {
        size_t size = strcspn(words, " ");
        pc_json_write_string(writer, (struct pc_view){words, size});
        words += size + strspn(words + size, " ");
    }
    pc_json_write_array_end(writer);
}

static void write_case(struct pc_json_writer *writer, const struct pc_case *one) {
    pc_json_write_object_begin(writer);
    pc_json_write_member_text(writer, "id", one->id);
    pc_json_write_member_text(writer, "title", one->title);
    pc_json_write_member_text(writer, "level", pc_level_word(one->level));
    write_words(writer, "cites", one->cites);
    pc_json_write_member_text(writer, "probe", one->probe != NULL ? one->probe->name : one->call->name);
    write_words(writer, "faults", one->kills);
    pc_json_write_object_end(writer);
}

static enum pc_status print_json(const struct pc_catalog *catalog, const enum pc_selection *selected) {
    struct pc_buf text;
    pc_buf_init(&text, MAX_LIST_SIZE);
    struct pc_json_writer writer;
    pc_json_writer_init(&writer, &text, 2);
    pc_json_write_array_begin(&writer);
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        if (selected[i] == PC_SELECTED)
            write_case(&writer, pc_catalog_case(catalog, i));
    }
    pc_json_write_array_end(&writer);
    enum pc_status status = pc_json_writer_end(&writer);
    if (status == PC_OK)
        printf("%s\n", text.data);
    pc_buf_clear(&text);
    return status;
}

static void print_lines(const struct pc_catalog *catalog, const enum pc_selection *selected) {
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        if (selected[i] == PC_SELECTED)
            printf("%-64s %-6s %s\n", one->id, pc_level_word(one->level), one->title);
    }
}

int command_list(const struct options *options) {
    struct pc_error err = {0};
    struct pc_spec *spec = NULL;
    struct pc_catalog *catalog = NULL;
    enum pc_selection *selected = NULL;
    struct pc_run_options how;
    enum pc_status status = make_run_options(options, &how, &err);
    if (status == PC_OK)
        status = pc_spec_load(options->spec, &spec, &err);
    if (status == PC_OK)
        status = pc_catalog_make(spec, PC_SIDE_BOTH, &catalog, &err);
    if (status == PC_OK) {
        selected = calloc(pc_catalog_count(catalog) + 1, sizeof *selected);
        status = selected == NULL ? pc_error_set(&err, PC_NO_MEMORY, "no memory for the list")
                                  : pc_run_select(catalog, &how, selected, &err);
    }
    if (selected != NULL && status == PC_OK && options->json) {
        status = print_json(catalog, selected);
        pc_error_set(&err, status, "the list could not be written: %s", pc_status_sentence(status));
    } else if (selected != NULL && status == PC_OK) {
        print_lines(catalog, selected);
    }
    int exit_status = status == PC_OK ? PC_EXIT_OK : report_failure(&err);
    free(selected);
    pc_catalog_free(catalog);
    pc_spec_free(spec);
    return exit_status;
}
