#ifndef PC_CLI_PAGES_H
#define PC_CLI_PAGES_H

#include <stdio.h>

/* What the build makes of the tables of commands and options, for people and for their shell. */
void write_manual(FILE *stream);     /* man(7) */
void write_completion(FILE *stream); /* a script for bash */

#endif
