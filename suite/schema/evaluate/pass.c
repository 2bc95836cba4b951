/* The pass: it reads and judges at once. Whatever is unusual (a key with escapes or twice, half a surrogate
 * pair, a fault, a keyword that needs more than the value at hand) leaves it unsettled, and the slower way
 * judges the whole document again: so nothing here needs to be complete, but everything must be right. */
#include "pass_judge.h"

#include "pc_format.h"

#include <stdlib.h>

/* Where the pass stands. What changes with every member is the level's own only while another is open. */
struct here {
    struct pc_level *level;
    const struct pc_entry *guess; /* the next key, most likely; NULL in an array */
    uint64_t met;
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

/* A string without escapes. */
static inline bool check_string(struct pass *pass, const struct pc_plan *plan, const char *from,
                                const char *behind) {
    const struct pc_op *op = &pass->schema->ops[plan->number[PC_INDEX_STRING]];
    struct pc_view raw = {from + 1, (size_t)(behind - from) - 2};
    bool fits = true;
    switch (plan->action[PC_INDEX_STRING]) {
    case PC_STRING_ENUM:
        fits = pc_names_find(&op->as.values->strings, raw) != PC_NO_NAME;
        break;
    case PC_STRING_FORMAT:
        fits = op->as.format->check(raw);
        break;
    default:
        return pc_pass_check_string(pass, plan, from, behind, false);
    }
    if (!fits)
        pc_pass_find(pass, op, from);
    return true;
}

static SELDOM const char *take_any_number(struct pass *pass, const char *at, const struct pc_plan *plan) {
    const char *behind = pc_scan_number(&pass->scan, at);
    if (plan->action[PC_INDEX_INTEGER] == PC_PASS && plan->action[PC_INDEX_NUMBER] == PC_PASS)
        return behind;
    return behind != NULL && pc_pass_check_other(pass, plan, PC_JSON_NUMBER, at, behind) ? behind : NULL;
}

/* `at` stands on a digit. */
static inline const char *take_number(struct pass *pass, const char *at, const struct pc_plan *plan) {
    const char *behind = pc_scan_digits(at, pass->scan.end);
    bool leading = *at == '0' && behind - at > 1;
    bool more = *behind == '.' || (*behind | 0x20) == 'e';
    if (leading || more || plan->action[PC_INDEX_INTEGER] != PC_PASS)
        return take_any_number(pass, at, plan);
    return behind;
}

static inline const char *take_word(struct pass *pass, const char *at, struct pc_view word,
                                    enum pc_json_type type, unsigned index, const struct pc_plan *plan) {
    const char *behind = pc_scan_word(&pass->scan, at, word);
    if (behind == NULL || plan->action[index] == PC_PASS)
        return behind;
    return pc_pass_check_other(pass, plan, type, at, behind) ? behind : NULL;
}

static SELDOM const char *take_any_string(struct pass *pass, const char *at, const struct pc_plan *plan) {
    bool escapes;
    const char *behind = pc_scan_string(&pass->scan, at + 1, &escapes);
    return behind != NULL && pc_pass_check_string(pass, plan, at, behind, escapes) ? behind : NULL;
}

static inline const char *take_string(struct pass *pass, const char *at, const struct pc_plan *plan) {
    const char *behind = pc_scan_plain(&pass->scan, at + 1);
    if (behind == pass->scan.end || *behind != '"')
        return take_any_string(pass, at, plan);
    behind++;
    if (plan->action[PC_INDEX_STRING] == PC_PASS || check_string(pass, plan, at, behind))
        return behind;
    return NULL;
}

/* What is no string, no array, no object and begins with no digit. */
static inline const char *take_rest(struct pass *pass, const char *at, const struct pc_plan *plan) {
    switch (*at) {
    case 't':
        return take_word(pass, at, PC_VIEW("true"), PC_JSON_BOOLEAN, PC_INDEX_BOOLEAN, plan);
    case 'f':
        return take_word(pass, at, PC_VIEW("false"), PC_JSON_BOOLEAN, PC_INDEX_BOOLEAN, plan);
    case 'n':
        return take_word(pass, at, PC_VIEW("null"), PC_JSON_NULL, PC_INDEX_NULL, plan);
    default:
        return *at == '-' ? take_any_number(pass, at, plan) : NULL;
    }
}

/* Where a key that is none of the object's might have stood before. */
static inline uint32_t print_of(struct pc_view name) {
    uint32_t first = name.size > 0 ? (unsigned char)name.data[0] : 0;
    uint32_t last = name.size > 0 ? (unsigned char)name.data[name.size - 1] : 0;
    return 1u << ((first * 5 + last + (uint32_t)name.size * 7) % 32);
}

/* What a key means, and the place behind its colon. */
struct key {
    const struct pc_entry *entry;
    const char *behind; /* NULL: unsettled */
};

/* A key that is not the one expected next. */
static __attribute__((noinline)) struct key find_key(struct pass *pass, struct pc_level *level,
                                                     const char *at) {
    struct key key = {&pass->memory->any_entry, NULL};
    bool escapes;
    if (*at != '"')
        return key;
    const char *behind = pc_scan_string(&pass->scan, at + 1, &escapes);
    if (behind == NULL || escapes)
        return key;
    struct pc_view name = {at + 1, (size_t)(behind - at) - 2};
    const struct pc_object *object = level->object;
    uint32_t found = object ? pc_names_find(&object->names, name) : PC_NO_NAME;
    if (object)
        key.entry = &object->entries[found == PC_NO_NAME ? object->names.count : found];
    if (found == PC_NO_NAME) {
        uint32_t print = print_of(name);
        if ((level->prints & print) != 0)
            return key; /* perhaps a name that stood there before */
        level->prints |= print;
    }
    at = skip_space(behind);
    if (*at == ':')
        key.behind = at + 1;
    return key;
}

/* Whether the key that the entry expects stands there, as most documents write it, with its colon. */
static inline bool stands_there(const struct pass *pass, const struct pc_entry *entry, const char *at) {
#if PC_SCAN_SSE2
    if (pass->scan.end - at >= PC_KEY_BYTES) {
        __m128i first, second, wanted_first, wanted_second;
        memcpy(&first, at, sizeof first);
        memcpy(&second, at + sizeof first, sizeof second);
        memcpy(&wanted_first, entry->key, sizeof first);
        memcpy(&wanted_second, entry->key + sizeof first, sizeof second);
        uint32_t same = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(first, wanted_first)) |
                        (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(second, wanted_second)) << 16;
        return (entry->key_mask & ~same) == 0;
    }
#endif
    return entry->key_size > 0 && pass->scan.end - at > (ptrdiff_t)entry->key_size &&
           pc_same_bytes(at, entry->key, entry->key_size);
}

/* From a key to its value, and the plan for that. NULL: unsettled. */
static inline const char *take_key(struct pass *pass, struct here *here, const char *at,
                                   const struct pc_plan **plan) {
    struct key key = {here->guess, NULL};
    if (stands_there(pass, key.entry, at)) {
        key.behind = at + key.entry->key_size;
        here->guess++;
    } else {
        key = find_key(pass, here->level, at);
        if (key.behind == NULL)
            return NULL;
        if (key.entry->bit != 0)
            here->guess = key.entry + 1;
    }
    if ((here->met & key.entry->bit) != 0)
        return NULL;
    here->met |= key.entry->bit;
    *plan = key.entry->plan;
    return key.behind;
}

/* To the next value of the array or object, past its key; then the plan is the value's. NULL: unsettled. */
static inline const char *enter(struct pass *pass, struct here *here, const char *at,
                                const struct pc_plan **plan) {
    if (here->guess == NULL)
        *plan = here->level->elements;
    else if ((at = take_key(pass, here, at, plan)) == NULL)
        return NULL;
    return at;
}

static bool open_level(struct pass *pass, struct here *here, const char *at, const struct pc_plan *plan) {
    bool is_object = *at == '{';
    unsigned index = is_object ? PC_INDEX_OBJECT : PC_INDEX_ARRAY;
    uint32_t number = plan->number[index];
    struct pc_level *level = here->level;
    level->guess = here->guess;
    level->met = here->met;
    if (level == pass->top)
        return false;
    here->level = ++level;
    here->guess = is_object ? &pass->memory->any_entry : NULL;
    here->met = 0;
    level->object = NULL;
    level->elements = pass->any;
    level->prints = 0;
    level->offset = pc_scan_offset(&pass->scan, at);
    switch (plan->action[index]) {
    case PC_PASS:
        return true;
    case PC_REFUSE:
        pc_pass_refuse(pass, number, is_object ? PC_TYPE_OBJECT : PC_TYPE_ARRAY, at);
        return true;
    case PC_FORBID:
        pc_pass_find(pass, &pass->schema->ops[number], at);
        return true;
    case PC_WALK:
        level->object = pass->schema->walks[number];
        here->guess = level->object->entries;
        return true;
    case PC_ITEMS:
        level->elements = &pass->schema->plans[pass->schema->children[pass->schema->ops[number].child]];
        return true;
    default:
        return false;
    }
}

static inline void close_level(struct pass *pass, struct here *here) {
    struct pc_level *level = here->level--;
    if (level->object != NULL)
        for (uint64_t missing = level->object->wanted & ~here->met; missing != 0; missing &= missing - 1)
            pc_pass_find(pass, &pass->schema->ops[level->object->required_op],
                         pass->scan.text + level->offset);
    here->guess = here->level->guess;
    here->met = here->level->met;
}

/* Closes what closes behind a value. The comma that follows; NULL: through, or unsettled. */
static inline const char *to_comma(struct pass *pass, struct here *here, const char *at) {
    while (*(at = skip_space(at)) != ',') {
        if (*at++ != (here->guess == NULL ? ']' : '}'))
            return NULL;
        close_level(pass, here);
        if (at == pass->scan.end) {
            pass->through = here->level == pass->bottom;
            return NULL;
        }
        if (here->level == pass->bottom)
            return NULL;
    }
    return at;
}

/* Each turn one value. */
static bool pass_over(struct pass *pass, const char *at, const struct pc_plan *plan) {
    struct here here = {pass->bottom, NULL, 0};
    for (;;) {
        at = skip_space(at);
        if (*at == '"') {
            at = take_string(pass, at, plan);
        } else if (pc_scan_is_digit(*at)) {
            at = take_number(pass, at, plan);
        } else if (*at != '{' && *at != '[') {
            at = take_rest(pass, at, plan);
        } else {
            char closing = *at == '{' ? '}' : ']';
            if (!open_level(pass, &here, at, plan))
                return false;
            at = skip_space(at + 1);
            if (*at != closing) {
                if ((at = enter(pass, &here, at, &plan)) == NULL)
                    return false;
                continue;
            }
        }
        if (at == NULL)
            return false;
        if (*at != ',' && (at = to_comma(pass, &here, at)) == NULL)
            return pass->through;
        if ((at = enter(pass, &here, skip_space(at + 1), &plan)) == NULL)
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
    pass.through = false;
    validator->any_entry.plan = pass.any;
    const char *at = skip_space(text.data);
    if ((*at != '{' && *at != '[') || !pass_over(&pass, at, &schema->plans[0]) || pass.scan.remark_count > 0)
        return PC_UNSETTLED;
    return PC_PASSED;
}
