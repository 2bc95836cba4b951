/* Documents in other spellings, and written again: what comes out is written down here by hand. */
#include "expect.h"
#include "rewriting.h"
#include "spelling.h"
#include "value_check.h"
#include "work.h"

static struct pc_json_reader *reader;
static struct pc_buf out;

static struct pc_json_value read_text(const char *text) {
    const struct pc_json_doc *doc = NULL;
    expect(pc_json_read(reader, pc_view_of(text), &doc, NULL) == PC_OK && pc_json_doc_valid(doc), text);
    return pc_json_root(doc);
}

static const struct {
    unsigned how;
    const char *text, *spelled;
} spellings[] = {
    {SPELLED_AS_IT_IS, "{\"a\": 1, \"b\": [2, 3]}", "{\"a\":1,\"b\":[2,3]}"},
    {SPELLED_BACKWARDS, "{\"a\":[1,2],\"b\":{\"c\":3,\"d\":4}}", "{\"b\":{\"d\":4,\"c\":3},\"a\":[1,2]}"},
    {SPELLED_ESCAPED, "[\"ab\",\"\",\"\\n\",\"\xC3\xA9\"]", "[\"\\u0061b\",\"\",\"\\n\",\"\xC3\xA9\"]"},
    {SPELLED_SPACED, "[1,2]", "[ \r\n\t1 \r\n\t, \r\n\t2 \r\n\t]"},
    {SPELLED_POINT, "[1,1.5,1e2]", "[1.0,1.50,1e2]"},
    {SPELLED_EXPONENT, "[1,1.5,1e2]", "[1e0,1.5e0,1e2]"},
    {SPELLED_POINT | SPELLED_EXPONENT, "-7", "-7.0e0"},
    {SPELLED_FURTHER, "[{},{\"a\":{}}]",
     "[{\"zz further\":[{}]},{\"a\":{\"zz further\":[{}]},\"zz further\":[{}]}]"},
};

static void test_spellings(void) {
    const struct pc_json_value none = {0};
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        pc_buf_reset(&out);
        spell(read_text(spellings[i].text), spellings[i].how, none, &out);
        expect(pc_view_equal_text(pc_buf_view(&out), spellings[i].spelled), spellings[i].spelled);
    }
    struct pc_json_value root = read_text("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}");
    pc_buf_reset(&out);
    spell(root, SPELLED_AS_IT_IS, pc_json_pointer_get(root, PC_VIEW("/b/c")), &out);
    expect(pc_view_equal_text(pc_buf_view(&out), "{\"a\":1,\"b\":{\"d\":3}}"), "a member is left out");
}

static void count(struct pc_json_value root, struct pc_json_value value, void *context) {
    (void)root;
    (void)value;
    ++*(unsigned *)context;
}

static void test_rewriting(void) {
    unsigned visited = 0;
    pc_buf_reset(&out);
    enum pc_status status =
        rewrite(read_text("{\"a\":[1,{}],\"\xC3\xA9\":\"\\u0041\"}"), 0, true, count, &visited, &out);
    expect(status == PC_OK && visited == 5, "each value is visited once");
    expect(pc_view_equal_text(pc_buf_view(&out), "{\"a\":[1,{}],\"\\u00e9\":\"A\"}"), "and written");
}

static void wrong_place(const void *text) {
    place_check(pc_view_of(text), (struct pc_json_place){.offset = 3, .line = 2, .column = 2});
}

static void pointer_to_another(const void *text) {
    struct pc_json_value root = read_text(text);
    value_check_pointer(root, pc_json_first(root)); /* the first of two of one name */
}

/* The first of two of one name, though the walk takes the names for unique. */
static void visit_a_twin(const void *bytes_walked) {
    struct pc_json_value root = read_text("{\"a\":1,\"a\":2}");
    struct value_walk walk = {.bytes_walked = *(const size_t *)bytes_walked, .unique_names = true};
    value_visit(root, pc_json_first(root), &walk);
}

static void test_values(void) {
    place_check(PC_VIEW("a\r\nb"), (struct pc_json_place){.offset = 3, .line = 2, .column = 1});
    expect(violates(wrong_place, "a\r\nb"), "a place is counted");
    expect(violates(pointer_to_another, "{\"a\":1,\"a\":2}"), "a pointer leads back");
    struct pc_json_value root = read_text("{\"a/~\":[true,-1.5e3,\"\\ud83d\\ude00\"]}");
    value_check(root, false);
    for (struct pc_json_value value = pc_json_first(pc_json_first(root)); pc_json_exists(value);
         value = pc_json_next(value)) {
        value_check(value, false);
        value_check_place(value);
        value_check_pointer(root, value);
        offset_check_pointer(root, pc_json_offset(value));
    }
    const size_t nothing = 0, much = SIZE_MAX / 2;
    expect(violates(visit_a_twin, &nothing), "a visited value's pointer is tried");
    expect(!violates(visit_a_twin, &much), "but not in a text so long that this takes too long");
}

static void test_work(void) {
    struct pc_json_value root = read_text("[1,2,3]");
    work_done();
    for (struct pc_json_value value = pc_json_first(root); pc_json_exists(value); value = pc_json_next(value))
        (void)pc_json_raw(value);
    expect(work_done() == 7, "one first child, three neighbours asked for, three times bytes");
    expect(work_done() == 0, "counted anew");
}

int main(void) {
    reader = pc_json_reader_new(NULL);
    pc_buf_init(&out, SIZE_MAX / 2);
    if (reader == NULL)
        return EXIT_FAILURE;
    test_spellings();
    test_rewriting();
    test_values();
    test_work();
    pc_buf_clear(&out);
    pc_json_reader_free(reader);
    return expect_exit();
}
