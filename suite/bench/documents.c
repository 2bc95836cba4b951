#include "documents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMBERS    11u
#define MAX_BYTES  2048u /* of one document, with room to spare */
#define PART_BYTES 512u

/* What a fault does to a document. */
enum fault { NO_FAULT, MISSING_KEY, WRONG_TYPE, UNKNOWN_STATUS, BAD_DATE_TIME, FAULT_COUNT };

struct random {
    uint64_t state;
};

/* Marsaglia's xorshift64*: the same on every machine. */
static unsigned below(struct random *random, unsigned end) {
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return (unsigned)((random->state * 0x2545F4914F6CDD1Du) >> 33) % end;
}

static bool chance(struct random *random, unsigned percent) {
    return below(random, 100) < percent;
}

#define PICK(random, list) (list)[below((random), sizeof(list) / sizeof(list)[0])]

static void make_id(struct random *random, char *out) {
    static const unsigned lengths[] = {7, 8, 8, 8, 12};
    unsigned length = PICK(random, lengths);
    for (unsigned i = 0; i < length; i++)
        out[i] = "abcdefghijklmnopqrstuvwxyz0123456789"[below(random, 36)];
    out[length] = '\0';
}

static void make_name(struct random *random, char *out) {
    static const char *const models[] = {"llama-3.1-8b", "mistral-7b", "whisper-large-v3", "sdxl-turbo",
                                         "gemma-2-9b"};
    static const char *const rare[] = {"d\xC3\xA9ploiement",
                                       "mod\\u00e8le",
                                       "\xE3\x83\xA2\xE3\x83\x87\xE3\x83\xAB",
                                       "\\ud83d\\ude80 launch",
                                       "name with \\\"quotes\\\"",
                                       "path\\\\x\\n"};
    char id[16];
    make_id(random, id);
    snprintf(out, 64, "%s-%s", chance(random, 88) ? PICK(random, models) : PICK(random, rare), id);
}

static void make_date_time(struct random *random, char *out) {
    char fraction[12] = "";
    char offset[12] = "Z";
    unsigned kind = below(random, 100);
    if (kind < 45)
        snprintf(fraction, sizeof fraction, ".%06u", below(random, 1000000));
    else if (kind < 60)
        snprintf(fraction, sizeof fraction, ".%03u", below(random, 1000));
    kind = below(random, 100);
    if (kind >= 90)
        snprintf(offset, sizeof offset, "%c%02u:30", chance(random, 50) ? '+' : '-', below(random, 15));
    else if (kind >= 75)
        snprintf(offset, sizeof offset, "+00:00");
    snprintf(out, 64, "20%02u-%02u-%02u%c%02u:%02u:%02u%s%s", 22 + below(random, 5), 1 + below(random, 12),
             1 + below(random, 28), chance(random, 97) ? 'T' : 't', below(random, 24), below(random, 60),
             below(random, 60), fraction, offset);
}

static const char *number_or_null(struct random *random, char out[16]) {
    static const unsigned numbers[] = {0, 1, 60, 70, 300, 900, 3600};
    snprintf(out, 16, "%u", PICK(random, numbers));
    return chance(random, 15) ? "null" : out;
}

static void make_autoscaling(struct random *random, char *out) {
    char window[16], delay[16], percentage[16], tokens[64] = "";
    if (chance(random, 12)) {
        snprintf(out, PART_BYTES, "null");
        return;
    }
    if (chance(random, 40))
        snprintf(tokens, sizeof tokens, ",\"target_in_flight_tokens\":null");
    else if (chance(random, 30))
        snprintf(tokens, sizeof tokens, ",\"target_in_flight_tokens\":%u", 1000 + below(random, 400000));
    snprintf(out, PART_BYTES,
             "{\"min_replica\":%u,\"max_replica\":%u,\"autoscaling_window\":%s,\"scale_down_delay\":%s,"
             "\"concurrency_target\":%u,\"target_utilization_percentage\":%s%s}",
             below(random, 3), 1 + below(random, 40), number_or_null(random, window),
             number_or_null(random, delay), 1u << below(random, 11), number_or_null(random, percentage),
             tokens);
}

static void make_members(struct random *random, char members[MEMBERS][PART_BYTES]) {
    static const char *const statuses[] = {"BUILDING",       "DEPLOYING", "DEPLOY_FAILED", "LOADING_MODEL",
                                           "ACTIVE",         "UNHEALTHY", "BUILD_FAILED",  "BUILD_STOPPED",
                                           "DEACTIVATING",   "INACTIVE",  "FAILED",        "UPDATING",
                                           "SCALED_TO_ZERO", "WAKING_UP"};
    static const char *const instances[] = {"\"A10G:4x16\"", "\"H100:8x80\"", "\"L4:4x16\"",
                                            "\"H100x8:208x1872\"", "null"};
    static const char *const environments[] = {"\"production\"", "\"staging\"", "\"development\"", "null",
                                               "null"};
    char text[64];
    char autoscaling[PART_BYTES - 32];
    bool production = chance(random, 30);
    make_id(random, text);
    snprintf(members[0], PART_BYTES, "\"id\":\"%s\"", text);
    make_date_time(random, text);
    snprintf(members[1], PART_BYTES, "\"created_at\":\"%s\"", text);
    make_name(random, text);
    snprintf(members[2], PART_BYTES, "\"name\":\"%s\"", text);
    make_id(random, text);
    snprintf(members[3], PART_BYTES, "\"model_id\":\"%s\"", text);
    snprintf(members[4], PART_BYTES, "\"is_production\":%s", production ? "true" : "false");
    snprintf(members[5], PART_BYTES, "\"is_development\":%s",
             !production && chance(random, 30) ? "true" : "false");
    snprintf(members[6], PART_BYTES, "\"status\":\"%s\"", PICK(random, statuses));
    snprintf(members[7], PART_BYTES, "\"active_replica_count\":%u", below(random, 41));
    make_autoscaling(random, autoscaling);
    snprintf(members[8], PART_BYTES, "\"autoscaling_settings\":%s", autoscaling);
    snprintf(members[9], PART_BYTES, "\"instance_type_name\":%s", PICK(random, instances));
    snprintf(members[10], PART_BYTES, "\"environment\":%s", PICK(random, environments));
}

static void break_member(struct random *random, enum fault fault, char members[MEMBERS][PART_BYTES]) {
    char *member = members[below(random, MEMBERS)];
    switch (fault) {
    case MISSING_KEY:
        member[1] = 'X'; /* then it is another key */
        break;
    case WRONG_TYPE:
        snprintf(strchr(member, ':'), sizeof ":[1]", ":[1]");
        break;
    case UNKNOWN_STATUS:
        snprintf(members[6], PART_BYTES, "\"status\":\"RUNNING\"");
        break;
    case BAD_DATE_TIME:
        snprintf(members[1], PART_BYTES, "\"created_at\":\"2024-02-30T10:00:00Z\"");
        break;
    default:
        break;
    }
}

static enum pc_status append_document(struct random *random, enum fault fault, struct pc_buf *out) {
    char members[MEMBERS][PART_BYTES];
    unsigned order[MEMBERS];
    bool spaced = chance(random, 20);
    make_members(random, members);
    break_member(random, fault, members);
    for (unsigned i = 0; i < MEMBERS; i++)
        order[i] = i;
    for (unsigned i = MEMBERS; chance(random, 15) && i > 1; i--) {
        unsigned other = below(random, i);
        unsigned kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
    enum pc_status status = PC_OK;
    for (unsigned i = 0; i < MEMBERS && status == PC_OK; i++)
        status = pc_buf_appendf(out, "%s%s", i == 0 ? "{" : spaced ? ", " : ",", members[order[i]]);
    if (status == PC_OK && chance(random, 5))
        status = pc_buf_append_text(
            out, ",\"labels\":{\"team\":\"a\",\"cost\":[1,2.5,-3e2,{\"deep\":[true,null]}]}");
    if (status == PC_OK)
        status = pc_buf_append_text(out, "}");
    return status == PC_OK ? pc_buf_append_byte(out, '\0') : status;
}

enum pc_status bench_documents_make(struct bench_documents *documents, size_t count, bool faulty) {
    struct random random = {20261123};
    enum pc_status status = PC_OK;
    *documents = (struct bench_documents){.count = count};
    pc_buf_init(&documents->text, count * MAX_BYTES + 1);
    documents->views = calloc(count + 1, sizeof *documents->views);
    if (!documents->views)
        return PC_NO_MEMORY;
    for (size_t i = 0; i < count && status == PC_OK; i++) {
        enum fault fault = faulty ? (enum fault)(1 + below(&random, FAULT_COUNT - 1)) : NO_FAULT;
        size_t before = documents->text.size;
        status = append_document(&random, fault, &documents->text);
        documents->views[i].size = documents->text.size - before - 1;
    }
    /* The text has come to rest: now it can be pointed into. */
    for (size_t i = 0, at = 0; i < count && status == PC_OK; at += documents->views[i++].size + 1)
        documents->views[i].data = documents->text.data + at;
    return status;
}

void bench_documents_clear(struct bench_documents *documents) {
    pc_buf_clear(&documents->text);
    free(documents->views);
    *documents = (struct bench_documents){0};
}
