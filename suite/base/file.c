#include "pc_base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define READ_CHUNK 65536
#define MAX_NAMES  100u /* of files that a process of our number left here and that were never removed */

static enum pc_status read_stream(FILE *stream, const char *path, struct pc_buf *out, struct pc_error *err) {
    for (;;) {
        size_t room = out->limit - out->size;
        size_t want = room < READ_CHUNK ? room + 1 : READ_CHUNK;
        char chunk[READ_CHUNK];
        size_t got = fread(chunk, 1, want < sizeof chunk ? want : sizeof chunk, stream);
        if (got == 0)
            break;
        enum pc_status status = pc_buf_append(out, (struct pc_view){chunk, got});
        if (status == PC_LIMIT)
            return pc_error_set(err, status, "%s is larger than the limit of %zu bytes", path, out->limit);
        if (status != PC_OK)
            return pc_error_set(err, status, "no memory to read %s", path);
    }
    if (ferror(stream))
        return pc_error_set(err, PC_IO, "cannot read %s: %s", path, strerror(errno));
    return PC_OK;
}

enum pc_status pc_file_read(const char *path, struct pc_buf *out, struct pc_error *err) {
    if (strcmp(path, "-") == 0)
        return read_stream(stdin, "standard input", out, err);
    FILE *stream = fopen(path, "rb");
    if (stream == NULL)
        return pc_error_set(err, PC_IO, "cannot open %s: %s", path, strerror(errno));
    enum pc_status status = read_stream(stream, path, out, err);
    fclose(stream);
    return status;
}

/* A new file beside `path`, with a name that no other run has: two may write to one place at the same time.
 */
static FILE *create_beside(const char *path, char **name) {
    for (unsigned i = 0; i < MAX_NAMES; i++) {
        *name = pc_text_format("%s.%ld-%u.tmp", path, (long)getpid(), i);
        int descriptor = *name == NULL ? -1 : open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) {
            FILE *stream = fdopen(descriptor, "wb");
            if (stream == NULL) {
                close(descriptor);
                remove(*name);
            }
            return stream;
        }
        if (*name == NULL || errno != EEXIST)
            return NULL;
        free(*name);
        *name = NULL;
    }
    return NULL;
}

enum pc_status pc_file_write(const char *path, struct pc_view content, struct pc_error *err) {
    char *beside = NULL;
    enum pc_status status = PC_OK;
    errno = 0;
    FILE *stream = create_beside(path, &beside);
    if (stream == NULL) {
        status = pc_error_set(err, PC_IO, "cannot write %s: %s", path, strerror(errno));
        goto cleanup;
    }
    bool written = content.size == 0 || fwrite(content.data, 1, content.size, stream) == content.size;
    int reason = errno;
    if (fclose(stream) != 0 && written) {
        written = false;
        reason = errno;
    }
    if (written && rename(beside, path) != 0) {
        written = false;
        reason = errno;
    }
    if (!written) {
        remove(beside);
        status = pc_error_set(err, PC_IO, "cannot write %s: %s", path, strerror(reason));
    }
cleanup:
    free(beside);
    return status;
}
