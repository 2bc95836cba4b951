#include "fixture.h"

#include <string.h>

static const struct {
    const char *text;
    const char *scheme, *host;
    unsigned port;
    const char *prefix, *authority;
} urls[] = {
    {"http://h", "http", "h", 80, "", "h"},
    {"http://h/", "http", "h", 80, "", "h"},
    {"http://h//", "http", "h", 80, "", "h"},
    {"HTTP://Example.COM:8080/", "http", "Example.COM", 8080, "", "Example.COM:8080"},
    {"https://h", "https", "h", 443, "", "h"},
    {"https://h:443/a/b/", "https", "h", 443, "/a/b", "h"},
    {"https://h:80", "https", "h", 80, "", "h:80"},
    {"http://h:80/api", "http", "h", 80, "/api", "h"},
    {"http://h:443", "http", "h", 443, "", "h:443"},
    {"http://h:", "http", "h", 80, "", "h"}, /* RFC 3986 3.2.3 */
    {"http://h:1", "http", "h", 1, "", "h:1"},
    {"http://h:65535", "http", "h", 65535, "", "h:65535"},
    {"http://127.0.0.1:41233/x", "http", "127.0.0.1", 41233, "/x", "127.0.0.1:41233"},
    {"http://[::1]", "http", "::1", 80, "", "[::1]"},
    {"http://[::1]:8080/p", "http", "::1", 8080, "/p", "[::1]:8080"},
    {"http://[::ffff:127.0.0.1]:80", "http", "::ffff:127.0.0.1", 80, "", "[::ffff:127.0.0.1]"},
    {"http://a_b-c.d~e/%2F;x=1/@:!$&'()*+,", "http", "a_b-c.d~e", 80, "/%2F;x=1/@:!$&'()*+,", "a_b-c.d~e"},
};

static void good_urls_are_taken_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct pc_url url;
        struct pc_error err = {0};
        if (pc_url_parse(urls[i].text, &url, &err) != PC_OK)
            fail_msg("%s: %s", urls[i].text, err.message);
        assert_string_equal(url.scheme, urls[i].scheme);
        assert_string_equal(url.host, urls[i].host);
        assert_int_equal(url.port, urls[i].port);
        assert_string_equal(url.prefix, urls[i].prefix);
        assert_string_equal(url.authority, urls[i].authority);
    }
}

static const struct {
    const char *text;
    const char *says;
} bad_urls[] = {
    {"", "must start with http://"},
    {"h:80", "must start with http://"},
    {"ftp://h", "must start with http://"},
    {"http:/h", "must start with http://"},
    {"httpss://h", "must start with http://"},
    {"http://", "no host"},
    {"http:///x", "no host"},
    {"http://:80", "no host"},
    {"http://[]", "no host"},
    {"http://user:secret@h", "user or a password"},
    {"http://@h", "user or a password"},
    {"http://h?x", "query or a fragment"},
    {"http://h/?x", "query or a fragment"},
    {"http://h/a#b", "query or a fragment"},
    {"http://h#", "query or a fragment"},
    {"http://h:0", "port"},
    {"http://h:65536", "port"},
    {"http://h:99999999999", "port"},
    {"http://h:8o", "port"},
    {"http://h:-1", "port"},
    {"http://h:80:80", "port"},
    {"http://::1", "no host"},
    {"http://fe80::1", "port"},
    {"http://[::1", "bracket"},
    {"http://[::1]x", "behind the URL's IPv6"},
    {"http://[h]", "no IPv6"},
    {"http://[::1%25eth0]", "no IPv6"},
    {"http://a b", "0x20"},
    {"http://h\r\nX: y", "0x0d"},
    {"http://h\xc3\xa9", "0xc3"},
    {"http://h/a b", "0x20 in the URL's path"},
    {"http://h/%2", "0x25 in the URL's path"},
    {"http://h/%zz", "0x25 in the URL's path"},
    {"http://h/\xc3\xa9", "0xc3 in the URL's path"},
    {"http://h/a\\b", "0x5c in the URL's path"},
};

static void bad_urls_are_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad_urls / sizeof *bad_urls; i++) {
        struct pc_url url;
        struct pc_error err = {0};
        if (pc_url_parse(bad_urls[i].text, &url, &err) != PC_USAGE)
            fail_msg("taken: %s", bad_urls[i].text);
        if (strstr(err.message, bad_urls[i].says) == NULL)
            fail_msg("%s: %s", bad_urls[i].text, err.message);
        assert_null(strstr(err.message, "secret"));
    }
    assert_int_equal(pc_url_parse(NULL, &(struct pc_url){0}, NULL), PC_USAGE);
}

static void long_parts_fit_or_are_refused(void **state) {
    (void)state;
    char text[1200];
    struct pc_url url;
    for (size_t host = 254; host <= 257; host++) {
        memset(text, 'h', sizeof text);
        memcpy(text, "http://", 7);
        memcpy(text + 7 + host, ":65535", 7);
        assert_int_equal(pc_url_parse(text, &url, NULL), host < sizeof url.host ? PC_OK : PC_USAGE);
        if (host < sizeof url.host)
            assert_string_equal(url.authority, text + 7);
    }
    for (size_t prefix = 510; prefix <= 513; prefix++) {
        memset(text, 'p', sizeof text);
        memcpy(text, "http://h/", 9);
        text[8 + prefix] = '\0';
        assert_int_equal(pc_url_parse(text, &url, NULL), prefix < sizeof url.prefix ? PC_OK : PC_USAGE);
    }
}

int run_url_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_urls_are_taken_apart),
        cmocka_unit_test(bad_urls_are_refused),
        cmocka_unit_test(long_parts_fit_or_are_refused),
    };
    return cmocka_run_group_tests_name("http url", tests, NULL, NULL);
}
