/* What is said about one case, whatever the medium. */
#ifndef PC_REPORT_DETAILS_H
#define PC_REPORT_DETAILS_H

#include "writer.h"

/* Requests of one case that are shown. */
#define PC_MAX_REPEATED 4u
#define PC_NO_CURL      "a request that curl cannot send: its bytes stand in results.json"
#define PC_LONG_CURL    "a request whose command line is long: it stands in results.json"
#define PC_FURTHER      "the further requests in results.json"

/* Whether it makes the run fail, as pc_result_summary counts. */
bool pc_case_counts(const struct pc_result *result, const struct pc_case_result *one);
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

/* The title, then a line "label: value" for each thing that there is to say. */
struct pc_details {
    const struct pc_escapes *escapes;
    const char *separator; /* between two lines */
    size_t max_value;      /* bytes of one value; 0: whole */
    size_t max_curl;       /* a longer command line is left out: cut it is of no use; 0: whole */
    size_t max_findings;   /* 0: all */
};
void pc_case_details(struct pc_writer *writer, const struct pc_details *how, const struct pc_result *result,
                     const struct pc_report_options *options, const struct pc_case_result *one);

#endif
