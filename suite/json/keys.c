/* Finding keys and duplicates. Small objects are searched from front to back; for large ones the keys are
 * kept in `order`, sorted by hash, then name, then place in the text, so that no choice of keys makes a
 * search or the check for duplicates quadratic. An entry of `order` is hash and key node in one word. */
#include "tape.h"

#include <stdlib.h>

#define SMALL_OBJECT 32u

static uint64_t entry_of(const struct pc_node *nodes, uint32_t key) {
    return (uint64_t)nodes[key].next << 32 | key;
}

static const struct pc_node *entry_node(const struct pc_json_doc *doc, uint64_t entry) {
    return &doc->nodes[(uint32_t)entry];
}

static bool same_name(const struct pc_json_doc *doc, const struct pc_node *a, const struct pc_node *b) {
    return pc_spelled_compare(pc_node_name(doc, a), pc_node_name(doc, b)) == 0;
}

/* At most SMALL_OBJECT keys: a mask of the hashes seen so far spares nearly all comparisons. */
static void check_small(struct pc_json_reader *reader, uint32_t object) {
    const struct pc_node *nodes = reader->nodes;
    uint32_t keys[SMALL_OBJECT];
    uint64_t seen = 0;
    uint32_t count = pc_node_extra(&nodes[object]);
    for (uint32_t i = 0, key = object + 1; i < count; i++) {
        uint64_t bit = (uint64_t)1 << (nodes[key].next & 63);
        if ((seen & bit) != 0) {
            uint32_t other = i;
            while (other > 0 && (nodes[keys[other - 1]].next != nodes[key].next ||
                                 !same_name(&reader->doc, &nodes[keys[other - 1]], &nodes[key])))
                other--;
            if (other > 0)
                pc_scan_remark(&reader->doc.scan, PC_JSON_DUPLICATE_KEY,
                               reader->doc.scan.text + nodes[key].offset);
        }
        seen |= bit;
        keys[i] = key;
        key = pc_node_behind(nodes, key + 1);
    }
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

static bool check_large(struct pc_json_reader *reader, uint32_t object) {
    struct pc_json_doc *doc = &reader->doc;
    size_t count = pc_node_extra(&reader->nodes[object]);
    if (!reserve_order(reader, 2 * count))
        return false;
    uint64_t *entries = reader->order + reader->order_count;
    uint32_t key = object + 1;
    for (size_t i = 0; i < count; i++) {
        entries[i] = entry_of(reader->nodes, key);
        key = pc_node_behind(reader->nodes, key + 1);
    }
    sort_entries(doc, entries, entries + count, count);
    for (size_t i = 1; i < count; i++) {
        const struct pc_node *node = entry_node(doc, entries[i]);
        if (entries[i] >> 32 == entries[i - 1] >> 32 && same_name(doc, entry_node(doc, entries[i - 1]), node))
            pc_scan_remark(&doc->scan, PC_JSON_DUPLICATE_KEY, doc->scan.text + node->offset);
    }
    reader->nodes[reader->nodes[object].next - 1].next = (uint32_t)reader->order_count;
    reader->order_count += count;
    return true;
}

bool pc_keys_check(struct pc_json_reader *reader, uint32_t object) {
    uint32_t count = pc_node_extra(&reader->nodes[object]);
    if (count > SMALL_OBJECT)
        return check_large(reader, object);
    if (count > 1)
        check_small(reader, object);
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
    if (low == 0 || pc_spelled_compare(pc_node_name(doc, entry_node(doc, entries[low - 1])), name) != 0)
        return 0;
    return (uint32_t)entries[low - 1];
}

uint32_t pc_keys_find(const struct pc_json_doc *doc, uint32_t object, struct pc_spelled name) {
    const struct pc_node *nodes = doc->nodes;
    uint32_t count = pc_node_extra(&nodes[object]);
    if (count > SMALL_OBJECT)
        return find_large(doc, object, name);
    uint32_t found = 0;
    for (uint32_t i = 0, key = object + 1; i < count; i++) {
        struct pc_spelled text = pc_node_name(doc, &nodes[key]);
        bool plain = text.spelling == PC_SPELLING_PLAIN && name.spelling == PC_SPELLING_PLAIN;
        if ((!plain || text.bytes.size == name.bytes.size) && pc_spelled_compare(text, name) == 0)
            found = key;
        key = pc_node_behind(nodes, key + 1);
    }
    return found;
}
