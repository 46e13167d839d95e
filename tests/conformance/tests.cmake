# The CEL conformance suite, from the npm package @bufbuild/cel-spec: 618 cases of the rule language (core), all of which must
# pass, and 475 of the rest of CEL (plus), all but two of containers and five of named time zones (not-supported.txt).
# Needs node, npm and, once, the network; says so and skips where they are absent.
add_executable(cel_conformance ${CMAKE_CURRENT_LIST_DIR}/cel_conformance.c)
target_include_directories(cel_conformance PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(cel_conformance PRIVATE tenken_settings libtenken m)

add_test(NAME conformance.cases COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_CURRENT_LIST_DIR}
  -DFOLDER=${CMAKE_CURRENT_BINARY_DIR}/conformance -P ${CMAKE_CURRENT_LIST_DIR}/fetch_cases.cmake)
add_test(NAME conformance.core COMMAND cel_conformance ${CMAKE_CURRENT_BINARY_DIR}/conformance/cases.tsv core 618)
add_test(NAME conformance.plus COMMAND cel_conformance ${CMAKE_CURRENT_BINARY_DIR}/conformance/cases.tsv plus 475
  ${CMAKE_CURRENT_LIST_DIR}/not-supported.txt)
set_tests_properties(conformance.cases conformance.core conformance.plus PROPERTIES LABELS conformance)
set_tests_properties(conformance.cases PROPERTIES FIXTURES_SETUP conformance_cases SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 300)
set_tests_properties(conformance.core conformance.plus PROPERTIES FIXTURES_REQUIRED conformance_cases
  SKIP_REGULAR_EXPRESSION "SKIPPED:")
