/* The server: what a handler can see and do, and that stopping ends everything. */
#include "fixture.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SEEN_LIMIT 16

/* What the handler does, and what became of it. */
struct script {
    enum action {
        READ,
        WRITE,
        WAIT,
        HALF_CLOSE,
        RESET,
        ANSWER_UNREAD,
        GREET_THEN_READ,
        SPIN,
        NOTHING
    } action;
    int64_t patience_ms;
    struct gate *entered;
    struct gate *done;
    enum pc_status status;
    struct pc_buf seen;
};

static void write_much(struct script *script, struct pc_connection *connection, int64_t deadline_ms) {
    static char zeros[1u << 20];
    script->status = PC_OK;
    while (script->status == PC_OK)
        script->status = pc_connection_write(connection, (struct pc_view){zeros, sizeof zeros}, deadline_ms);
}

static void act(struct pc_connection *connection, void *context) {
    struct script *script = context;
    int64_t deadline_ms = pc_clock_ms() + script->patience_ms;
    pc_buf_init(&script->seen, SEEN_LIMIT);
    gate_open(script->entered);
    switch (script->action) {
    case READ:
        while ((script->status = pc_connection_read(connection, deadline_ms, &script->seen)) == PC_OK)
            continue;
        break;
    case WRITE:
        write_much(script, connection, deadline_ms);
        break;
    case WAIT:
        script->status = pc_connection_wait(connection, deadline_ms);
        break;
    case HALF_CLOSE:
        write_text(connection, "bye");
        pc_connection_half_close(connection);
        while ((script->status = pc_connection_read(connection, deadline_ms, &script->seen)) == PC_OK)
            continue;
        break;
    case RESET:
        /* Not at once: a connection that is reset while the peer still makes it was never one. */
        pc_connection_read(connection, deadline_ms, &script->seen);
        pc_connection_reset(connection);
        script->status = pc_connection_write(connection, PC_VIEW("x"), deadline_ms);
        break;
    case ANSWER_UNREAD:
        write_text(connection, "early");
        break;
    case GREET_THEN_READ:
        write_text(connection, "x");
        gate_open(script->done);
        script->status = pc_connection_read(connection, deadline_ms, &script->seen);
        break;
    case SPIN: /* never waits for anything */
        while ((script->status = pc_connection_write(connection, PC_VIEW(""), deadline_ms)) == PC_OK)
            continue;
        break;
    case NOTHING:
        break;
    }
    gate_open(script->done);
}

static struct script script_of(enum action action, int64_t patience_ms) {
    return (struct script){
        .action = action, .patience_ms = patience_ms, .entered = gate_new(), .done = gate_new()};
}

static void script_clear(struct script *script) {
    gate_free(script->entered);
    gate_free(script->done);
    pc_buf_clear(&script->seen);
}

static struct pc_wire *open_wire(const struct peer *peer) {
    struct pc_wire *wire = NULL;
    struct pc_error err = {0};
    if (pc_wire_open(&peer->target, &wire, &err) != PC_OK)
        fail_msg("%s", err.message);
    return wire;
}

/* A script, its server, and a connection to it. */
struct scene {
    struct script script;
    struct peer peer;
    struct pc_wire *wire;
};

static void begin(struct scene *scene, enum action action, int64_t patience_ms) {
    scene->script = script_of(action, patience_ms);
    start_peer(&scene->peer, act, &scene->script);
    scene->wire = open_wire(&scene->peer);
}

static void end(struct scene *scene) {
    pc_wire_close(scene->wire);
    stop_peer(&scene->peer);
    script_clear(&scene->script);
}

static int64_t soon(void) {
    return pc_clock_ms() + PATIENCE_MS;
}

/* Receives to the end and says how that came. */
static enum pc_status receive_all(struct pc_wire *wire, struct pc_buf *out) {
    enum pc_status status;
    pc_buf_init(out, 1u << 20);
    while ((status = pc_wire_receive(wire, soon(), out)) == PC_OK)
        continue;
    return status;
}

static void a_port_in_use_is_refused(void **state) {
    (void)state;
    struct script script = script_of(READ, PATIENCE_MS);
    struct peer peer;
    start_peer(&peer, act, &script);
    struct pc_server_options options = {.port = pc_server_port(peer.server), .handle = act};
    struct pc_server *second = NULL;
    struct pc_error err = {0};
    assert_int_not_equal(options.port, 0);
    assert_int_equal(pc_server_start(&options, &second, &err), PC_IO);
    assert_non_null(strstr(err.message, "cannot listen on 127.0.0.1 port"));
    stop_peer(&peer);
    /* and free again at once */
    assert_int_equal(pc_server_start(&options, &second, NULL), PC_OK);
    assert_int_equal(pc_server_port(second), options.port);
    pc_server_stop(second);
    pc_server_stop(NULL);
    script_clear(&script);
}

static void a_read_sees_bytes_and_the_end(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, READ, PATIENCE_MS);
    assert_true(pc_wire_is_loopback(scene.wire));
    assert_int_equal(pc_wire_send(scene.wire, PC_VIEW("one\0two"), soon(), NULL), PC_OK);
    pc_wire_close(scene.wire);
    scene.wire = NULL;
    gate_pass(scene.script.done);
    assert_int_equal(scene.script.status, PC_CLOSED);
    assert_int_equal(scene.script.seen.size, 7);
    assert_memory_equal(scene.script.seen.data, "one\0two", 8);
    end(&scene);
}

static void a_read_times_out(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, READ, 30);
    gate_pass(scene.script.done);
    assert_int_equal(scene.script.status, PC_TIMEOUT);
    end(&scene);
}

static void a_read_stops_at_the_limit(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, READ, PATIENCE_MS);
    assert_int_equal(pc_wire_send(scene.wire, PC_VIEW("0123456789abcdefghij"), soon(), NULL), PC_OK);
    gate_pass(scene.script.done);
    assert_int_equal(scene.script.status, PC_LIMIT);
    assert_view_is(pc_buf_view(&scene.script.seen), "0123456789abcdef");
    end(&scene);
}

/* A client that closes over unread bytes resets; over TLS its closing alert may be read before. */
static void a_read_sees_a_reset(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, GREET_THEN_READ, PATIENCE_MS);
    gate_pass(scene.script.done);
    pc_wire_close(scene.wire);
    scene.wire = NULL;
    gate_pass(scene.script.done);
    if (peer_tls == NULL || scene.script.status != PC_CLOSED)
        assert_int_equal(scene.script.status, PC_IO);
    end(&scene);
}

static void a_write_times_out_where_nobody_reads(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, WRITE, 50);
    gate_pass(scene.script.done);
    assert_int_equal(scene.script.status, PC_TIMEOUT);
    end(&scene);
}

static void a_write_sees_that_the_peer_is_gone(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, WRITE, PATIENCE_MS);
    gate_pass(scene.script.entered);
    pc_wire_close(scene.wire);
    scene.wire = NULL;
    gate_pass(scene.script.done);
    assert_true(scene.script.status == PC_CLOSED || scene.script.status == PC_IO);
    end(&scene);
}

static void a_wait_ends_at_its_deadline(void **state) {
    (void)state;
    struct scene scene;
    int64_t before = pc_clock_ms();
    begin(&scene, WAIT, 20);
    gate_pass(scene.script.done);
    assert_int_equal(scene.script.status, PC_OK);
    assert_true(pc_clock_ms() - before >= 20);
    end(&scene);
}

static void a_half_close_ends_one_direction(void **state) {
    (void)state;
    struct scene scene;
    struct pc_buf got;
    begin(&scene, HALF_CLOSE, PATIENCE_MS);
    assert_int_equal(receive_all(scene.wire, &got), PC_CLOSED);
    assert_view_is(pc_buf_view(&got), "bye");
    assert_int_equal(pc_wire_send(scene.wire, PC_VIEW("still here"), soon(), NULL), PC_OK);
    pc_wire_close(scene.wire);
    scene.wire = NULL;
    gate_pass(scene.script.done);
    assert_int_equal(scene.script.status, PC_CLOSED);
    assert_view_is(pc_buf_view(&scene.script.seen), "still here");
    pc_buf_clear(&got);
    end(&scene);
}

static void a_reset_is_one(void **state) {
    (void)state;
    struct scene scene;
    struct pc_buf got;
    begin(&scene, RESET, PATIENCE_MS);
    assert_int_equal(pc_wire_send(scene.wire, PC_VIEW("x"), soon(), NULL), PC_OK);
    assert_int_equal(receive_all(scene.wire, &got), PC_IO);
    gate_pass(scene.script.done);
    assert_int_equal(scene.script.status, PC_CLOSED); /* nothing can be written behind it */
    pc_buf_clear(&got);
    end(&scene);
}

/* The handler leaves more unread than any socket holds; that costs the peer neither its answer nor its good
 * end. */
static void closing_over_unread_bytes_is_orderly(void **state) {
    (void)state;
    struct scene scene;
    struct pc_buf got;
    /* The server reads on for a second: what is enciphered for it must be sent by then. */
    size_t size = (size_t)(peer_tls == NULL ? 16 : 3) << 20;
    char *bytes = calloc(1, size);
    assert_non_null(bytes);
    begin(&scene, ANSWER_UNREAD, PATIENCE_MS);
    assert_int_equal(pc_wire_send(scene.wire, (struct pc_view){bytes, size}, soon(), NULL), PC_OK);
    assert_int_equal(receive_all(scene.wire, &got), PC_CLOSED);
    assert_view_is(pc_buf_view(&got), "early");
    pc_buf_clear(&got);
    free(bytes);
    end(&scene);
}

static void stopping_wakes_whoever_waits(void **state) {
    static const enum action actions[] = {READ, WRITE, WAIT, HALF_CLOSE, SPIN};
    (void)state;
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        struct scene scene;
        begin(&scene, actions[i], INT32_MAX);
        gate_pass(scene.script.entered);
        stop_peer(&scene.peer); /* joins the handler's thread */
        assert_int_equal(scene.script.status, PC_INTERRUPTED);
        end(&scene);
    }
}

/* How many handlers run at the same time. */
struct crowd {
    pthread_mutex_t lock;
    unsigned running;
    unsigned most;
    unsigned total;
};

static void join_crowd(struct pc_connection *connection, void *context) {
    struct crowd *crowd = context;
    pthread_mutex_lock(&crowd->lock);
    crowd->total++;
    if (++crowd->running > crowd->most)
        crowd->most = crowd->running;
    pthread_mutex_unlock(&crowd->lock);
    write_text(connection, "in");
    wait_for_close(connection);
    pthread_mutex_lock(&crowd->lock);
    crowd->running--;
    pthread_mutex_unlock(&crowd->lock);
}

static void connections_are_capped(void **state) {
    (void)state;
    struct crowd crowd = {.lock = PTHREAD_MUTEX_INITIALIZER};
    struct pc_server_options options = {.handle = join_crowd, .context = &crowd, .max_connections = 2};
    struct peer peer;
    struct pc_wire *wires[6];
    assert_int_equal(pc_server_start(&options, &peer.server, NULL), PC_OK);
    set_target(&peer.target, "http", pc_server_port(peer.server));
    for (size_t i = 0; i < 6; i++)
        wires[i] = open_wire(&peer);
    /* Each gets its turn as the one before the one in front of it leaves: two are there all the while. */
    for (size_t i = 0; i < 6; i++) {
        struct pc_buf got = {.limit = 16};
        assert_int_equal(pc_wire_receive(wires[i], soon(), &got), PC_OK);
        pc_buf_clear(&got);
        if (i > 0)
            pc_wire_close(wires[i - 1]);
    }
    pc_wire_close(wires[5]);
    stop_peer(&peer);
    assert_int_equal(crowd.total, 6);
    assert_int_equal(crowd.most, 2);
}

/* With no seat free, the acceptor waits for one: it must wake as well. */
static void stopping_a_full_server_ends(void **state) {
    (void)state;
    struct script script = script_of(WAIT, INT32_MAX);
    struct pc_server_options options = {.handle = act, .context = &script, .max_connections = 1};
    struct peer peer;
    assert_int_equal(pc_server_start(&options, &peer.server, NULL), PC_OK);
    set_target(&peer.target, "http", pc_server_port(peer.server));
    struct pc_wire *wires[] = {open_wire(&peer), open_wire(&peer)};
    gate_pass(script.entered);
    stop_peer(&peer);
    assert_int_equal(script.status, PC_INTERRUPTED);
    pc_wire_close(wires[0]);
    pc_wire_close(wires[1]);
    script_clear(&script);
}

static void descriptors_do_not_leak(void **state) {
    (void)state;
    size_t before = open_descriptors();
    if (before == 0)
        skip(); /* not Linux */
    for (int round = 0; round < 3; round++) {
        struct script script = script_of(round == 0 ? NOTHING : round == 1 ? RESET : READ, PATIENCE_MS);
        struct peer peer;
        start_peer(&peer, act, &script);
        for (int i = 0; i < 50; i++) {
            struct pc_wire *wire = open_wire(&peer);
            pc_wire_send(wire, PC_VIEW("x"), soon(), NULL);
            pc_wire_close(wire);
            gate_pass(script.done);
            pc_buf_clear(&script.seen);
        }
        stop_peer(&peer);
        script_clear(&script);
    }
    assert_int_equal(open_descriptors(), before);
}
int run_server_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_port_in_use_is_refused),
        cmocka_unit_test(a_read_sees_bytes_and_the_end),
        cmocka_unit_test(a_read_times_out),
        cmocka_unit_test(a_read_stops_at_the_limit),
        cmocka_unit_test(a_read_sees_a_reset),
        cmocka_unit_test(a_write_times_out_where_nobody_reads),
        cmocka_unit_test(a_write_sees_that_the_peer_is_gone),
        cmocka_unit_test(a_wait_ends_at_its_deadline),
        cmocka_unit_test(a_half_close_ends_one_direction),
        cmocka_unit_test(a_reset_is_one),
        cmocka_unit_test(closing_over_unread_bytes_is_orderly),
        cmocka_unit_test(stopping_wakes_whoever_waits),
        cmocka_unit_test(connections_are_capped),
        cmocka_unit_test(stopping_a_full_server_ends),
        cmocka_unit_test(descriptors_do_not_leak),
    };
    return cmocka_run_group_tests_name("http server", tests, NULL, NULL);
}
