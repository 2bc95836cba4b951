#ifndef PC_CASES_INTERNAL_H
#define PC_CASES_INTERNAL_H

#include "pc_cases.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A probe of one request, as data. */
#define ONE_REQUEST(...) .requests = (const struct pc_request[]){{__VA_ARGS__}}, .request_count = 1

#define MINIMAL_BODY "{\"deployment_id\":$deployment}"

/* The plain promote: control of every negative, subject of every response case. */
extern const struct pc_probe pc_probe_minimal;

/* The tables, one file each. */
struct pc_case_table {
    const struct pc_case *cases;
    size_t count;
};
extern const struct pc_case_table pc_cases_server_response;
extern const struct pc_case_table pc_cases_server_request;
extern const struct pc_case_table pc_cases_server_auth;
extern const struct pc_case_table pc_cases_server_hostile;
extern const struct pc_case_table pc_cases_server_refuse;
extern const struct pc_case_table pc_cases_server_promote;
extern const struct pc_case_table pc_cases_server_effect;
extern const struct pc_case_table pc_cases_server_http;
extern const struct pc_case_table pc_cases_server_path;
extern const struct pc_case_table pc_cases_server_connection;

extern const struct pc_case_table pc_cases_client_request;
extern const struct pc_case_table pc_cases_client_response;
extern const struct pc_case_table pc_cases_client_http;
extern const struct pc_case_table pc_cases_client_error;
extern const struct pc_case_table pc_cases_client_malformed;
extern const struct pc_case_table pc_cases_client_transport;
extern const struct pc_case_table pc_cases_client_safety;

/* The catalog while it is built; texts made for derived cases are owned by it. */
struct pc_catalog_builder;
enum pc_status pc_builder_add(struct pc_catalog_builder *builder, const struct pc_case *one);
/* Formatted text that lives as long as the catalog; NULL when memory is out. */
__attribute__((format(printf, 2, 3))) const char *pc_builder_text(struct pc_catalog_builder *builder,
                                                                  const char *format, ...);
/* A probe of one request with the body given, living as long as the catalog; NULL when memory is out. */
const struct pc_probe *pc_builder_probe(struct pc_catalog_builder *builder, const char *name,
                                        enum pc_effect effect, const char *body);
const struct pc_spec *pc_builder_spec(const struct pc_catalog_builder *builder);
/* `text` with every byte outside [a-z0-9_./-] made fit for an id; owned by the catalog. */
const char *pc_builder_id_part(struct pc_catalog_builder *builder, const char *text);

enum pc_status pc_derive_response_cases(struct pc_catalog_builder *builder);
enum pc_status pc_derive_request_cases(struct pc_catalog_builder *builder);

enum pc_status pc_derive_client_cases(struct pc_catalog_builder *builder);
/* Memory that lives as long as the catalog, {0}; NULL when memory is out. */
void *pc_builder_allocate(struct pc_catalog_builder *builder, size_t size);

/* Generic checks: what they read of the case stands beside each. */

/* subject: no judgement of it on the plain promote's answer. */
void pc_check_subject(struct pc_check *check);
/* pointer, schema_pointer: no violation of that keyword at that place. */
void pc_check_schema_place(struct pc_check *check);
/* Violations that no case of the kind above claims. */
void pc_check_schema_rest(struct pc_check *check);
/* statuses: a 2xx breaks the case's level; any other status outside the set, or no answer, a should. */
void pc_check_refused(struct pc_check *check);
/* The state that can be observed is what it was before the probe; part of pc_check_refused. */
void pc_check_nothing_changed(struct pc_check *check);
/* A 2xx, or the case's level is broken. */
void pc_check_accepted(struct pc_check *check);
/* Any complete answer but a 5xx. */
void pc_check_answered(struct pc_check *check);
/* That, or the connection closed: how a head that is too long may be refused. */
void pc_check_answered_or_closed(struct pc_check *check);
/* pointer, expected: the answer's member has that value; `expected` is a template, expanded as JSON. */
void pc_check_member_equals(struct pc_check *check);
/* The same with an expectation that is no part of the case. */
void pc_check_member_is(struct pc_check *check, const char *expected);
/* A finding about a member: `seen` is "no value" or what stands there. */
void pc_check_report_member(struct pc_check *check, enum pc_level level, const char *at, const char *expected,
                            struct pc_json_value seen);

bool pc_check_is_answered(const struct pc_http_exchange *exchange); /* below 500 */
bool pc_check_is_accepted(const struct pc_http_exchange *exchange); /* 2xx */
/* A busy peer (pc_target_is_busy) has neither accepted nor failed. */
void pc_check_say_busy(struct pc_check *check, const struct pc_http_exchange *exchange);
/* "403 for a restricted environment". */
bool pc_check_is_restricted(const struct pc_http_exchange *exchange);
/* A finding about the status, or that there was none. */
void pc_check_report_status(struct pc_check *check, enum pc_level level,
                            const struct pc_http_exchange *exchange, const char *wanted);
/* Two requests: the first is answered somehow, the second, a plain promote, is accepted as ever. */
void pc_check_survived(struct pc_check *check);
/* A 401 has its WWW-Authenticate. */
void pc_check_challenge(struct pc_check *check);
/* No answer of the probe holds a credential; or what betrays the server's inside. */
void pc_check_no_echo(struct pc_check *check);
void pc_check_no_leak(struct pc_check *check);

/* Whether the last answer is a judged 200 with JSON; says `untestable` with the failing case otherwise. */
bool pc_check_has_body(struct pc_check *check);

#endif
