/* The evaluator's memory and what the run functions of the keywords work with.
 *
 * Evaluation keeps its own stack: a frame is one schema at one instance, a keyword that applies another
 * schema pushes a frame and is called again when that has ended. */
#ifndef PC_RUN_H
#define PC_RUN_H

#include "keywords.h"

/* How a frame's instance lies to that of the frame below it. */
enum pc_relation { PC_IN_PLACE, PC_MEMBER, PC_ELEMENT, PC_MEMBER_NAME };

/* anyOf and oneOf where no branch fits: each is tried once more, aloud, to see which came nearest. */
struct pc_trial {
    uint32_t hits; /* before the branch */
    uint32_t branch;
    uint32_t reason; /* of the nearest so far, + 1; 0 before there is one */
    uint64_t distance;
};

struct pc_frame {
    const struct pc_node *node;
    const struct pc_node *entry; /* what was applied: `node`, or one that jumped to it */
    struct pc_json_value instance;
    unsigned type; /* the instance's one bit */
    uint32_t next; /* operation to run, relative to the node's first */
    enum pc_relation relation;
    uint32_t index;  /* of an element in its array */
    uint32_t jumps;  /* from `entry` to `node` */
    uint32_t record; /* its place on the kept path + 1, 0 while nothing was found below it */
    bool quiet;      /* a trial: nothing is recorded, it ends at the first failure */
    bool valid;
    bool child_valid;
    bool started; /* state of the running operation, zero at its start: up to `count` */
    bool deaf;    /* what the child evaluates does not count: `not` */
    uint32_t at;
    uint64_t count;
    struct pc_trial trial;       /* of branches that have all failed; set when one begins */
    struct pc_json_value cursor; /* its place among members or elements */
    uint64_t seen;               /* required keys met, the first 64 */
    size_t seen_extra;           /* the others: bits from the word before this one; 0 without any */
    size_t bits_before;          /* the validator's bits when the frame began */
    size_t marks; /* members or elements that were evaluated: bits likewise; 0 where nobody asks */
};

/* For the next operation of the frame. */
static inline void pc_frame_restart(struct pc_frame *frame) {
    frame->started = false;
    frame->deaf = false;
    frame->at = 0;
    frame->count = 0;
}

/* A step of a path that a violation keeps: a copy of a frame's identity. */
struct pc_record {
    uint32_t below; /* + 1; 0 at the root */
    uint32_t index;
    const struct pc_node *node;
    struct pc_json_value instance;
    enum pc_relation relation;
    const char *reference; /* the keyword, $ref or $dynamicRef, that led here; NULL without one */
};

/* A violation as it is stored. */
struct pc_hit {
    const struct pc_op *op; /* NULL: the schema `false` */
    uint32_t record;        /* + 1 */
    uint32_t detail;        /* of the keyword's own: index of a missing key, number of fitting branches */
    uint32_t order;         /* of discovery */
    uint32_t reason;        /* anyOf, oneOf: why the nearest branch does not fit, + 1, in the reasons; or 0 */
    uint32_t branch;        /* and which one that is */
    struct pc_json_value instance;
};

struct pc_level;
struct pc_find;

/* A value on the way into another one, and which it is among its siblings. */
struct pc_walked {
    struct pc_json_value value;
    uint32_t index;
};

/* Of a table by hash; a free one has no value. */
struct pc_slot {
    uint64_t hash;
    struct pc_json_value value;
};

struct pc_validator {
    struct pc_schema_limits limits;
    struct pc_frame *frames; /* max_depth of them */
    uint32_t *path;          /* of a violation while it is told: the last frame may add its jumps to a stack
                                that is full, so twice as many */
    struct pc_record *records;
    struct pc_hit *hits;
    struct pc_hit *reasons;
    struct pc_slot *slots;     /* uniqueItems */
    struct pc_walked *cursors; /* uniqueItems, enum: a walk through one value */
    uint64_t *bits;
    struct pc_buf scratch;   /* one unescaped string */
    struct pc_level *levels; /* of the pass, made with the first */
    struct pc_find *finds;   /* its violations */
    struct pc_json_leaf *leaf;
    struct pc_entry any_entry; /* for the keys of objects without keywords */
    uint32_t find_count;
    struct pc_json_reader *reader; /* of pc_validate_text, for what the pass leaves */
    struct pc_view text;
    bool only_found;              /* by the pass: there are places, but no paths yet */
    uint32_t tries, left, spared; /* passes, those that left it to the evaluator, those not tried any more */
    struct pc_pattern_memory *matcher; /* made with the first pattern */
    uint32_t record_count, record_capacity;
    uint32_t hit_count, hit_capacity;
    uint32_t reason_count, reason_capacity;
    size_t slot_capacity, cursor_capacity;
    size_t bit_count, bit_capacity; /* in words */
    const struct pc_schema *schema;
    bool truncated;
    bool complete; /* the last run came to its end: without that, nothing is valid */
};

struct pc_run {
    struct pc_validator *memory;
    const struct pc_schema *schema;
    enum pc_validate_mode mode;
    uint32_t depth;        /* frames */
    uint32_t jumped;       /* schemas that jumped to those of the frames: they count as deep, too */
    int64_t steps;         /* left */
    enum pc_status status; /* PC_NO_MEMORY, PC_LIMIT: ends the run */
    bool too_deep;
    bool match_limit; /* a pattern took too long */
    uint32_t trials;  /* that are going on, one within the other */
    bool stop;        /* enough is known */
};

/* Applies a node to an instance: a new frame on top of `frame`. Returns PC_STEP_CHILD. */
enum pc_step pc_run_push(struct pc_run *run, const struct pc_frame *frame, const struct pc_node *node,
                         struct pc_json_value instance, enum pc_relation relation, bool quiet);
/* Records a violation of `op` (NULL: of the schema `false`) at `instance`, seen from `frame`. */
void pc_run_violate(struct pc_run *run, struct pc_frame *frame, const struct pc_op *op,
                    struct pc_json_value instance, uint32_t detail);
/* nearest.c. Begins or goes on with the trial of the branches of `op`; PC_STEP_DONE when all were tried: then
 * the violation is recorded. */
enum pc_step pc_nearest_step(struct pc_run *run, struct pc_frame *frame, const struct pc_op *op);
/* True where a trial is worth the while. */
bool pc_nearest_wanted(const struct pc_run *run, const struct pc_frame *frame, const struct pc_op *op);
/* `count` of a frame whose branches are being tried. */
#define PC_TRYING UINT64_MAX

/* True where the instance is known to fit without a frame; false says nothing. */
bool pc_run_passes(struct pc_run *run, const struct pc_node *node, struct pc_json_value instance);
/* The one bit of the instance's type. */
unsigned pc_exact_type(struct pc_json_value instance);

/* Whether the node lets an instance of the type be valid at all. */
static inline bool pc_admits(const struct pc_node *node, unsigned type) {
    return (node->bound.admit & type) != 0;
}

/* marks.c. Bits for the frame; false (status set) when memory is out. */
bool pc_marks_begin(struct pc_run *run, struct pc_frame *frame);
/* What a frame in place evaluated counts for the one below it. */
void pc_marks_take_over(struct pc_run *run, const struct pc_frame *from, const struct pc_frame *to);
void pc_marks_set_from(struct pc_run *run, const struct pc_frame *frame, uint64_t index); /* to the end */

static inline void pc_marks_set(struct pc_run *run, const struct pc_frame *frame, uint64_t index) {
    if (frame->marks != 0)
        run->memory->bits[frame->marks - 1 + index / 64] |= (uint64_t)1 << index % 64;
}

static inline bool pc_marks_has(const struct pc_run *run, const struct pc_frame *frame, uint64_t index) {
    return (run->memory->bits[frame->marks - 1 + index / 64] >> index % 64 & 1) != 0;
}

/* A string's text, unescaped in the validator's scratch where it must be; false (status set) when memory is
 * out. */
bool pc_run_text(struct pc_run *run, struct pc_json_value string, struct pc_view *text);

/* The work that a document of so many bytes may cost. */
static inline int64_t pc_run_steps(const struct pc_validator *validator, size_t size) {
    return (int64_t)(validator->limits.max_steps + size * validator->limits.max_steps_per_byte);
}

/* Takes over the verdict of the child that has ended; false where the rest of the frame no longer matters. */
static inline bool pc_child_counts(struct pc_frame *frame) {
    frame->valid = frame->valid && frame->child_valid;
    return frame->valid || !frame->quiet;
}

/* Validates validator->text with a tape, which shows everything; *doc is it. */
enum pc_status pc_validate_read(struct pc_validator *validator, enum pc_validate_mode mode,
                                const struct pc_json_doc **doc, struct pc_error *err);

/* unique.c. Equal values have equal hashes. */
uint64_t pc_run_hash(struct pc_run *run, struct pc_json_value value);

/* Room for `wanted` elements in one of the validator's arrays; false (status set) when memory is out. */
bool pc_run_reserve(struct pc_run *run, void **array, size_t *capacity, size_t wanted, size_t size);

#endif
