# Puts the shipped rule files into the library: their text, examples replaced by empty lines so that line numbers hold, where its
# YAML nodes are, and the rule set it makes, so that a run begins neither with parsing nor with checking. Included by the top
# CMakeLists.txt; embed_files.cmake empties the examples and the program made from embed_rules.c writes the C file, whenever a file
# or the loader changes.

file(GLOB_RECURSE TENKEN_RULE_FILES CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_LIST_DIR} ${CMAKE_CURRENT_LIST_DIR}/*.yaml)
list(SORT TENKEN_RULE_FILES)
list(TRANSFORM TENKEN_RULE_FILES PREPEND ${CMAKE_CURRENT_LIST_DIR}/ OUTPUT_VARIABLE TENKEN_RULE_PATHS)
set(TENKEN_EMBEDDED_RULES ${CMAKE_CURRENT_BINARY_DIR}/embedded_rules.c)
set(TENKEN_EMBEDDED_FOLDER ${CMAKE_CURRENT_BINARY_DIR}/embedded_rules)

# The layers without the rules they are about to carry; the linker takes what the program needs.
add_library(tenken_layers STATIC EXCLUDE_FROM_ALL $<TARGET_OBJECTS:tenken_objects>)
add_executable(embed_rules EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/embed_rules.c)
target_include_directories(embed_rules PRIVATE src)
target_link_libraries(embed_rules PRIVATE tenken_settings tenken_layers tenken_optional PkgConfig::YAML PkgConfig::UTF8PROC ${CSV_LIBRARY} m)

add_custom_command(
  OUTPUT ${TENKEN_EMBEDDED_RULES}
  COMMAND ${CMAKE_COMMAND} "-DFOLDER=${CMAKE_CURRENT_LIST_DIR}" "-DFILES=${TENKEN_RULE_FILES}"
          "-DOUTPUT=${TENKEN_EMBEDDED_FOLDER}" -P ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake
  COMMAND embed_rules ${TENKEN_EMBEDDED_RULES} ${TENKEN_EMBEDDED_FOLDER} ${TENKEN_RULE_FILES}
  DEPENDS ${TENKEN_RULE_PATHS} ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake embed_rules
  COMMENT "Embedding the rule files"
  VERBATIM)
target_sources(libtenken PRIVATE ${TENKEN_EMBEDDED_RULES})
