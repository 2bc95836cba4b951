/* cli, floor 7: the program. `main` is nothing but this call, so that tests can make it too. */
#ifndef PC_CLI_H
#define PC_CLI_H

/* Exit statuses, as every sub-command uses them. */
enum pc_exit {
    PC_EXIT_OK = 0,
    PC_EXIT_FINDING = 1,     /* a finding that counts */
    PC_EXIT_USAGE = 2,       /* usage or configuration */
    PC_EXIT_UNREACHABLE = 3, /* the target cannot be reached, an adapter broke its protocol */
    PC_EXIT_INTERNAL = 4,    /* promotecheck's own fault */
    PC_EXIT_INTERRUPTED = 130
};

int pc_cli_main(int argc, char **argv);

#endif
