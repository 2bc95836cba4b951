# Runs `PROGRAM server` with the options that stand in the environment: PROMOTECHECK_URL is --url, and so on.
# Without PROMOTECHECK_URL there is nothing to do: each case judges a mock of its own.
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
foreach(option IN ITEMS url model env deployment other-deployment other-env foreign-deployment auth key-env allow-env
        ca-file level spec timeout rate max-requests max-promotes)
    read_variable(${option} value)
    if(NOT value STREQUAL "")
        list(APPEND arguments "--${option}=${value}")
    endif()
endforeach()
foreach(flag IN ITEMS allow-live careful insecure strict)
    read_variable(${flag} value)
    if(NOT value STREQUAL "")
        list(APPEND arguments "--${flag}")
    endif()
endforeach()

# What an earlier run found is not to be taken for this one's.
file(REMOVE ${REPORT_DIR}/results.json)
execute_process(COMMAND ${PROGRAM} ${arguments} RESULT_VARIABLE status)
# 1: cases failed, and their own tests say which.
if(NOT status MATCHES "^[01]$")
    message(FATAL_ERROR "promotecheck server ended with exit status ${status}: nothing was judged")
endif()
