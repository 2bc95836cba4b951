#include "json_tree.h"

#include <string.h>

static bool is_one_of(char byte, const char *set) {
    return byte != '\0' && strchr(set, byte) != NULL;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool equal(struct tree_text a, struct tree_text b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* Behind `last`, the last child of the node's parent; 0 where that has none. */
static uint32_t add_behind(struct tree *tree, uint32_t last, struct tree_node node) {
    if (tree->count == TREE_MAX_NODES)
        return 0;
    tree->nodes[tree->count] = node;
    *(last == 0 ? &tree->nodes[node.parent].first : &tree->nodes[last].next) = tree->count;
    return tree->count++;
}

uint32_t tree_add(struct tree *tree, uint32_t parent, struct tree_text key, enum tree_kind kind,
                  struct tree_text raw) {
    uint32_t last = tree->nodes[parent].first;
    while (last != 0 && tree->nodes[last].next != 0)
        last = tree->nodes[last].next;
    return add_behind(tree, last, (struct tree_node){.kind = kind, .key = key, .raw = raw, .parent = parent});
}

void tree_set_scalar(struct tree *tree, uint32_t node, struct tree_text raw) {
    tree->nodes[node].kind = TREE_SCALAR;
    tree->nodes[node].first = 0;
    tree->nodes[node].raw = raw;
}

void tree_unlink(struct tree *tree, uint32_t node) {
    uint32_t *link = &tree->nodes[tree->nodes[node].parent].first;
    while (*link != 0 && *link != node)
        link = &tree->nodes[*link].next;
    if (*link == node)
        *link = tree->nodes[node].next;
}

uint32_t tree_child_count(const struct tree *tree, uint32_t node) {
    uint32_t count = 0;
    for (uint32_t child = tree->nodes[node].first; child != 0; child = tree->nodes[child].next)
        count++;
    return count;
}

uint32_t tree_child(const struct tree *tree, uint32_t node, uint32_t index) {
    uint32_t child = tree->nodes[node].first;
    while (child != 0 && index-- > 0)
        child = tree->nodes[child].next;
    return child;
}

uint32_t tree_member(const struct tree *tree, uint32_t object, struct tree_text key) {
    uint32_t found = 0;
    for (uint32_t child = tree->nodes[object].first; child != 0; child = tree->nodes[child].next)
        if (equal(tree->nodes[child].key, key))
            found = child;
    return found;
}

/* Reading. */

struct growing {
    struct tree *tree;
    char *text;
    size_t size, at;
    uint32_t container; /* 0: outside the root */
    uint32_t last;      /* its last child */
    struct tree_text key;
};

static struct tree_text scan_string(struct growing *in) {
    size_t begin = in->at, end = in->size, at = begin + 1;
    while (at < end && in->text[at] != '"')
        at += in->text[at] == '\\' ? 2 : 1;
    if (at >= end) {
        at = end;
        in->text[end] = '"';
    }
    in->at = at + 1;
    return (struct tree_text){in->text + begin, in->at - begin};
}

static struct tree_text scan_word(struct growing *in) {
    size_t begin = in->at++;
    while (in->at < in->size && !is_one_of(in->text[in->at], ",:]}[{\" \t\r\n"))
        in->at++;
    return (struct tree_text){in->text + begin, in->at - begin};
}

static uint32_t add_value(struct growing *in, enum tree_kind kind, struct tree_text raw) {
    struct tree_node value = {.kind = kind, .key = in->key, .raw = raw, .parent = in->container};
    uint32_t node = TREE_ROOT;
    if (in->container == 0) /* the root; what follows it is dropped */
        in->tree->nodes[TREE_ROOT] = value;
    else
        node = add_behind(in->tree, in->last, value);
    in->last = node == 0 ? in->last : node;
    in->key = (struct tree_text){0};
    return node;
}

static void close_container(struct growing *in) {
    struct tree_node *node = &in->tree->nodes[in->container];
    if (in->key.size > 0)
        add_value(in, TREE_SCALAR, (struct tree_text){"null", 4});
    node->raw.size = (size_t)(in->text + (in->at < in->size ? in->at : in->size) - node->raw.data);
    in->last = in->container;
    in->container = node->parent;
}

/* One token; false where nothing more is wanted. */
static bool grow(struct growing *in) {
    char byte = in->text[in->at];
    uint32_t node;
    if (is_one_of(byte, ",: \t\r\n")) {
        in->at++;
        return true;
    }
    if (byte == ']' || byte == '}') {
        in->at++;
        if (in->container != 0)
            close_container(in);
        return in->container != 0;
    }
    if (byte == '[' || byte == '{') {
        struct tree_text raw = {in->text + in->at++, 0};
        node = add_value(in, byte == '[' ? TREE_ARRAY : TREE_OBJECT, raw);
        if (node != 0) {
            in->container = node;
            in->last = 0;
        }
        return true;
    }
    struct tree_text token = byte == '"' ? scan_string(in) : scan_word(in);
    if (byte == '"' && in->container != 0 && in->tree->nodes[in->container].kind == TREE_OBJECT &&
        in->key.size == 0) {
        in->key = token;
        return true;
    }
    add_value(in, TREE_SCALAR, token);
    return in->container != 0;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the tree keeps it, to be written to */
void tree_read(struct tree *tree, char *text, size_t size) {
    struct growing in = {.tree = tree, .text = text, .size = size};
    tree->count = TREE_ROOT + 1;
    tree->space = (struct tree_text){0};
    tree->nodes[0] = (struct tree_node){0};
    tree->nodes[TREE_ROOT] = (struct tree_node){.kind = TREE_OBJECT};
    while (in.at < size && tree->count < TREE_MAX_NODES && grow(&in))
        continue;
    while (in.container != 0)
        close_container(&in);
}

/* Writing. */

static size_t escape_size(const char *at, size_t left) {
    if (left < 2 || !is_one_of(at[1], "\"\\/bfnrtu"))
        return 0;
    if (at[1] != 'u')
        return 2;
    for (size_t i = 2; i < 6; i++)
        if (i >= left || !(is_digit(at[i]) || is_one_of(at[i], "abcdefABCDEF")))
            return 0;
    return 6;
}

/* The bytes of one character of UTF-8, 0 where it is none (RFC 3629's table). */
static size_t character_size(const char *at, size_t left) {
    const unsigned char *byte = (const unsigned char *)at;
    size_t size = byte[0] < 0x80 ? 1 : byte[0] < 0xE0 ? 2 : byte[0] < 0xF0 ? 3 : 4;
    if (byte[0] < 0x20 || (byte[0] >= 0x80 && byte[0] < 0xC2) || byte[0] > 0xF4 || size > left)
        return 0;
    for (size_t i = 1; i < size; i++)
        if (byte[i] < 0x80 || byte[i] > 0xBF)
            return 0;
    bool second_fits =
        size < 3 || !((byte[0] == 0xE0 && byte[1] < 0xA0) || (byte[0] == 0xED && byte[1] > 0x9F) ||
                      (byte[0] == 0xF0 && byte[1] < 0x90) || (byte[0] == 0xF4 && byte[1] > 0x8F));
    return second_fits ? size : 0;
}

static bool is_string(struct tree_text text) {
    size_t i = 1, step;
    while (i < text.size && text.data[i] != '"') {
        step = text.data[i] == '\\' ? escape_size(text.data + i, text.size - i)
                                    : character_size(text.data + i, text.size - i);
        if (step == 0)
            return false;
        i += step;
    }
    return i + 1 == text.size;
}

static size_t digits(struct tree_text text, size_t at) {
    while (at < text.size && is_digit(text.data[at]))
        at++;
    return at;
}

static bool is_number(struct tree_text text) {
    size_t at = text.data[0] == '-' ? 1 : 0;
    size_t end = digits(text, at);
    if (end == at || (end > at + 1 && text.data[at] == '0'))
        return false;
    if (end < text.size && text.data[end] == '.') {
        at = end + 1;
        end = digits(text, at);
        if (end == at)
            return false;
    }
    if (end < text.size && is_one_of(text.data[end], "eE")) {
        at = end + 1 + (end + 1 < text.size && is_one_of(text.data[end + 1], "+-") ? 1 : 0);
        end = digits(text, at);
        if (end == at)
            return false;
    }
    return end == text.size;
}

bool tree_is_scalar(struct tree_text text) {
    if (text.size == 0)
        return false;
    if (equal(text, (struct tree_text){"[]", 2}) || equal(text, (struct tree_text){"{}", 2}))
        return true; /* nothing can be broken in them */
    if (text.data[0] == '"')
        return is_string(text);
    return is_number(text) || equal(text, (struct tree_text){"null", 4}) ||
           equal(text, (struct tree_text){"true", 4}) || equal(text, (struct tree_text){"false", 5});
}

struct writing {
    char *out;
    size_t size, capacity;
    bool mend, full;
    struct tree_text space;
};

static void put(struct writing *to, struct tree_text text) {
    if (to->full || text.size > to->capacity - to->size) {
        to->full = true;
        return;
    }
    if (text.size > 0)
        memcpy(to->out + to->size, text.data, text.size);
    to->size += text.size;
}

static void put_byte(struct writing *to, char byte) {
    put(to, (struct tree_text){&byte, 1});
}

static void put_head(struct writing *to, const struct tree_node *node, bool in_object) {
    bool broken = to->mend && (node->key.size == 0 || node->key.data[0] != '"' || !is_string(node->key));
    if (in_object && (node->key.size > 0 || to->mend)) {
        put(to, broken ? (struct tree_text){"\"x\"", 3} : node->key);
        put_byte(to, ':');
        put(to, to->space);
    }
    if (node->kind == TREE_ARRAY || node->kind == TREE_OBJECT)
        put_byte(to, node->kind == TREE_ARRAY ? '[' : '{');
    else if (to->mend && !tree_is_scalar(node->raw) &&
             (node->kind == TREE_SCALAR || (node->raw.data[0] != '[' && node->raw.data[0] != '{')))
        put(to, (struct tree_text){"null", 4});
    else
        put(to, node->raw);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): written to through `to` */
size_t tree_write(const struct tree *tree, bool mend, char *out, size_t capacity) {
    struct writing to = {.out = out, .capacity = capacity, .mend = mend, .space = tree->space};
    uint32_t at = TREE_ROOT;
    put_head(&to, &tree->nodes[at], false);
    while (at != 0 && !to.full) {
        const struct tree_node *node = &tree->nodes[at];
        bool is_container = node->kind == TREE_ARRAY || node->kind == TREE_OBJECT;
        if (is_container && node->first != 0) {
            at = node->first;
            put_head(&to, &tree->nodes[at], node->kind == TREE_OBJECT);
            continue;
        }
        if (is_container)
            put_byte(&to, node->kind == TREE_ARRAY ? ']' : '}');
        /* Upwards, until there is a right neighbour. */
        while (at != TREE_ROOT && tree->nodes[at].next == 0) {
            at = tree->nodes[at].parent;
            put_byte(&to, tree->nodes[at].kind == TREE_ARRAY ? ']' : '}');
        }
        if (at == TREE_ROOT)
            break;
        at = tree->nodes[at].next;
        put_byte(&to, ',');
        put(&to, to.space);
        put_head(&to, &tree->nodes[at], tree->nodes[tree->nodes[at].parent].kind == TREE_OBJECT);
    }
    return to.full ? 0 : to.size;
}
