/* Whether a report is what its format says, by checkers that know nothing of the renderers. */
#ifndef WELL_FORMED_H
#define WELL_FORMED_H

#include <stdbool.h>
#include <stddef.h>

/* Elements that nest and end, attributes in quotes and once, entities that XML has, its characters: of
 * XML 1.0 as much as a report without DTD and processing instructions (but the declaration) can have. */
bool xml_is_well_formed(const char *text, size_t size);
/* Printable, line by line: no control but the line feed, nothing that steers a terminal. */
bool text_is_printable(const char *text, size_t size);
/* No line that GitHub's runner takes for a workflow command, which begins with two colons. */
bool no_line_commands(const char *text, size_t size);
/* First such commands, with a title alone, none of whose texts ends it early or goes on in another line; then
 * lines that are none. */
bool commands_are_ours(const char *text, size_t size);
/* Takes the terminal's colours out of the text (ECMA-48 section 8.3.117, SGR), and gives the size that is
 * left. */
size_t without_colours(char *text, size_t size);
/* Markdown in which every element is one that the summary itself writes, without attributes: what a peer sent
 * is text. */
bool markup_is_ours(const char *text, size_t size);

#endif
