/* result, floor 3: findings, verdicts, results.json, and redaction: the only place that stores what a peer
 * said. */
#ifndef PC_RESULT_H
#define PC_RESULT_H

#include "pc_base.h"
#include "pc_http.h"
#include "pc_json.h"

#define PC_VERDICT_LIST(X)                                                                                   \
    X(PASS, "pass", "as the contract wants it")                                                              \
    X(FAIL, "fail", "a must is broken, or under --strict a should")                                          \
    X(WARN, "warn", "a should is broken")                                                                    \
    X(NOTE, "note", "both answers are defensible; this is the one seen")                                     \
    X(KNOWN, "known", "a failure that the user listed as known: it does not count")                          \
    X(STALE, "stale", "listed as known, but it passes now: this counts")                                     \
    X(NA, "n/a", "the peer does not have what this case looks at")                                           \
    X(UNTESTABLE, "untestable", "its control failed, so nothing can be said")                                \
    X(ERROR, "error", "promotecheck could not judge it")                                                     \
    X(SKIP, "skip", "left out: by --skip, by a budget, or because the run was stopped")

enum pc_verdict {
#define PC_VERDICT_ENUM(name, word, sentence) PC_VERDICT_##name,
    PC_VERDICT_LIST(PC_VERDICT_ENUM)
#undef PC_VERDICT_ENUM
        PC_VERDICT_COUNT
};
const char *pc_verdict_word(enum pc_verdict verdict);
const char *pc_verdict_sentence(enum pc_verdict verdict);

enum pc_level { PC_LEVEL_MUST, PC_LEVEL_SHOULD, PC_LEVEL_MAY };
const char *pc_level_word(enum pc_level level);
/* The verdict of a case whose worst finding has this level. */
enum pc_verdict pc_verdict_of(enum pc_level worst, bool strict);

/* What is wrong, where, and what would be right. All texts are owned, UTF-8, one line each; NULL where there
 * is none.*/
struct pc_finding {
    char *requirement; /* our sentence: what is demanded */
    char *cite;        /* "spec:#/…", "rfc9110:15.5.1" */
    char *at;          /* JSON Pointer in the body, or "status", "header Content-Type", "wire" */
    uint32_t line;     /* in the body, 0: none */
    uint32_t column;
    char *expected;
    char *seen;
};
struct pc_findings {
    struct pc_finding *items;
    size_t count;
    size_t capacity;
};
#define PC_MAX_FINDINGS 200u /* per case; further ones are dropped with a last finding that says so */
/* Copies the texts. PC_NO_MEMORY. */
enum pc_status pc_findings_add(struct pc_findings *findings, const struct pc_finding *finding);
void pc_findings_clear(struct pc_findings *findings);

/* Every secret ever sent, by value; the first is the key itself ($PROMOTECHECK_API_KEY in a curl line).
 * Whatever is stored goes through pc_redact first: each secret becomes "[redacted]", whichever case its
 * letters have, raw, percent-encoded, JSON-, HTML- or pointer-escaped (three layers deep), in base64 at any
 * alignment, in hexadecimal, in UTF-16, cut into chunks or by line ends, folded, or cut off, in an escape
 * too, by the text's end or an ellipsis; and each Authorization value is cut to its scheme. */
struct pc_matcher;
struct pc_secrets {
    char **values;
    size_t count;
    struct pc_matcher *matcher; /* made by pc_secrets_add */
};
#define PC_SECRET_MIN_SIZE 8u
/* PC_USAGE for a key that is too short to be looked for. */
enum pc_status pc_secret_check(const char *key, struct pc_error *err);
/* Values shorter than PC_SECRET_MIN_SIZE are not kept: they would blank out ordinary text. */
enum pc_status pc_secrets_add(struct pc_secrets *secrets, struct pc_view value);
/* Adds each credential that the request carries in a field made for one, up to `max` secrets. */
enum pc_status pc_secrets_learn(struct pc_secrets *secrets, const struct pc_http_message *request,
                                size_t max);
void pc_secrets_clear(struct pc_secrets *secrets);
/* Whether `least` bytes in a row of the text are a secret's, in any form that pc_redact knows. */
enum pc_status pc_secrets_shown(const struct pc_secrets *secrets, struct pc_view text, size_t least,
                                bool *shown);
/* Linear in the text. `secrets` may be NULL: the Authorization values are cut all the same. */
enum pc_status pc_redact(const struct pc_secrets *secrets, struct pc_view text, struct pc_buf *out);
/* Redacts `size` bytes of the text from `from` on: nothing is left of a secret that begins in front of them
 * or ends behind them, or that is laid out with white space in it. The credentials of `request` are secrets
 * too; it may be NULL. */
enum pc_status pc_redact_part(const struct pc_secrets *secrets, const struct pc_http_message *request,
                              struct pc_view text, size_t from, size_t size, struct pc_buf *out);
/* pc_redact in place; where that fails, the status's own sentence is left. */
void pc_redact_error(const struct pc_secrets *secrets, struct pc_error *err);

/* A message as it is stored: redacted, cut, owned. */
#define PC_STORED_BODY_MAX (64u << 10)
/* Of an answer's head; a last header says how many fields are left out. */
#define PC_STORED_HEAD_MAX (32u << 10)
struct pc_stored_header {
    char *name;
    char *value;
};
struct pc_stored_message {
    char *method;         /* request */
    struct pc_buf target; /* request, any bytes */
    unsigned status;      /* response, 0: none came */
    char version[8];      /* "1.1" */
    struct pc_stored_header *headers;
    size_t header_count;
    struct pc_buf body; /* any bytes, at most PC_STORED_BODY_MAX */
    uint64_t body_size; /* before it was cut; it was cut where this is more than body.size */
    struct pc_buf
        wire; /* redacted bytes, at most PC_STORED_BODY_MAX; empty unless asked for or all there is */
};
struct pc_stored_exchange {
    char *probe; /* its name */
    struct pc_stored_message request;
    struct pc_stored_message response;
    char *outcome; /* pc_http_outcome_word */
    int64_t ms;
    char *curl; /* a command line that repeats it, the key as $PROMOTECHECK_API_KEY */
};
/* Who a command line of curl's is to talk to, and how its certificate is checked. */
struct pc_curl_peer {
    const char *url;     /* NULL: there is no command line */
    const char *ca_file; /* or NULL */
    bool insecure;
};
/* Stores an exchange into an empty `out`. `curl` is made from the request, NULL where curl cannot send it;
 * `raw` keeps the wire bytes too. A compressed body is left out, since secrets cannot be looked for in it. */
enum pc_status pc_stored_exchange_make(const struct pc_http_exchange *exchange, const char *probe,
                                       const struct pc_curl_peer *peer, bool raw,
                                       const struct pc_secrets *secrets, struct pc_stored_exchange *out);
void pc_stored_exchange_clear(struct pc_stored_exchange *exchange);

struct pc_case_result {
    char *id;
    char *title;
    enum pc_level level;
    enum pc_verdict verdict;
    char *reason; /* why n/a, untestable, error, skip; NULL otherwise */
    char **cites;
    size_t cite_count;
    int64_t ms;
    struct pc_findings findings;
    size_t *exchanges; /* indices into pc_result.exchanges */
    size_t exchange_count;
};

struct pc_result {
    char *version; /* promotecheck's */
    char *spec;    /* "sha256…" in hex */
    char *side;    /* "server", "client" or "proxy" */
    char *target;  /* URL without credentials */
    char *started; /* RFC 3339 */
    bool interrupted;
    bool strict;  /* --strict: warnings count as failed */
    char **notes; /* on the whole run: "certificates were not checked" … */
    size_t note_count;
    struct pc_case_result *cases;
    size_t case_count;
    struct pc_stored_exchange *exchanges; /* shared by cases; written inside each case that names them */
    size_t exchange_count;
};
void pc_result_clear(struct pc_result *result); /* NULL and {0} are fine */
/* Who is judged by what, and that it begins now. What the result says already stays. Copies, NULL is
 * empty; PC_NO_MEMORY. */
enum pc_status pc_result_begin(struct pc_result *result, const char *version, const char *spec_sha256,
                               const char *side, const char *target);
/* Adds a zeroed element and returns it; NULL when memory is out. Pointers move at the next add. */
struct pc_case_result *pc_result_add_case(struct pc_result *result);
struct pc_stored_exchange *pc_result_add_exchange(struct pc_result *result);
enum pc_status pc_result_add_note(struct pc_result *result, const char *text);
enum pc_status pc_case_result_add_exchange(struct pc_case_result *one, size_t index);
enum pc_status pc_case_result_add_cite(struct pc_case_result *one, const char *cite);

struct pc_summary {
    size_t by_verdict[PC_VERDICT_COUNT];
    size_t passed;  /* pass + note + warn (not under strict) + known */
    size_t failed;  /* fail + stale + untestable + error, and warn under strict */
    size_t skipped; /* n/a + skip */
};
/* Controls are must-level probes, so an untestable case never fails a run that nothing else failed. */
struct pc_summary pc_result_summary(const struct pc_result *result);
/* 0 all as expected, 1 a finding that counts, 130 interrupted. */
int pc_result_exit_status(const struct pc_result *result);
/* Redacts every text that did not come through pc_stored_exchange_make: findings, reasons, notes. To be
 * called once everything is in and before anything is written or shown. */
enum pc_status pc_result_redact(struct pc_result *result, const struct pc_secrets *secrets);

/* results.json, as schemas/results.schema.json describes it. */
enum pc_status pc_result_write_json(const struct pc_result *result, struct pc_buf *out);
/* Reads it back (what the ctest cases and later `report` use). PC_MALFORMED with line:column. */
enum pc_status pc_result_read_json(struct pc_view json, struct pc_result *out, struct pc_error *err);

#endif
