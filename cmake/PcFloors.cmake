# A folder is a floor's room: one static library, one public header in its own include directory.
# A library sees the headers of the rooms it names in DEPS and of what these rest on, never those above.
#
# pc_library(NAME DEPS room… LIBS imported-target… [NETWORK])
# Without NETWORK a folder of #error headers stands first in the include path: curl, OpenSSL and sockets live in http alone.
set(PC_FORBIDDEN_DIR ${CMAKE_CURRENT_LIST_DIR}/forbidden)

# pc_room_folders(ROOM OUT): the room's own folder and, where it has many files, the folders in it, for its own includes.
function(pc_room_folders room out)
    set(folders ${PROJECT_SOURCE_DIR}/suite/${room})
    file(GLOB headers ${PROJECT_SOURCE_DIR}/suite/${room}/*/*.h)
    list(FILTER headers EXCLUDE REGEX "/include/")
    foreach(header IN LISTS headers)
        cmake_path(GET header PARENT_PATH folder)
        list(APPEND folders ${folder})
    endforeach()
    list(REMOVE_DUPLICATES folders)
    set(${out} ${folders} PARENT_SCOPE)
endfunction()

function(pc_library name)
    cmake_parse_arguments(arg "NETWORK" "" "DEPS;LIBS" ${ARGN})
    set(room ${PROJECT_SOURCE_DIR}/suite/${name})
    file(GLOB sources CONFIGURE_DEPENDS ${room}/*.c ${room}/*/*.c)
    list(REMOVE_ITEM sources ${room}/main.c)
    if(NOT sources)
        message(FATAL_ERROR "suite/${name} has no .c file")
    endif()
    add_library(pc_${name} STATIC ${sources})
    pc_room_folders(${name} folders)
    if(NOT arg_NETWORK)
        target_include_directories(pc_${name} BEFORE PRIVATE ${PC_FORBIDDEN_DIR})
    endif()
    target_include_directories(pc_${name} PUBLIC ${room}/include PRIVATE ${folders})
    list(TRANSFORM arg_DEPS PREPEND pc_)
    target_link_libraries(pc_${name} PUBLIC ${arg_DEPS} PRIVATE ${arg_LIBS})
endfunction()

# pc_program(NAME ROOM): ROOM's main.c becomes a program; the rest of the room stays a library that tests can link.
function(pc_program name room)
    add_executable(${name} ${PROJECT_SOURCE_DIR}/suite/${room}/main.c)
    target_include_directories(${name} BEFORE PRIVATE ${PC_FORBIDDEN_DIR})
    target_link_libraries(${name} PRIVATE pc_${room})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
endfunction()
