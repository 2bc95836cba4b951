# Runs `PROGRAM server` with the options that stand in the environment: PROMOTECHECK_URL is --url, and so on for each
# option that its --help names.
# Without PROMOTECHECK_URL there is nothing to do: each case judges a mock of its own.
cmake_minimum_required(VERSION 3.25)
if("$ENV{PROMOTECHECK_URL}" STREQUAL "")
    message("PROMOTECHECK_URL is not set: the cases judge the mock")
    return()
endif()
# What PROMOTECHECK_… says of --OPTION, as one element of a list whatever stands in it.
function(read_variable option out)
    string(TOUPPER "${option}" name)
    string(REPLACE "-" "_" name "${name}")
    string(REPLACE ";" "\\;" value "$ENV{PROMOTECHECK_${name}}")
    set(${out} "${value}" PARENT_SCOPE)
endfunction()

set(arguments server --report-dir ${REPORT_DIR})
execute_process(COMMAND ${PROGRAM} server --help OUTPUT_VARIABLE help COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE ";" "," help "${help}")
string(REGEX MATCHALL "\n  --[a-z-]+( [^ \n]+)?" options "${help}")
list(LENGTH options count)
if(count LESS 2)
    message(FATAL_ERROR "${PROGRAM} server --help names no options")
endif()
# The reports go where the tests look for them, and a verdict is to stand in them.
set(not_here report-dir dry-run json help)
foreach(line IN LISTS options)
    string(REGEX MATCH "--([a-z-]+)( .*)?$" line "${line}")
    set(option ${CMAKE_MATCH_1})
    set(argument "${CMAKE_MATCH_2}")
    read_variable(${option} value)
    if(value STREQUAL "" OR option IN_LIST not_here)
        continue()
    endif()
    if(argument STREQUAL "")
        list(APPEND arguments "--${option}")
    else()
        list(APPEND arguments "--${option}=${value}")
    endif()
endforeach()

# What an earlier run found is not to be taken for this one's.
file(REMOVE ${REPORT_DIR}/results.json)
execute_process(COMMAND ${PROGRAM} ${arguments} RESULT_VARIABLE status)
# 1: cases failed, and their own tests say which.
if(NOT status MATCHES "^[01]$")
    message(FATAL_ERROR "promotecheck server ended with exit status ${status}: nothing was judged")
endif()
