#include "explain_client.h"

#include <string.h>

#define SHOWN_BODY 400

static void explain_steps(const struct pc_script *script, bool first) {
    static const char *const moments[] = {[PC_SCRIPT_AFTER_REQUEST] = "when the request is complete",
                                          [PC_SCRIPT_AFTER_HEAD] = "when the request's head is complete",
                                          [PC_SCRIPT_AT_ONCE] = "when the connection is made"};
    static const char *const acts[] = {
        [PC_SCRIPT_END] = "",
        [PC_SCRIPT_SEND] = "sends",
        [PC_SCRIPT_DRIP] = "sends byte by byte",
        [PC_SCRIPT_REPEAT] = "sends again and again",
        [PC_SCRIPT_PAUSE] = "waits",
        [PC_SCRIPT_SILENCE] = "stays silent",
        [PC_SCRIPT_CLOSE] = "closes the connection",
        [PC_SCRIPT_RESET] = "resets the connection",
    };
    if (first)
        printf("\nthe server, %s of the first connection\n", moments[script->moment]);
    else
        printf("\nthe server, %s%s\n", moments[script->moment],
               script->first != NULL ? " of a later one" : "");
    for (const struct pc_script_step *step = first ? script->first : script->steps;
         step->act != PC_SCRIPT_END; step++) {
        printf("  %s", acts[step->act]);
        for (size_t i = 0; i < step->bytes.size && i < SHOWN_BODY; i++) {
            unsigned char byte = (unsigned char)step->bytes.data[i];
            if (i == 0)
                putchar(' ');
            if (byte == '\n')
                printf("\\n");
            else if (byte < ' ' || byte > '~')
                printf(byte == '\r' ? "\\r" : "\\x%02x", byte);
            else
                putchar(byte);
        }
        putchar('\n');
    }
}

static void explain_script(const struct pc_script *script) {
    if (script->first != NULL)
        explain_steps(script, true);
    explain_steps(script, false);
}

static void explain_reply(const struct pc_reply *reply) {
    const char *headers = reply->headers != NULL ? reply->headers : "Content-Type: application/json\r\n";
    const char *body = reply->body != NULL ? reply->body : pc_call_body;
    printf("\nthe server answers%s\n  %u\n", reply->coded ? ", in gzip where the request accepts it" : "",
           reply->status != 0 ? reply->status : 200);
    while (*headers != '\0') {
        size_t size = strcspn(headers, "\r\n");
        printf("  %.*s\n", (int)size, headers);
        headers += size + strspn(headers + size, "\r\n");
    }
    struct pc_view sent = reply->bytes.data != NULL ? reply->bytes : pc_view_of(body);
    struct pc_view shown = pc_view_slice(sent, 0, SHOWN_BODY);
    if (reply->bytes.data != NULL || !pc_utf8_valid(sent))
        printf("\n  (%zu raw bytes)\n", sent.size);
    else
        printf("\n  %.*s%s\n", (int)pc_utf8_valid_prefix(shown), shown.data,
               sent.size > SHOWN_BODY ? "…" : "");
}

void explain_call(const struct pc_call *call) {
    static const char *const flags[] = {
        [PC_FLAG_ABSENT] = "not set", [PC_FLAG_FALSE] = "false", [PC_FLAG_TRUE] = "true"};
    printf("\nthe client is asked (%s)\n  to promote the deployment %.60s\n  of the model %.60s to the "
           "environment %.60s\n"
           "  with scale_down_previous_deployment %s, preserve_env_instance_type %s\n",
           call->name, call->deployment != NULL ? call->deployment : PC_CALL_DEPLOYMENT,
           call->model != NULL ? call->model : PC_CALL_MODEL,
           call->environment != NULL ? call->environment : PC_CALL_ENVIRONMENT, flags[call->scale_down],
           flags[call->preserve]);
    if (call->times > 1)
        printf("  %u times%s\n", call->times,
               call->first_alone ? ", from the second on as in a plain promote" : "");
    if (call->refused)
        printf("\nno server listens\n");
    else if (call->reply.script != NULL)
        explain_script(call->reply.script);
    else
        explain_reply(&call->reply);
}
