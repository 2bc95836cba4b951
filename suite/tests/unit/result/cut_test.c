/* Of a secret that was cut, by whoever and wherever, nothing is left. */
#include "redact.h"
#include "support.h"

#include <string.h>

/* Whoever cut a text before it came here may have cut a secret. */
static void cut_off(void **state) {
    (void)state;
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW(KEY)), PC_OK);
    expect(&secrets, PC_VIEW("the string \"AbCd1234.s3c\xE2\x80\xA6"), "the string \"[redacted]\xE2\x80\xA6");
    expect(&secrets, PC_VIEW("the string \"AbCd1234.s3c...\" and"), "the string \"[redacted]...\" and");
    expect(&secrets, PC_VIEW("the string \"AbCd1234.s3c"), "the string \"[redacted]");
    expect(&secrets, PC_VIEW("the string \"AbCd1234%2Es%33c"), "the string \"[redacted]");
    expect(&secrets, PC_VIEW("%41%62%43%64%31%32%33%34%2"), "[redacted]%2");
    expect(&secrets, PC_VIEW("AbCd\\u0031234.\\u00"), "[redacted]\\u00");
    expect(&secrets, PC_VIEW("AbCd1234.&#11"), "[redacted]&#11");
    expect(&secrets, PC_VIEW("AbCd1234&a... and AbCd1234%"), "[redacted]&a... and [redacted]%");
    expect(&secrets, PC_VIEW("AbCd1234%25\xE2\x80\xA6"), "[redacted]%25\xE2\x80\xA6");
    expect(&secrets, PC_VIEW("AbCd1234.s3c &#11"), "AbCd1234.s3c &#11");
    expect(&secrets, PC_VIEW("the string \"AbCd123\xE2\x80\xA6"), "the string \"AbCd123\xE2\x80\xA6");
    expect(&secrets, PC_VIEW("the string \"AbCd1234\xE2\x80\xA6"), "the string \"[redacted]\xE2\x80\xA6");
    expect(&secrets, PC_VIEW("AbCd1234.s3c is a prefix"), "AbCd1234.s3c is a prefix");
    pc_secrets_clear(&secrets);
}

/* What stands behind the cut is looked at, not kept: however much the text in front of it shrinks. */
static void at_the_cut(void **state) {
    (void)state;
    struct pc_secrets secrets = {0};
    struct pc_buf text;
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW(KEY)), PC_OK);
    pc_buf_init(&text, SIZE_MAX);
    assert_int_equal(pc_redact_cut(&secrets, PC_VIEW("abcdef"), 3, &text), PC_OK);
    assert_string_equal(text.data, "abc");
    pc_buf_reset(&text);
    for (int i = 0; i < 100; i++)
        assert_int_equal(pc_buf_append_text(&text, KEY "."), PC_OK);
    for (size_t cut = 0; cut <= text.size + 1; cut++) {
        struct pc_buf out;
        pc_buf_init(&out, SIZE_MAX);
        assert_int_equal(pc_redact_cut(&secrets, pc_buf_view(&text), cut, &out), PC_OK);
        size_t begun =
            (cut + sizeof KEY - 1) / sizeof KEY; /* keys that begin in front of the cut, with their dots */
        size_t dots = cut / sizeof KEY;
        begun = begun > 100 ? 100 : begun;
        dots = dots > 100 ? 100 : dots;
        assert_int_equal(out.size, begun * strlen("[redacted]") + dots);
        pc_buf_clear(&out);
    }
    pc_buf_clear(&text);
    pc_secrets_clear(&secrets);
}

static void expect_part(const struct pc_secrets *secrets, struct pc_view text, size_t from, size_t size,
                        const char *kept) {
    struct pc_buf out;
    pc_buf_init(&out, SIZE_MAX);
    assert_int_equal(pc_redact_part(secrets, NULL, text, from, size, &out), PC_OK);
    assert_string_equal(out.size == 0 ? "" : out.data, kept);
    pc_buf_clear(&out);
}

/* Whatever part of a secret is taken out of a text, nothing of it is left. */
static void parts(void **state) {
    (void)state;
    static const char *const spelled[] = {
        KEY,
        "%41%62%43%64%31%32%33%34%2E%73%33%63%72%33%74%2F%4B%65%2B%79",
        "AbCd1234.s3cr3t%25252FKe%25252By",
        "\\u0041bCd1234.s3cr3t/Ke\\u002b\\u0079",
        "AbCd1234.s3cr3t&#x2F;Ke&#43;y",
        "41624364313233342e7333637233742f4b652b79",
        "AbCd1234.s3\n  cr3t/K\n\te+y",
        "AbCd1234.\r\n6;x=1\r\ns3cr3t\r\n5\r\n/Ke+y",
    };
    static const char *const coded[] = {"QWJDZDEyMzQuczNjcjN0L0tlK3k=", "dTpBYkNkMTIzNC5zM2NyM3QvS2UreQ=="};
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW(KEY)), PC_OK);
    for (size_t i = 0; i < sizeof spelled / sizeof spelled[0]; i++) {
        struct pc_view text = pc_view_of(spelled[i]);
        for (size_t from = 0; from < text.size; from++) {
            for (size_t size = 1; size <= text.size - from; size++)
                expect_part(&secrets, text, from, size, "[redacted]");
        }
        expect_part(&secrets, text, text.size, 1, "");
    }
    for (size_t i = 0; i < sizeof coded / sizeof coded[0]; i++) {
        struct pc_view text = pc_view_of(coded[i]);
        for (size_t from = 4; from < text.size - 2; from++)
            expect_part(&secrets, text, from, 1, "[redacted]");
    }
    expect_part(&secrets, PC_VIEW("a" KEY "b" KEY "cd"), 3, SIZE_MAX / 2, "[redacted]b[redacted]cd");
    expect_part(&secrets, PC_VIEW("nothing to hide"), 8, 4, "to h");
    expect_part(&secrets, PC_VIEW("<AbCd 1234.\ts3cr3t /Ke+y>"), 9, 3, "[redacted]");
    expect_part(&secrets, PC_VIEW("AbCd 1234 others"), 5, 4, "1234");
    expect_part(NULL, PC_VIEW("Authorization: Api-Key abcdefgh"), 26, 9, "[redacted]");
    pc_secrets_clear(&secrets);
}

int run_cut_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_off),
        cmocka_unit_test(at_the_cut),
        cmocka_unit_test(parts),
    };
    return cmocka_run_group_tests_name("cut", tests, NULL, NULL);
}
