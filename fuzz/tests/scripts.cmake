# The tests of what is not a program: the nightly, the minimiser, the build for distributed engines.
if(NOT PC_FUZZ OR PC_FUZZ_ENGINE OR PC_CODEC_UNDER_TEST OR fuzz_left_out OR NOT PC_FUZZ_SANITIZERS MATCHES address)
    return()
endif()
add_test(NAME fuzz-selftest/nightly COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/nightly.sh ${CMAKE_CURRENT_SOURCE_DIR}
    ${CMAKE_CURRENT_BINARY_DIR} $<TARGET_FILE:defect_read_past_the_text>)
set_tests_properties(fuzz-selftest/nightly PROPERTIES LABELS fuzz-selftest TIMEOUT 900)
add_test(NAME fuzz-selftest/builds COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/builds.sh ${CMAKE_CURRENT_SOURCE_DIR}
    ${CMAKE_CURRENT_BINARY_DIR} $<TARGET_FILE:defect_read_past_the_text>)
set_tests_properties(fuzz-selftest/builds PROPERTIES LABELS fuzz-selftest TIMEOUT 900)
add_test(NAME fuzz-selftest/functions COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/functions.sh ${CMAKE_CURRENT_SOURCE_DIR}
    ${CMAKE_CURRENT_BINARY_DIR})
set_tests_properties(fuzz-selftest/functions PROPERTIES LABELS fuzz-selftest TIMEOUT 300)
add_test(NAME fuzz-selftest/causes COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/causes.sh ${CMAKE_CURRENT_SOURCE_DIR})
set_tests_properties(fuzz-selftest/causes PROPERTIES LABELS fuzz-selftest)
find_program(PC_BASH bash)
if(PC_BASH)
    add_test(NAME fuzz-selftest/distributed COMMAND ${PC_BASH} ${CMAKE_CURRENT_SOURCE_DIR}/tests/distributed.sh ${PROJECT_SOURCE_DIR})
    set_tests_properties(fuzz-selftest/distributed PROPERTIES LABELS fuzz-selftest TIMEOUT 1800)
    if(CMAKE_C_COMPILER_LAUNCHER)
        set_tests_properties(fuzz-selftest/distributed PROPERTIES ENVIRONMENT "CMAKE_C_COMPILER_LAUNCHER=${CMAKE_C_COMPILER_LAUNCHER}")
    endif()
endif()
