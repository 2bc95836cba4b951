# The mutator, its table and the dictionary are made from schemas/openapi.json. It is never instrumented: its branches
# are no coverage of a target, and MemorySanitizer gives false reports behind LLVMFuzzerMutate.
set(spec ${PROJECT_SOURCE_DIR}/schemas/openapi.json)
add_executable(make_tables mutator/make_tables.c)
target_link_libraries(make_tables PRIVATE pc_schema)
set(types ${CMAKE_CURRENT_BINARY_DIR}/json_types.inc)
set(PC_FUZZ_DICTIONARY ${CMAKE_CURRENT_BINARY_DIR}/json.dict)
add_custom_command(OUTPUT ${types} COMMAND make_tables ${spec} types ${types} DEPENDS make_tables ${spec} VERBATIM)
add_custom_command(OUTPUT ${PC_FUZZ_DICTIONARY} COMMAND make_tables ${spec} dictionary ${PC_FUZZ_DICTIONARY}
    DEPENDS make_tables ${spec} VERBATIM)
add_custom_target(fuzz_dictionary ALL DEPENDS ${PC_FUZZ_DICTIONARY})

add_library(json_mutator STATIC json_mutator.c mutator/byte_mutator.c mutator/contract_edits.c mutator/json_tree.c mutator/json_types.c mutator/json_values.c ${types})
set_target_properties(json_mutator PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_include_directories(json_mutator PUBLIC ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/mutator PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
target_compile_options(json_mutator PRIVATE ${fuzz_blind})
add_library(afl_mutator MODULE mutator/afl_mutator.c)
target_link_libraries(afl_mutator PRIVATE json_mutator)

add_executable(mutator_test tests/mutator_test.c mutator/afl_mutator.c)
target_link_libraries(mutator_test PRIVATE json_mutator fuzz_oracle)
target_link_options(mutator_test PRIVATE -Wl,--wrap=malloc -Wl,--wrap=realloc)
add_test(NAME fuzz-mutator/texts COMMAND mutator_test)
add_test(NAME fuzz-mutator/dictionary COMMAND ${CMAKE_COMMAND} -DSPEC=${spec} -DDICTIONARY=${PC_FUZZ_DICTIONARY}
    -P ${CMAKE_CURRENT_SOURCE_DIR}/tests/dictionary.cmake)
set_tests_properties(fuzz-mutator/texts fuzz-mutator/dictionary PROPERTIES LABELS fuzz-mutator)

add_executable(afl_module_test tests/afl_module_test.c)
target_link_libraries(afl_module_test PRIVATE ${CMAKE_DL_LIBS})
add_test(NAME fuzz-mutator/afl_module COMMAND afl_module_test $<TARGET_FILE:afl_mutator>)
set_tests_properties(fuzz-mutator/afl_module PROPERTIES LABELS fuzz-mutator)
