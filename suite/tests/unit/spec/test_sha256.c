#include "support.h"

#include "sha256.h"

#include <stdlib.h>
#include <string.h>

struct vector {
    const char *text; /* NULL: a million times `a` */
    const char *hex;
};

/* The examples of FIPS 180-4 (NIST's "SHA-256 example" and "SHA-2 additional" sheets). */
static const struct vector vectors[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrs"
     "t"
     "nopqrstu",
     "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    {NULL, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void test_vectors(void **state) {
    (void)state;
    size_t million = 1000000;
    char *many = malloc(million);
    assert_non_null(many);
    memset(many, 'a', million);
    for (size_t i = 0; i < COUNT(vectors); i++) {
        char hex[PC_SHA256_HEX_SIZE];
        struct pc_view text =
            vectors[i].text == NULL ? (struct pc_view){many, million} : pc_view_of(vectors[i].text);
        pc_sha256_hex(text, hex);
        assert_string_equal(hex, vectors[i].hex);
    }
    free(many);
}

const struct CMUnitTest sha256_tests[] = {
    cmocka_unit_test(test_vectors),
};
const size_t sha256_test_count = COUNT(sha256_tests);
