# What `cmake --install` puts where. The schemas are in the program, so it runs from anywhere.
include(GNUInstallDirs)
set(PC_GENERATED ${PROJECT_BINARY_DIR}/generated)
set(manual ${PC_GENERATED}/promotecheck.1)
set(completion ${PC_GENERATED}/promotecheck.bash)
file(MAKE_DIRECTORY ${PC_GENERATED})

# The program writes both from its tables of commands and options, so neither can tell another story than --help.
add_custom_command(OUTPUT ${manual} ${completion}
    COMMAND promotecheck manual >${manual}
    COMMAND promotecheck completion >${completion}
    DEPENDS promotecheck
    COMMENT "Writing the manual page and the completion of bash")
add_custom_target(manual ALL DEPENDS ${manual} ${completion})

install(TARGETS promotecheck RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${manual} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${completion} DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME promotecheck)
install(FILES LICENSE README.md CHANGELOG.md SECURITY.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES schemas/results.schema.json DESTINATION ${CMAKE_INSTALL_DOCDIR}/schemas)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN *.md)
