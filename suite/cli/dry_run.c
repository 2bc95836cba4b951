#include "dry_run.h"

#include "pc_json.h"
#include "pc_report.h"

#include <string.h>

#define MAX_PLAN_SIZE   (16u << 20)
#define MAX_LINE_SIZE   (1u << 20)
#define MAX_TARGET_SIZE 120u /* shown of a path; one case sends 64 KiB */

static const char *const effects[] = {
    [PC_EFFECT_READS] = "reads", [PC_EFFECT_REFUSED] = "must be refused", [PC_EFFECT_PROMOTES] = "promotes"};

/* Method and target as text that may be shown. */
static enum pc_status describe(struct pc_target *target, const struct pc_request *request,
                               struct pc_buf *out) {
    struct pc_buf line;
    pc_buf_init(&line, MAX_LINE_SIZE);
    struct pc_error why = {0};
    enum pc_status status = pc_target_describe(target, request, &line, &why);
    if (status == PC_UNSUPPORTED || status == PC_NOT_FOUND)
        status = pc_buf_appendf(&line, "… (%s)", why.message);
    if (status == PC_OK)
        status = pc_report_printable(pc_buf_view(&line), MAX_TARGET_SIZE, out);
    pc_buf_clear(&line);
    return status;
}

static enum pc_status print_item(struct pc_target *target, const struct pc_planned *item,
                                 struct pc_buf *out) {
    enum pc_status status = pc_buf_appendf(
        out, "%s: %s%s%s\n", item->probe->name, effects[item->probe->effect],
        item->not_sent != NULL ? ", not sent: " : "", item->not_sent != NULL ? item->not_sent : "");
    for (size_t i = 0; status == PC_OK && item->not_sent == NULL && i < item->probe->request_count; i++) {
        status = pc_buf_append_text(out, "  ");
        if (status == PC_OK)
            status = describe(target, &item->probe->requests[i], out);
        if (status == PC_OK)
            status = pc_buf_append_byte(out, '\n');
    }
    for (size_t i = 0; status == PC_OK && i < item->case_count; i++)
        status = pc_buf_appendf(out, "    %s\n", item->cases[i]->id);
    return status;
}

static const char *plural(unsigned count, const char *one, const char *many) {
    return count == 1 ? one : many;
}

/* The names are the user's, and may hold what a terminal obeys. */
static enum pc_status print_environments(const struct pc_target_options *who, const struct pc_plan *plan,
                                         struct pc_buf *out) {
    enum pc_status status = pc_buf_append_text(out, "environments that would change: ");
    if (status == PC_OK)
        status = pc_report_printable(pc_view_of(who->environment), 0, out);
    if (status == PC_OK && plan->touches_other) {
        status = pc_buf_append_text(out, ", ");
        if (status == PC_OK)
            status = pc_report_printable(pc_view_of(who->other_environment), 0, out);
    }
    return status != PC_OK ? status
                           : pc_buf_append_text(out, "; each is put back where the server shows it\n");
}

static enum pc_status print_totals(const struct options *options, const struct pc_target *target,
                                   const struct pc_plan *plan, struct pc_buf *out) {
    const struct pc_target_options *who = pc_target_options(target);
    unsigned wanted = plan->promotes - plan->refused;
    enum pc_status status =
        pc_buf_appendf(out,
                       "\n%zu %s, %u %s: %u that change nothing, %u that must be refused, %u that promote; "
                       "about %u GETs more "
                       "to look at what they did\n",
                       plan->case_count, plural((unsigned)plan->case_count, "case", "cases"), plan->requests,
                       plural(plan->requests, "request", "requests"), plan->requests - plan->promotes,
                       plan->refused, wanted, plan->looks);
    if (status == PC_OK && plan->promotes > 0)
        status = print_environments(who, plan, out);
    if (status == PC_OK && options->max_promotes >= 0)
        status =
            pc_buf_appendf(out, "--max-promotes %u: what would take more is skipped\n", who->max_promotes);
    if (status == PC_OK && options->max_requests >= 0)
        status =
            pc_buf_appendf(out, "--max-requests %u: what would take more is skipped\n", who->max_requests);
    if (status == PC_OK && options->rate != NULL)
        status = pc_buf_appendf(out, "--rate %s: it takes at least %.0f s\n", options->rate,
                                (double)(plan->requests + plan->looks) * (double)who->interval_us / 1e6);
    return status != PC_OK ? status : pc_buf_append_text(out, "nothing was sent\n");
}

static void write_requests(struct pc_json_writer *writer, struct pc_target *target,
                           const struct pc_planned *item) {
    pc_json_write_key(writer, "requests");
    pc_json_write_array_begin(writer);
    for (size_t i = 0; i < item->probe->request_count; i++) {
        struct pc_buf line;
        pc_buf_init(&line, MAX_LINE_SIZE);
        if (describe(target, &item->probe->requests[i], &line) == PC_OK)
            pc_json_write_string(writer, pc_buf_view(&line));
        pc_buf_clear(&line);
    }
    pc_json_write_array_end(writer);
}

static void write_item(struct pc_json_writer *writer, struct pc_target *target,
                       const struct pc_planned *item) {
    pc_json_write_object_begin(writer);
    pc_json_write_member_text(writer, "probe", item->probe->name);
    pc_json_write_member_text(writer, "effect", effects[item->probe->effect]);
    if (item->not_sent != NULL)
        pc_json_write_member_text(writer, "not_sent", item->not_sent);
    pc_json_write_member_int(writer, "promotes", item->promotes);
    write_requests(writer, target, item);
    pc_json_write_key(writer, "cases");
    pc_json_write_array_begin(writer);
    for (size_t i = 0; i < item->case_count; i++)
        pc_json_write_string(writer, pc_view_of(item->cases[i]->id));
    pc_json_write_array_end(writer);
    pc_json_write_object_end(writer);
}

static enum pc_status write_json(struct pc_target *target, const struct pc_plan *plan, struct pc_buf *out) {
    struct pc_json_writer writer;
    const struct pc_target_options *who = pc_target_options(target);
    pc_json_writer_init(&writer, out, 2);
    pc_json_write_object_begin(&writer);
    pc_json_write_member_int(&writer, "cases", (int64_t)plan->case_count);
    pc_json_write_member_int(&writer, "requests", plan->requests);
    pc_json_write_member_int(&writer, "promotes", plan->promotes);
    pc_json_write_member_int(&writer, "refused", plan->refused);
    pc_json_write_member_int(&writer, "looks", plan->looks);
    pc_json_write_key(&writer, "environments");
    pc_json_write_array_begin(&writer);
    if (plan->promotes > 0)
        pc_json_write_string(&writer, pc_view_of(who->environment));
    if (plan->touches_other)
        pc_json_write_string(&writer, pc_view_of(who->other_environment));
    pc_json_write_array_end(&writer);
    pc_json_write_key(&writer, "probes");
    pc_json_write_array_begin(&writer);
    for (size_t i = 0; i < plan->count; i++)
        write_item(&writer, target, &plan->items[i]);
    pc_json_write_array_end(&writer);
    pc_json_write_object_end(&writer);
    enum pc_status status = pc_json_writer_end(&writer);
    return status != PC_OK ? status : pc_buf_append_byte(out, '\n');
}

enum pc_status dry_run(const struct options *options, const struct pc_spec *spec, struct pc_target *target,
                       const struct pc_run_options *how, struct pc_error *err) {
    struct pc_plan plan;
    struct pc_buf out;
    pc_buf_init(&out, MAX_PLAN_SIZE);
    enum pc_status status = pc_plan_make(spec, target, how, &plan, err);
    if (status != PC_OK)
        return status;
    if (options->json)
        status = write_json(target, &plan, &out);
    for (size_t i = 0; status == PC_OK && !options->json && i < plan.count; i++)
        status = print_item(target, &plan.items[i], &out);
    if (status == PC_OK && !options->json)
        status = print_totals(options, target, &plan, &out);
    /* A key in a path is one. */
    struct pc_buf clean;
    pc_buf_init(&clean, MAX_PLAN_SIZE);
    if (status == PC_OK)
        status = pc_redact(pc_target_secrets(target), pc_buf_view(&out), &clean);
    if (status == PC_OK)
        fwrite(clean.data, 1, clean.size, stdout);
    else
        pc_error_set(err, status, "the plan could not be written: %s", pc_status_sentence(status));
    pc_buf_clear(&clean);
    pc_buf_clear(&out);
    pc_plan_clear(&plan);
    return status;
}
