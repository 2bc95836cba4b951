#include "facts.h"
#include "pc_cli.h"

const struct exit_fact exit_facts[] = {
    {PC_EXIT_OK, "all as expected"},
    {PC_EXIT_FINDING, "a finding that counts"},
    {PC_EXIT_USAGE, "usage or configuration"},
    {PC_EXIT_UNREACHABLE, "target unreachable"},
    {PC_EXIT_INTERNAL, "a fault of promotecheck itself"},
    {PC_EXIT_INTERRUPTED, "interrupted"},
};

const size_t exit_fact_count = sizeof exit_facts / sizeof exit_facts[0];

const struct fact environment_facts[] = {
    {"PROMOTECHECK_API_KEY",
     "The API key of the server that is judged, unless --key-env names another variable. It is never taken "
     "from the command line and never stands in a report."},
    {"GITHUB_STEP_SUMMARY", "With --format github: the file that gets the summary of the step."},
    {"NO_COLOR", "If it is set and not empty, the report on the terminal has no colours."},
    {"TERM, COLUMNS", "What the terminal can show, and how wide it is."},
};

const size_t environment_fact_count = sizeof environment_facts / sizeof environment_facts[0];

const struct fact file_facts[] = {
    {"reports/results.json", "Each case of the last run of server, with its verdict, its findings and its "
                             "exchanges, every credential "
                             "redacted. --report-dir chooses another directory."},
    {"reports/junit.xml", "The same as JUnit XML, for services that show test results."},
};

const size_t file_fact_count = sizeof file_facts / sizeof file_facts[0];
