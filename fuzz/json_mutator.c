#include "json_mutator.h"

#include "contract_edits.h"
#include "mutation.h"

#include <stdio.h>
#include <string.h>

#define PERCENT_BYTES     26u /* of mutations that work on bytes: broken texts find what trees miss */
#define PERCENT_MENDED    85u /* of the others, whose text is JSON afterwards, whatever it was before */
#define PERCENT_COMPLETED 40u /* of the others, which end as a document that the contract takes */
#define PERCENT_RESPELLED 25u /* of these, in which one value is then told in another way */
#define PERCENT_ANEW      15u /* of those for a target with members of its own, which begin with nothing */
#define MAX_MEMBERS       4u  /* of such a document */
#define MAX_EDITS         3u

static struct mutation mutation = {.preferred = MUTATOR_ANY_MESSAGE};
static struct tree other_tree; /* of a crossover's second text */
static const struct tree_text unnamed = {"\"x\"", 3};
static char text_copy[MUTATOR_MAX_SIZE + 1];
static char other_copy[MUTATOR_MAX_SIZE + 1];

void json_mutator_prefer(size_t message) {
    mutation.preferred = message;
}

void json_mutator_offer(const struct json_member *members, size_t count) {
    mutation.offered = members;
    mutation.offered_count = count;
}

/* Any node but the root; TREE_ROOT where there is none. Unlinked ones may come: what is done to them is lost.
 */
static uint32_t any_node(struct mutation *m) {
    return m->tree.count == TREE_ROOT + 1
               ? TREE_ROOT
               : TREE_ROOT + 1 + chance_below(&m->chance, m->tree.count - TREE_ROOT - 1);
}

static uint32_t any_of_kind(struct mutation *m, enum tree_kind kind, enum tree_kind or_kind) {
    uint32_t start = chance_below(&m->chance, m->tree.count - TREE_ROOT);
    for (uint32_t i = 0; i < m->tree.count - TREE_ROOT; i++) {
        uint32_t node = TREE_ROOT + (start + i) % (m->tree.count - TREE_ROOT);
        if (m->tree.nodes[node].kind == kind || m->tree.nodes[node].kind == or_kind)
            return node;
    }
    return 0;
}

/* Edits: each does one thing to the tree. */

static void delete_value(struct mutation *m) {
    tree_unlink(&m->tree, any_node(m));
}

static void set_interesting(struct mutation *m) {
    uint32_t node = any_of_kind(m, TREE_SCALAR, TREE_VERBATIM);
    if (node == 0)
        return;
    tree_set_scalar(&m->tree, node, value_of_interest(&m->chance));
}

/* The engine mutates one scalar's text; of a string what stands between the quotes. */
static void mutate_scalar(struct mutation *m) {
    uint32_t node = any_of_kind(m, TREE_SCALAR, TREE_VERBATIM);
    if (node == 0 || sizeof m->new_text - m->new_size < 64)
        return;
    struct tree_text raw = m->tree.nodes[node].raw;
    size_t room = (sizeof m->new_text - m->new_size) / 2;
    size_t quote = raw.size >= 2 && raw.data[0] == '"' ? 1 : 0;
    size_t size = raw.size - 2 * quote < room - 2 ? raw.size - 2 * quote : room - 2;
    char *to = m->new_text + m->new_size;
    memcpy(to + quote, raw.data + quote, size);
    size = LLVMFuzzerMutate((uint8_t *)to + quote, size, room - 2);
    if (quote == 1)
        to[0] = to[size + 1] = '"';
    m->new_size += size + 2 * quote;
    tree_set_scalar(&m->tree, node, (struct tree_text){to, size + 2 * quote});
}

static struct tree_text verbatim(const struct tree *from, uint32_t node) {
    struct tree_text raw = from->nodes[node].raw;
    return raw.size > 0 ? raw : (struct tree_text){"{}", 2};
}

static void duplicate_value(struct mutation *m) {
    uint32_t node = any_node(m);
    struct tree_text key = m->tree.nodes[node].key;
    bool other_value = chance_below(&m->chance, 2) == 0;
    if (node != TREE_ROOT)
        tree_add(&m->tree, m->tree.nodes[node].parent, key, other_value ? TREE_SCALAR : TREE_VERBATIM,
                 other_value ? value_of_interest(&m->chance) : verbatim(&m->tree, node));
}

/* Two neighbours, or any two members of one container, change places: their contents do. */
static void swap_values(struct mutation *m) {
    uint32_t container = any_of_kind(m, TREE_OBJECT, TREE_ARRAY);
    uint32_t count = container == 0 ? 0 : tree_child_count(&m->tree, container);
    if (count < 2)
        return;
    struct tree_node *a = &m->tree.nodes[tree_child(&m->tree, container, chance_below(&m->chance, count))];
    struct tree_node *b = &m->tree.nodes[tree_child(&m->tree, container, chance_below(&m->chance, count))];
    struct tree_text key = a->key, raw = verbatim(&m->tree, (uint32_t)(a - m->tree.nodes));
    bool keys_too = chance_below(&m->chance, 3) != 0;
    a->raw = verbatim(&m->tree, (uint32_t)(b - m->tree.nodes));
    b->raw = raw;
    a->kind = b->kind = TREE_VERBATIM;
    a->first = b->first = 0;
    if (keys_too) {
        a->key = b->key;
        b->key = key;
    }
}

static void move_value(struct mutation *m) {
    uint32_t node = any_node(m);
    uint32_t to = any_of_kind(m, TREE_OBJECT, TREE_ARRAY);
    if (node == TREE_ROOT || to == 0)
        return;
    struct tree_text key = m->tree.nodes[node].key;
    tree_add(&m->tree, to, key, TREE_VERBATIM, verbatim(&m->tree, node));
    tree_unlink(&m->tree, node);
}

static void wrap_value(struct mutation *m) {
    uint32_t node = any_node(m);
    bool in_array = chance_below(&m->chance, 2) == 0;
    struct tree_text raw = verbatim(&m->tree, node);
    m->tree.nodes[node].kind = in_array ? TREE_ARRAY : TREE_OBJECT;
    m->tree.nodes[node].first = 0;
    tree_add(&m->tree, node, in_array ? (struct tree_text){0} : unnamed, TREE_VERBATIM, raw);
}

/* Mostly the same value in another spelling: an escape for a letter, a fraction of zero, an exponent. */
static void respell(struct mutation *m) {
    static const unsigned special[] = {0, 0xD800, 0xDC00, 0x7F, 0xFFFE}; /* other values, for once */
    uint32_t node = any_node(m);
    struct tree_node *at = &m->tree.nodes[node];
    bool of_key = at->key.size > 2 && chance_below(&m->chance, 2) == 0;
    struct tree_text *text = of_key ? &at->key : &at->raw;
    size_t room = sizeof m->new_text - m->new_size;
    int size = 0;
    char *to = m->new_text + m->new_size;
    if ((!of_key && at->kind != TREE_SCALAR) || text->size + 8 > room || !tree_is_scalar(*text))
        return;
    if (text->data[0] == '"') {
        size_t letter = 1 + chance_below(&m->chance, (uint32_t)text->size - 1);
        unsigned unit = (unsigned char)text->data[letter];
        if (unit >= 0x80 || memchr(text->data, '\\', text->size) != NULL || letter + 1 >= text->size)
            return;
        if (chance_below(&m->chance, 6) == 0)
            unit = special[chance_below(&m->chance, sizeof special / sizeof special[0])];
        size = snprintf(to, room, "%.*s\\u%04x%.*s", (int)letter, text->data, unit,
                        (int)(text->size - letter - 1), text->data + letter + 1);
    } else if (text->data[0] == '-' || (text->data[0] >= '0' && text->data[0] <= '9')) {
        static const char *const tails[] = {".0", "e0", "0e-1", ".00e+00"};
        size = snprintf(to, room, "%.*s%s", (int)text->size, text->data, tails[chance_below(&m->chance, 4)]);
    }
    if (size <= 0 || (size_t)size >= room)
        return;
    *text = (struct tree_text){to, (size_t)size};
    m->new_size += (size_t)size;
}

static void add_member(struct mutation *m) {
    uint32_t container = any_of_kind(m, TREE_OBJECT, TREE_ARRAY);
    if (container != 0)
        tree_add(&m->tree, container,
                 m->tree.nodes[container].kind == TREE_OBJECT ? unnamed : (struct tree_text){0}, TREE_SCALAR,
                 value_of_interest(&m->chance));
}

/* One of the target's own members, in some object; or the root becomes one of two elements. */
static void set_offered(struct mutation *m) {
    const struct json_member *member = &m->offered[chance_below(&m->chance, (uint32_t)m->offered_count)];
    struct tree *tree = &m->tree;
    struct tree_text root = verbatim(tree, TREE_ROOT), key = tree_text_of(member->key);
    if (tree->nodes[TREE_ROOT].kind != TREE_ARRAY && chance_below(&m->chance, 6) == 0) {
        tree->nodes[TREE_ROOT] = (struct tree_node){.kind = TREE_ARRAY};
        tree_add(tree, TREE_ROOT, (struct tree_text){0}, TREE_VERBATIM, root);
        tree_add(tree, TREE_ROOT, (struct tree_text){0}, TREE_SCALAR, value_of_interest(&m->chance));
        return;
    }
    uint32_t object = any_of_kind(m, TREE_OBJECT, TREE_OBJECT);
    if (object == 0 && tree->nodes[TREE_ROOT].kind != TREE_ARRAY)
        tree->nodes[object = TREE_ROOT] = (struct tree_node){.kind = TREE_OBJECT};
    uint32_t node = object == 0 ? 0 : tree_member(tree, object, key);
    if (node == 0 && object != 0)
        node = tree_add(tree, object, key, TREE_SCALAR, root);
    if (node == 0)
        return;
    tree_set_scalar(tree, node, tree_text_of(member->value));
    tree->nodes[node].kind = TREE_VERBATIM;
}

/* A small document, and nothing in it but the target's own members. */
static void begin_anew(struct mutation *m) {
    m->tree.count = TREE_ROOT + 1;
    m->tree.nodes[TREE_ROOT] = (struct tree_node){.kind = TREE_OBJECT};
    for (uint32_t members = 1 + chance_below(&m->chance, MAX_MEMBERS); members > 0; members--)
        set_offered(m);
}

static void set_space(struct mutation *m) {
    static const char *const spaces[] = {" ", "\n", "\r", "\r\n\t", "\n    "};
    const char *space = spaces[chance_below(&m->chance, sizeof spaces / sizeof spaces[0])];
    m->tree.space = tree_text_of(space);
}

static void edit(struct mutation *m) {
    static const struct {
        uint32_t weight;
        void (*run)(struct mutation *);
    } edits[] = {
        {30, contract_set_member}, {10, contract_complete},
        {12, delete_value},        {8, set_interesting},
        {12, mutate_scalar},       {5, duplicate_value},
        {6, swap_values},          {4, move_value},
        {3, wrap_value},           {9, respell},
        {3, add_member},           {3, set_space},
    };
    uint32_t total = 0;
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++)
        total += edits[i].weight;
    uint32_t drawn = chance_below(&m->chance, total);
    size_t i = 0;
    for (; drawn >= edits[i].weight; i++)
        drawn -= edits[i].weight;
    bool of_contract = edits[i].run == contract_set_member || edits[i].run == contract_complete;
    (m->offered_count > 0 && of_contract ? set_offered : edits[i].run)(m);
}

static size_t mutate_bytes(struct mutation *m, uint8_t *data, size_t size, size_t max_size) {
    if (size > 1 && chance_below(&m->chance, 4) == 0)
        return 1 + chance_below(&m->chance, (uint32_t)size - 1); /* cut off */
    return LLVMFuzzerMutate(data, size, max_size);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
    struct mutation *m = &mutation;
    m->chance = (struct chance){seed};
    if (size > MUTATOR_MAX_SIZE || chance_below(&m->chance, 100) < PERCENT_BYTES)
        return mutate_bytes(m, data, size, max_size);
    memcpy(text_copy, data, size);
    tree_read(&m->tree, text_copy, size);
    m->new_size = 0;
    for (uint32_t edits = 1 + chance_below(&m->chance, MAX_EDITS); edits > 0; edits--)
        edit(m);
    if (m->offered_count > 0 && chance_below(&m->chance, 100) < PERCENT_ANEW)
        begin_anew(m);
    if (m->offered_count == 0 && chance_below(&m->chance, 100) < PERCENT_COMPLETED) {
        contract_complete(m);
        if (chance_below(&m->chance, 100) < PERCENT_RESPELLED)
            respell(m);
    }
    size_t written =
        tree_write(&m->tree, chance_below(&m->chance, 100) < PERCENT_MENDED, (char *)data, max_size);
    if (written == 0) { /* too long: what was there is mutated as bytes */
        memcpy(data, text_copy, size);
        return mutate_bytes(m, data, size, max_size);
    }
    return written;
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2, size_t size2,
                                 uint8_t *out, size_t max_out_size, unsigned int seed) {
    struct mutation *m = &mutation;
    m->chance = (struct chance){seed};
    if (size1 > MUTATOR_MAX_SIZE || size2 > MUTATOR_MAX_SIZE)
        return 0;
    memcpy(text_copy, data1, size1);
    memcpy(other_copy, data2, size2);
    tree_read(&m->tree, text_copy, size1);
    tree_read(&other_tree, other_copy, size2);
    m->new_size = 0;
    uint32_t graft = TREE_ROOT + chance_below(&m->chance, other_tree.count - TREE_ROOT);
    struct tree_text key = other_tree.nodes[graft].key;
    struct tree_text raw = verbatim(&other_tree, graft);
    uint32_t start = chance_below(&m->chance, m->tree.count);
    uint32_t place = 0;
    for (uint32_t i = 0; key.size > 0 && place == 0 && i < m->tree.count; i++) {
        uint32_t node = (start + i) % m->tree.count;
        if (node > TREE_ROOT && m->tree.nodes[node].key.size == key.size &&
            memcmp(m->tree.nodes[node].key.data, key.data, key.size) == 0)
            place = node;
    }
    if (place != 0) {
        tree_set_scalar(&m->tree, place, raw);
        m->tree.nodes[place].kind = TREE_VERBATIM;
    } else {
        uint32_t container = any_of_kind(m, TREE_OBJECT, TREE_ARRAY);
        if (container != 0)
            tree_add(&m->tree, container, key, TREE_VERBATIM, raw);
    }
    return tree_write(&m->tree, chance_below(&m->chance, 100) < PERCENT_MENDED, (char *)out, max_out_size);
}
