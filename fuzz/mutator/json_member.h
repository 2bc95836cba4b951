/* A member of an object, as the mutator may set it: both are JSON. */
#ifndef JSON_MEMBER_H
#define JSON_MEMBER_H

struct json_member {
    const char *key;
    const char *value;
};

#endif
