# How everything is compiled: C17, strict warnings, optional sanitizers and coverage.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Debug, Release, RelWithDebInfo" FORCE)
endif()

option(PC_WERROR "Warnings are errors (on in the presets that ./check uses)" OFF)
option(PC_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer, without recovery" OFF)
option(PC_COVERAGE "Instrument for coverage" OFF)
option(PC_TIDY "A test that runs clang-tidy over every file" OFF)

add_compile_definitions(_POSIX_C_SOURCE=200809L)
add_compile_options(
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes>
    $<$<COMPILE_LANGUAGE:C>:-Wmissing-prototypes> -Wvla
    -Wcast-qual -Wcast-align -Wformat=2 -Wundef -Wpointer-arith -Wwrite-strings -Wdouble-promotion
    -Wimplicit-fallthrough $<$<COMPILE_LANGUAGE:C>:-Wold-style-definition> -fno-common)
if(PC_WERROR)
    add_compile_options(-Werror)
endif()
if(PC_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined -fno-sanitize-recover=all)
endif()
if(PC_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()
