/* What is said about a run and about one case, whatever the medium. */
#ifndef PC_REPORT_DETAILS_H
#define PC_REPORT_DETAILS_H

#include "writer.h"

/* Requests of one case that are shown. */
#define PC_MAX_REPEATED 4u
/* Bytes of one text, and of one command line, where a machine reads: readers have limits of their own
 * (libxml2 refuses a text of 10 MB), and the whole of it stands in results.json. */
#define PC_MAX_DETAIL (16u << 10)
/* The same where a person reads in a narrow box. */
#define PC_BOX_MAX_CURL     4096u
#define PC_BOX_MAX_FINDINGS 10u

/* Findings are shown in this order: what counts comes first. Cases that were not judged are told apart. */
#define PC_SECTION_COUNT 6u
extern const enum pc_verdict pc_sections[PC_SECTION_COUNT];

#define PC_WORDS_STRICT      "strict: warnings count as failures"
#define PC_WORDS_INTERRUPTED "interrupted: this is what was judged until then"
/* Why the run did not come to its end; NULL: it did. */
const char *pc_run_failure(const struct pc_result *result, const struct pc_report_options *options);
/* The run's next note from the `*at`th on, but for the failure: that one stands by itself. */
const char *pc_run_next_note(const struct pc_result *result, const struct pc_report_options *options,
                             size_t *at);

/* Whether it makes the run fail, as pc_result_summary counts. */
bool pc_case_counts(const struct pc_result *result, const struct pc_case_result *one);
bool pc_same_text(const char *a, const char *b); /* NULL equals itself alone */
/* The level that its verdict speaks of: a case about a must that found a broken should has but warned. */
enum pc_level pc_case_weight(const struct pc_case_result *one);
/* The case in one line: why it was not judged, or what the first finding demands, or the title. */
const char *pc_case_headline(const struct pc_case_result *one);
/* "/status (line 1, column 1)", to be freed; NULL where the finding has no place, or memory is out. */
char *pc_finding_place(const struct pc_finding *finding, enum pc_status *status);
/* Appends what the finding demands: its own sentence or ours for its citation. */
enum pc_status pc_finding_demand(const struct pc_finding *finding, const struct pc_report_options *options,
                                 struct pc_buf *out);
/* The case's next request from the `*at`th on that differs from the one before; NULL behind the last. */
const struct pc_stored_exchange *pc_case_next_request(const struct pc_result *result,
                                                      const struct pc_case_result *one, size_t *at);

/* Whether an adapter was asked: no request of ours says again what was found. */
bool pc_is_of_a_client(const struct pc_result *result);

/* Walks the command lines that repeat a case; begins as {0}. */
struct pc_repeat {
    size_t at;
    size_t count;
    char again[192]; /* what it says of a client */
};
/* The next of them, or a sentence in its place where curl cannot send it, it is longer than `max_curl` (0:
 * any) or further ones are left out; NULL behind the last. What a client did only the client can do again. */
const char *pc_case_next_repeat(const struct pc_result *result, const struct pc_case_result *one,
                                size_t max_curl, struct pc_repeat *repeat);

/* The title, then a line "label: value" for each thing that there is to say. */
struct pc_details {
    const struct pc_escapes *escapes;
    const char *separator; /* between two lines */
    size_t max_value;      /* bytes of one value */
    size_t max_curl;       /* a longer command line is left out: cut it is of no use */
    size_t max_findings;   /* 0: all */
};
void pc_case_details(struct pc_writer *writer, const struct pc_details *how, const struct pc_result *result,
                     const struct pc_report_options *options, const struct pc_case_result *one);

#endif
