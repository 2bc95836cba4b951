# libpromotecheck-schema: the schema core for other programs. One archive of the rooms it is made of, one header, a CMake
# package and a pkg-config file.
include(GNUInstallDirs)
set(rooms base scan json pattern registry format schema)
list(TRANSFORM rooms REPLACE "(.+)" "$<TARGET_OBJECTS:pc_\\1>" OUTPUT_VARIABLE objects)
add_library(promotecheck_schema STATIC ${objects})
set_target_properties(promotecheck_schema PROPERTIES OUTPUT_NAME promotecheck-schema LINKER_LANGUAGE C)

# The headers of the rooms that a caller sees, as one.
set(header ${PROJECT_BINARY_DIR}/generated/promotecheck_schema.h)
set(parts)
foreach(room base scan json registry schema)
    list(APPEND parts ${PROJECT_SOURCE_DIR}/suite/${room}/include/pc_${room}.h)
endforeach()
add_custom_command(OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} "-DPARTS=${parts}" -DOUTPUT=${header} -P ${CMAKE_CURRENT_LIST_DIR}/schema_header.cmake
    DEPENDS ${parts} ${CMAKE_CURRENT_LIST_DIR}/schema_header.cmake
    VERBATIM)
add_custom_target(schema_header ALL DEPENDS ${header})

configure_file(${CMAKE_CURRENT_LIST_DIR}/promotecheck-schema.pc.in ${PROJECT_BINARY_DIR}/generated/promotecheck-schema.pc @ONLY)
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/promotecheck-schema)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/promotecheck-schema-config.cmake.in
    ${PROJECT_BINARY_DIR}/generated/promotecheck-schema-config.cmake
    INSTALL_DESTINATION ${package}
    PATH_VARS CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/generated/promotecheck-schema-config-version.cmake
    COMPATIBILITY SameMinorVersion)

install(TARGETS promotecheck_schema ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_BINARY_DIR}/generated/promotecheck-schema.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES ${PROJECT_BINARY_DIR}/generated/promotecheck-schema-config.cmake
    ${PROJECT_BINARY_DIR}/generated/promotecheck-schema-config-version.cmake DESTINATION ${package})
