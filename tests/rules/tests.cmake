# The rule files of the repository: without mistakes, and every example comes to what it says.
if(TARGET tenken)
  add_test(NAME rules.check COMMAND tenken rules check ${PROJECT_SOURCE_DIR}/rules)
  add_test(NAME rules.examples COMMAND tenken rules test ${PROJECT_SOURCE_DIR}/rules)
  # Every part of every condition has an example that it alone decides.
  add_test(NAME rules.mutations COMMAND tenken rules test ${PROJECT_SOURCE_DIR}/rules --mutations)
endif()

# No item of the catalogue is missing in silence: a rule, or a reason in docs/reference/not-checked.md.
find_package(Python3 COMPONENTS Interpreter)
if(TARGET tenken AND Python3_FOUND)
  add_test(NAME rules.catalogue COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/check_catalogue $<TARGET_FILE:tenken>
    ${PROJECT_SOURCE_DIR})
endif()

if(Python3_FOUND)
  add_test(NAME rules.results COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/check_results ${PROJECT_SOURCE_DIR})
endif()
