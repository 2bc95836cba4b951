#include "check_source.h"

#include "pc_json.h"

#include <errno.h>
#include <string.h>

/* Of JSON Lines at once; a line may be longer. It stays in the processor's cache until it is judged. */
#define PIECE_BYTES ((size_t)1 << 18)

void check_source_init(struct check_source *source, const struct options *options) {
    *source = (struct check_source){.options = options};
    pc_buf_init(&source->rest, PC_JSON_DEFAULT_MAX_SIZE + PIECE_BYTES);
}

void check_source_clear(struct check_source *source) {
    if (source->file != NULL && source->file != stdin)
        fclose(source->file);
    source->file = NULL;
    pc_buf_clear(&source->rest);
}

static bool is_stdin(const char *path) {
    return strcmp(path, "-") == 0;
}

static void open_next(struct check_source *source, struct check_piece *piece) {
    const char *path = source->options->operands[source->next++];
    source->name = piece->name = is_stdin(path) ? "<stdin>" : path;
    source->line = 1;
    pc_buf_reset(&source->rest);
    source->file = is_stdin(path) ? stdin : fopen(path, "rb");
    if (source->file == NULL)
        pc_error_set(&piece->err, PC_IO, "cannot open %s: %s", path, strerror(errno));
}

static void close_file(struct check_source *source) {
    if (source->file != stdin)
        fclose(source->file);
    source->file = NULL;
}

/* Behind the last line end of the text from `from` on; 0 where there is none. */
static size_t behind_last_line(const struct pc_buf *text, size_t from) {
    size_t at = text->size;
    while (at > from && text->data[at - 1] != '\n')
        at--;
    return at > from ? at : 0;
}

static uint32_t count_lines(struct pc_view text) {
    uint32_t count = 0;
    const char *end = text.data + text.size;
    for (const char *at = text.data; at < end; count++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at == NULL)
            break;
        at++;
    }
    return count;
}

/* Reads on until there is a whole line. False at the end of the file. */
static bool fill(struct check_source *source, struct check_piece *piece) {
    struct pc_buf *text = &piece->text;
    size_t cut = 0;
    enum pc_status status = pc_buf_append(text, pc_buf_view(&source->rest));
    pc_buf_reset(&source->rest);
    while (status == PC_OK && cut == 0) {
        size_t before = text->size;
        status = pc_buf_reserve(text, PIECE_BYTES);
        if (status != PC_OK)
            break;
        size_t got = fread(text->data + before, 1, PIECE_BYTES, source->file);
        text->size += got;
        if (got == 0) {
            if (ferror(source->file))
                status =
                    pc_error_set(&piece->err, PC_IO, "cannot read %s: %s", source->name, strerror(errno));
            close_file(source);
            return text->size > 0 || status != PC_OK;
        }
        cut = behind_last_line(text, before);
    }
    if (status == PC_OK)
        status = pc_buf_append(&source->rest, pc_view_slice(pc_buf_view(text), cut, text->size));
    if (status != PC_OK) {
        pc_error_set(&piece->err, status, "%s, line %u: a line of more than %u bytes", source->name,
                     source->line, PC_JSON_DEFAULT_MAX_SIZE);
        close_file(source);
        return true;
    }
    text->size = cut;
    return true;
}

static bool next_lines(struct check_source *source, struct check_piece *piece) {
    for (;;) {
        if (source->file == NULL) {
            if (source->next == source->options->operand_count)
                return false;
            open_next(source, piece);
            if (source->file == NULL)
                return true;
        }
        piece->name = source->name;
        piece->first_line = source->line;
        if (fill(source, piece)) {
            source->line += count_lines(pc_buf_view(&piece->text));
            return true;
        }
    }
}

bool check_source_next(struct check_source *source, struct check_piece *piece) {
    pc_buf_reset(&piece->text);
    pc_error_clear(&piece->err);
    piece->first_line = 1;
    piece->lines = source->options->lines;
    if (piece->lines)
        return next_lines(source, piece);
    if (source->next == source->options->operand_count)
        return false;
    const char *path = source->options->operands[source->next++];
    piece->name = is_stdin(path) ? "<stdin>" : path;
    pc_file_read(path, &piece->text, &piece->err);
    return true;
}
