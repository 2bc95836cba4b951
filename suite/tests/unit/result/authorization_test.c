/* Whatever stands behind the scheme of an Authorization field goes, a known secret or not. */
#include "support.h"

#include <string.h>

static void texts(void **state) {
    (void)state;
    static const struct {
        const char *text;
        const char *kept;
    } table[] = {
        /* on the wire */
        {"POST / HTTP/1.1\r\nAuthorization: Api-Key abc\r\nHost: h\r\n\r\n",
         "POST / HTTP/1.1\r\nAuthorization: Api-Key [redacted]\r\nHost: h\r\n\r\n"},
        {"\r\nAUTHORIZATION:Bearer\tabc def\r\nX: y", "\r\nAUTHORIZATION:Bearer\t[redacted]\r\nX: y"},
        {"\r\nproxy-authorization : Basic abc\r\n", "\r\nproxy-authorization : Basic [redacted]\r\n"},
        {"\nProxy-Authorization: Strange abc\n", "\nProxy-Authorization: Strange [redacted]\n"},
        {"\nAuthorization: abc\n", "\nAuthorization: [redacted]\n"},
        {"\nAuthorization: Strange abc\n", "\nAuthorization: Strange [redacted]\n"},
        {"\nAuthorization: Api-Key\n", "\nAuthorization: Api-Key\n"},
        {"\nAuthorization: Api-Key \n", "\nAuthorization: Api-Key \n"},
        {"\nAuthorization:\nX: y", "\nAuthorization:\nX: y"},
        {"Authorization: Api-Key\r\n abc\r\n\tdef\r\nX: y", "Authorization: Api-Key\r\n [redacted]\r\nX: y"},
        {"Authorization: Api-Key abc", "Authorization: Api-Key [redacted]"},
        {"Authorization: one\r\nAuthorization: Api-Key two\r\n",
         "Authorization: [redacted]\r\nAuthorization: Api-Key [redacted]\r\n"},
        /* quoted in a body, as echo services have it */
        {"{\"authorization\":\"Api-Key abc\",\"n\":1}", "{\"authorization\":\"Api-Key [redacted]\",\"n\":1}"},
        {"{\"Authorization\": [\"Bearer abc\"]}", "{\"Authorization\": [\"Bearer [redacted]\"]}"},
        {"[[\"Authorization\",\"Api-Key abc\"],[\"Host\",\"h\"]]",
         "[[\"Authorization\",\"Api-Key [redacted]\"],[\"Host\",\"h\"]]"},
        {"you sent Authorization: Basic abc", "you sent Authorization: Basic [redacted]"},
        {"<td>Authorization</td>", "<td>Authorization</td>"},
        {"x=1&authorization=Bearer%20abc&y", "x=1&authorization=Bearer%20[redacted]"},
        {"{\"error\":\"Authorization: missing\"}", "{\"error\":\"Authorization: missing\"}"},
        {"the Authorization header must be Api-Key KEY", "the Authorization header must be Api-Key KEY"},
        {"authorization", "authorization"},
        {"authorization:", "authorization:"},
        {"x authorization: \"", "x authorization: \""},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct pc_buf out;
        pc_buf_init(&out, SIZE_MAX);
        assert_int_equal(pc_redact(NULL, pc_view_of(table[i].text), &out), PC_OK);
        assert_string_equal(out.data, table[i].kept);
        /* what was redacted once stays as it is */
        struct pc_buf again;
        pc_buf_init(&again, SIZE_MAX);
        assert_int_equal(pc_redact(NULL, pc_buf_view(&out), &again), PC_OK);
        assert_string_equal(again.data, table[i].kept);
        pc_buf_clear(&again);
        pc_buf_clear(&out);
    }
}

int run_authorization_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts)};
    return cmocka_run_group_tests_name("authorization", tests, NULL, NULL);
}
