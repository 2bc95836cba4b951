# pc_embed(TARGET SYMBOL FILE): compiles FILE into TARGET as
#   extern const unsigned char SYMBOL[]; extern const size_t SYMBOL_size;
# A NUL stands behind the last byte and is not counted.
set(PC_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed.cmake)

function(pc_embed target symbol file)
    set(generated ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.c)
    add_custom_command(OUTPUT ${generated}
        COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DSYMBOL=${symbol} -DOUTPUT=${generated} -P ${PC_EMBED_SCRIPT}
        DEPENDS ${file} ${PC_EMBED_SCRIPT}
        VERBATIM)
    target_sources(${target} PRIVATE ${generated})
endfunction()
