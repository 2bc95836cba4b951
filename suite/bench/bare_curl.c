#include "bare_curl.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bare_curl {
    CURL *handle;
};

struct bare_curl *bare_curl_new(void) {
    struct bare_curl *curl = calloc(1, sizeof *curl);
    if (curl == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        free(curl);
        return NULL;
    }
    curl->handle = curl_easy_init();
    return curl;
}

void bare_curl_free(struct bare_curl *curl) {
    if (curl == NULL)
        return;
    curl_easy_cleanup(curl->handle);
    curl_global_cleanup();
    free(curl);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the type is libcurl's */
static size_t take(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

static struct curl_slist *make_headers(const struct bench_request *request) {
    /* What libcurl would add by itself, and the request did not have. */
    struct curl_slist *list = curl_slist_append(NULL, "User-Agent:");
    static const char *const optional[] = {"Accept:", "Content-Type:", "Expect:"};
    for (size_t k = 0; k < sizeof optional / sizeof optional[0]; k++) {
        bool there = false;
        for (size_t i = 0; i < request->header_count; i++)
            there = there || strncmp(request->headers[i], optional[k], strlen(optional[k])) == 0;
        if (!there)
            list = curl_slist_append(list, optional[k]);
    }
    for (size_t i = 0; i < request->header_count; i++) {
        /* The body's length is libcurl's to tell. */
        if (strncmp(request->headers[i], "Content-Length", strlen("Content-Length")) != 0)
            list = curl_slist_append(list, request->headers[i]);
    }
    return list;
}

bool bare_curl_send(struct bare_curl *curl, uint16_t port, const struct bench_request *request) {
    char url[64];
    long status = 0;
    CURL *handle = curl->handle;
    struct curl_slist *headers = make_headers(request);
    snprintf(url, sizeof url, "http://127.0.0.1:%u/", port);
    curl_easy_reset(handle);
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(handle, CURLOPT_REQUEST_TARGET, request->target.data);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    if (strcmp(request->method, "HEAD") == 0) {
        curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    } else {
        if (request->body.size > 0 || strcmp(request->method, "POST") == 0) {
            curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request->body.size > 0 ? request->body.data : "");
            curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.size);
        }
        curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request->method);
    }
    CURLcode code = curl_easy_perform(handle);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    return code == CURLE_OK && status > 0;
}
