# The codecs of docs/fuzzing-your-codec.md: each bug of the example on Jansson is found from nothing, and with all three put
# right the codec is clean. Where Jansson is not installed, its tests are left out.

# pc_fuzz_example(NAME TARGET SOURCE TEST-ARGUMENT… [DEFINE definition] [LIBS library…])
function(pc_fuzz_example name target source)
    cmake_parse_arguments(arg "" "DEFINE" "LIBS;TEST" ${ARGN})
    add_executable(example_${name} ${target}.c ${source})
    target_compile_options(example_${name} PRIVATE ${fuzz_flags})
    target_compile_definitions(example_${name} PRIVATE ${arg_DEFINE})
    target_link_options(example_${name} PRIVATE ${fuzz_engine_flags} -Wl,--undefined=LLVMFuzzerCustomMutator)
    target_link_libraries(example_${name} PRIVATE fuzzed_any_codec json_mutator ${arg_LIBS})
    add_test(NAME fuzz-selftest/example_${name} COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/${arg_TEST})
    set_tests_properties(fuzz-selftest/example_${name} PROPERTIES LABELS fuzz-selftest TIMEOUT 600)
endfunction()

set(jansson_codec examples/jansson_codec.c)
if(PC_FUZZ AND JANSSON_FOUND AND NOT PC_CODEC_UNDER_TEST)
    pc_fuzz_example(narrow_integer fuzz_deployment_codec ${jansson_codec} DEFINE FIXED=0 LIBS PkgConfig::JANSSON
        TEST selftest.sh $<TARGET_FILE:example_narrow_integer> ${CMAKE_CURRENT_SOURCE_DIR}/${jansson_codec} 6000)
    pc_fuzz_example(null_becomes_zero fuzz_deployment_codec ${jansson_codec} DEFINE FIXED=1 LIBS PkgConfig::JANSSON
        TEST selftest.sh $<TARGET_FILE:example_null_becomes_zero> ${CMAKE_CURRENT_SOURCE_DIR}/${jansson_codec} 6000)
    pc_fuzz_example(absent_becomes_false fuzz_promote_codec ${jansson_codec} DEFINE FIXED=2 LIBS PkgConfig::JANSSON
        TEST selftest.sh $<TARGET_FILE:example_absent_becomes_false> ${CMAKE_CURRENT_SOURCE_DIR}/${jansson_codec} 6000)
    pc_fuzz_example(all_put_right fuzz_deployment_codec ${jansson_codec} DEFINE FIXED=3 LIBS PkgConfig::JANSSON
        TEST smoke.sh $<TARGET_FILE:example_all_put_right> 6000 ${PROJECT_SOURCE_DIR}/corpus/seeds/fuzz_deployment_codec)
    pc_fuzz_example(requests_put_right fuzz_promote_codec ${jansson_codec} DEFINE FIXED=3 LIBS PkgConfig::JANSSON
        TEST smoke.sh $<TARGET_FILE:example_requests_put_right> 6000 ${PROJECT_SOURCE_DIR}/corpus/seeds/fuzz_promote_codec)
endif()

find_program(PC_PYTHON python3)
if(PC_FUZZ AND PC_PYTHON AND NOT PC_CODEC_UNDER_TEST)
    pc_tested_codec(subprocess_codec examples/subprocess/codec_subprocess.c) # as PC_CODEC_UNDER_TEST builds it
    pc_fuzz_example(subprocess fuzz_deployment_codec "" LIBS fuzzed_codec_check fuzzed_subprocess_codec
        TEST smoke.sh $<TARGET_FILE:example_subprocess> 1000 ${PROJECT_SOURCE_DIR}/corpus/seeds/fuzz_deployment_codec)
    set_tests_properties(fuzz-selftest/example_subprocess PROPERTIES
        ENVIRONMENT "CODEC_COMMAND=${PC_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/examples/subprocess/codec.py")
endif()
