#ifndef PC_FORMAT_HOSTNAME_H
#define PC_FORMAT_HOSTNAME_H

#include "cursor.h"

/* The domain of an internationalized e-mail address. */
bool pc_is_mail_domain(struct pc_view text);

#endif
