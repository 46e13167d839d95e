# The manual page in both languages and the completions of three shells, made from the option table whenever it changes.
# Included by the top CMakeLists.txt.
file(GLOB TENKEN_PROFILES CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/rules/profiles ${PROJECT_SOURCE_DIR}/rules/profiles/*.yaml)
list(TRANSFORM TENKEN_PROFILES REPLACE "\\.yaml$" "")
list(SORT TENKEN_PROFILES)
set(TENKEN_PAGES ${CMAKE_CURRENT_BINARY_DIR}/pages)
file(MAKE_DIRECTORY ${TENKEN_PAGES}/ja)

foreach(maker manual completions)
  add_executable(make_${maker} ${CMAKE_CURRENT_LIST_DIR}/make_${maker}.c src/cli/option_table.c)
  target_include_directories(make_${maker} PRIVATE src)
  target_link_libraries(make_${maker} PRIVATE tenken_settings libtenken)
endforeach()

function(tenken_page file)
  add_custom_command(OUTPUT ${TENKEN_PAGES}/${file} COMMAND ${ARGN} > ${TENKEN_PAGES}/${file} DEPENDS make_manual make_completions VERBATIM)
endfunction()
tenken_page(tenken.1 make_manual en ${PROJECT_VERSION})
tenken_page(ja/tenken.1 make_manual ja ${PROJECT_VERSION})
tenken_page(tenken.bash make_completions bash ${TENKEN_PROFILES})
tenken_page(_tenken make_completions zsh ${TENKEN_PROFILES})
tenken_page(tenken.fish make_completions fish ${TENKEN_PROFILES})
add_custom_target(pages ALL DEPENDS ${TENKEN_PAGES}/tenken.1 ${TENKEN_PAGES}/ja/tenken.1 ${TENKEN_PAGES}/tenken.bash
                                    ${TENKEN_PAGES}/_tenken ${TENKEN_PAGES}/tenken.fish)
