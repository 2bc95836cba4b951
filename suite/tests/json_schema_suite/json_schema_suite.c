/* The JSON Schema organisation's test suite (draft 2020-12, required, optional and format parts), whose
 * folder is the first argument. Every case is judged by both modes of the validator and by its pass over the
 * bytes, which must agree.
 *
 *   json_schema_suite DIR KNOWN [-v]
 *
 * KNOWN lists the cases that are known to fail, a line each: FILE TAB GROUP TAB CASE TAB REASON. A case that
 * fails without a line there, or passes with one, fails the test. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pc_schema.h"

#define REMOTES_URI "http://localhost:1234/"
#define MAX_FILES   200u
#define MAX_KNOWN   200u

struct part {
    const char *name;
    const char *folder;
    enum pc_schema_formats formats;
    unsigned wanted; /* cases that must pass */
};

static const struct part parts[] = {
    {"required", "draft2020-12", PC_FORMATS_ANNOTATE, 1299},
    {"optional", "draft2020-12/optional", PC_FORMATS_ANNOTATE, 158},
    {"format", "draft2020-12/optional/format", PC_FORMATS_ASSERT, 764},
};

#define PARTS (sizeof parts / sizeof parts[0])

struct suite {
    struct pc_registry *registry;
    struct pc_validator *validator;
    struct pc_view known[MAX_KNOWN];
    bool met[MAX_KNOWN];
    size_t known_count;
    bool verbose;
    bool failed;
    unsigned passed, total;
};

/* What a case is called in KNOWN. */
struct name {
    const char *file;
    struct pc_view group;
    struct pc_view test;
};

/* The line of a case that is known to fail, or known_count. */
static size_t find_known(const struct suite *suite, const struct name *name) {
    size_t i = 0;
    struct pc_buf line;
    pc_buf_init(&line, 4096);
    if (pc_buf_appendf(&line, "%s\t%.*s\t%.*s\t", name->file, (int)name->group.size, name->group.data,
                       (int)name->test.size, name->test.data) == PC_OK)
        while (i < suite->known_count && !pc_view_starts_with(suite->known[i], pc_buf_view(&line)))
            i++;
    pc_buf_clear(&line);
    return i;
}

static void count(struct suite *suite, const struct name *name, bool passed, const char *why) {
    size_t known = find_known(suite, name);
    suite->total++;
    suite->passed += passed;
    if (known < suite->known_count)
        suite->met[known] = true;
    bool expected = (known == suite->known_count) == passed;
    suite->failed = suite->failed || !expected;
    if (!expected || (suite->verbose && !passed))
        printf("%s\t%.*s\t%.*s\t%s\n", name->file, (int)name->group.size, name->group.data,
               (int)name->test.size, name->test.data, passed ? "passes, though it is known to fail" : why);
}

/* The pass over the bytes finds what the evaluator found: validator holds the result of that, in
 * PC_VALIDATE_ALL. */
static bool pass_agrees(struct suite *suite, const struct pc_schema *schema, struct pc_json_value data) {
    const struct pc_json_doc *doc;
    bool valid = pc_validation_valid(suite->validator);
    size_t violations = pc_validation_count(suite->validator);
    return pc_validate_text(suite->validator, schema, pc_json_raw(data), PC_VALIDATE_ALL, &doc, NULL) ==
               PC_OK &&
           pc_validation_valid(suite->validator) == valid &&
           pc_validation_count(suite->validator) == violations;
}

static void run_case(struct suite *suite, const struct pc_schema *schema, struct name *name,
                     struct pc_json_value test) {
    struct pc_error err = {0};
    bool expected = pc_json_boolean(pc_json_get_text(test, "valid"));
    struct pc_json_value data = pc_json_get_text(test, "data");
    bool verdicts[2] = {false, false};
    static const enum pc_validate_mode modes[2] = {PC_VALIDATE_FLAG, PC_VALIDATE_ALL};
    name->test = pc_json_string_raw(pc_json_get_text(test, "description"));
    for (int i = 0; i < 2; i++) {
        if (pc_validate(suite->validator, schema, data, modes[i], &err) != PC_OK) {
            count(suite, name, false, err.message);
            return;
        }
        verdicts[i] = pc_validation_valid(suite->validator);
    }
    if (verdicts[0] != verdicts[1])
        count(suite, name, false, "the two modes differ");
    else if (!pass_agrees(suite, schema, data))
        count(suite, name, false, "the pass over the bytes differs");
    else
        count(suite, name, verdicts[0] == expected, expected ? "should be valid" : "should be invalid");
}

static void run_group(struct suite *suite, const struct part *part, struct name *name,
                      struct pc_json_value group) {
    struct pc_schema *schema;
    struct pc_error err = {0};
    const struct pc_schema_options options = {.registry = suite->registry, .formats = part->formats};
    name->group = pc_json_string_raw(pc_json_get_text(group, "description"));
    enum pc_status status =
        pc_schema_compile_with(pc_json_get_text(group, "schema"), PC_VIEW(""), &options, &schema, &err);
    for (struct pc_json_value test = pc_json_first(pc_json_get_text(group, "tests")); pc_json_exists(test);
         test = pc_json_next(test)) {
        name->test = pc_json_string_raw(pc_json_get_text(test, "description"));
        if (status == PC_OK)
            run_case(suite, schema, name, test);
        else
            count(suite, name, false, err.message);
    }
    pc_schema_free(schema);
}

static bool run_file(struct suite *suite, const struct part *part, const char *folder, const char *file) {
    struct pc_buf text;
    struct pc_error err = {0};
    const struct pc_json_doc *doc = NULL;
    struct name name = {.file = file};
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    char *path = pc_text_format("%s/%s", folder, file);
    pc_buf_init(&text, 16u << 20);
    bool read = reader && path && pc_file_read(path, &text, &err) == PC_OK &&
                pc_json_read(reader, pc_buf_view(&text), &doc, &err) == PC_OK && pc_json_doc_valid(doc);
    if (!read)
        fprintf(stderr, "%s/%s cannot be read: %s\n", folder, file, err.message);
    for (struct pc_json_value group = read ? pc_json_first(pc_json_root(doc)) : (struct pc_json_value){0};
         pc_json_exists(group); group = pc_json_next(group))
        run_group(suite, part, &name, group);
    free(path);
    pc_buf_clear(&text);
    pc_json_reader_free(reader);
    return read;
}

static int compare_names(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool run_part(struct suite *suite, const struct part *part, const char *root) {
    char *files[MAX_FILES];
    size_t file_count = 0;
    char *folder = pc_text_format("%s/%s", root, part->folder);
    DIR *directory = folder ? opendir(folder) : NULL;
    suite->passed = suite->total = 0;
    if (!directory) {
        fprintf(stderr, "there is no folder %s\n", folder ? folder : part->folder);
        free(folder);
        return false;
    }
    for (const struct dirent *entry = readdir(directory); entry && file_count < MAX_FILES;
         entry = readdir(directory)) {
        size_t size = strlen(entry->d_name);
        if (size > 5 && strcmp(entry->d_name + size - 5, ".json") == 0)
            files[file_count++] = pc_text_copy(entry->d_name);
    }
    closedir(directory);
    qsort(files, file_count, sizeof files[0], compare_names);
    bool fine = file_count > 0;
    for (size_t i = 0; i < file_count; i++) {
        fine = run_file(suite, part, folder, files[i]) && fine;
        free(files[i]);
    }
    free(folder);
    printf("%s: %u of %u pass\n", part->name, suite->passed, suite->total);
    return fine && suite->passed >= part->wanted;
}

/* KNOWN's lines; those that begin with # say something to its reader. */
static void read_known(struct suite *suite, struct pc_view text) {
    for (size_t at = 0; at < text.size && suite->known_count < MAX_KNOWN;) {
        struct pc_view rest = pc_view_slice(text, at, text.size);
        struct pc_view line = pc_view_slice(rest, 0, pc_view_find(rest, PC_VIEW("\n")));
        if (line.size > 0 && line.data[0] != '#')
            suite->known[suite->known_count++] = line;
        at += line.size + 1;
    }
}

static bool run_all(struct suite *suite, const char *root) {
    struct pc_error err = {0};
    char *remotes = pc_text_format("%s/remotes", root);
    bool fine = remotes && pc_registry_add_folder(suite->registry, REMOTES_URI, remotes, &err) == PC_OK;
    if (!fine)
        fprintf(stderr, "%s\n", err.message);
    free(remotes);
    for (size_t i = 0; i < PARTS; i++)
        fine = run_part(suite, &parts[i], root) && fine;
    for (size_t i = 0; fine && i < suite->known_count; i++) {
        if (suite->met[i])
            continue;
        printf("no such case: %.*s\n", (int)suite->known[i].size, suite->known[i].data);
        fine = false;
    }
    return fine && !suite->failed;
}

int main(int argc, char **argv) {
    struct suite suite = {.registry = pc_registry_new(), .validator = pc_validator_new()};
    struct pc_buf known;
    struct pc_error err = {0};
    pc_buf_init(&known, 1u << 20);
    if (argc < 3) {
        fprintf(stderr, "usage: json_schema_suite DIR KNOWN [-v]\n");
        return 2;
    }
    suite.verbose = argc > 3;
    bool fine = suite.registry && suite.validator && pc_file_read(argv[2], &known, &err) == PC_OK;
    if (fine)
        read_known(&suite, pc_buf_view(&known));
    else
        fprintf(stderr, "%s\n", err.message);
    fine = fine && run_all(&suite, argv[1]);
    pc_buf_clear(&known);
    pc_validator_free(suite.validator);
    pc_registry_free(suite.registry);
    return fine ? 0 : 1;
}
