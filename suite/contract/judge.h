/* What the files of this room share. */
#ifndef PC_JUDGE_H
#define PC_JUDGE_H

#include "pc_contract.h"

#define PC_JUDGE_MAX_POINTER 4096 /* no pointer of a body that fits the contract comes near it */
#define PC_JUDGE_MAX_TEXT    512  /* of "expected" and "seen" */
#define PC_JUDGE_MAX_QUOTE   160  /* of the peer's text in them */

struct pc_judge {
    const struct pc_spec *spec;
    const struct pc_secrets *secrets;      /* or NULL */
    const struct pc_http_message *request; /* of the exchange that is being judged, or NULL */
    struct pc_json_reader *reader;
    struct pc_validator *validator;
    size_t first;         /* where in the list the judgements of the body begin that is being judged */
    struct pc_buf joined; /* a body and the bytes behind it, where a Content-Length cut it short */
    /* Room for the texts of the finding that is being made. */
    struct pc_buf cite;
    struct pc_buf requirement;
    struct pc_buf pointer;
    struct pc_buf expected;
    struct pc_buf seen;
};

/* What a judgement is made from; texts are borrowed. */
struct pc_report {
    enum pc_subject subject;
    const enum pc_level *level; /* NULL: the subject's */
    const char *cite;           /* NULL: the subject's */
    const char *schema_pointer;
    const char *instance_pointer;
    const char *at;
    struct pc_json_place place; /* line 0: none */
    const char *expected;
    const char *seen;
};

/* report.c */
enum pc_status pc_judge_report(struct pc_judge *judge, const struct pc_report *report,
                               struct pc_judgements *out);
void pc_judgement_clear(struct pc_judgement *judgement);
/* Appends text of a peer: at most PC_JUDGE_MAX_QUOTE bytes of it, everything but printable ASCII escaped.
 * What is cut off would leave the rest of a secret, which no one could know for one: it is redacted here. */
enum pc_status pc_judge_quote(struct pc_judge *judge, struct pc_buf *out, struct pc_view text);
/* The same of the text's `size` bytes from `from` on. */
enum pc_status pc_judge_quote_part(struct pc_judge *judge, struct pc_buf *out, struct pc_view text,
                                   size_t from, size_t size);
/* Empties the buffer and prints into it; what does not fit is left out. */
__attribute__((format(printf, 2, 3))) enum pc_status pc_judge_print(struct pc_buf *out, const char *format,
                                                                    ...);

/* arrival.c: what came, freed of its framing. */
struct pc_arrival {
    bool answered; /* there is an answer to judge */
    bool opaque;   /* a coding lies over the body, or nobody knows where it ends: judged only if it is JSON */
    struct pc_view body; /* as the sender will have meant it: a Content-Length that lies does not cut it */
};
enum pc_status pc_judge_arrival(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                                struct pc_judgements *out, struct pc_arrival *arrival);
/* The body as the judge reads it: pc_judge_arrival without its findings. */
struct pc_view pc_judge_body_bytes(struct pc_judge *judge, const struct pc_http_exchange *exchange);

/* wire.c: the defects of a message's head and framing. */
enum pc_status pc_judge_defects(struct pc_judge *judge, const struct pc_http_message *message,
                                struct pc_judgements *out);
enum pc_subject pc_judge_defect_subject(enum pc_http_defect_kind kind);
/* Why a message cannot be read on, or NULL. */
const struct pc_http_defect *pc_judge_fatal(const struct pc_http_message *message);
/* Codings that the request did not ask for; `coded` tells about any. */
enum pc_status pc_judge_coding(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                               struct pc_judgements *out, bool *coded);

/* body.c */
enum pc_status pc_judge_content_type(struct pc_judge *judge, const struct pc_http_message *message,
                                     enum pc_subject subject, struct pc_judgements *out);
/* Reads the body and judges it as JSON, then by the schema. */
enum pc_status pc_judge_content(struct pc_judge *judge, struct pc_view body, const struct pc_schema *schema,
                                struct pc_judgements *out, struct pc_error *err);
/* Whether the bytes are one JSON text; a byte order mark in front is overlooked. */
enum pc_status pc_judge_is_json(struct pc_judge *judge, struct pc_view bytes, bool *is_json);
/* The bytes behind a byte order mark of UTF-8. */
struct pc_view pc_judge_skip_mark(struct pc_view bytes);

/* remarks.c: duplicate names and lone surrogates. */
enum pc_status pc_judge_remarks(struct pc_judge *judge, const struct pc_json_doc *doc, uint32_t shift,
                                struct pc_judgements *out);

/* shape.c: what the schema finds. `shift` bytes of the first line stand in front of the document's text. */
enum pc_status pc_judge_shape(struct pc_judge *judge, struct pc_json_value root,
                              const struct pc_schema *schema, uint32_t shift, struct pc_judgements *out,
                              struct pc_error *err);
struct pc_json_place pc_judge_shift(struct pc_json_place place, uint32_t shift);

#endif
