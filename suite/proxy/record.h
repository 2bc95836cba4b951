/* What came of the exchanges: judged, told and folded, so that a proxy may run for ever. */
#ifndef PC_PROXY_RECORD_H
#define PC_PROXY_RECORD_H

#include "crossing.h"
#include "pc_contract.h"
#include "pc_proxy.h"

/* What a request is to the judge. */
enum pc_proxy_kind {
    PC_PROXY_PROMOTE, /* a promote, or what is meant as one */
    PC_PROXY_OTHER,   /* passed on, counted */
    PC_PROXY_UNREAD   /* no request at all */
};
/* A promote path that is wrong is no other operation's: /v1/models/…, with an `environments` in it and
 * `promote` at its end. OPTIONS, HEAD and TRACE ask for nothing. */
enum pc_proxy_kind pc_proxy_kind_of(const struct pc_http_message *request);

enum pc_proxy_side { PC_PROXY_CLIENT, PC_PROXY_SERVER, PC_PROXY_SIDE_COUNT };

/* How much of a message was judged. */
enum pc_proxy_depth {
    PC_PROXY_NOT_JUDGED,
    PC_PROXY_WIRE, /* how it is framed */
    PC_PROXY_HEAD, /* and what its head says */
    PC_PROXY_ALL
};

/* What was judged of one exchange. */
struct pc_proxy_verdict {
    struct pc_judgements judgements[PC_PROXY_SIDE_COUNT];
    enum pc_proxy_depth depth[PC_PROXY_SIDE_COUNT];
    const char *not_judged; /* why not all of it, NULL: it was */
};
/* judge.c: both sides of a promote, as far as they are known. */
enum pc_status pc_proxy_judge(struct pc_judge *judge, const struct pc_proxy_crossing *crossing,
                              enum pc_proxy_kind kind, struct pc_proxy_verdict *out, struct pc_error *err);
/* How deep one must look to judge it, and whether a judgement on it counts where one looked so deep. */
enum pc_proxy_depth pc_proxy_depth_of(enum pc_subject subject);
bool pc_proxy_counts(enum pc_proxy_depth depth, enum pc_subject subject);
void pc_proxy_verdict_clear(struct pc_proxy_verdict *verdict);

/* fold.c: a thing the judge looks at, on one side: one case of the result. */
#define PC_PROXY_CASE_EXCHANGES 4u /* that a case shows */
struct pc_proxy_tally {
    size_t judged;
    struct pc_findings findings; /* the different ones */
    size_t *times;               /* how often each was seen */
    enum pc_level worst;
    size_t exchanges[PC_PROXY_CASE_EXCHANGES];
    size_t exchange_count;
};
struct pc_proxy_tallies {
    struct pc_proxy_tally of[PC_PROXY_SIDE_COUNT][PC_SUBJECT_COUNT];
};
/* Adds what was judged of an exchange. `keep` says whether one of its findings is new; each case that has a
 * new one then shows the exchange `index`, unless that is SIZE_MAX. */
enum pc_status pc_proxy_fold(struct pc_proxy_tallies *tallies, const struct pc_proxy_verdict *verdict,
                             size_t index, bool *keep);
/* The cases, `proxy/client/…` and `proxy/server/…`. */
enum pc_status pc_proxy_unfold(const struct pc_proxy_tallies *tallies, const struct pc_spec *spec,
                               bool strict, struct pc_result *result);
void pc_proxy_tallies_clear(struct pc_proxy_tallies *tallies);
/* Whether such a case exists: some subjects are of one side alone. */
bool pc_proxy_has_case(enum pc_proxy_side side, enum pc_subject subject);

struct pc_record;
/* `repeatable`: what came can be sent to the upstream as it came, so a command line can repeat it. */
struct pc_record *pc_record_new(const struct pc_spec *spec, const struct pc_proxy_options *options,
                                bool repeatable);
void pc_record_free(struct pc_record *record);
/* From any thread. Takes the crossing's exchange where it is kept. */
void pc_record_add(struct pc_record *record, struct pc_proxy_crossing *crossing);
/* See pc_proxy_finish. */
enum pc_status pc_record_finish(struct pc_record *record, struct pc_result *result, struct pc_error *err);

#endif
