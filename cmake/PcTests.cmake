# pc_unit_test(ROOM): suite/tests/unit/ROOM/*.c become one cmocka program, linked to its own room alone.
function(pc_unit_test room)
    file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/suite/tests/unit/${room}/*.c)
    if(NOT sources)
        return()
    endif()
    add_executable(unit_${room} ${sources})
    target_include_directories(unit_${room} PRIVATE ${PROJECT_SOURCE_DIR}/suite/tests/unit
        ${PROJECT_SOURCE_DIR}/suite/${room})
    target_compile_definitions(unit_${room} PRIVATE PC_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_link_libraries(unit_${room} PRIVATE pc_${room} PkgConfig::CMOCKA)
    add_test(NAME unit/${room} COMMAND unit_${room})
    set_tests_properties(unit/${room} PROPERTIES LABELS unit TIMEOUT 900)
endfunction()
