/* json, floor 1: RFC 8259 to the letter, with the place of everything.
 *
 * A pc_json_reader owns the memory of one document at a time and is reused from document to document. Reading
 * never recurses. The text must outlive the document: values are borrowed views into it.
 *
 * "Not JSON" is an answer (pc_json_doc_fault), not an error. What is legal but suspicious (duplicate keys,
 * lone surrogates: RFC 8259 sections 4 and 8.2) is recorded as a remark, for the judge to weigh. */
#ifndef PC_JSON_H
#define PC_JSON_H

#include "pc_base.h"
#include "pc_scan.h"

/* RFC 8259 section 9 allows limits. Both can be lowered by the caller, and raised up to the hard limits. */
#define PC_JSON_DEFAULT_MAX_DEPTH 1000000u
#define PC_JSON_DEFAULT_MAX_SIZE  (256u << 20)
#define PC_JSON_HARD_MAX_SIZE     0xFFFFFF00u /* offsets are 32 bits wide */

struct pc_json_limits {
    uint32_t max_depth; /* 0: the default. The root's depth is 1. */
    uint32_t max_size;  /* bytes, 0: the default */
};

const char *pc_json_fault_sentence(enum pc_json_fault_kind kind);

/* Line and column count from 1; the column counts bytes; LF, CR LF and CR each end a line. */
struct pc_json_place {
    uint32_t offset;
    uint32_t line;
    uint32_t column;
};

struct pc_json_place pc_json_place_of(struct pc_view text, uint32_t offset);

struct pc_json_reader;
struct pc_json_doc; /* belongs to its reader, valid until the reader's next document */

/* NULL when memory is out. `limits` NULL: the defaults. */
struct pc_json_reader *pc_json_reader_new(const struct pc_json_limits *limits);
void pc_json_reader_free(struct pc_json_reader *reader);

/* Reads one document. PC_OK also for a text that is not JSON: ask pc_json_doc_valid. PC_NO_MEMORY otherwise.
 * Exactly text.size bytes are looked at, never one behind them. */
enum pc_status pc_json_read(struct pc_json_reader *reader, struct pc_view text,
                            const struct pc_json_doc **doc, struct pc_error *err);

bool pc_json_doc_valid(const struct pc_json_doc *doc);
struct pc_json_fault pc_json_doc_fault(const struct pc_json_doc *doc);
struct pc_view pc_json_doc_text(const struct pc_json_doc *doc);
size_t
pc_json_doc_remark_count(const struct pc_json_doc *doc); /* how many are kept, at most PC_JSON_MAX_REMARKS */
struct pc_json_remark pc_json_doc_remark(const struct pc_json_doc *doc, size_t index);
/* Whether any remark of the kind was made, kept or not. */
bool pc_json_doc_has_remark(const struct pc_json_doc *doc, enum pc_json_remark_kind kind);

/* A cursor on one value: small, copied freely, valid as long as its document. A {0} cursor is "no value":
 * every function takes it and answers with "no value", PC_JSON_NONE, 0, false or the empty view. */
enum pc_json_type {
    PC_JSON_NONE,
    PC_JSON_NULL,
    PC_JSON_BOOLEAN,
    PC_JSON_NUMBER,
    PC_JSON_STRING,
    PC_JSON_ARRAY,
    PC_JSON_OBJECT
};

struct pc_json_value {
    const struct pc_json_doc *doc;
    uint32_t node; /* opaque */
};

const char *pc_json_type_name(enum pc_json_type type); /* "null", "boolean", … as JSON Schema names them */

struct pc_json_value pc_json_root(const struct pc_json_doc *doc); /* "no value" where the text is not JSON */
bool pc_json_exists(struct pc_json_value value);
enum pc_json_type pc_json_type(struct pc_json_value value);
bool pc_json_boolean(struct pc_json_value value);
uint32_t pc_json_offset(struct pc_json_value value);    /* first byte of the value in the text */
struct pc_view pc_json_raw(struct pc_json_value value); /* its bytes, quotes and brackets included */
struct pc_json_place pc_json_place(struct pc_json_value value);

/* Elements of an array or members of an object, in the order of the text. */
uint32_t pc_json_count(struct pc_json_value value);
struct pc_json_value
pc_json_first(struct pc_json_value container);                 /* first element, or first member's value */
struct pc_json_value pc_json_next(struct pc_json_value value); /* its right neighbour in the container */
struct pc_json_value pc_json_key(struct pc_json_value member); /* the member's name as a string value */
/* The *last* member with that name (compared with the decoded key), as most parsers do; "no value" without
 * one. */
struct pc_json_value pc_json_get(struct pc_json_value object, struct pc_view name);
struct pc_json_value pc_json_get_text(struct pc_json_value object, const char *name);
struct pc_json_value pc_json_at(struct pc_json_value array, uint32_t index);

/* Strings. `raw` is what stands between the quotes; with no escapes in it, it is the string itself. */
bool pc_json_string_has_escapes(struct pc_json_value string);
struct pc_view pc_json_string_raw(struct pc_json_value string);
/* Appends the unescaped string. A lone surrogate becomes U+FFFD. */
enum pc_status pc_json_string_decode(struct pc_json_value string, struct pc_buf *out);
bool pc_json_string_equal(struct pc_json_value string,
                          struct pc_view unescaped); /* to what decode would give */
/* Number of Unicode code points (maxLength counts these). */
size_t pc_json_string_length(struct pc_json_value string);

/* Numbers are compared by value as text: exact, whatever their size. */
struct pc_view pc_json_number_raw(struct pc_json_value number);
/* 1, 1.0, 10e-1 and 1e400 are integers; 1.5 is not (JSON Schema 2020-12 core, section 4.2.3). */
bool pc_json_number_is_integer(struct pc_json_value number);
/* The exact value where it is an integer within int64; false otherwise. Never rounds. */
bool pc_json_number_int64(struct pc_json_value number, int64_t *out);
/* -1, 0, 1 by exact value. */
int pc_json_number_compare(struct pc_view a, struct pc_view b);
/* Equality of any two values as JSON Schema defines it: numbers by value, member order ignored; of members
 * with the same name the last counts; a lone surrogate equals itself alone. No recursion, no allocation. */
bool pc_json_equal(struct pc_json_value a, struct pc_json_value b);

/* JSON Pointer (RFC 6901). */
/* The value a pointer names ("" is the root); "no value" where there is none or the pointer is malformed. */
struct pc_json_value pc_json_pointer_get(struct pc_json_value from, struct pc_view pointer);
/* Appends `/` and the token, `~` and `/` escaped. */
enum pc_status pc_json_pointer_append(struct pc_buf *out, struct pc_view unescaped_token);
enum pc_status pc_json_pointer_append_index(struct pc_buf *out, size_t index);
/* The pointer of the innermost value that encloses the byte `offset`, where a member's name counts to its
 * value; seen from `root`. PC_NOT_FOUND for "no value". */
enum pc_status pc_json_pointer_of(struct pc_json_value root, uint32_t offset, struct pc_buf *out);

/* Writing. Appends text; the writer knows where commas, and with `indent` > 0 line breaks, belong. Calls that
 * do not fit (a value without its key in an object, end without begin) give PC_INTERNAL. The first failure
 * sticks and is what pc_json_writer_end returns, so callers check once. Strings must be UTF-8; bytes that are
 * not become U+FFFD. */
#define PC_JSON_WRITER_MAX_DEPTH 64
struct pc_json_writer {
    struct pc_buf *out;
    unsigned indent; /* spaces a level; 0: compact */
    enum pc_status status;
    unsigned depth;
    bool expects_value;
    bool ascii; /* escape everything beyond ASCII */
    unsigned char kind[PC_JSON_WRITER_MAX_DEPTH];
    bool empty[PC_JSON_WRITER_MAX_DEPTH];
};

void pc_json_writer_init(struct pc_json_writer *writer, struct pc_buf *out, unsigned indent);
void pc_json_write_object_begin(struct pc_json_writer *writer);
void pc_json_write_object_end(struct pc_json_writer *writer);
void pc_json_write_array_begin(struct pc_json_writer *writer);
void pc_json_write_array_end(struct pc_json_writer *writer);
void pc_json_write_key(struct pc_json_writer *writer, const char *name);
void pc_json_write_string(struct pc_json_writer *writer, struct pc_view text);
void pc_json_write_text(struct pc_json_writer *writer, const char *text); /* NULL writes null */
void pc_json_write_int(struct pc_json_writer *writer, int64_t number);
void pc_json_write_bool(struct pc_json_writer *writer, bool value);
void pc_json_write_null(struct pc_json_writer *writer);
void pc_json_write_raw(struct pc_json_writer *writer, struct pc_view json); /* trusted: one value, verbatim */
/* key and value in one, for objects */
void pc_json_write_member_text(struct pc_json_writer *writer, const char *name, const char *text);
void pc_json_write_member_int(struct pc_json_writer *writer, const char *name, int64_t number);
void pc_json_write_member_bool(struct pc_json_writer *writer, const char *name, bool value);
enum pc_status
pc_json_writer_end(struct pc_json_writer *writer); /* PC_INTERNAL where something is still open */

/* Appends `text` as a JSON string, quotes included: what pc_json_write_string writes. */
enum pc_status pc_json_quote(struct pc_buf *out, struct pc_view text);

/* A scalar that was scanned, as a value without a reader: valid until the next one is set. */
struct pc_json_leaf;
struct pc_json_leaf *pc_json_leaf_new(void); /* NULL when memory is out */
void pc_json_leaf_free(struct pc_json_leaf *leaf);
struct pc_json_value pc_json_leaf_set(struct pc_json_leaf *leaf, const struct pc_scan *scan, const char *from,
                                      const char *behind, enum pc_json_type type, bool escapes);

#endif
