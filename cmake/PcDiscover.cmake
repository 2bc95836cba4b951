# Writes OUTPUT: a test for each case that PROGRAM --list names. The test's arguments are the case's id and, where one is
# given, ARGUMENT; PROPERTIES are the words of set_tests_properties, one by one separated by spaces.
execute_process(COMMAND ${PROGRAM} --list OUTPUT_VARIABLE ids OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" ids "${ids}")
if(ARGUMENT)
    set(ARGUMENT " [==[${ARGUMENT}]==]")
endif()
set(tests "")
foreach(id IN LISTS ids)
    string(APPEND tests "add_test([==[${id}]==] [==[${PROGRAM}]==] [==[${id}]==]${ARGUMENT})\n"
        "set_tests_properties([==[${id}]==] PROPERTIES SKIP_RETURN_CODE 77 ${PROPERTIES})\n")
endforeach()
if(tests STREQUAL "")
    message(FATAL_ERROR "${PROGRAM} --list names no case")
endif()
file(WRITE ${OUTPUT} "${tests}")
