// The schema core from C++: two texts, one of them deeper than the limit that was asked for.
//
//   example SCHEMA_TEXT DOCUMENT_TEXT MAX_DEPTH
#include <promotecheck_schema.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

using Reader = std::unique_ptr<pc_json_reader, decltype(&pc_json_reader_free)>;
using Schema = std::unique_ptr<pc_schema, decltype(&pc_schema_free)>;
using Validator = std::unique_ptr<pc_validator, decltype(&pc_validator_free)>;

static int fail(const pc_error &err) {
    std::fprintf(stderr, "%s: %s\n", pc_status_name(err.status), err.message);
    return 2;
}

int main(int argc, char **argv) {
    if (argc != 4)
        return 2;
    pc_error err = {};
    pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    limits.max_depth = std::strtoull(argv[3], nullptr, 10);

    Reader reader(pc_json_reader_new(nullptr), pc_json_reader_free);
    const pc_json_doc *doc = nullptr;
    pc_schema *compiled = nullptr;
    pc_schema_options options = {};
    options.limits = &limits;
    if (!reader || pc_json_read(reader.get(), pc_view_of(argv[1]), &doc, &err) != PC_OK ||
        pc_schema_compile_with(pc_json_root(doc), pc_view_of(""), &options, &compiled, &err) != PC_OK)
        return fail(err);
    Schema schema(compiled, pc_schema_free);

    pc_validator *made = nullptr;
    if (pc_validator_new_with(&limits, &made, &err) != PC_OK)
        return fail(err);
    Validator validator(made, pc_validator_free);
    if (pc_validate_text(validator.get(), schema.get(), pc_view_of(argv[2]), PC_VALIDATE_ALL, &doc, &err) !=
        PC_OK)
        return fail(err);
    std::printf("%zu violations\n", pc_validation_count(validator.get()));
    return pc_validation_valid(validator.get()) ? 0 : 1;
}
