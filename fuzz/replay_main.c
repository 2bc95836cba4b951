/* Runs a fuzz target over files, and folders with all below them, without a fuzzing engine. The name of each
 * input is written before it runs, so that the last name is the one that crashed. */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_INPUT_SIZE (64u << 20)
#define MAX_PATH_SIZE  4096
#define MAX_FOLDERS    16 /* nested; more would be a loop of links */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t inputs;
static bool failed;

static void fail(const char *path, const char *reason) {
    fprintf(stderr, "%s: %s\n", path, reason);
    failed = true;
}

static void run_file(const char *path, size_t size) {
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        fail(path, strerror(errno));
        return;
    }
    uint8_t *data = malloc(size == 0 ? 1 : size);
    if (data == NULL || fread(data, 1, size, stream) != size) {
        fail(path, "cannot be read");
    } else {
        fprintf(stderr, "%s\n", path);
        fflush(stderr);
        LLVMFuzzerTestOneInput(data, size);
        inputs++;
    }
    free(data);
    fclose(stream);
}

static void run_path(const char *path, int folders);

static int is_visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static void run_folder(const char *folder, int folders) {
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
            run_path(path, folders + 1);
        free(entries[i]);
    }
    free(entries);
}

static void run_path(const char *path, int folders) {
    struct stat about;
    if (stat(path, &about) != 0)
        fail(path, strerror(errno));
    else if (S_ISDIR(about.st_mode))
        run_folder(path, folders);
    else if (about.st_size > MAX_INPUT_SIZE)
        fail(path, "too large for an input");
    else
        run_file(path, (size_t)about.st_size);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        run_path(argv[i], 0);
    if (inputs == 0)
        fail(argc > 0 ? argv[0] : "replay", "no input was found");
    fprintf(stderr, "%zu inputs\n", inputs);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
