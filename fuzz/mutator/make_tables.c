/* make_tables SPEC types|dictionary OUTPUT: what schemas/openapi.json says of the two messages, as the
 * mutator's table of C initialisers, or as a dictionary for the fuzzing engines (-dict=). */
#include "pc_schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SPEC_LIMIT (16u << 20)

/* A message's root is the only object without a parent of its own. */
static const char *const roots[] = {
    "/components/schemas/DeploymentV1",
    "/components/schemas/PromoteToEnvironmentRequestV1",
};
#define ROOTS (sizeof roots / sizeof roots[0])

/* Spellings that JSON, Unicode and 64 bits make interesting; in C escapes that dictionaries know too. */
static const char *const spellings[] = {
    "null",
    "true",
    "false",
    "[]",
    "{}",
    "\\\"\\\"",
    ",\\\"x\\\":",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "9007199254740993",
    "1e400",
    "1e999",
    "1.0",
    "e0",
    "E+1",
    "e-1",
    "-0",
    ".5",
    "\\\\u0000",
    "\\\\ud800",
    "\\\\udc00",
    "\\\\ud83d\\\\ude00",
    "\\\\u0069",
    "\\\\/",
    "\\xef\\xbb\\xbf",
    "\\xed\\xa0\\x80",
    "\\xe2\\x82\\xac",
    "\\xf0\\x9f\\x98\\x80",
    "\\x0d\\x0a",
    "2026-01-02T03:04:05Z",
    "2024-02-29",
    "23:59:60",
    "+05:30",
    "-00:00",
    ".123456789",
};

static void fail(const char *what) {
    fprintf(stderr, "make_tables: %s\n", what);
    exit(EXIT_FAILURE);
}

static struct pc_buf output;

#define emit(...)                                                                                            \
    do {                                                                                                     \
        if (pc_buf_appendf(&output, __VA_ARGS__) != PC_OK)                                                   \
            fail("out of memory");                                                                           \
    } while (0)

static void print_type(const struct pc_schema_member *member, size_t root, size_t index) {
    static const struct {
        unsigned bit;
        const char *name;
    } kinds[] = {{PC_TYPE_NULL, "NULL"},     {PC_TYPE_BOOLEAN, "BOOLEAN"}, {PC_TYPE_INTEGER, "INTEGER"},
                 {PC_TYPE_NUMBER, "NUMBER"}, {PC_TYPE_STRING, "STRING"},   {PC_TYPE_ARRAY, "ARRAY"},
                 {PC_TYPE_OBJECT, "OBJECT"}};
    emit("{.root = %zu, .index = %zu, .parent = %zu, .name = \"%s\", .key = \"\\\"%s\\\"\", .required = %s, "
         ".types = 0",
         root, index, member->parent, member->name, member->name,
         member->required_pointer != NULL ? "true" : "false");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if ((member->types & kinds[i].bit) != 0)
            emit(" | TYPE_%s", kinds[i].name);
    emit(", .format = \"%s\", .values = {", member->format == NULL ? "" : member->format);
    for (size_t i = 0; i < member->enum_count; i++)
        emit("\"\\\"%s\\\"\", ", member->enum_strings[i]);
    emit("NULL}},\n");
}

static void print_words(const struct pc_schema_member *member) {
    if (member->name[0] != '\0')
        emit("\"\\\"%s\\\":\"\n", member->name);
    for (size_t i = 0; i < member->enum_count; i++)
        emit("\"\\\"%s\\\"\"\n", member->enum_strings[i]);
}

int main(int argc, char **argv) {
    struct pc_buf text;
    struct pc_error err = {0};
    const struct pc_json_doc *doc;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    pc_buf_init(&text, SPEC_LIMIT);
    pc_buf_init(&output, SPEC_LIMIT);
    if (argc != 4)
        fail("usage: make_tables SPEC types|dictionary OUTPUT");
    bool types = strcmp(argv[2], "types") == 0;
    if (reader == NULL || pc_file_read(argv[1], &text, &err) != PC_OK ||
        pc_json_read(reader, pc_buf_view(&text), &doc, &err) != PC_OK)
        fail(err.message);
    if (!types)
        emit("# The contract's names and values, and spellings that matter: made from "
             "schemas/openapi.json.\n");
    for (size_t root = 0; root < ROOTS; root++) {
        struct pc_schema *schema;
        if (pc_schema_compile(pc_json_root(doc), pc_view_of(roots[root]), &schema, &err) != PC_OK)
            fail(err.message);
        for (size_t i = 0; i < pc_schema_member_count(schema); i++) {
            if (types)
                print_type(pc_schema_member(schema, i), root, i);
            else
                print_words(pc_schema_member(schema, i));
        }
        pc_schema_free(schema);
    }
    for (size_t i = 0; !types && i < sizeof spellings / sizeof spellings[0]; i++)
        emit("\"%s\"\n", spellings[i]);
    if (pc_file_write(argv[3], pc_buf_view(&output), &err) != PC_OK)
        fail(err.message);
    pc_json_reader_free(reader);
    pc_buf_clear(&output);
    pc_buf_clear(&text);
    return EXIT_SUCCESS;
}
