# Runs `PROGRAM server` with the options that stand in the environment: PROMOTECHECK_URL is --url, and so on.
# Without PROMOTECHECK_URL there is nothing to do: each case judges a mock of its own.
if("$ENV{PROMOTECHECK_URL}" STREQUAL "")
    message("PROMOTECHECK_URL is not set: the cases judge the mock")
    return()
endif()
set(options
    URL url MODEL model ENV env DEPLOYMENT deployment OTHER_DEPLOYMENT other-deployment OTHER_ENV other-env
    FOREIGN_DEPLOYMENT foreign-deployment AUTH auth KEY_ENV key-env ALLOW_ENV allow-env CA_FILE ca-file
    LEVEL level SPEC spec TIMEOUT timeout MAX_REQUESTS max-requests)
set(flags ALLOW_LIVE allow-live INSECURE insecure STRICT strict)
set(arguments server --report-dir ${REPORT_DIR})
while(options)
    list(POP_FRONT options variable option)
    if(NOT "$ENV{PROMOTECHECK_${variable}}" STREQUAL "")
        list(APPEND arguments "--${option}=$ENV{PROMOTECHECK_${variable}}")
    endif()
endwhile()
while(flags)
    list(POP_FRONT flags variable option)
    if(NOT "$ENV{PROMOTECHECK_${variable}}" STREQUAL "")
        list(APPEND arguments "--${option}")
    endif()
endwhile()
# What an earlier run found is not to be taken for this one's.
file(REMOVE ${REPORT_DIR}/results.json)
execute_process(COMMAND ${PROGRAM} ${arguments} RESULT_VARIABLE status)
# 1: cases failed, and their own tests say which.
if(NOT status MATCHES "^[01]$")
    message(FATAL_ERROR "promotecheck server ended with exit status ${status}: nothing was judged")
endif()
