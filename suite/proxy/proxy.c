#include "proxy_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum pc_status read_options(struct pc_proxy *proxy, struct pc_error *err) {
    const struct pc_proxy_options *options = &proxy->options;
    enum pc_status status = pc_url_parse(options->upstream, &proxy->target.url, err);
    if (status != PC_OK)
        return status;
    proxy->target.timeout_ms = options->timeout_ms;
    proxy->target.ca_file = options->ca_file;
    proxy->target.insecure = options->insecure;
    proxy->target.loopback_only = !options->allow_live;
    return pc_http_check_trust(&proxy->target, err);
}

/* Names that lead nowhere else. Others are looked at when they are connected, for no packet is to leave
 * before. */
static bool is_here(const char *host) {
    return strcmp(host, "localhost") == 0 || strcmp(host, "127.0.0.1") == 0 || strcmp(host, "::1") == 0;
}

static bool is_address(const char *host) {
    return strchr(host, ':') != NULL || host[strspn(host, "0123456789.")] == '\0';
}

static enum pc_status check_place(const struct pc_proxy *proxy, struct pc_error *err) {
    const struct pc_url *url = &proxy->target.url;
    if (!proxy->options.allow_live && is_address(url->host) && !is_here(url->host) &&
        strncmp(url->host, "127.", 4) != 0)
        return pc_error_set(err, PC_USAGE,
                            "%s is on another machine: what the client does there is done for real "
                            "(--allow-live lets the proxy lead there)",
                            url->authority);
    if (proxy->server != NULL && is_here(url->host) && url->port == pc_server_port(proxy->server))
        return pc_error_set(err, PC_USAGE, "the upstream %s is the proxy itself: take another --listen PORT",
                            url->authority);
    return PC_OK;
}

enum pc_status pc_proxy_start(const struct pc_spec *spec, const struct pc_proxy_options *options,
                              struct pc_proxy **out, struct pc_error *err) {
    struct pc_proxy *proxy = calloc(1, sizeof *proxy);
    if (proxy == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for a proxy");
    pthread_mutex_init(&proxy->started, NULL);
    proxy->options = *options;
    if (options->timeout_ms == 0)
        proxy->options.timeout_ms = PC_PROXY_DEFAULT_TIMEOUT_MS;
    if (options->kept_body == 0)
        proxy->options.kept_body = PC_PROXY_KEPT_BODY;
    enum pc_status status = read_options(proxy, err);
    if (status == PC_OK)
        status = check_place(proxy, err);
    if (status == PC_OK &&
        (proxy->record = pc_record_new(spec, &proxy->options, proxy->target.url.prefix[0] == '\0')) == NULL)
        status = pc_error_set(err, PC_NO_MEMORY, "no memory for a proxy");
    /* A client may come before we know where: it waits. */
    pthread_mutex_lock(&proxy->started);
    const struct pc_server_options server = {
        .port = options->port, .tls = options->tls, .handle = pc_proxy_serve, .context = proxy};
    if (status == PC_OK)
        status = pc_server_start(&server, &proxy->server, err);
    if (status == PC_OK) {
        snprintf(proxy->own[0], sizeof proxy->own[0], "127.0.0.1:%u", pc_server_port(proxy->server));
        snprintf(proxy->own[1], sizeof proxy->own[1], "localhost:%u", pc_server_port(proxy->server));
        status = check_place(proxy, err);
    }
    pthread_mutex_unlock(&proxy->started);
    if (status != PC_OK) {
        pc_proxy_free(proxy);
        return status;
    }
    *out = proxy;
    return PC_OK;
}

uint16_t pc_proxy_port(const struct pc_proxy *proxy) {
    return pc_server_port(proxy->server);
}

enum pc_status pc_proxy_finish(struct pc_proxy *proxy, struct pc_result *result, struct pc_error *err) {
    pc_server_stop(proxy->server);
    proxy->server = NULL;
    result->strict = proxy->options.strict;
    return pc_record_finish(proxy->record, result, err);
}

void pc_proxy_free(struct pc_proxy *proxy) {
    if (proxy == NULL)
        return;
    pc_server_stop(proxy->server);
    pc_record_free(proxy->record);
    pthread_mutex_destroy(&proxy->started);
    free(proxy);
}
