/* Finding keys and duplicates. Small objects are searched from front to back, and a new key is compared with
 * those before it. For large ones the keys are kept in `order`, sorted by hash, then name, then place in the
 * text, so that no choice of keys makes a search or the check for duplicates quadratic. An entry of `order`
 * is hash and key node in one word. */
#include "tape.h"

#include <stdlib.h>

static uint64_t entry_of(const struct pc_json_doc *doc, uint32_t key) {
    return (uint64_t)pc_spelled_hash(pc_node_name(doc, &doc->nodes[key])) << 32 | key;
}

static const struct pc_node *entry_node(const struct pc_json_doc *doc, uint64_t entry) {
    return &doc->nodes[(uint32_t)entry];
}

static bool is_same(struct pc_spelled a, struct pc_spelled b) {
    if (a.spelling == PC_SPELLING_PLAIN && b.spelling == PC_SPELLING_PLAIN)
        return pc_view_equal(a.bytes, b.bytes);
    return pc_spelled_compare(a, b) == 0;
}

static bool is_named(const struct pc_json_doc *doc, uint32_t key, struct pc_spelled name) {
    return is_same(pc_node_name(doc, &doc->nodes[key]), name);
}

/* Whether the key, the last node, is named like one before it in its object. */
static bool is_duplicate(const struct pc_json_reader *reader, uint32_t key) {
    const struct pc_json_doc *doc = &reader->doc;
    uint32_t print = doc->nodes[key].next;
    for (uint32_t other = reader->open + 1; other < key; other = pc_node_behind(doc->nodes, other + 1)) {
        if (doc->nodes[other].next == print && is_named(doc, other, pc_node_name(doc, &doc->nodes[key])))
            return true;
    }
    return false;
}

void pc_keys_compare(struct pc_json_reader *reader, uint32_t key) {
    if (pc_node_extra(&reader->nodes[reader->open]) >= PC_SMALL_OBJECT)
        return;
    if (is_duplicate(reader, key))
        pc_scan_remark(&reader->doc.scan, PC_JSON_DUPLICATE_KEY,
                       reader->doc.scan.text + reader->nodes[key].offset);
}

static bool is_before_or_equal(const struct pc_json_doc *doc, uint64_t a, uint64_t b) {
    if (a >> 32 != b >> 32)
        return a < b;
    return pc_spelled_compare(pc_node_name(doc, entry_node(doc, a)), pc_node_name(doc, entry_node(doc, b))) <=
           0;
}

/* A merge sort: stable, so equal names stay in the order of the text, and never slower than n log n. */
static void sort_entries(const struct pc_json_doc *doc, uint64_t *entries, uint64_t *spare, size_t count) {
    uint64_t *from = entries;
    uint64_t *to = spare;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t middle = count - start < width ? count : start + width;
            size_t stop = count - start < 2 * width ? count : start + 2 * width;
            size_t left = start, right = middle;
            for (size_t place = start; place < stop; place++) {
                bool take_left =
                    right == stop || (left < middle && is_before_or_equal(doc, from[left], from[right]));
                to[place] = take_left ? from[left++] : from[right++];
            }
        }
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != entries)
        memcpy(entries, from, count * sizeof *entries);
}

static bool reserve_order(struct pc_json_reader *reader, size_t more) {
    if (reader->order_capacity - reader->order_count >= more)
        return true;
    size_t capacity = reader->order_count + more + reader->order_capacity / 2;
    uint64_t *order = realloc(reader->order, capacity * sizeof *order);
    if (order == NULL) {
        reader->status = PC_NO_MEMORY;
        return false;
    }
    reader->order = order;
    reader->order_capacity = capacity;
    reader->doc.order = order;
    return true;
}

bool pc_keys_sort(struct pc_json_reader *reader, uint32_t object) {
    struct pc_json_doc *doc = &reader->doc;
    size_t count = pc_node_extra(&reader->nodes[object]);
    if (!reserve_order(reader, 2 * count))
        return false;
    uint64_t *entries = reader->order + reader->order_count;
    uint32_t key = object + 1;
    for (size_t i = 0; i < count; i++) {
        entries[i] = entry_of(doc, key);
        key = pc_node_behind(reader->nodes, key + 1);
    }
    /* Up to here duplicates were remarked at once. */
    uint32_t compared = (uint32_t)entries[PC_SMALL_OBJECT - 1];
    sort_entries(doc, entries, entries + count, count);
    for (size_t i = 1; i < count; i++) {
        const struct pc_node *node = entry_node(doc, entries[i]);
        if ((uint32_t)entries[i] > compared && entries[i] >> 32 == entries[i - 1] >> 32 &&
            is_named(doc, (uint32_t)entries[i - 1], pc_node_name(doc, node)))
            pc_scan_remark(&doc->scan, PC_JSON_DUPLICATE_KEY, doc->scan.text + node->offset);
    }
    reader->nodes[reader->nodes[object].next - 1].next = (uint32_t)reader->order_count;
    reader->order_count += count;
    return true;
}

static uint32_t find_large(const struct pc_json_doc *doc, uint32_t object, struct pc_spelled name) {
    uint32_t hash = pc_spelled_hash(name);
    const uint64_t *entries = doc->order + pc_node_close(doc->nodes, object)->next;
    size_t low = 0, high = pc_node_extra(&doc->nodes[object]);
    while (low <
           high) { /* everything below `low` sorts before the name or equal to it, from `high` on behind it */
        size_t middle = low + (high - low) / 2;
        uint32_t other = (uint32_t)(entries[middle] >> 32);
        bool behind = other != hash
                          ? other > hash
                          : pc_spelled_compare(pc_node_name(doc, entry_node(doc, entries[middle])), name) > 0;
        if (behind)
            high = middle;
        else
            low = middle + 1;
    }
    uint32_t key = low == 0 ? 0 : (uint32_t)entries[low - 1];
    return key != 0 && is_named(doc, key, name) ? key : 0;
}

/* From front to back; with `replaced`, lone surrogates in the keys are U+FFFD. */
static uint32_t find_in_order(const struct pc_json_doc *doc, uint32_t object, struct pc_spelled name,
                              bool replaced) {
    uint32_t count = pc_node_extra(&doc->nodes[object]);
    uint32_t found = 0;
    for (uint32_t i = 0, key = object + 1; i < count; i++) {
        struct pc_spelled other = pc_node_name(doc, &doc->nodes[key]);
        if (replaced && other.spelling == PC_SPELLING_JSON)
            other.spelling = PC_SPELLING_REPLACED;
        if (is_same(other, name))
            found = key;
        key = pc_node_behind(doc->nodes, key + 1);
    }
    return found;
}

uint32_t pc_keys_find(const struct pc_json_doc *doc, uint32_t object, struct pc_spelled name) {
    if (pc_node_extra(&doc->nodes[object]) > PC_SMALL_OBJECT)
        return find_large(doc, object, name);
    return find_in_order(doc, object, name, false);
}

uint32_t pc_keys_find_decoded(const struct pc_json_doc *doc, uint32_t object, struct pc_spelled name) {
    if (doc->scan.has_remark[PC_JSON_LONE_SURROGATE])
        return find_in_order(doc, object, name, true);
    return pc_keys_find(doc, object, name);
}
