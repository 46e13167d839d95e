# The benchmark's programs are built with the tests so that they keep compiling; tests/bench/run runs them.
add_executable(make_corpus ${CMAKE_CURRENT_LIST_DIR}/make_corpus.c)
target_include_directories(make_corpus PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(make_corpus PRIVATE tenken_settings libtenken)
add_executable(floor ${CMAKE_CURRENT_LIST_DIR}/floor.c)
target_include_directories(floor PRIVATE ${CSV_INCLUDE_DIR})
target_link_libraries(floor PRIVATE tenken_settings PkgConfig::YAML ${CSV_LIBRARY})
add_executable(pair ${CMAKE_CURRENT_LIST_DIR}/pair.c)
target_link_libraries(pair PRIVATE tenken_settings)
