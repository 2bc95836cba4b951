/* What bytes become: messages, requests and date-times. When they are spent every decision is the
 * first one. */
#include "bytes.h"
#include "date_time_of_bytes.h"
#include "expect.h"
#include "message_of_bytes.h"
#include "request_of_bytes.h"

#include <string.h>

static void test_messages(void) {
    static const uint8_t data[] = {1, 0, 'x'}; /* one character, of the first plane */
    struct bytes from = {data, data + sizeof data};
    struct pc_deployment deployment = {0};
    struct pc_promote_request request = {0};
    deployment_of_bytes(&from, &deployment);
    expect(pc_view_equal_text(pc_string_view(deployment.id), "x"), "text of the bytes");
    expect(deployment.name.data != NULL && deployment.name.size == 0, "then empty text");
    expect(deployment.status != PC_DEPLOYMENT_UNKNOWN && !deployment.has_autoscaling_settings, "all legal");
    promote_request_of_bytes(&from, &request);
    expect(request.scale_down_previous_deployment == PC_BOOL_ABSENT, "absent comes first");
    pc_deployment_clear(&deployment);
    pc_promote_request_clear(&request);
}

static void test_request(void) {
    static const uint8_t data[] = {7, 3, 4, 3}; /* HEAD, another model, an unknown environment, its promote */
    struct bytes from = {data, data + sizeof data};
    struct pc_buf out;
    pc_buf_init(&out, 16384);
    struct chosen_request chosen = request_of_bytes(&from, &out);
    expect(strcmp(chosen.method, "HEAD") == 0 && strcmp(chosen.environment, "nosuch") == 0,
           "chosen by bytes");
    const char *line = "HEAD /v1/models/nosuchmodel/environments/nosuch/promote HTTP/1.1\r\n";
    expect(out.size > strlen(line) && memcmp(out.data, line, strlen(line)) == 0, "and written");
    pc_buf_clear(&out);
}

static bool becomes(const uint8_t *data, size_t size, const char *wanted) {
    struct date_time_text made;
    struct bytes from = {data, data + size};
    date_time_of_bytes(&from, &made);
    return made.size == strlen(wanted) && memcmp(made.bytes, wanted, made.size) == 0;
}

static void test_date_times(void) {
    static const uint8_t beyond[] = {11, 8}; /* one more than the last second, the first minute */
    static const uint8_t ahead[] = {0, 0, 0, 130, 0, 5, 9, 0x80, 15, 5, 15, 30}; /* .59, +05:30 */
    static const uint8_t leap_day[] = {8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15, 2, 0, 14};
    expect(becomes(beyond, 0, "2016-12-31T23:59:60Z"), "a usual date-time");
    expect(becomes(beyond, sizeof beyond, "2016-12-31T23:00:61Z"), "the edges of its fields");
    expect(becomes(ahead, sizeof ahead, "2016-12-31T05:29:60.59+05:30"), "the same instant elsewhere");
    expect(becomes(leap_day, sizeof leap_day, "2016-02-29T23:59:00Z"), "any number");
}

static void test_observing(void) {
    static const uint8_t data[] = {5, 4, 0, 2, 1}; /* GET, the model escaped, one of its deployments */
    struct bytes from = {data, data + sizeof data};
    struct pc_buf out;
    pc_buf_init(&out, 16384);
    struct chosen_request chosen = request_of_bytes(&from, &out);
    expect(chosen.observed == CHOSEN_DEPLOYMENT && strcmp(chosen.model, "wdlgzjk3") == 0 &&
               strcmp(chosen.deployment, "q8k21xz") == 0,
           "what is observed");
    const char *line = "GET /v1/models/%77dlgzjk3/deployments/q8k21xz HTTP/1.1\r\n";
    expect(out.size > strlen(line) && memcmp(out.data, line, strlen(line)) == 0, "and asked for");
    pc_buf_clear(&out);
}

int main(void) {
    test_messages();
    test_request();
    test_date_times();
    test_observing();
    return expect_exit();
}
