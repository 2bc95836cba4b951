# cpack runs this on the tree that becomes a package: Debian has manual pages and changelogs compressed, and the licence
# under the name `copyright`, in a format of its own.
if(NOT CPACK_GENERATOR STREQUAL DEB)
    return()
endif()
set(share ${CPACK_TEMPORARY_INSTALL_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX}/share)
set(documents ${share}/doc/promotecheck)

# A package of a program holds no library to build others with.
file(REMOVE_RECURSE ${share}/../lib ${share}/../include)

file(READ ${documents}/LICENSE licence)
string(REGEX REPLACE "^.*\nCopyright \\(c\\) ([^\n]*)\n\n(.*)$" "\\1" holder "${licence}")
string(REGEX REPLACE "^.*\nCopyright \\(c\\) ([^\n]*)\n\n(.*)$" "\\2" terms "${licence}")
string(REPLACE "\n\n" "\n.\n" terms "${terms}")
string(REGEX REPLACE "\n([^\n])" "\n \\1" terms "${terms}")
file(WRITE ${documents}/copyright "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: promotecheck

Files: *
Copyright: ${holder}
License: Expat
 ${terms}")
file(REMOVE ${documents}/LICENSE)
file(COPY_FILE ${CPACK_PC_CHANGELOG} ${documents}/changelog)

# -n: without a name and a time, so that the same sources make the same package.
execute_process(COMMAND gzip -9nf ${share}/man/man1/promotecheck.1 ${documents}/changelog COMMAND_ERROR_IS_FATAL ANY)
