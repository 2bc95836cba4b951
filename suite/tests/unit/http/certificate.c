/* A certificate for 127.0.0.1 that lives as long as the tests, made by the openssl program. */
#include "fixture.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static char folder[64];
static char certificate[96];
static char key[96];

/* The program's talk is of no interest; that it is not there is told by the exit status 127. */
static bool run_quietly(char *const *words) {
    posix_spawn_file_actions_t actions;
    pid_t child = -1;
    int status = -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bool ran = posix_spawnp(&child, words[0], &actions, NULL, words, environ) == 0 &&
               waitpid(child, &status, 0) == child;
    posix_spawn_file_actions_destroy(&actions);
    return ran && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool make_certificate(struct pc_tls_files *files) {
    char program[] = "openssl", command[] = "req", self_signed[] = "-x509", open_key[] = "-nodes",
         new_key[] = "-newkey", kind[] = "ec", option[] = "-pkeyopt",
         curve[] = "ec_paramgen_curve:prime256v1", keyout[] = "-keyout", out[] = "-out", subject[] = "-subj",
         name[] = "/CN=127.0.0.1", extension[] = "-addext", address[] = "subjectAltName=IP:127.0.0.1";
    char *const words[] = {program, command, self_signed, open_key, new_key, kind,
                           option,  curve,   keyout,      key,      out,     certificate,
                           subject, name,    extension,   address,  NULL};
    snprintf(folder, sizeof folder, "/tmp/pc_http_XXXXXX");
    if (mkdtemp(folder) == NULL)
        return false;
    snprintf(certificate, sizeof certificate, "%s/certificate.pem", folder);
    snprintf(key, sizeof key, "%s/key.pem", folder);
    *files = (struct pc_tls_files){.certificate = certificate, .key = key};
    if (run_quietly(words))
        return true;
    drop_certificate();
    return false;
}

void drop_certificate(void) {
    unlink(certificate);
    unlink(key);
    rmdir(folder);
}
