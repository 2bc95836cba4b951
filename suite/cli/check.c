#include "check_schema.h"
#include "options.h"
#include "pc_cli.h"
#include "pc_report.h"

#include <string.h>

#define MAX_FINDING_SIZE 65536

/* One `promotecheck check`: the schema, reusable memory, and the count. */
struct checker {
    struct pc_schema *schema;
    struct pc_json_reader *reader;
    struct pc_validator *validator;
    struct pc_buf line;
    struct pc_summary summary;
};

/* FILE:LINE:COLUMN: in front of each finding, as compilers write it and editors jump to. Lines are counted
 * from the start of the file also where each line is a document. */
static void print_place(const char *file, uint32_t first_line, struct pc_json_place place) {
    printf("%s:%u:%u: ", file, first_line + place.line - 1, place.column);
}

static enum pc_status append_printable(const struct checker *checker, struct pc_buf *out,
                                       enum pc_status (*append)(const struct pc_validator *, size_t,
                                                                struct pc_buf *),
                                       size_t index) {
    struct pc_buf raw;
    pc_buf_init(&raw, MAX_FINDING_SIZE);
    enum pc_status status = append(checker->validator, index, &raw);
    if (status == PC_OK)
        status = pc_report_printable(pc_buf_view(&raw), 512, out);
    pc_buf_clear(&raw);
    return status;
}

/* "/status: expected one of …, seen "x" (#/components/schemas/DeploymentStatusV1/enum)" */
static enum pc_status print_violation(struct checker *checker, const char *file, uint32_t first_line,
                                      size_t index) {
    struct pc_buf *line = &checker->line;
    pc_buf_reset(line);
    enum pc_status status = append_printable(checker, line, pc_violation_instance_pointer, index);
    if (status == PC_OK)
        status = pc_buf_append_text(line, line->size == 0 ? "the document: expected " : ": expected ");
    if (status == PC_OK)
        status = append_printable(checker, line, pc_violation_expected, index);
    if (status == PC_OK)
        status = pc_buf_append_text(line, ", seen ");
    if (status == PC_OK)
        status = append_printable(checker, line, pc_violation_seen, index);
    if (status == PC_OK)
        status = pc_buf_append_text(line, " (");
    if (status == PC_OK)
        status = append_printable(checker, line, pc_violation_schema_pointer, index);
    if (status != PC_OK)
        return status;
    print_place(file, first_line, pc_validation_get(checker->validator, index).place);
    printf("%s)\n", line->data);
    return PC_OK;
}

static void print_remarks(const char *file, uint32_t first_line, const struct pc_json_doc *doc, bool *any) {
    static const char *const sentences[] = {
        [PC_JSON_DUPLICATE_KEY] =
            "a name that stands in its object already (RFC 8259 section 4: should be unique)",
        [PC_JSON_LONE_SURROGATE] = "half of a surrogate pair (RFC 8259 section 8.2: unpredictable)",
        [PC_JSON_NUL_CHARACTER] = NULL,
    };
    for (size_t i = 0; i < pc_json_doc_remark_count(doc); i++) {
        struct pc_json_remark remark = pc_json_doc_remark(doc, i);
        if (sentences[remark.kind] == NULL)
            continue;
        print_place(file, first_line, pc_json_place_of(pc_json_doc_text(doc), remark.offset));
        printf("warning: %s\n", sentences[remark.kind]);
        *any = true;
    }
}

static enum pc_status validate(struct checker *checker, const char *file, uint32_t first_line,
                               const struct pc_json_doc *doc, bool *valid, struct pc_error *err) {
    enum pc_status status =
        pc_validate(checker->validator, checker->schema, pc_json_root(doc), PC_VALIDATE_ALL, err);
    if (status != PC_OK)
        return status;
    *valid = pc_validation_valid(checker->validator);
    for (size_t i = 0; status == PC_OK && i < pc_validation_count(checker->validator); i++)
        status = print_violation(checker, file, first_line, i);
    if (status == PC_OK && pc_validation_truncated(checker->validator))
        printf("%s: more violations than the %u that are kept\n", file, PC_SCHEMA_MAX_VIOLATIONS);
    return status == PC_OK ? PC_OK : pc_error_set(err, status, "%s: no memory for the findings", file);
}

static enum pc_status check_document(struct checker *checker, const char *file, uint32_t first_line,
                                     struct pc_view text, struct pc_error *err) {
    const struct pc_json_doc *doc = NULL;
    enum pc_status status = pc_json_read(checker->reader, text, &doc, err);
    if (status != PC_OK)
        return status;
    bool valid = false;
    bool remarks = false;
    if (!pc_json_doc_valid(doc)) {
        struct pc_json_fault fault = pc_json_doc_fault(doc);
        print_place(file, first_line, pc_json_place_of(text, fault.offset));
        printf("not JSON: %s\n", pc_json_fault_sentence(fault.kind));
    } else {
        print_remarks(file, first_line, doc, &remarks);
        status = validate(checker, file, first_line, doc, &valid, err);
    }
    if (status != PC_OK)
        return status;
    enum pc_verdict verdict = !valid ? PC_VERDICT_FAIL : remarks ? PC_VERDICT_WARN : PC_VERDICT_PASS;
    checker->summary.by_verdict[verdict]++;
    if (valid)
        checker->summary.passed++;
    else
        checker->summary.failed++;
    return PC_OK;
}

/* JSON Lines: each line a document; empty lines are passed over, the last may lack its line end. */
static enum pc_status check_lines(struct checker *checker, const char *file, struct pc_view text,
                                  struct pc_error *err) {
    enum pc_status status = PC_OK;
    uint32_t line = 1;
    for (size_t at = 0; status == PC_OK && at < text.size; line++) {
        const char *end = memchr(text.data + at, '\n', text.size - at);
        size_t size = end == NULL ? text.size - at : (size_t)(end - text.data) - at;
        struct pc_view document = {text.data + at, size};
        if (size > 0 && document.data[size - 1] == '\r')
            document.size--;
        if (pc_view_trim(document).size > 0)
            status = check_document(checker, file, line, document, err);
        at += size + 1;
    }
    return status;
}

static enum pc_status check_file(struct checker *checker, const char *path, bool lines,
                                 struct pc_error *err) {
    struct pc_buf text;
    pc_buf_init(&text, PC_JSON_DEFAULT_MAX_SIZE);
    enum pc_status status = pc_file_read(path, &text, err);
    const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
    struct pc_view view = text.data == NULL ? PC_VIEW("") : pc_buf_view(&text);
    if (status == PC_OK)
        status = lines ? check_lines(checker, name, view, err) : check_document(checker, name, 1, view, err);
    pc_buf_clear(&text);
    return status;
}

static enum pc_status prepare(struct checker *checker, const struct options *options, struct pc_error *err) {
    pc_buf_init(&checker->line, MAX_FINDING_SIZE);
    if (options->operand_count == 0)
        return pc_error_set(err, PC_USAGE, "check wants at least one FILE, or - for standard input");
    enum pc_status status = check_schema_compile(options, &checker->schema, err);
    if (status != PC_OK)
        return status;
    checker->reader = pc_json_reader_new(NULL);
    checker->validator = pc_validator_new();
    if (checker->reader == NULL || checker->validator == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory to check documents");
    return PC_OK;
}

static void print_closing(const struct checker *checker) {
    struct pc_buf text;
    pc_buf_init(&text, MAX_FINDING_SIZE);
    if (pc_report_closing(&checker->summary, &text) == PC_OK)
        fputs(text.data, stdout);
    pc_buf_clear(&text);
}

/* A file that cannot be read does not keep the others from being checked; it decides the exit status. */
static int check_files(struct checker *checker, const struct options *options) {
    int exit_status = PC_EXIT_OK;
    for (size_t i = 0; i < options->operand_count; i++) {
        struct pc_error err = {0};
        if (check_file(checker, options->operands[i], options->lines, &err) != PC_OK)
            exit_status = report_failure(&err);
    }
    if (exit_status == PC_EXIT_OK && checker->summary.failed > 0)
        exit_status = PC_EXIT_FINDING;
    return exit_status;
}

int command_check(const struct options *options) {
    struct checker checker = {0};
    struct pc_error err = {0};
    bool prepared = prepare(&checker, options, &err) == PC_OK;
    int exit_status = prepared ? check_files(&checker, options) : report_failure(&err);
    if (prepared)
        print_closing(&checker);
    pc_validator_free(checker.validator);
    pc_json_reader_free(checker.reader);
    pc_schema_free(checker.schema);
    pc_buf_clear(&checker.line);
    return exit_status;
}
