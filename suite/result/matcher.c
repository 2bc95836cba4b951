#include "matcher.h"

#include "decode.h"

#include <stdlib.h>
#include <string.h>

static unsigned char fold(unsigned char byte) {
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + ('a' - 'A')) : byte;
}

/* The texts to look for: the values, and what unescaping makes of them. */
static enum pc_status collect(char *const *values, size_t count, struct pc_buf *patterns, size_t *sizes) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < count; i++) {
        struct pc_view value = pc_view_of(values[i]);
        status = pc_buf_append(patterns, value);
        sizes[2 * i] = value.size;
        sizes[2 * i + 1] = 0;
        const struct pc_stream stream = pc_stream_of(value);
        struct pc_stream plain = {0};
        bool changed = false;
        if (status == PC_OK)
            status = pc_stream_unescape(&stream, &plain, &changed);
        if (status == PC_OK && changed && plain.size >= PC_SECRET_MIN_SIZE) {
            status = pc_buf_append(patterns, (struct pc_view){plain.bytes, plain.size});
            sizes[2 * i + 1] = plain.size;
        }
        pc_stream_clear(&plain);
    }
    return status;
}

static void assign_classes(struct pc_matcher *matcher, struct pc_view patterns) {
    matcher->class_count = 1;
    for (size_t i = 0; i < patterns.size; i++) {
        unsigned char byte = fold((unsigned char)patterns.data[i]);
        if (matcher->class_of[byte] == 0)
            matcher->class_of[byte] = (unsigned char)matcher->class_count++;
    }
    for (unsigned byte = 'A'; byte <= 'Z'; byte++)
        matcher->class_of[byte] = matcher->class_of[fold((unsigned char)byte)];
}

static enum pc_status allocate(struct pc_matcher *matcher, size_t nodes) {
    matcher->next = calloc(nodes * matcher->class_count, sizeof *matcher->next);
    matcher->found = calloc(nodes, sizeof *matcher->found);
    matcher->begun = calloc(nodes, sizeof *matcher->begun);
    size_t pairs = (size_t)matcher->class_count * matcher->class_count;
    matcher->skip = malloc(pairs);
    bool complete =
        matcher->next != NULL && matcher->found != NULL && matcher->begun != NULL && matcher->skip != NULL;
    if (complete)
        memset(matcher->skip, PC_SECRET_MIN_SIZE - 1, pairs);
    return complete ? PC_OK : PC_NO_MEMORY;
}

/* Of the pairs in the first bytes of a text, how far each is from their end. */
static void mark_pairs(struct pc_matcher *matcher, struct pc_view pattern) {
    for (size_t i = 0; i + 1 < PC_SECRET_MIN_SIZE && i + 1 < pattern.size; i++) {
        size_t pair = (size_t)matcher->class_of[(unsigned char)pattern.data[i]] * matcher->class_count +
                      matcher->class_of[(unsigned char)pattern.data[i + 1]];
        unsigned char behind = (unsigned char)(PC_SECRET_MIN_SIZE - 2 - i);
        if (behind < matcher->skip[pair])
            matcher->skip[pair] = behind;
    }
}

/* Adds one text to the trie. Node 0 is the root, and as an edge's end it means "no edge". */
static void insert(struct pc_matcher *matcher, struct pc_view pattern) {
    uint32_t node = 0;
    for (size_t i = 0; i < pattern.size; i++) {
        uint32_t *edge =
            &matcher->next[node * matcher->class_count + matcher->class_of[(unsigned char)pattern.data[i]]];
        if (*edge == 0) {
            *edge = matcher->node_count++;
            matcher->begun[*edge] = (uint32_t)i + 1;
        }
        node = *edge;
    }
    matcher->found[node] = (uint32_t)pattern.size;
}

/* Breadth first, turns the trie into the automaton: where a node has no edge, it takes that of its longest
 * proper suffix in the trie (`back`), which is complete by then. */
static enum pc_status connect(struct pc_matcher *matcher) {
    uint32_t *queue = calloc(matcher->node_count, sizeof *queue);
    uint32_t *back = calloc(matcher->node_count, sizeof *back);
    enum pc_status status = queue != NULL && back != NULL ? PC_OK : PC_NO_MEMORY;
    size_t tail = 1;
    for (size_t head = 0; status == PC_OK && head < tail; head++) {
        uint32_t node = queue[head];
        for (uint32_t class = 0; class < matcher->class_count; class ++) {
            uint32_t *edge = &matcher->next[node * matcher->class_count + class];
            uint32_t other = node == 0 ? 0 : matcher->next[back[node] * matcher->class_count + class];
            if (*edge == 0) {
                *edge = other;
                continue;
            }
            back[*edge] = other;
            if (matcher->found[*edge] == 0)
                matcher->found[*edge] = matcher->found[other];
            queue[tail++] = *edge;
        }
    }
    free(queue);
    free(back);
    return status;
}

enum pc_status pc_matcher_new(char *const *values, size_t count, struct pc_matcher **out) {
    *out = NULL;
    struct pc_buf patterns;
    pc_buf_init(&patterns, PC_MATCHER_MAX_SIZE);
    size_t *sizes = calloc(2 * count + 1, sizeof *sizes);
    struct pc_matcher *matcher = calloc(1, sizeof *matcher);
    enum pc_status status = sizes == NULL || matcher == NULL ? PC_NO_MEMORY : PC_OK;
    if (status == PC_OK)
        status = collect(values, count, &patterns, sizes);
    if (status == PC_OK) {
        assign_classes(matcher, pc_buf_view(&patterns));
        status = allocate(matcher, patterns.size + 1);
    }
    if (status == PC_OK) {
        matcher->node_count = 1;
        size_t at = 0;
        for (size_t i = 0; i < 2 * count; i++) {
            struct pc_view pattern = pc_view_slice(pc_buf_view(&patterns), at, at + sizes[i]);
            insert(matcher, pattern);
            mark_pairs(matcher, pattern);
            at += sizes[i];
        }
        status = connect(matcher);
    }
    pc_buf_clear(&patterns);
    free(sizes);
    if (status != PC_OK) {
        pc_matcher_free(matcher);
        return status;
    }
    *out = matcher;
    return PC_OK;
}

void pc_matcher_free(struct pc_matcher *matcher) {
    if (matcher == NULL)
        return;
    free(matcher->next);
    free(matcher->found);
    free(matcher->begun);
    free(matcher->skip);
    free(matcher);
}

bool pc_matcher_begins(const struct pc_matcher *matcher, const char *bytes) {
    uint32_t state = 0;
    for (size_t i = 0; i < PC_SECRET_MIN_SIZE; i++)
        state = pc_matcher_step(matcher, state, (unsigned char)bytes[i]);
    return matcher->begun[state] == PC_SECRET_MIN_SIZE;
}

size_t pc_matcher_find(const struct pc_matcher *matcher, const char *bytes, size_t size, size_t at) {
    while (at + PC_SECRET_MIN_SIZE <= size) {
        const char *end = bytes + at + PC_SECRET_MIN_SIZE;
        unsigned skip = pc_matcher_skip(matcher, (unsigned char)end[-2], (unsigned char)end[-1]);
        if (skip == 0 && pc_matcher_begins(matcher, bytes + at))
            return at;
        at += skip == 0 ? 1 : skip;
    }
    return size;
}
