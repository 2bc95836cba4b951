#include "acts.h"

#include "edit.h"

bool pc_mock_set_member(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return pc_mock_json_set(&call->reply.body, row->at, row->text);
}

bool pc_mock_refuse_with(struct pc_mock_call *call, unsigned status) {
    pc_mock_refuse(call, status, "INTERNAL", "the request was refused");
    return true;
}

bool pc_mock_crash(struct pc_mock_call *call) {
    pc_mock_refuse(call, 500, "INTERNAL", "internal server error");
    return true;
}

bool pc_mock_change(bool *flag, bool value) {
    bool changed = *flag != value;
    *flag = value;
    return changed;
}
