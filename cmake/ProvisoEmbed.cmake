# SPDX-License-Identifier: Apache-2.0
# Files of the tree as texts in a program: proviso_embed(proviso_cli diagnostic_pages BASE docs/diagnostics FILES a.md).
# gives `std::span<const EmbeddedFile> diagnostic_pages()`, each file by its path below BASE.
set(PROVISO_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/EmbedFiles.cmake")

function(proviso_embed target name)
  cmake_parse_arguments(PARSE_ARGV 2 embed "" "BASE" "FILES")
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp")
  set(inputs "")
  foreach(file IN LISTS embed_FILES)
    list(APPEND inputs "${embed_BASE}/${file}")
  endforeach()
  add_custom_command(OUTPUT "${source}"
    COMMAND "${CMAKE_COMMAND}" "-DNAME=${name}" "-DBASE=${embed_BASE}" "-DFILES=${embed_FILES}" "-DOUTPUT=${source}"
            -P "${PROVISO_EMBED_SCRIPT}"
    DEPENDS ${inputs} "${PROVISO_EMBED_SCRIPT}" VERBATIM)
  target_sources(${target} PRIVATE "${source}")
endfunction()
