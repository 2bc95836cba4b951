# Writes OUTPUT: a test for each case that PROGRAM --list names.
execute_process(COMMAND ${PROGRAM} --list OUTPUT_VARIABLE ids OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" ids "${ids}")
set(tests "")
foreach(id IN LISTS ids)
    string(APPEND tests "add_test([==[${id}]==] [==[${PROGRAM}]==] [==[${id}]==])\n"
        "set_tests_properties([==[${id}]==] PROPERTIES LABELS client-conformance SKIP_RETURN_CODE 77 TIMEOUT 120)\n")
endforeach()
if(tests STREQUAL "")
    message(FATAL_ERROR "${PROGRAM} --list names no case")
endif()
file(WRITE ${OUTPUT} "${tests}")
