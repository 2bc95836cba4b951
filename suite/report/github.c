#include "details.h"
#include "page.h"

/* How the runner reads them back: percent-encoding of what ends a command and, in a property, of what ends
 * that. Only lines that begin with :: may quote a peer: the runner looks for ##[ anywhere in the others. */
static const struct pc_escapes message = {.of = {['%'] = "%25", ['\r'] = "%0D", ['\n'] = "%0A"}};
static const struct pc_escapes property = {
    .of = {['%'] = "%25", ['\r'] = "%0D", ['\n'] = "%0A", [':'] = "%3A", [','] = "%2C"}};
/* An annotation is a box beside the run: the whole of it stands in results.json. */
static const struct pc_details details = {.escapes = &message,
                                          .separator = "%0A",
                                          .max_value = PC_PAGE_MAX_TEXT,
                                          .max_curl = 4096,
                                          .max_findings = 10};

/* GitHub shows the first ten of a kind: what is broken comes before what could not be tested. */
static const enum pc_verdict order[] = {PC_VERDICT_FAIL,      PC_VERDICT_ERROR, PC_VERDICT_STALE,
                                        PC_VERDICT_WARN,      PC_VERDICT_KNOWN, PC_VERDICT_NOTE,
                                        PC_VERDICT_UNTESTABLE};

static const char *command_of(const struct pc_result *result, const struct pc_case_result *one) {
    if (pc_case_counts(result, one))
        return "error";
    return one->verdict == PC_VERDICT_WARN ? "warning" : "notice";
}

static void put_on_run(struct pc_writer *writer, const char *command, const char *text) {
    pc_writer_putf(writer, "::%s title=promotecheck::", command);
    pc_writer_escape(writer, &message, PC_PAGE_MAX_TEXT, text);
    pc_writer_put(writer, "\n");
}

static void put_case(struct pc_writer *writer, const struct pc_result *result,
                     const struct pc_report_options *options, const struct pc_case_result *one) {
    pc_writer_putf(writer, "::%s title=", command_of(result, one));
    pc_writer_escape(writer, &property, PC_PAGE_MAX_TEXT, one->id);
    pc_writer_putf(writer, " (%s)::", pc_verdict_word(one->verdict));
    pc_case_details(writer, &details, result, options, one);
    pc_writer_put(writer, "\n");
}

enum pc_status pc_report_github(const struct pc_result *result, const struct pc_report_options *options,
                                struct pc_buf *out) {
    struct pc_writer writer = {.out = out};
    if (result->case_count == 0 && options->failure != NULL)
        put_on_run(&writer, "error", options->failure);
    for (size_t i = 0; i < result->note_count && (result->case_count > 0 || options->failure == NULL); i++)
        put_on_run(&writer, "notice", result->notes[i]);
    if (result->interrupted)
        put_on_run(&writer, "warning", "interrupted: this is what was judged until then");
    for (size_t section = 0; section < sizeof order / sizeof order[0]; section++) {
        for (size_t i = 0; writer.status == PC_OK && i < result->case_count; i++) {
            if (result->cases[i].verdict == order[section])
                put_case(&writer, result, options, &result->cases[i]);
        }
    }
    struct pc_summary summary = pc_result_summary(result);
    return writer.status != PC_OK ? writer.status : pc_report_closing(&summary, out);
}
