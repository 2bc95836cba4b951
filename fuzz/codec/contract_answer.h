/* What the contract says of a text, by the schema core and the exceptions that a schema cannot express. */
#ifndef CONTRACT_ANSWER_H
#define CONTRACT_ANSWER_H

#include "codec_under_test.h"
#include "pc_json.h"
#include "pc_schema.h"

enum contract_answer {
    CONTRACT_REFUSES,
    CONTRACT_TAKES,
    /* Fits the schema, and is one of the exceptions named in oracle.h: a strict codec refuses it, another may
     * take it. */
    CONTRACT_IS_OPEN
};

/* Valid until the next call. Aborts where the reader refuses what the naive acceptor of oracle.h takes. */
struct contract_reading {
    enum contract_answer answer;
    const struct pc_json_doc *doc;         /* NULL where the text is no JSON */
    size_t fault_offset;                   /* of no JSON: where the naive acceptor stops */
    const struct pc_validator *violations; /* all of them, where the contract refuses JSON */
    /* What follows is seen by contract_look_closer, which was called unless the contract refuses. */
    const struct pc_json_value *members; /* contract_members of doc; NULL before */
    bool repeats_names;
    bool has_lone_surrogates;
    bool has_nul_characters;
    bool has_large_integers; /* beyond 64 bits, where the contract has an integer */
};

struct contract_reading contract_read(enum codec_message message, struct pc_view text);
/* Of a reading with a document; tells whether it has one of the exceptions. Looks once. */
bool contract_look_closer(enum codec_message message, struct contract_reading *reading);
/* The document that a text is, with its fault where it is none. Takes the place of the last reading's. */
const struct pc_json_doc *contract_document(struct pc_view text);
/* The document that a codec wrote, which has to be JSON, and to fit the schema where `fits`; read beside the
 * other. */
const struct pc_json_doc *contract_read_written(enum codec_message message, struct pc_view text, bool fits);

/* Whether the pointer leads to something in the contract's document. */
bool contract_has(struct pc_view pointer);
const struct pc_schema *contract_schema(enum codec_message message);
/* The values of the schema's members in a document, by their index; "no value" where there is none, and of
 * two of one name the last. One walk, where a pointer for each would be one walk each. */
#define CONTRACT_MAX_MEMBERS 64u
void contract_members(enum codec_message message, struct pc_json_value root,
                      struct pc_json_value values[CONTRACT_MAX_MEMBERS]);
/* What absence of a member stands for; "no value" where it has no default. */
struct pc_json_value contract_default(const struct pc_schema_member *member);

#endif
