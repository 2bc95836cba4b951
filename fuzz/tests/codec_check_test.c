/* What the codec targets say of a codec that breaks the contract: the sentence, and the lines that it rests
 * on. The codec under test is a table: what it does with the one input of a case. */
#include "codec_check.h"
#include "expect.h"

#include <string.h>

#define HALF_LONG "0123456789012345678901234567890123456789"

static const struct sample {
    const char *input;
    bool takes;
    const char *encoded, *encoded_again; /* NULL refuses what was encoded */
    const char *said;
} samples[] = {
    {"{\"deployment_id\":1}", true, "", NULL,
     "violated: the codec takes only what the contract takes\n"
     "  why: /deployment_id: expected a string, seen the number 1\n"},
    {"[]", true, "", NULL,
     "violated: the codec takes only what the contract takes\n"
     "  why: the document: expected an object, seen an array\n"},
    {"{\n\"deployment_id\":\"\xff\"}", true, "", NULL,
     "violated: the codec takes only what the contract takes\n"
     "  why: not JSON at line 2, column 18: invalid UTF-8\n"},
    {"{\"deployment_id\":\"a\"}", false, "", NULL,
     "violated: the codec takes what the contract takes\n"
     "  refused: {\"deployment_id\":\"a\"}\n"},
    {"{\"deployment_id\":\"\xc3\xa9\"}", true, "{\"deployment_id\":\"b\"}", NULL,
     "violated: the member /deployment_id keeps its value\n"
     "  read: \"\\xc3\\xa9\"\n"
     "  written: \"b\"\n"},
    {"{\"deployment_id\":\"a\",\"preserve_env_instance_type\":false}", true, "{\"deployment_id\":\"a\"}",
     NULL,
     "violated: the member /preserve_env_instance_type keeps its value\n"
     "  read: false\n"
     "  written: nothing\n"},
    {"{\"deployment_id\":\"" HALF_LONG HALF_LONG "\"}", true,
     "{\"deployment_id\":\"" HALF_LONG HALF_LONG "\",}", NULL,
     "violated: what is encoded is JSON\n"
     "  why: not JSON at line 1, column 101: a member's name in double quotes was expected\n"
     "  written: 23456789012345678901234567890123456789\",}\n"},
    {"{\"deployment_id\":\"a\"}", true, "{\"deployment_id\":null}", NULL,
     "violated: what is encoded keeps the contract\n"
     "  why: /deployment_id: expected a string, seen null\n"
     "  written: {\"deployment_id\":null}\n"},
    {"{\"deployment_id\":\"a\"}", true, "{\"deployment_id\":\"a\"}", NULL,
     "violated: what was encoded can be decoded\n"
     "  written: {\"deployment_id\":\"a\"}\n"},
    {"{\"deployment_id\":\"" HALF_LONG HALF_LONG "\"}", true,
     "{\"deployment_id\":\"" HALF_LONG HALF_LONG "\"}", "{\"deployment_id\":\"" HALF_LONG HALF_LONG "x\"}",
     "violated: encoding is a fixpoint\n"
     "  written: " HALF_LONG "\"}\n"
     "  written again: " HALF_LONG "x\"}\n"},
    {"{\"deployment_id\":\"a\"}", true, "{\"deployment_id\":\"a\"}", "{\"deployment_id\":\"a\"}", ""},
};

static const struct sample *now;
static char values[] = {0, 1}; /* of the input, and of what was encoded */
static size_t decoded;

void *tested_decode(enum codec_message message, const char *json, size_t size) {
    bool takes = decoded == 0 ? now->takes : now->encoded_again != NULL;
    (void)message, (void)json, (void)size;
    return takes ? &values[decoded++] : NULL;
}

char *tested_encode(enum codec_message message, const void *value, size_t *size) {
    const char *text = value == &values[0] ? now->encoded : now->encoded_again;
    (void)message;
    *size = strlen(text);
    return strdup(text);
}

void tested_free(enum codec_message message, void *value) {
    (void)message, (void)value;
}

void tested_free_text(char *text) {
    free(text);
}

static void check_now(void) {
    struct pc_view text = pc_view_of(now->input);
    struct contract_reading reading = contract_read(CODEC_PROMOTE_REQUEST, text);
    codec_check(CODEC_PROMOTE_REQUEST, text, &reading);
}

/* In a process of its own, since the one that speaks dies. */
static size_t listen_to(void (*speak)(void), char *heard, size_t room) {
    int ends[2];
    if (pipe(ends) != 0)
        return 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        speak();
        _exit(EXIT_SUCCESS);
    }
    close(ends[1]);
    size_t size = 0;
    for (ssize_t more = 1; more > 0 && size<room - 1; size += more> 0 ? (size_t)more : 0)
        more = read(ends[0], heard + size, room - 1 - size);
    close(ends[0]);
    heard[size] = '\0';
    return child > 0 && waitpid(child, NULL, 0) == child ? size : 0;
}

int main(void) {
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        char heard[2048] = "";
        now = &samples[i];
        listen_to(check_now, heard, sizeof heard);
        expect(strcmp(heard, now->said) == 0, now->said);
        if (strcmp(heard, now->said) != 0)
            fprintf(stderr, "heard:  %s\n", heard);
    }
    return expect_exit();
}
