# `cpack -G DEB`: a Debian package. What Debian wants otherwise than an installation by hand is in package_deb.cmake.
set(PC_MAINTAINER "promotecheck contributors <promotecheck@users.noreply.github.com>" CACHE STRING
    "Who answers for the package")
# Debian wants the date of a change as in a mail, and in English.
string(TIMESTAMP PC_RELEASE_MAIL_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(${CMAKE_CURRENT_LIST_DIR}/debian_changelog.in ${PROJECT_BINARY_DIR}/debian/changelog @ONLY)

set(CPACK_PACKAGE_NAME promotecheck)
set(CPACK_PACKAGE_CONTACT ${PC_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
file(READ ${CMAKE_CURRENT_LIST_DIR}/description.txt CPACK_PACKAGE_DESCRIPTION)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR TGZ)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS ca-certificates)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/package_deb.cmake)
set(CPACK_PC_CHANGELOG ${PROJECT_BINARY_DIR}/debian/changelog)
find_program(PC_SHLIBDEPS dpkg-shlibdeps)
mark_as_advanced(PC_SHLIBDEPS)
if(PC_SHLIBDEPS)
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
include(CPack)
