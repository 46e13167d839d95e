# The benchmark's programs are built with the tests so that they keep compiling; tests/bench/run runs them.
add_executable(make_corpus ${CMAKE_CURRENT_LIST_DIR}/make_corpus.c)
target_include_directories(make_corpus PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(make_corpus PRIVATE tenken_settings libtenken)
add_executable(floor ${CMAKE_CURRENT_LIST_DIR}/floor.c)
target_include_directories(floor PRIVATE ${CSV_INCLUDE_DIR})
target_link_libraries(floor PRIVATE tenken_settings PkgConfig::YAML ${CSV_LIBRARY})
add_executable(pair ${CMAKE_CURRENT_LIST_DIR}/pair.c)
target_link_libraries(pair PRIVATE tenken_settings)
add_executable(near_duplicates ${CMAKE_CURRENT_LIST_DIR}/near_duplicates.c)
target_include_directories(near_duplicates PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(near_duplicates PRIVATE tenken_settings libtenken)

# tests/bench/compare/run compares tenken with other tools; that all find the same mistakes is tested here, with those that are there.
if(TARGET tenken)
  add_test(NAME bench.compare_agrees COMMAND ${CMAKE_CURRENT_LIST_DIR}/compare/agree $<TARGET_FILE:tenken> $<TARGET_FILE:make_corpus>
    ${CMAKE_CURRENT_BINARY_DIR}/compare)
  set_tests_properties(bench.compare_agrees PROPERTIES LABELS slow SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 600)
endif()
