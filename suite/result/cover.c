#include "cover.h"

#include <stdlib.h>
#include <string.h>

/* So many layers of escapes are taken away: a proxy that quotes JSON in JSON in a URL makes three. */
#define MAX_LAYERS 3u

void pc_cover_add(struct pc_cover *cover, size_t from, size_t to) {
    if (cover->delta == NULL)
        cover->delta = calloc(cover->size + 1, sizeof *cover->delta);
    if (cover->delta == NULL) {
        cover->no_memory = true;
        return;
    }
    cover->delta[from]++;
    cover->delta[to]--;
}

void pc_cover_clear(struct pc_cover *cover) {
    free(cover->delta);
    *cover = (struct pc_cover){0};
}

/* The beginning of a secret counts where the text was cut in the middle of it. */
static void cover_begun(struct pc_cover *cover, const struct pc_matcher *matcher,
                        const struct pc_stream *stream, uint32_t state, size_t end) {
    size_t begun = matcher->begun[state];
    if (begun >= PC_SECRET_MIN_SIZE)
        pc_cover_add(cover, pc_stream_from(stream, end - begun), pc_stream_to(stream, end - 1));
}

/* The last of the same letters that begin at `at`: where one of them leaves the automaton as it was, so do
 * the others. A secret may begin like a filler of 64 KiB. */
static size_t run_end(const struct pc_stream *stream, size_t at) {
    char byte = stream->bytes[at];
    while (byte >= '0' && byte <= 'z' && at + 1 < stream->size && stream->bytes[at + 1] == byte)
        at++;
    return at;
}

void pc_cover_plain(struct pc_cover *cover, const struct pc_matcher *matcher,
                    const struct pc_stream *stream) {
    uint32_t state = 0;
    for (size_t i = 0; i < stream->size; i++) {
        if (state == 0)
            i = pc_matcher_find(matcher, stream->bytes, stream->size, i);
        if (i == stream->size)
            break;
        if (matcher->begun[state] >= PC_SECRET_MIN_SIZE &&
            pc_is_ellipsis((struct pc_view){stream->bytes + i, stream->size - i}))
            cover_begun(cover, matcher, stream, state, i);
        uint32_t before = state;
        state = pc_matcher_step(matcher, state, (unsigned char)stream->bytes[i]);
        if (matcher->found[state] > 0)
            pc_cover_add(cover, pc_stream_from(stream, i + 1 - matcher->found[state]),
                         pc_stream_to(stream, i));
        else if (state == before)
            i = run_end(stream, i);
    }
    cover_begun(cover, matcher, stream, state, stream->size);
}

struct search {
    struct pc_cover *cover;
    const struct pc_matcher *matcher; /* NULL: there is no secret */
    bool authorization;
    bool words; /* of a secret, with white space between them, are a secret */
};

/* A secret that a line's end cuts in two. (What is coded may be cut so anyway.) */
static enum pc_status search_lines(const struct search *search, const struct pc_stream *stream) {
    struct pc_stream joined = {0};
    bool changed = false;
    enum pc_status status = search->words ? pc_stream_join_words(stream, &joined, &changed)
                                          : pc_stream_join_lines(stream, &joined, &changed);
    if (status == PC_OK && changed)
        pc_cover_plain(search->cover, search->matcher, &joined);
    pc_stream_clear(&joined);
    return status;
}

static enum pc_status search_layer(const struct search *search, const struct pc_stream *stream) {
    if (search->authorization)
        pc_cover_authorization(search->cover, stream);
    if (search->matcher == NULL || stream->size < PC_SECRET_MIN_SIZE)
        return PC_OK;
    pc_cover_plain(search->cover, search->matcher, stream);
    enum pc_status status = search_lines(search, stream);
    return status != PC_OK ? status : pc_cover_coded(search->cover, search->matcher, stream);
}

/* A secret in UTF-16 or UTF-32, behind whatever. */
static enum pc_status search_narrow(const struct search *search, const struct pc_stream *stream) {
    struct pc_stream narrow = {0};
    bool changed = false;
    enum pc_status status = pc_stream_narrow(stream, &narrow, &changed);
    if (status == PC_OK && changed)
        status = search_layer(search, &narrow);
    pc_stream_clear(&narrow);
    return status;
}

/* Searches the stream as it is, then with one layer of escapes less, until none is left. */
static enum pc_status search_layers(const struct search *search, const struct pc_stream *stream) {
    struct pc_stream outer = {0};
    bool more = true;
    enum pc_status status = search_layer(search, stream);
    if (status == PC_OK)
        status = search_narrow(search, stream);
    for (unsigned layer = 0; status == PC_OK && layer < MAX_LAYERS && more; layer++) {
        struct pc_stream inner = {0};
        status = pc_stream_unescape(layer == 0 ? stream : &outer, &inner, &more);
        if (status == PC_OK && more)
            status = search_layer(search, &inner);
        pc_stream_clear(&outer);
        outer = inner;
    }
    pc_stream_clear(&outer);
    return status;
}

static enum pc_status search_text(const struct search *search, struct pc_view text) {
    const struct pc_stream stream = pc_stream_of(text);
    enum pc_status status = search_layers(search, &stream);
    struct pc_stream joined = {0};
    bool chunked = false;
    if (status == PC_OK)
        status = pc_stream_unchunk(&stream, &joined, &chunked);
    if (status == PC_OK && chunked)
        status = search_layers(search, &joined);
    pc_stream_clear(&joined);
    return status;
}

static enum pc_status cover_text(struct pc_cover *cover, const struct pc_secrets *secrets,
                                 struct pc_view text, struct search search) {
    struct pc_matcher *made = NULL;
    enum pc_status status = PC_OK;
    /* No form of a secret is shorter than the secret, nor is the name of the field. */
    if (text.size < PC_SECRET_MIN_SIZE)
        return PC_OK;
    if (secrets != NULL && secrets->matcher == NULL && secrets->count > 0)
        status = pc_matcher_new(secrets->values, secrets->count, &made);
    if (secrets != NULL)
        search.matcher = made != NULL ? made : secrets->matcher;
    if (status == PC_OK)
        status = search_text(&search, text);
    if (cover->no_memory)
        status = PC_NO_MEMORY;
    pc_matcher_free(made);
    return status;
}

enum pc_status pc_cover_secrets(struct pc_cover *cover, const struct pc_secrets *secrets,
                                struct pc_view text) {
    return cover_text(cover, secrets, text, (struct search){.cover = cover});
}

enum pc_status pc_cover_all(struct pc_cover *cover, const struct pc_secrets *secrets, struct pc_view text,
                            bool words) {
    return cover_text(cover, secrets, text,
                      (struct search){.cover = cover, .authorization = true, .words = words});
}

struct pc_view pc_cover_next(const struct pc_cover *cover, struct pc_view text, size_t *at, int32_t *depth,
                             bool *covered) {
    size_t from = *at;
    if (from >= text.size)
        return (struct pc_view){0};
    if (cover->delta == NULL) {
        *covered = false;
        *at = text.size;
        return pc_view_slice(text, from, text.size);
    }
    *depth += cover->delta[from];
    *covered = *depth > 0;
    size_t to = from + 1;
    for (; to < text.size && (*depth + cover->delta[to] > 0) == *covered; to++)
        *depth += cover->delta[to];
    *at = to;
    return pc_view_slice(text, from, to);
}
