#include "pc_cli.h"

int main(int argc, char **argv) {
    return pc_cli_main(argc, argv);
}
