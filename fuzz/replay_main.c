/* Runs a fuzz target over files, and folders with all below them, without a fuzzing engine. The inputs run in
 * a child process, in one process as long as none kills it, since a target keeps its memory from input to
 * input; the name of each is written before it runs. One that kills the child is named with its exit status
 * or signal, and the rest goes on in a new child. Exit status 1 where one did, or where there was no input.
 */
#include <dirent.h>
#include <errno.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_INPUT_SIZE (64u << 20)
#define MAX_PATH_SIZE  4096
#define MAX_FOLDERS    16 /* nested; more would be a loop of links */
#define MAX_INPUTS     1000000u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char **inputs;
static size_t input_count;
static bool failed;

static void fail(const char *path, const char *reason) {
    fprintf(stderr, "%s: %s\n", path, reason);
    failed = true;
}

static void add_input(const char *path) {
    if (input_count == MAX_INPUTS) {
        fail(path, "left out: too many inputs");
        return;
    }
    if (input_count % 1024 == 0) {
        char **more = realloc(inputs, (input_count + 1024) * sizeof *inputs);
        if (more == NULL) {
            fail(path, strerror(ENOMEM));
            return;
        }
        inputs = more;
    }
    size_t size = strlen(path) + 1;
    char *copy = malloc(size);
    if (copy == NULL) {
        fail(path, strerror(ENOMEM));
        return;
    }
    memcpy(copy, path, size);
    inputs[input_count++] = copy;
}

static void add_path(const char *path, int folders);

static int is_visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static void add_folder(const char *folder, int folders) {
    if (folders == MAX_FOLDERS) {
        fail(folder, "nested too deeply");
        return;
    }
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_visible, alphasort);
    if (count < 0) {
        fail(folder, strerror(errno));
        return;
    }
    for (int i = 0; i < count; i++) {
        char path[MAX_PATH_SIZE];
        int length = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (length < 0 || (size_t)length >= sizeof path)
            fail(folder, "a path in it is too long");
        else
            add_path(path, folders + 1);
        free(entries[i]);
    }
    free(entries);
}

static void add_path(const char *path, int folders) {
    struct stat about;
    if (stat(path, &about) != 0)
        fail(path, strerror(errno));
    else if (S_ISDIR(about.st_mode))
        add_folder(path, folders);
    else if (about.st_size > MAX_INPUT_SIZE)
        fail(path, "too large for an input");
    else
        add_input(path);
}

static void run_input(const char *path) {
    FILE *stream = fopen(path, "rb");
    struct stat about;
    if (stream == NULL || fstat(fileno(stream), &about) != 0) {
        fail(path, strerror(errno));
    } else {
        size_t size = (size_t)about.st_size;
        uint8_t *data = malloc(size == 0 ? 1 : size);
        if (data == NULL || fread(data, 1, size, stream) != size) {
            fail(path, "cannot be read");
        } else {
            fprintf(stderr, "%s\n", path);
            if (LLVMFuzzerTestOneInput(data, size) != 0)
                fail(path, "the target returned something else than 0");
        }
        free(data);
    }
    if (stream != NULL)
        fclose(stream);
}

/* In the child: a byte goes into `progress` behind each input that left the process alive. */
static void run_from(size_t first, int progress) {
    for (size_t i = first; i < input_count; i++) {
        run_input(inputs[i]);
        if (write(progress, "", 1) != 1)
            _exit(EXIT_FAILURE);
    }
}

static void tell_death(const char *path, int status) {
    char reason[80];
    if (WIFSIGNALED(status))
        snprintf(reason, sizeof reason, "killed by signal %d", WTERMSIG(status));
    else
        snprintf(reason, sizeof reason, "ended with exit status %d", WEXITSTATUS(status));
    fail(path, reason);
}

/* Gives how many inputs are behind when the child ends. */
static size_t run_child(size_t first) {
    int ends[2];
    int status;
    char byte;
    size_t done = first;
    if (pipe(ends) != 0) {
        fail("replay", strerror(errno));
        return input_count;
    }
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        run_from(first, ends[1]);
        exit(failed ? EXIT_FAILURE : EXIT_SUCCESS);
    }
    close(ends[1]);
    while (child > 0 && read(ends[0], &byte, 1) == 1)
        done++;
    close(ends[0]);
    if (child < 0 || waitpid(child, &status, 0) != child) {
        fail("replay", strerror(errno));
        return input_count;
    }
    if (status == 0)
        return done;
    if (done < input_count)
        tell_death(inputs[done], status);
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_FAILURE)
        tell_death("behind the last input", status); /* a leak, for example */
    failed = true;
    return done + 1;
}

int main(int argc, char **argv) {
    setlocale(LC_ALL, ""); /* as a program of users does: nothing in the targets may follow it */
    for (int i = 1; i < argc; i++)
        add_path(argv[i], 0);
    if (input_count == 0)
        fail(argc > 0 ? argv[0] : "replay", "no input was found");
    for (size_t done = 0; done < input_count;)
        done = run_child(done);
    fprintf(stderr, "%zu inputs\n", input_count);
    for (size_t i = 0; i < input_count; i++)
        free(inputs[i]);
    free(inputs);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
