#include "options.h"

#define AT(member) offsetof(struct options, member)

/* One table makes parsing, --help, the manual page and the completion of bash. */
const struct option option_table[] = {
    {"--url", "URL", FOR_SERVER, OPTION_TEXT, AT(url), "the server; without it the embedded mock is judged"},
    {"--upstream", "URL", FOR_PROXY, OPTION_TEXT, AT(upstream), "the server behind the proxy"},
    {"--model", "MODEL", FOR_SERVER, OPTION_TEXT, AT(model), "a model that exists there"},
    {"--env", "ENV", FOR_SERVER, OPTION_TEXT, AT(environment), "the environment that is promoted to"},
    {"--deployment", "ID", FOR_SERVER, OPTION_TEXT, AT(deployment),
     "a deployment of the model: it gets promoted"},
    {"--other-deployment", "ID", FOR_SERVER, OPTION_TEXT, AT(other_deployment),
     "a second one of the same model"},
    {"--other-env", "ENV", FOR_SERVER, OPTION_TEXT, AT(other_environment), "a second environment"},
    {"--foreign-deployment", "ID", FOR_SERVER, OPTION_TEXT, AT(foreign_deployment),
     "a deployment of another model"},
    {"--auth", "api-key|bearer", FOR_SERVER, OPTION_TEXT, AT(auth), "the scheme of the Authorization header"},
    {"--key-env", "NAME", FOR_SERVER | FOR_PROXY, OPTION_TEXT, AT(key_env),
     "variable with the key (PROMOTECHECK_API_KEY)"},
    {"--ca-file", "FILE", FOR_SERVER | FOR_PROXY, OPTION_TEXT, AT(ca_file),
     "trust these, PEM, not the system's"},
    {"--insecure", NULL, FOR_SERVER | FOR_PROXY, OPTION_FLAG, AT(insecure),
     "do not check certificates (noted in every report)"},
    {"--allow-live", NULL, FOR_SERVER | FOR_PROXY, OPTION_FLAG, AT(allow_live),
     "the server may be on another machine"},
    {"--allow-env", "NAME", FOR_SERVER, OPTION_LIST, AT(allowed_environments),
     "this environment may be changed there (repeatable)"},
    {"--careful", NULL, FOR_SERVER, OPTION_FLAG, AT(careful), "a server on loopback is live (by a tunnel)"},
    {"--rate", "N/s", FOR_SERVER, OPTION_TEXT, AT(rate), "at most N requests a second; 1/5s (live: 2/s)"},
    {"--run", "PATTERN", FOR_SERVER | FOR_CLIENT | FOR_LIST, OPTION_LIST, AT(run),
     "only cases like server/auth/** (repeatable)"},
    {"--skip", "PATTERN", FOR_SERVER | FOR_CLIENT | FOR_LIST, OPTION_LIST, AT(skip),
     "all but these (repeatable)"},
    {"--level", "must|should|may", FOR_SERVER | FOR_CLIENT | FOR_LIST, OPTION_TEXT, AT(level),
     "cases down to this level (may)"},
    {"--strict", NULL, FOR_SERVER | FOR_CLIENT | FOR_PROXY, OPTION_FLAG, AT(strict),
     "a broken should is a failure"},
    {"--spec", "FILE", FOR_SERVER | FOR_CLIENT | FOR_CHECK | FOR_LIST | FOR_EXPLAIN | FOR_PROXY, OPTION_TEXT,
     AT(spec), "an OpenAPI 3.1 document instead of the embedded one"},
    {"--report-dir", "DIR", FOR_SERVER | FOR_CLIENT | FOR_PROXY, OPTION_TEXT, AT(report_dir),
     "where results.json and junit.xml go (./reports)"},
    {"--format", "text|tap|github", FOR_SERVER | FOR_CLIENT | FOR_PROXY, OPTION_TEXT, AT(format),
     "what standard output gets"},
    {"--format", "text|json|github", FOR_CHECK, OPTION_TEXT, AT(format), "what standard output gets"},
    {"--output", "flag|basic", FOR_CHECK, OPTION_TEXT, AT(output),
     "an output of the JSON Schema standard, a line a document"},
    {"--jobs", "N", FOR_CHECK | FOR_CLIENT, OPTION_NUMBER, AT(jobs),
     "so many threads, or adapters, at once (1)"},
    {"--jobs", "N", FOR_SERVER, OPTION_NUMBER, AT(jobs), "so many requests at once that change nothing (1)"},
    {"--seed", "N", FOR_SERVER | FOR_CLIENT, OPTION_NUMBER, AT(seed), "shuffle what may come in any order"},
    {"--timeout", "MS", FOR_SERVER | FOR_CLIENT, OPTION_NUMBER, AT(timeout_ms),
     "milliseconds for each answer (5000)"},
    {"--max-requests", "N", FOR_SERVER, OPTION_NUMBER, AT(max_requests), "send no more than N requests"},
    {"--max-promotes", "N", FOR_SERVER, OPTION_NUMBER, AT(max_promotes),
     "no more that may change something; 0: only look"},
    {"--dry-run", NULL, FOR_SERVER, OPTION_FLAG, AT(dry_run), "say what would be sent, and send nothing"},
    {"--verbose", NULL, FOR_SERVER | FOR_CLIENT | FOR_PROXY, OPTION_FLAG, AT(verbose),
     "one line for every case, also -v"},
    {"--oneshot", NULL, FOR_CLIENT, OPTION_FLAG, AT(oneshot), "start the adapter anew for each case"},
    {"--schema", "SCHEMA", FOR_CHECK, OPTION_TEXT, AT(schema),
     "FILE, FILE#POINTER or a name in the spec (DeploymentV1)"},
    {"--resources", "PREFIX=DIR", FOR_CHECK, OPTION_LIST, AT(resources),
     "schemas of a folder, for references to PREFIX and a path (repeatable)"},
    {"--assert-formats", NULL, FOR_CHECK, OPTION_FLAG, AT(assert_formats),
     "a value that is not of its format fails"},
    {"--strict-schema", NULL, FOR_CHECK, OPTION_FLAG, AT(strict_schema), "unknown keywords are errors"},
    {"--lines", NULL, FOR_CHECK, OPTION_FLAG, AT(lines), "each line of a file is a document"},
    {"--timeout", "MS", FOR_PROXY, OPTION_NUMBER, AT(timeout_ms),
     "milliseconds without a byte of an answer (30000)"},
    {"--port", "N", FOR_MOCK, OPTION_NUMBER, AT(port), "listen there (any free port)"},
    {"--listen", "PORT", FOR_PROXY, OPTION_NUMBER, AT(port), "listen there on loopback (any free port)"},
    {"--fault", "FAULT", FOR_MOCK, OPTION_LIST, AT(faults), "make this mistake (repeatable)"},
    {"--state", "FILE", FOR_MOCK, OPTION_TEXT, AT(state), "models, environments and deployments as JSON"},
    {"--tls-cert", "FILE", FOR_MOCK | FOR_PROXY, OPTION_TEXT, AT(tls_cert),
     "speak TLS with this certificate, PEM"},
    {"--tls-key", "FILE", FOR_MOCK | FOR_PROXY, OPTION_TEXT, AT(tls_key), "the certificate's key, PEM"},
    {"--list-faults", NULL, FOR_MOCK, OPTION_FLAG, AT(list_faults), "name every fault and what it does"},
    {"--json", NULL, FOR_LIST | FOR_SERVER, OPTION_FLAG, AT(json), "as JSON (server: with --dry-run)"},
    {"--help", NULL, FOR_ALL, OPTION_FLAG, AT(help), "this page"},
};

_Static_assert(sizeof option_table / sizeof option_table[0] <= 64, "options.given has a bit for each row");
const size_t option_count = sizeof option_table / sizeof option_table[0];

const struct command command_table[] = {
    {"server", FOR_SERVER, "", "judge a server case by case",
     "  promotecheck server\n"
     "  PROMOTECHECK_API_KEY=… promotecheck server --url http://127.0.0.1:8080 \\\n"
     "      --model MODEL --env ENV --deployment ID\n"
     "  promotecheck server --run 'server/auth/**' -v\n"
     "  promotecheck server --url https://staging.example --model MODEL \\\n"
     "      --env ENV --deployment ID --dry-run\n",
     command_server},
    {"client", FOR_CLIENT, " -- ADAPTER [ARG…]", "judge a client, through a small adapter program",
     "  promotecheck client -- ./adapter\n"
     "  promotecheck client --oneshot -- sh adapter.sh\n"
     "  promotecheck client --run 'client/request/**' -v -- node adapter.mjs\n",
     command_client},
    {"check", FOR_CHECK, " FILE…|-", "validate JSON documents against a schema, offline",
     "  promotecheck check deployment.json\n"
     "  promotecheck check --schema PromoteToEnvironmentRequestV1 request.json\n"
     "  promotecheck check --schema schema.json --lines - < documents.jsonl\n"
     "  promotecheck check --lines --jobs 4 --format json documents.jsonl\n",
     command_check},
    {"mock", FOR_MOCK, "", "serve the mock endpoint on loopback until interrupted",
     "  promotecheck mock --port 8080\n"
     "  promotecheck mock --fault status-201\n"
     "  promotecheck mock --list-faults\n",
     command_mock},
    {"proxy", FOR_PROXY, "", "judge real traffic between a client and a server until interrupted",
     "  promotecheck proxy --upstream http://127.0.0.1:8080\n"
     "  promotecheck proxy --upstream https://api.example --allow-live --listen 9000 -v\n",
     command_proxy},
    {"list", FOR_LIST, "", "list the cases", "  promotecheck list --run 'server/promote/**'\n", command_list},
    {"explain", FOR_EXPLAIN, " ID", "what a case sends, what it expects, and why",
     "  promotecheck explain server/request/body/empty\n", command_explain},
};

const size_t command_count = sizeof command_table / sizeof command_table[0];
