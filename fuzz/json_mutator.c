#include "json_mutator.h"

#include "json_tree.h"
#include "json_values.h"

#include <stdio.h>
#include <string.h>

#define PERCENT_BYTES     26u /* of mutations that work on bytes: broken texts find what trees miss */
#define PERCENT_MENDED    85u /* of the others, whose text is JSON afterwards, whatever it was before */
#define PERCENT_COMPLETED 40u /* of the others, which end as a document that the contract takes */
#define MAX_EDITS         3u
#define MAX_PLAIN_DIGITS  18u   /* fewer than 64 bits have */
#define SCALAR_ROOM       4096u /* for the scalars of one mutation that are written anew */
#define MAX_TYPED_DEPTH   4u    /* of the contract's objects */

static struct tree tree;
static struct tree other_tree; /* of a crossover's second text */
static char text_copy[MUTATOR_MAX_SIZE + 1];
static char other_copy[MUTATOR_MAX_SIZE + 1];
static char new_text[SCALAR_ROOM];
static size_t new_size;
static size_t preferred = MUTATOR_ANY_MESSAGE;

static struct tree_text quoted(const char *name) {
    size_t room = sizeof new_text - new_size;
    int size = snprintf(new_text + new_size, room, "\"%s\"", name);
    if (size < 0 || (size_t)size >= room)
        return (struct tree_text){"\"x\"", 3};
    struct tree_text text = {new_text + new_size, (size_t)size};
    new_size += (size_t)size;
    return text;
}

/* Any node but the root; TREE_ROOT where there is none. Unlinked ones may come: what is done to them is lost.
 */
static uint32_t any_node(struct chance *chance) {
    return tree.count == TREE_ROOT + 1 ? TREE_ROOT
                                       : TREE_ROOT + 1 + chance_below(chance, tree.count - TREE_ROOT - 1);
}

static uint32_t any_of_kind(struct chance *chance, enum tree_kind kind, enum tree_kind or_kind) {
    uint32_t start = chance_below(chance, tree.count - TREE_ROOT);
    for (uint32_t i = 0; i < tree.count - TREE_ROOT; i++) {
        uint32_t node = TREE_ROOT + (start + i) % (tree.count - TREE_ROOT);
        if (tree.nodes[node].kind == kind || tree.nodes[node].kind == or_kind)
            return node;
    }
    return 0;
}

void json_mutator_prefer(size_t message) {
    preferred = message;
}

/* The preferred message; or the one that the root has most names of, and by chance where it has none. */
static size_t guess_message(struct chance *chance) {
    if (preferred != MUTATOR_ANY_MESSAGE && chance_below(chance, 8) != 0)
        return preferred;
    size_t messages = json_types[json_type_count - 1].root + 1;
    size_t best = chance_below(chance, (uint32_t)messages), most = 0;
    for (size_t message = 0; message < messages; message++) {
        size_t names = 0;
        for (size_t i = 0; i < json_type_count; i++) {
            const struct json_type *type = &json_types[i];
            char key[64];
            int size = snprintf(key, sizeof key, "\"%s\"", type->name);
            if (type->root == message && type->index > 0 && type->parent == 0 &&
                tree_member(&tree, TREE_ROOT, (struct tree_text){key, (size_t)size}) != 0)
                names++;
        }
        if (names > most) {
            most = names;
            best = message;
        }
    }
    return best;
}

static const struct json_type *type_at(size_t message, size_t index) {
    for (size_t i = 0; i < json_type_count; i++)
        if (json_types[i].root == message && json_types[i].index == index)
            return &json_types[i];
    return &json_types[0];
}

/* The node of the type, made on the way where it lacks; its objects are made objects. 0: no room. */
static uint32_t node_of(const struct json_type *type) {
    const struct json_type *path[MAX_TYPED_DEPTH];
    size_t depth = 0;
    uint32_t node = TREE_ROOT;
    for (; type->index != 0 && depth < MAX_TYPED_DEPTH; type = type_at(type->root, type->parent))
        path[depth++] = type;
    while (depth > 0 && node != 0) {
        struct tree_text key = quoted(path[--depth]->name);
        if (tree.nodes[node].kind != TREE_OBJECT)
            tree.nodes[node] = (struct tree_node){.kind = TREE_OBJECT,
                                                  .key = tree.nodes[node].key,
                                                  .parent = tree.nodes[node].parent,
                                                  .next = tree.nodes[node].next};
        uint32_t member = tree_member(&tree, node, key);
        node = member != 0 ? member : tree_add(&tree, node, key, TREE_SCALAR, (struct tree_text){"{}", 2});
    }
    return node;
}

static void set_scalar(uint32_t node, struct tree_text raw) {
    tree.nodes[node].kind = TREE_SCALAR;
    tree.nodes[node].first = 0;
    tree.nodes[node].raw = raw;
}

static bool is_object(const struct json_type *type) {
    return (type->types & TYPE_OBJECT) != 0;
}

static void put_typed(struct chance *chance, const struct json_type *type) {
    uint32_t node = node_of(type);
    if (node == 0)
        return;
    if (!is_object(type) || ((type->types & TYPE_NULL) != 0 && chance_below(chance, 3) == 0))
        set_scalar(node, value_of_type(chance, type));
    else if (tree.nodes[node].kind != TREE_OBJECT)
        tree.nodes[node].kind = TREE_OBJECT;
}

/* Edits: each does one thing to the tree. */

static void set_member(struct chance *chance) {
    size_t message = guess_message(chance);
    const struct json_type *type = &json_types[chance_below(chance, (uint32_t)json_type_count)];
    if (type->root == message && type->index > 0)
        put_typed(chance, type);
}

/* Whether the node is plainly of the type: what only looks like it, or says it in an odd way, is not. */
static bool fits(const struct json_type *type, const struct tree_node *node) {
    struct tree_text raw = node->raw;
    char first = raw.size > 0 ? raw.data[0] : '{';
    bool number = first == '-' || (first >= '0' && first <= '9');
    unsigned is = first == '"'                   ? TYPE_STRING
                  : first == 'n'                 ? TYPE_NULL
                  : first == 't' || first == 'f' ? TYPE_BOOLEAN
                  : first == '['                 ? TYPE_ARRAY
                  : number                       ? TYPE_INTEGER
                  : first == '{'                 ? TYPE_OBJECT
                                                 : 0;
    if ((type->types & is) == 0 || (first != 'n' && (type->format[0] != '\0' || type->values[0] != NULL)))
        return false;
    bool plain = raw.size <= MAX_PLAIN_DIGITS;
    for (size_t i = 1; i < raw.size && number; i++)
        plain = plain && raw.data[i] >= '0' && raw.data[i] <= '9';
    bool escapes = first == '"' && memchr(raw.data, '\\', raw.size) != NULL;
    return !escapes && (!number || plain) &&
           (raw.size == 0 || first == '[' || first == '{' || tree_is_scalar(raw));
}

/* The node where the type's value stands; of two of one name the first goes. 0: there is none, or no object
 * for it. */
static uint32_t only_node(const struct json_type *type) {
    const struct json_type *object = type_at(type->root, type->parent);
    uint32_t parent = object->index == 0 ? TREE_ROOT : tree_member(&tree, TREE_ROOT, quoted(object->name));
    if (parent == 0 || tree.nodes[parent].kind != TREE_OBJECT)
        return 0;
    struct tree_text key = quoted(type->name);
    uint32_t member = tree_member(&tree, parent, key);
    for (uint32_t child = tree.nodes[parent].first; child != 0 && member != 0;
         child = tree.nodes[child].next) {
        struct tree_text other = tree.nodes[child].key;
        if (child != member && other.size == key.size && memcmp(other.data, key.data, key.size) == 0)
            tree_unlink(&tree, child);
    }
    return member;
}

/* All that the contract requires and the text lacks, and all that it has as something else. */
static void complete(struct chance *chance) {
    size_t message = guess_message(chance);
    if (tree.nodes[TREE_ROOT].kind != TREE_OBJECT)
        tree.nodes[TREE_ROOT] = (struct tree_node){.kind = TREE_OBJECT};
    for (size_t i = 0; i < json_type_count; i++) {
        const struct json_type *type = &json_types[i];
        if (type->root != message || type->index == 0)
            continue;
        const struct json_type *object = type_at(message, type->parent);
        uint32_t parent =
            object->index == 0 ? TREE_ROOT : tree_member(&tree, TREE_ROOT, quoted(object->name));
        uint32_t member = only_node(type);
        if (parent != 0 && tree.nodes[parent].kind == TREE_OBJECT &&
            (member == 0 ? type->required : !fits(type, &tree.nodes[member])))
            put_typed(chance, type);
    }
}

static void delete_value(struct chance *chance) {
    tree_unlink(&tree, any_node(chance));
}

static void set_interesting(struct chance *chance) {
    uint32_t node = any_of_kind(chance, TREE_SCALAR, TREE_VERBATIM);
    if (node == 0)
        return;
    set_scalar(node, value_of_interest(chance));
}

/* The engine mutates one scalar's text; of a string what stands between the quotes. */
static void mutate_scalar(struct chance *chance) {
    uint32_t node = any_of_kind(chance, TREE_SCALAR, TREE_VERBATIM);
    if (node == 0 || sizeof new_text - new_size < 64)
        return;
    struct tree_text raw = tree.nodes[node].raw;
    size_t room = (sizeof new_text - new_size) / 2;
    size_t quote = raw.size >= 2 && raw.data[0] == '"' ? 1 : 0;
    size_t size = raw.size - 2 * quote < room - 2 ? raw.size - 2 * quote : room - 2;
    char *to = new_text + new_size;
    memcpy(to + quote, raw.data + quote, size);
    size = LLVMFuzzerMutate((uint8_t *)to + quote, size, room - 2);
    if (quote == 1)
        to[0] = to[size + 1] = '"';
    new_size += size + 2 * quote;
    set_scalar(node, (struct tree_text){to, size + 2 * quote});
}

static struct tree_text verbatim(const struct tree *from, uint32_t node) {
    struct tree_text raw = from->nodes[node].raw;
    return raw.size > 0 ? raw : (struct tree_text){"{}", 2};
}

static void duplicate_value(struct chance *chance) {
    uint32_t node = any_node(chance);
    struct tree_text key = tree.nodes[node].key;
    bool other_value = chance_below(chance, 2) == 0;
    if (node != TREE_ROOT)
        tree_add(&tree, tree.nodes[node].parent, key, other_value ? TREE_SCALAR : TREE_VERBATIM,
                 other_value ? value_of_interest(chance) : verbatim(&tree, node));
}

/* Two neighbours, or any two members of one container, change places: their contents do. */
static void swap_values(struct chance *chance) {
    uint32_t container = any_of_kind(chance, TREE_OBJECT, TREE_ARRAY);
    uint32_t count = container == 0 ? 0 : tree_child_count(&tree, container);
    if (count < 2)
        return;
    struct tree_node *a = &tree.nodes[tree_child(&tree, container, chance_below(chance, count))];
    struct tree_node *b = &tree.nodes[tree_child(&tree, container, chance_below(chance, count))];
    struct tree_text key = a->key, raw = verbatim(&tree, (uint32_t)(a - tree.nodes));
    bool keys_too = chance_below(chance, 3) != 0;
    a->raw = verbatim(&tree, (uint32_t)(b - tree.nodes));
    b->raw = raw;
    a->kind = b->kind = TREE_VERBATIM;
    a->first = b->first = 0;
    if (keys_too) {
        a->key = b->key;
        b->key = key;
    }
}

static void move_value(struct chance *chance) {
    uint32_t node = any_node(chance);
    uint32_t to = any_of_kind(chance, TREE_OBJECT, TREE_ARRAY);
    if (node == TREE_ROOT || to == 0)
        return;
    struct tree_text key = tree.nodes[node].key;
    tree_add(&tree, to, key, TREE_VERBATIM, verbatim(&tree, node));
    tree_unlink(&tree, node);
}

static void wrap_value(struct chance *chance) {
    uint32_t node = any_node(chance);
    bool in_array = chance_below(chance, 2) == 0;
    struct tree_text raw = verbatim(&tree, node);
    tree.nodes[node].kind = in_array ? TREE_ARRAY : TREE_OBJECT;
    tree.nodes[node].first = 0;
    tree_add(&tree, node, in_array ? (struct tree_text){0} : quoted("x"), TREE_VERBATIM, raw);
}

/* Mostly the same value in another spelling: an escape for a letter, a fraction of zero, an exponent. */
static void respell(struct chance *chance) {
    static const unsigned special[] = {0, 0xD800, 0xDC00, 0x7F, 0xFFFE}; /* other values, for once */
    uint32_t node = any_node(chance);
    struct tree_node *at = &tree.nodes[node];
    bool of_key = at->key.size > 2 && chance_below(chance, 2) == 0;
    struct tree_text *text = of_key ? &at->key : &at->raw;
    size_t room = sizeof new_text - new_size;
    int size = 0;
    char *to = new_text + new_size;
    if ((!of_key && at->kind != TREE_SCALAR) || text->size + 8 > room || !tree_is_scalar(*text))
        return;
    if (text->data[0] == '"') {
        size_t letter = 1 + chance_below(chance, (uint32_t)text->size - 1);
        unsigned unit = (unsigned char)text->data[letter];
        if (unit >= 0x80 || memchr(text->data, '\\', text->size) != NULL || letter + 1 >= text->size)
            return;
        if (chance_below(chance, 6) == 0)
            unit = special[chance_below(chance, sizeof special / sizeof special[0])];
        size = snprintf(to, room, "%.*s\\u%04x%.*s", (int)letter, text->data, unit,
                        (int)(text->size - letter - 1), text->data + letter + 1);
    } else if (text->data[0] == '-' || (text->data[0] >= '0' && text->data[0] <= '9')) {
        static const char *const tails[] = {".0", "e0", "0e-1", ".00e+00"};
        size = snprintf(to, room, "%.*s%s", (int)text->size, text->data, tails[chance_below(chance, 4)]);
    }
    if (size <= 0 || (size_t)size >= room)
        return;
    *text = (struct tree_text){to, (size_t)size};
    new_size += (size_t)size;
}

static void add_member(struct chance *chance) {
    uint32_t container = any_of_kind(chance, TREE_OBJECT, TREE_ARRAY);
    if (container != 0)
        tree_add(&tree, container,
                 tree.nodes[container].kind == TREE_OBJECT ? quoted("x") : (struct tree_text){0}, TREE_SCALAR,
                 value_of_interest(chance));
}

static void set_space(struct chance *chance) {
    static const char *const spaces[] = {" ", "\n", "\r", "\r\n\t", "\n    "};
    const char *space = spaces[chance_below(chance, sizeof spaces / sizeof spaces[0])];
    tree.space = (struct tree_text){space, strlen(space)};
}

static void edit(struct chance *chance) {
    static const struct {
        uint32_t weight;
        void (*run)(struct chance *);
    } edits[] = {
        {30, set_member},    {10, complete},       {12, delete_value}, {8, set_interesting},
        {12, mutate_scalar}, {5, duplicate_value}, {6, swap_values},   {4, move_value},
        {3, wrap_value},     {9, respell},         {3, add_member},    {3, set_space},
    };
    uint32_t total = 0;
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++)
        total += edits[i].weight;
    uint32_t drawn = chance_below(chance, total);
    size_t i = 0;
    for (; drawn >= edits[i].weight; i++)
        drawn -= edits[i].weight;
    edits[i].run(chance);
}

static size_t mutate_bytes(struct chance *chance, uint8_t *data, size_t size, size_t max_size) {
    if (size > 1 && chance_below(chance, 4) == 0)
        return 1 + chance_below(chance, (uint32_t)size - 1); /* cut off */
    return LLVMFuzzerMutate(data, size, max_size);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
    struct chance chance = {seed};
    if (size > MUTATOR_MAX_SIZE || chance_below(&chance, 100) < PERCENT_BYTES)
        return mutate_bytes(&chance, data, size, max_size);
    memcpy(text_copy, data, size);
    tree_read(&tree, text_copy, size);
    new_size = 0;
    for (uint32_t edits = 1 + chance_below(&chance, MAX_EDITS); edits > 0; edits--)
        edit(&chance);
    if (chance_below(&chance, 100) < PERCENT_COMPLETED)
        complete(&chance);
    size_t written = tree_write(&tree, chance_below(&chance, 100) < PERCENT_MENDED, (char *)data, max_size);
    if (written == 0) { /* too long: what was there is mutated as bytes */
        memcpy(data, text_copy, size);
        return mutate_bytes(&chance, data, size, max_size);
    }
    return written;
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2, size_t size2,
                                 uint8_t *out, size_t max_out_size, unsigned int seed) {
    struct chance chance = {seed};
    if (size1 > MUTATOR_MAX_SIZE || size2 > MUTATOR_MAX_SIZE)
        return 0;
    memcpy(text_copy, data1, size1);
    memcpy(other_copy, data2, size2);
    tree_read(&tree, text_copy, size1);
    tree_read(&other_tree, other_copy, size2);
    new_size = 0;
    uint32_t graft = TREE_ROOT + chance_below(&chance, other_tree.count - TREE_ROOT);
    struct tree_text key = other_tree.nodes[graft].key;
    struct tree_text raw = verbatim(&other_tree, graft);
    uint32_t start = chance_below(&chance, tree.count);
    uint32_t place = 0;
    for (uint32_t i = 0; key.size > 0 && place == 0 && i < tree.count; i++) {
        uint32_t node = (start + i) % tree.count;
        if (node > TREE_ROOT && tree.nodes[node].key.size == key.size &&
            memcmp(tree.nodes[node].key.data, key.data, key.size) == 0)
            place = node;
    }
    if (place != 0) {
        set_scalar(place, raw);
        tree.nodes[place].kind = TREE_VERBATIM;
    } else {
        uint32_t container = any_of_kind(&chance, TREE_OBJECT, TREE_ARRAY);
        if (container != 0)
            tree_add(&tree, container, key, TREE_VERBATIM, raw);
    }
    return tree_write(&tree, chance_below(&chance, 100) < PERCENT_MENDED, (char *)out, max_out_size);
}
