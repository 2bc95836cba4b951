#include "run_internal.h"

static enum pc_status require_match(const struct pc_catalog *catalog, const char *option, const char *pattern,
                                    struct pc_error *err) {
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        if (pc_glob_match(pattern, pc_catalog_case(catalog, i)->id))
            return PC_OK;
    }
    return pc_error_set(err, PC_USAGE,
                        "%s %s matches no case; the nearest is %s (`*` stands for anything within a segment, "
                        "`**` for anything; `promotecheck list` shows all)",
                        option, pattern, pc_catalog_nearest(catalog, pattern));
}

static bool matches_any(const char *const *patterns, size_t count, const char *id) {
    for (size_t i = 0; i < count; i++) {
        if (pc_glob_match(patterns[i], id))
            return true;
    }
    return false;
}

enum pc_status pc_run_select(const struct pc_catalog *catalog, const struct pc_run_options *options,
                             enum pc_selection *selected, struct pc_error *err) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < options->run_count; i++)
        status = require_match(catalog, "--run", options->run_patterns[i], err);
    for (size_t i = 0; status == PC_OK && i < options->skip_count; i++)
        status = require_match(catalog, "--skip", options->skip_patterns[i], err);
    bool any = false;
    for (size_t i = 0; status == PC_OK && i < pc_catalog_count(catalog); i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        bool wanted =
            options->run_count == 0 || matches_any(options->run_patterns, options->run_count, one->id);
        if (!wanted || one->level > options->max_level)
            selected[i] = PC_LEFT_OUT;
        else if (matches_any(options->skip_patterns, options->skip_count, one->id))
            selected[i] = PC_SKIPPED;
        else
            selected[i] = PC_SELECTED;
        any |= selected[i] == PC_SELECTED;
    }
    if (status == PC_OK && !any)
        return pc_error_set(err, PC_USAGE,
                            "no case is selected: --run, --skip and --level leave nothing over");
    return status;
}
