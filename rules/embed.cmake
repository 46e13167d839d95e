# Puts the shipped rule files into the library: their text, examples replaced by empty lines so that line numbers hold.
# Included by the top CMakeLists.txt; the work is done by embed_files.cmake whenever a file changes. Needs nothing but CMake.

file(GLOB_RECURSE TENKEN_RULE_FILES CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_LIST_DIR} ${CMAKE_CURRENT_LIST_DIR}/*.yaml)
list(SORT TENKEN_RULE_FILES)
list(TRANSFORM TENKEN_RULE_FILES PREPEND ${CMAKE_CURRENT_LIST_DIR}/ OUTPUT_VARIABLE TENKEN_RULE_PATHS)
set(TENKEN_EMBEDDED_RULES ${CMAKE_CURRENT_BINARY_DIR}/embedded_rules.c)

add_custom_command(
  OUTPUT ${TENKEN_EMBEDDED_RULES}
  COMMAND ${CMAKE_COMMAND} "-DFOLDER=${CMAKE_CURRENT_LIST_DIR}" "-DFILES=${TENKEN_RULE_FILES}"
          "-DOUTPUT=${TENKEN_EMBEDDED_RULES}" -P ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake
  DEPENDS ${TENKEN_RULE_PATHS} ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake
  COMMENT "Embedding the rule files"
  VERBATIM)
target_sources(libtenken PRIVATE ${TENKEN_EMBEDDED_RULES})
