/* The search looks at few places of a text: it must miss no secret for that, wherever one stands. */
#include "cover.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 96u

/* A small generator of its own, so that a failure repeats (Knuth's MMIX constants). */
static unsigned draw(uint64_t *state, unsigned below) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

static void fill(uint64_t *state, const char *alphabet, char *out, size_t size) {
    for (size_t i = 0; i < size; i++)
        out[i] = alphabet[draw(state, (unsigned)strlen(alphabet))];
    out[size] = '\0';
}

/* Letters of few kinds, so that much looks like a secret and little is one. */
static void finds_what_a_plain_search_finds(void **context) {
    (void)context;
    uint64_t state = 1;
    size_t hits = 0;
    for (int round = 0; round < 3000; round++) {
        char secrets[2][16];
        char text[TEXT_SIZE + 1];
        char *const values[] = {secrets[0], secrets[1]};
        for (size_t i = 0; i < 2; i++)
            fill(&state, "ab", secrets[i], PC_SECRET_MIN_SIZE + draw(&state, 4));
        fill(&state, "abB", text, draw(&state, TEXT_SIZE));
        size_t size = strlen(text);
        size_t expected = size;
        for (size_t at = 0; expected == size && at + PC_SECRET_MIN_SIZE <= size; at++) {
            struct pc_view piece = {text + at, PC_SECRET_MIN_SIZE};
            if (pc_view_equal_nocase(piece, (struct pc_view){secrets[0], PC_SECRET_MIN_SIZE}) ||
                pc_view_equal_nocase(piece, (struct pc_view){secrets[1], PC_SECRET_MIN_SIZE}))
                expected = at;
        }
        struct pc_matcher *matcher = NULL;
        assert_int_equal(pc_matcher_new(values, 2, &matcher), PC_OK);
        assert_int_equal(pc_matcher_find(matcher, text, size, 0), expected);
        pc_matcher_free(matcher);
        hits += expected < size;
    }
    assert_in_range(hits, 100, 2900);
}

static void code(struct pc_view plain, bool hex, size_t shift, struct pc_buf *out) {
    for (size_t i = 0; i < shift; i++)
        append(out, "0");
    if (!hex)
        assert_int_equal(pc_base64_encode(plain, out), PC_OK);
    for (size_t i = 0; hex && i < plain.size; i++)
        assert_int_equal(pc_buf_appendf(out, "%02x", (unsigned char)plain.data[i]), PC_OK);
}

/* A secret of the shortest size at every place of a coded text, and one that differs in its last bit. */
static void coded_anywhere(void **context) {
    (void)context;
    uint64_t state = 2;
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("S3cr3t:K")), PC_OK);
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("an0ther/secret")), PC_OK);
    for (unsigned i = 0; i < 2 * 4 * (TEXT_SIZE - PC_SECRET_MIN_SIZE); i++) {
        char plain[TEXT_SIZE + 1];
        bool hex = (i & 1) != 0;
        size_t place = i / 8;
        fill(&state, "0123456789stuvwxyz;K", plain, TEXT_SIZE);
        for (int wrong = 0; wrong < 2; wrong++) {
            struct pc_buf text;
            struct pc_buf out;
            pc_buf_init(&text, SIZE_MAX);
            pc_buf_init(&out, SIZE_MAX);
            const char *planted = wrong ? "S3cr3t:J" : "s3CR3t:k";
            for (size_t k = 0; k < PC_SECRET_MIN_SIZE; k++)
                plain[place + k] = planted[k];
            code(pc_view_of(plain), hex, i / 2 % 4, &text);
            assert_int_equal(pc_redact(&secrets, pc_buf_view(&text), &out), PC_OK);
            if ((strstr(out.data, "[redacted]") == NULL) != (wrong != 0))
                fail_msg("%s, %u digits in front, place %zu: %s", hex ? "hex" : "base64", i / 2 % 4, place,
                         out.data);
            pc_buf_clear(&text);
            pc_buf_clear(&out);
        }
    }
    pc_secrets_clear(&secrets);
}

/* A filler of one letter is passed over in one go: what it ends in is still seen. */
static void behind_a_run_of_its_own_letters(void **context) {
    (void)context;
    static const struct {
        const char *behind;
        const char *kept; /* after as many letters as a secret begins with */
    } ends[] = {{".tail!", "[redacted]!"}, {"...", "[redacted]..."}, {"", "[redacted]"}, {" .tail", NULL}};
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("xxxxxxxx.tail")), PC_OK);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        for (int letters = 8; letters < 40; letters++) {
            char run[40];
            char text[TEXT_SIZE];
            char expected[TEXT_SIZE];
            struct pc_buf out;
            pc_buf_init(&out, SIZE_MAX);
            memset(run, 'x', sizeof run);
            snprintf(text, sizeof text, "%.*s%s", letters, run, ends[i].behind);
            if (ends[i].kept != NULL)
                snprintf(expected, sizeof expected, "%.*s%s", letters - 8, run, ends[i].kept);
            assert_int_equal(pc_redact(&secrets, pc_view_of(text), &out), PC_OK);
            assert_string_equal(out.data, ends[i].kept != NULL ? expected : text);
            pc_buf_clear(&out);
        }
    }
    pc_secrets_clear(&secrets);
}

int run_cover_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_a_plain_search_finds),
        cmocka_unit_test(coded_anywhere),
        cmocka_unit_test(behind_a_run_of_its_own_letters),
    };
    return cmocka_run_group_tests_name("cover", tests, NULL, NULL);
}
