#include "details.h"
#include "page.h"
#include "text.h"

/* How the runner reads them back: percent-encoding of what ends a property. Line ends never get here: they
 * are not printable. Only lines that begin with :: may quote a peer: the runner looks for ##[ anywhere in the
 * others. */
static const struct pc_escapes message = {.of = {['%'] = "%25"}};
static const struct pc_escapes property = {.of = {['%'] = "%25", [':'] = "%3A", [','] = "%2C"}};
/* An annotation is a box beside the run: the whole of it stands in results.json. */
static const struct pc_details details = {.escapes = &message,
                                          .separator = "%0A",
                                          .max_value = PC_PAGE_MAX_TEXT,
                                          .max_curl = PC_BOX_MAX_CURL,
                                          .max_findings = PC_BOX_MAX_FINDINGS};

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

static void put_all(struct pc_writer *writer, const struct pc_result *result,
                    const struct pc_report_options *options, enum pc_verdict verdict) {
    for (size_t i = 0; writer->status == PC_OK && i < result->case_count; i++) {
        if (result->cases[i].verdict == verdict)
            put_case(writer, result, options, &result->cases[i]);
    }
}

static void put_untestable(struct pc_writer *writer, const struct pc_result *result) {
    struct pc_buf lines;
    pc_buf_init(&lines, SIZE_MAX);
    pc_writer_fail(writer, pc_untestable_lines(result, &lines));
    pc_writer_escape_lines(writer, &message, "::error title=promotecheck::", pc_buf_view(&lines));
    pc_buf_clear(&lines);
}

enum pc_status pc_report_github(const struct pc_result *result, const struct pc_report_options *options,
                                struct pc_buf *out) {
    struct pc_writer writer = {.out = out};
    const char *failure = pc_run_failure(result, options);
    if (failure != NULL)
        put_on_run(&writer, "error", failure);
    /* GitHub shows the first ten of a kind: what is broken comes before what could not be tested. */
    for (size_t section = 0; section < PC_SECTION_COUNT; section++)
        put_all(&writer, result, options, pc_sections[section]);
    put_untestable(&writer, result);
    size_t at = 0;
    for (const char *note; (note = pc_run_next_note(result, options, &at)) != NULL;)
        put_on_run(&writer, "notice", note);
    struct pc_summary summary = pc_result_summary(result);
    return writer.status != PC_OK ? writer.status : pc_report_closing(&summary, out);
}
