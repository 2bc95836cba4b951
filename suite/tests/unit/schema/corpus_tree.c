/* corpus/documents/GROUP/TOPIC/: a schema.json, and documents NAME.json with NAME.expect, a line a violation:
 * `pointer TAB keyword`, and where they are worth it `TAB line:column TAB schema pointer`. No keyword and no
 * format is without a document that it lets pass and one that it does not. */
#include "support.h"

#include "keywords.h"
#include "pc_format.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "corpus/documents"
#define PREFIX "https://corpus.test/" /* of the documents in references/registry */

#define MOST_NAMES 200

/* What some topic's schema has, and whether a document passed and failed there. */
struct covered {
    const char *name;
    bool valid, invalid, violated;
    bool asserts; /* a keyword that is named in violations itself */
    bool openapi; /* a format that OpenAPI documents assert */
};

struct tree {
    struct pc_registry *registry;
    struct covered keywords[MOST_NAMES];
    struct covered formats[MOST_NAMES];
    size_t keyword_count, format_count, documents, wrong;
};

static void read_below(const char *folder, const char *name, const char *suffix, struct pc_buf *out) {
    char *path = pc_text_format("%s/%s%s", folder, name, suffix);
    assert_non_null(path);
    pc_buf_init(out, 1u << 20);
    read_source_file(path, out);
    assert_int_equal(pc_buf_append_text(out, ""), PC_OK);
    free(path);
}

static struct pc_schema *topic_schema(const struct tree *tree, const char *folder, struct pc_view text) {
    const struct pc_schema_options options = {
        .registry = tree->registry,
        .formats = strstr(folder, "/formats/") ? PC_FORMATS_ASSERT : PC_FORMATS_BY_DOCUMENT,
    };
    const char *pointer = strstr(folder, "/openapi/") ? "/components/schemas/Subject" : "";
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc;
    struct pc_schema *schema = NULL;
    struct pc_error err = {0};
    assert_int_equal(pc_json_read(reader, text, &doc, NULL), PC_OK);
    if (!pc_json_doc_valid(doc) ||
        pc_schema_compile_with(pc_json_root(doc), pc_view_of(pointer), &options, &schema, &err) != PC_OK)
        fail_msg("%s: %s", folder, err.message);
    pc_json_reader_free(reader);
    return schema;
}

/* The text up to the end of the line; behind it the rest. */
static struct pc_view take_line(struct pc_view *text) {
    size_t end = pc_view_find(*text, PC_VIEW("\n"));
    struct pc_view line = pc_view_slice(*text, 0, end);
    *text = pc_view_slice(*text, end + 1, text->size);
    return line;
}

/* Each expected line is the beginning of what is seen, column by column. */
static bool fits(struct pc_view expected, struct pc_view seen) {
    while (expected.size > 0 && seen.size > 0) {
        struct pc_view wanted = take_line(&expected);
        struct pc_view line = take_line(&seen);
        if (!pc_view_starts_with(line, wanted) || (line.size > wanted.size && line.data[wanted.size] != '\t'))
            return false;
    }
    return expected.size == 0 && seen.size == 0;
}

static struct pc_view keyword_of_line(struct pc_view line) {
    line = pc_view_slice(line, pc_view_find(line, PC_VIEW("\t")) + 1, line.size);
    return pc_view_slice(line, 0, pc_view_find(line, PC_VIEW("\t")));
}

static void note_violated(struct tree *tree, struct pc_view expected) {
    while (expected.size > 0) {
        struct pc_view keyword = keyword_of_line(take_line(&expected));
        for (size_t i = 0; i < tree->keyword_count; i++)
            if (pc_view_equal_text(keyword, tree->keywords[i].name))
                tree->keywords[i].violated = true;
    }
}

/* The names that the schema's text holds in this form. */
static void note(struct covered *list, size_t count, struct pc_view schema, const char *before,
                 const char *behind, bool valid, bool invalid) {
    for (size_t i = 0; i < count; i++) {
        char *form = pc_text_format("%s\"%s\"%s", before, list[i].name, behind);
        assert_non_null(form);
        bool has = pc_view_find(schema, pc_view_of(form)) < schema.size;
        list[i].valid = list[i].valid || (has && valid);
        list[i].invalid = list[i].invalid || (has && invalid);
        free(form);
    }
}

static bool ends_in(const char *name, const char *suffix) {
    size_t size = strlen(name), end = strlen(suffix);
    return size > end && strcmp(name + size - end, suffix) == 0;
}

/* True where the document is valid. */
static bool judge_case(struct tree *tree, const struct pc_schema *schema, const char *folder,
                       const char *file) {
    struct pc_buf document, expected, seen;
    char stem[256];
    snprintf(stem, sizeof stem, "%.*s", (int)(strlen(file) - strlen(".json")), file);
    read_below(folder, stem, ".json", &document);
    read_below(folder, stem, ".expect", &expected);
    pc_buf_init(&seen, 1u << 20);
    violations_of(schema, pc_buf_view(&document), FULL, &seen);
    if (!fits(pc_buf_view(&expected), pc_buf_view(&seen))) {
        print_error("%s/%s: expected:\n%sseen:\n%s", folder, file, expected.data, seen.data);
        tree->wrong++;
    }
    note_violated(tree, pc_buf_view(&expected));
    bool valid = expected.size == 0;
    pc_buf_clear(&document);
    pc_buf_clear(&expected);
    pc_buf_clear(&seen);
    tree->documents++;
    return valid;
}

static void judge_topic(struct tree *tree, const char *folder) {
    char *path = pc_text_format("%s/%s", PC_SOURCE_DIR, folder);
    DIR *listing = opendir(path);
    struct pc_buf text;
    bool valid = false, invalid = false;
    free(path);
    assert_non_null(listing);
    read_below(folder, "schema", ".json", &text);
    struct pc_schema *schema = topic_schema(tree, folder, pc_buf_view(&text));
    for (const struct dirent *entry = readdir(listing); entry; entry = readdir(listing)) {
        if (!ends_in(entry->d_name, ".json") || strcmp(entry->d_name, "schema.json") == 0)
            continue;
        if (judge_case(tree, schema, folder, entry->d_name))
            valid = true;
        else
            invalid = true;
    }
    note(tree->keywords, tree->keyword_count, pc_buf_view(&text), "", ":", valid, invalid);
    for (size_t i = 0; i < tree->format_count; i++)
        if (strstr(folder, tree->formats[i].openapi ? "/openapi/" : "/formats/"))
            note(&tree->formats[i], 1, pc_buf_view(&text), "\"format\": ", "", valid, invalid);
    closedir(listing);
    pc_schema_free(schema);
    pc_buf_clear(&text);
}

/* Calls for each folder in a folder. */
static void each_folder(struct tree *tree, const char *folder, void (*call)(struct tree *, const char *)) {
    char *path = pc_text_format("%s/%s", PC_SOURCE_DIR, folder);
    DIR *listing = opendir(path);
    assert_non_null(listing);
    free(path);
    for (const struct dirent *entry = readdir(listing); entry; entry = readdir(listing)) {
        if (strchr(entry->d_name, '.') || strcmp(entry->d_name, "registry") == 0)
            continue;
        char *inside = pc_text_format("%s/%s", folder, entry->d_name);
        assert_non_null(inside);
        call(tree, inside);
        free(inside);
    }
    closedir(listing);
}

static void judge_group(struct tree *tree, const char *folder) {
    each_folder(tree, folder, judge_topic);
}

static void list_names(struct tree *tree) {
    static const char *const of_numbers[] = {"int32", "int64", "float", "double"};
    const struct pc_keyword *keyword;
    const struct pc_format *format;
    while ((keyword = pc_keyword_at(tree->keyword_count)) != NULL) {
        assert_in_range(tree->keyword_count, 0, MOST_NAMES - 1);
        tree->keywords[tree->keyword_count++] =
            (struct covered){.name = keyword->name, .asserts = keyword->expected != NULL};
    }
    while ((format = pc_format_at(tree->format_count)) != NULL)
        tree->formats[tree->format_count++] =
            (struct covered){.name = format->name, .openapi = format->openapi};
    for (size_t i = 0; i < sizeof of_numbers / sizeof of_numbers[0]; i++)
        tree->formats[tree->format_count++] = (struct covered){.name = of_numbers[i], .openapi = true};
}

static unsigned count_uncovered(const struct covered *list, size_t count, const char *what) {
    unsigned missing = 0;
    for (size_t i = 0; i < count; i++) {
        /* Every string is a password. */
        bool never = strcmp(list[i].name, "password") == 0;
        if (list[i].valid && (list[i].invalid || never) && (list[i].violated || !list[i].asserts))
            continue;
        print_error("the %s %s has no document that is %s\n", what, list[i].name,
                    list[i].valid ? "refused for it" : "valid");
        missing++;
    }
    return missing;
}

static void test_tree(void **state) {
    (void)state;
    struct tree tree = {.registry = pc_registry_new()};
    struct pc_error err = {0};
    list_names(&tree);
    if (pc_registry_add_folder(tree.registry, PREFIX, PC_SOURCE_DIR "/" FOLDER "/references/registry",
                               &err) != PC_OK)
        fail_msg("%s", err.message);
    each_folder(&tree, FOLDER, judge_group);
    assert_int_equal(tree.wrong, 0);
    unsigned missing = count_uncovered(tree.keywords, tree.keyword_count, "keyword");
    missing += count_uncovered(tree.formats, tree.format_count, "format");
    assert_int_equal(missing, 0);
    assert_in_range(tree.documents, 200, 100000); /* a lost folder is no success */
    pc_registry_free(tree.registry);
}

int run_corpus_tree_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree),
    };
    return cmocka_run_group_tests_name("corpus tree", tests, NULL, NULL);
}
