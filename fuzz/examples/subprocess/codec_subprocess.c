/* A codec in any language, behind a process: CODEC_COMMAND names a program that is started once and answers
 * lines, with texts in hexadecimal.
 *
 *     decode deployment 7b7d (or: decode promote_request 7b7d) asks it to decode a text;
 *     taken 7b7d             answers with what the decoded value encodes to;
 *     refused                answers that there is none.
 *
 * A program that ends without an answer has crashed: that is a finding. */
#include "codec_under_test.h"
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct value {
    char *text;
    size_t size;
};

static FILE *to_program, *from_program;

static void start_once(void) {
    int down[2], up[2];
    const char *command = getenv("CODEC_COMMAND");
    if (to_program != NULL)
        return;
    fuzz_require(command != NULL, "CODEC_COMMAND names the codec's program");
    signal(SIGPIPE, SIG_IGN);
    fuzz_require(pipe(down) == 0 && pipe(up) == 0, "pipes to the codec's program");
    pid_t child = fork();
    fuzz_require(child >= 0, "a process for the codec's program");
    if (child == 0) {
        dup2(down[0], STDIN_FILENO);
        dup2(up[1], STDOUT_FILENO);
        close(down[1]);
        close(up[0]);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    close(down[0]);
    close(up[1]);
    to_program = fdopen(down[1], "w");
    from_program = fdopen(up[0], "r");
    fuzz_require(to_program != NULL && from_program != NULL, "streams to the codec's program");
}

static int digit_of(char byte) {
    const char *digits = "0123456789abcdef", *at = byte == '\0' ? NULL : strchr(digits, byte);
    fuzz_require(at != NULL, "the codec's program answers in hexadecimal");
    return (int)(at - digits);
}

static struct value *value_of(const char *hexadecimal) {
    struct value *value = calloc(1, sizeof *value);
    fuzz_require(value != NULL, "memory for a value");
    value->size = strlen(hexadecimal) / 2;
    value->text = malloc(value->size + 1);
    fuzz_require(value->text != NULL, "memory for a text");
    for (size_t i = 0; i < value->size; i++)
        value->text[i] = (char)(digit_of(hexadecimal[2 * i]) * 16 + digit_of(hexadecimal[2 * i + 1]));
    return value;
}

void *tested_decode(enum codec_message message, const char *json, size_t size) {
    char *line = NULL;
    size_t capacity = 0;
    struct value *value = NULL;
    start_once();
    fprintf(to_program, "decode %s ", message == CODEC_DEPLOYMENT ? "deployment" : "promote_request");
    for (size_t i = 0; i < size; i++)
        fprintf(to_program, "%02x", (unsigned char)json[i]);
    fputc('\n', to_program);
    fflush(to_program);
    ssize_t length = getline(&line, &capacity, from_program);
    fuzz_require(length > 0, "the codec's program answers: it has crashed, or ended");
    line[strcspn(line, "\r\n")] = '\0';
    if (strncmp(line, "taken ", 6) == 0)
        value = value_of(line + 6);
    else
        fuzz_require(strcmp(line, "refused") == 0, "the codec's program answers taken or refused");
    free(line);
    return value;
}

/* The program has encoded already. */
char *tested_encode(enum codec_message message, const void *value, size_t *size) {
    const struct value *encoded = value;
    (void)message;
    char *copy = malloc(encoded->size + 1);
    if (copy != NULL)
        memcpy(copy, encoded->text, encoded->size);
    *size = encoded->size;
    return copy;
}

void tested_free(enum codec_message message, void *value) {
    struct value *encoded = value;
    (void)message;
    if (encoded != NULL)
        free(encoded->text);
    free(encoded);
}

void tested_free_text(char *text) {
    free(text);
}
