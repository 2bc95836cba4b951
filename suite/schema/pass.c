/* The pass: it reads and judges at once. Whatever is unusual (a key with escapes or twice, half a surrogate
 * pair, a fault, a keyword that needs more than the value at hand) leaves it unsettled, and the slower way
 * judges the whole document again: so nothing here needs to be complete, but everything must be right. */
#include "pass.h"

#include "pc_format.h"

#include <stdlib.h>

struct pass {
    struct pc_scan scan;
    struct pc_validator *memory;
    const struct pc_schema *schema;
    const struct pc_plan *any;
    struct pc_level *bottom; /* the document itself */
    struct pc_level *top;    /* as many arrays and objects as may be open */
    int64_t steps;           /* left */
    ptrdiff_t last_key;      /* behind this offset the text has no PC_KEY_BYTES any more */
};

/* The text ends in a bracket, trailing spaces cut: so every loop over spaces, digits and letters ends before
 * it does, and the end is only looked for where a bracket was read, or more than a byte at once is. */
static inline const char *skip_space(const char *at) {
    while ((unsigned char)*at <= ' ' && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        at++;
    return at;
}

/* What few documents need is kept out of the loop. */
#define SELDOM __attribute__((noinline, cold))

static SELDOM void find(struct pass *pass, const struct pc_op *op, const char *at) {
    struct pc_validator *memory = pass->memory;
    if (memory->find_count == memory->limits.max_violations) {
        memory->truncated = true;
        return;
    }
    memory->finds[memory->find_count++] = (struct pc_find){op, pc_scan_offset(&pass->scan, at)};
}

/* Every operation that judges the type is violated. */
static SELDOM void refuse(struct pass *pass, uint32_t number, unsigned type, const char *at) {
    const struct pc_node *node = &pass->schema->nodes[number];
    if (node->refuses)
        find(pass, NULL, at);
    for (uint32_t i = 0; i < node->op_count; i++)
        if ((pass->schema->ops[node->op + i].judges & type) != 0)
            find(pass, &pass->schema->ops[node->op + i], at);
}

/* The operations look at the value themselves. False: unsettled. */
static bool check(struct pass *pass, const struct pc_op *op, uint32_t count, unsigned type,
                  struct pc_json_value value, const char *at) {
    struct pc_run run = {
        .memory = pass->memory, .schema = pass->schema, .status = PC_OK, .steps = pass->steps};
    for (; count > 0; count--, op++)
        if ((op->judges & type) != 0 && !op->keyword->check(&run, op, value))
            find(pass, op, at);
    pass->steps = run.steps;
    return run.status == PC_OK && run.steps >= 0;
}

static SELDOM bool check_any_string(struct pass *pass, const struct pc_plan *plan, const char *from,
                                    const char *behind, bool escapes) {
    const struct pc_schema *schema = pass->schema;
    uint32_t number = plan->number[PC_INDEX_STRING];
    enum pc_action action = (enum pc_action)plan->action[PC_INDEX_STRING];
    if (action == PC_REFUSE)
        refuse(pass, number, PC_TYPE_STRING, from);
    if (action == PC_REFUSE || action == PC_TAPE)
        return action == PC_REFUSE;
    bool all = action == PC_CHECK;
    const struct pc_op *op = &schema->ops[all ? schema->nodes[number].op : number];
    struct pc_json_value value =
        pc_json_leaf_set(pass->memory->leaf, &pass->scan, from, behind, PC_JSON_STRING, escapes);
    return check(pass, op, all ? schema->nodes[number].op_count : 1, PC_TYPE_STRING, value, from);
}

static inline bool check_string(struct pass *pass, const struct pc_plan *plan, const char *from,
                                const char *behind, bool escapes) {
    const struct pc_op *op = &pass->schema->ops[plan->number[PC_INDEX_STRING]];
    struct pc_view raw = {from + 1, (size_t)(behind - from) - 2};
    enum pc_action action = (enum pc_action)plan->action[PC_INDEX_STRING];
    bool fits = true;
    if (action == PC_STRING_ENUM && !escapes)
        fits = pc_names_find(&op->as.values->strings, raw) != PC_NO_NAME;
    else if (action == PC_STRING_FORMAT && !escapes)
        fits = op->as.format->check(raw);
    else
        return check_any_string(pass, plan, from, behind, escapes);
    if (!fits)
        find(pass, op, from);
    return true;
}

/* A number, boolean or null that does not pass at sight. */
static SELDOM bool check_other(struct pass *pass, const struct pc_plan *plan, enum pc_json_type type,
                               const char *from, const char *behind) {
    struct pc_json_value value = pc_json_leaf_set(pass->memory->leaf, &pass->scan, from, behind, type, false);
    unsigned bit = pc_exact_type(value);
    unsigned index = (unsigned)__builtin_ctz(bit);
    const struct pc_node *node = &pass->schema->nodes[plan->number[index]];
    switch (plan->action[index]) {
    case PC_PASS:
        return true;
    case PC_REFUSE:
        refuse(pass, plan->number[index], bit, from);
        return true;
    case PC_CHECK:
        return check(pass, &pass->schema->ops[node->op], node->op_count, bit, value, from);
    default:
        return false;
    }
}

/* Behind digits that are a whole number and nothing else; NULL where there may be more to it. */
static inline const char *skip_plain_integer(const char *at) {
    const char *behind = at;
    if (*at == '0')
        behind++;
    else
        while (pc_scan_is_digit(*behind))
            behind++;
    return behind > at && (*behind == ',' || *behind == '}' || *behind == ']') ? behind : NULL;
}

static inline const char *take_number(struct pass *pass, const char *at, const struct pc_plan *plan) {
    const char *behind = skip_plain_integer(at);
    if (behind != NULL && plan->action[PC_INDEX_INTEGER] == PC_PASS)
        return behind;
    behind = pc_scan_number(&pass->scan, at);
    if (behind == NULL ||
        (plan->action[PC_INDEX_INTEGER] == PC_PASS && plan->action[PC_INDEX_NUMBER] == PC_PASS))
        return behind;
    return check_other(pass, plan, PC_JSON_NUMBER, at, behind) ? behind : NULL;
}

static inline const char *take_word(struct pass *pass, const char *at, struct pc_view word,
                                    enum pc_json_type type, unsigned index, const struct pc_plan *plan) {
    const char *behind = pc_scan_word(&pass->scan, at, word);
    if (behind == NULL || plan->action[index] == PC_PASS)
        return behind;
    return check_other(pass, plan, type, at, behind) ? behind : NULL;
}

static inline const char *take_string(struct pass *pass, const char *at, const struct pc_plan *plan) {
    bool escapes;
    const char *behind = pc_scan_string(&pass->scan, at + 1, &escapes);
    if (behind == NULL || plan->action[PC_INDEX_STRING] == PC_PASS)
        return behind;
    return check_string(pass, plan, at, behind, escapes) ? behind : NULL;
}

/* What is no string. */
static inline const char *take_scalar(struct pass *pass, const char *at, const struct pc_plan *plan) {
    switch (*at) {
    case 't':
        return take_word(pass, at, PC_VIEW("true"), PC_JSON_BOOLEAN, PC_INDEX_BOOLEAN, plan);
    case 'f':
        return take_word(pass, at, PC_VIEW("false"), PC_JSON_BOOLEAN, PC_INDEX_BOOLEAN, plan);
    case 'n':
        return take_word(pass, at, PC_VIEW("null"), PC_JSON_NULL, PC_INDEX_NULL, plan);
    default:
        return *at == '-' || pc_scan_is_digit(*at) ? take_number(pass, at, plan) : NULL;
    }
}

/* A key that is not the one expected next, and what it means; behind its colon. NULL: unsettled. */
static __attribute__((noinline)) const char *find_key(struct pass *pass, struct pc_level *level,
                                                      const char *at, const struct pc_entry **entry) {
    bool escapes;
    if (*at != '"')
        return NULL;
    const char *behind = pc_scan_string(&pass->scan, at + 1, &escapes);
    if (behind == NULL || escapes)
        return NULL;
    struct pc_view name = {at + 1, (size_t)(behind - at) - 2};
    const struct pc_object *object = level->object;
    uint32_t found = object ? pc_names_find(&object->names, name) : PC_NO_NAME;
    if (object)
        *entry = &object->entries[found == PC_NO_NAME ? object->names.count : found];
    if (found != PC_NO_NAME)
        level->guess = *entry + 1;
    if (found == PC_NO_NAME) {
        uint32_t first = name.size > 0 ? (unsigned char)name.data[0] : 0;
        uint32_t last = name.size > 0 ? (unsigned char)name.data[name.size - 1] : 0;
        uint32_t print = 1u << ((first * 5 + last + (uint32_t)name.size * 7) % 32);
        if ((level->prints & print) != 0)
            return NULL; /* perhaps a name that stood there before */
        level->prints |= print;
    }
    at = skip_space(behind);
    return *at == ':' ? at + 1 : NULL;
}

/* Whether the key that the entry expects stands there, as most documents write it, with its colon.
 * `has_bytes`: there are PC_KEY_BYTES. */
static inline bool stands_there(const struct pc_entry *entry, const char *at, bool has_bytes) {
    if (!has_bytes)
        return false;
#ifdef __SSE2__
    __m128i first, second, wanted_first, wanted_second;
    memcpy(&first, at, sizeof first);
    memcpy(&second, at + sizeof first, sizeof second);
    memcpy(&wanted_first, entry->key, sizeof first);
    memcpy(&wanted_second, entry->key + sizeof first, sizeof second);
    uint32_t same = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(first, wanted_first)) |
                    (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(second, wanted_second)) << 16;
    return (same & entry->key_mask) == entry->key_mask;
#else
    return entry->key_size > 0 && memcmp(at, entry->key, entry->key_size) == 0;
#endif
}

/* From a key to its value, and the plan for that. NULL: unsettled. */
static inline const char *take_key(struct pass *pass, struct pc_level *level, const char *at,
                                   const struct pc_plan **plan) {
    const struct pc_entry *entry = level->guess;
    if (stands_there(entry, at, at - pass->scan.text <= pass->last_key)) {
        at += entry->key_size;
        level->guess = entry + 1;
    } else {
        at = find_key(pass, level, at, &entry);
        if (at == NULL)
            return NULL;
    }
    if ((level->met & entry->bit) != 0)
        return NULL;
    level->met |= entry->bit;
    at = skip_space(at);
    *plan = entry->plan;
    if (*plan == NULL) { /* `false` for a member that is none of `properties` */
        if (level->object == NULL)
            return NULL;
        find(pass, &pass->schema->ops[level->object->additional_op], at);
        *plan = pass->any;
    }
    return at;
}

static bool open_level(struct pass *pass, struct pc_level *level, const char *at,
                       const struct pc_plan *plan) {
    bool is_object = *at == '{';
    unsigned index = is_object ? PC_INDEX_OBJECT : PC_INDEX_ARRAY;
    uint32_t number = plan->number[index];
    if (level == pass->top)
        return false;
    level->object = NULL;
    level->guess = &pass->memory->any_entry;
    level->elements = pass->any;
    level->met = 0;
    level->prints = 0;
    level->offset = pc_scan_offset(&pass->scan, at);
    level->is_object = is_object;
    switch (plan->action[index]) {
    case PC_PASS:
        return true;
    case PC_REFUSE:
        refuse(pass, number, is_object ? PC_TYPE_OBJECT : PC_TYPE_ARRAY, at);
        return true;
    case PC_WALK:
        level->object = pass->schema->walks[number];
        level->guess = level->object->entries;
        return true;
    case PC_ITEMS:
        level->elements = &pass->schema->plans[pass->schema->children[pass->schema->ops[number].child]];
        return true;
    default:
        return false;
    }
}

static inline void close_level(struct pass *pass, const struct pc_level *level) {
    const struct pc_object *object = level->object;
    if (!object || (object->wanted & ~level->met) == 0)
        return;
    for (uint64_t missing = object->wanted & ~level->met; missing != 0; missing &= missing - 1)
        find(pass, &pass->schema->ops[object->required_op], pass->scan.text + level->offset);
}

/* Behind a value in an array or object: closes what closes. The place of the next value or key with its
 * level, or the end of the text with the bottom. NULL: unsettled. */
static inline const char *behind_value(struct pass *pass, struct pc_level **level, const char *at) {
    for (;;) {
        if (*at != ',')
            at = skip_space(at);
        if (*at == ',')
            return skip_space(at + 1);
        if (*at != ((*level)->is_object ? '}' : ']'))
            return NULL;
        close_level(pass, *level);
        --*level;
        at++;
        if (*level == pass->bottom)
            return at == pass->scan.end ? at : NULL;
        if (at == pass->scan.end)
            return NULL;
    }
}

/* Each turn one value. */
static bool pass_over(struct pass *pass, const char *at, const struct pc_plan *plan) {
    struct pc_level *level = pass->bottom;
    for (;;) {
        if (*at == '"') {
            at = take_string(pass, at, plan);
        } else if (*at != '{' && *at != '[') {
            at = take_scalar(pass, at, plan);
        } else {
            char closing = *at == '{' ? '}' : ']';
            if (!open_level(pass, ++level, at, plan))
                return false;
            at = skip_space(at + 1);
            if (*at != closing) {
                plan = level->elements;
                if (level->is_object && (at = take_key(pass, level, at, &plan)) == NULL)
                    return false;
                continue;
            }
        }
        if (at == NULL)
            return false;
        at = behind_value(pass, &level, at);
        if (at == NULL || level == pass->bottom)
            return at != NULL;
        plan = level->elements;
        if (level->is_object && (at = take_key(pass, level, at, &plan)) == NULL)
            return false;
    }
}

bool pc_pass_reserve(struct pc_validator *validator) {
    validator->levels = malloc((PC_PASS_MAX_LEVELS + 1) * sizeof *validator->levels);
    validator->finds = malloc(validator->limits.max_violations * sizeof *validator->finds);
    validator->leaf = pc_json_leaf_new();
    validator->any_entry.key_mask = UINT32_MAX; /* nothing is expected */
    return validator->levels && validator->finds && validator->leaf;
}

static struct pc_view trim_end(struct pc_view text) {
    static const char spaces[] = " \n\r\t";
    while (text.size > 0 && (unsigned char)text.data[text.size - 1] <= ' ' &&
           memchr(spaces, text.data[text.size - 1], sizeof spaces - 1))
        text.size--;
    return text;
}

enum pc_pass_result pc_pass(struct pc_validator *validator, const struct pc_schema *schema,
                            struct pc_view text) {
    struct pass pass;
    validator->find_count = 0;
    if (text.size > validator->limits.max_text_size)
        return PC_UNSETTLED;
    text = trim_end(text);
    if (text.size < 2 || (text.data[text.size - 1] != '}' && text.data[text.size - 1] != ']'))
        return PC_UNSETTLED;
    pc_scan_begin(&pass.scan, text);
    pass.memory = validator;
    pass.schema = schema;
    pass.any = &schema->plans[schema->node_count];
    pass.steps = pc_run_steps(validator, text.size);
    pass.bottom = validator->levels;
    pass.top = pass.bottom + (validator->limits.max_text_depth < PC_PASS_MAX_LEVELS
                                  ? validator->limits.max_text_depth
                                  : PC_PASS_MAX_LEVELS);
    pass.last_key = (ptrdiff_t)text.size - PC_KEY_BYTES;
    validator->any_entry.plan = pass.any;
    const char *at = skip_space(text.data);
    if ((*at != '{' && *at != '[') || !pass_over(&pass, at, &schema->plans[0]) || pass.scan.remark_count > 0)
        return PC_UNSETTLED;
    return PC_PASSED;
}
