# The tests of what is not a program: the nightly, the minimiser, the build for distributed engines.
if(NOT PC_FUZZ OR PC_FUZZ_ENGINE OR PC_CODEC_UNDER_TEST)
    return()
endif()
add_test(NAME fuzz-selftest/nightly COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/nightly.sh ${CMAKE_CURRENT_SOURCE_DIR}
    ${CMAKE_CURRENT_BINARY_DIR} $<TARGET_FILE:defect_read_past_the_text>)
set_tests_properties(fuzz-selftest/nightly PROPERTIES LABELS fuzz-selftest TIMEOUT 900)
