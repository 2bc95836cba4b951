#ifndef PC_FORMAT_ADDRESS_H
#define PC_FORMAT_ADDRESS_H

#include "cursor.h"

bool pc_take_ipv4(struct cursor *text);

#endif
