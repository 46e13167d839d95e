# The rule files of the repository: without mistakes, and every example comes to what it says.
if(TARGET tenken)
  add_test(NAME rules.check COMMAND tenken rules check ${PROJECT_SOURCE_DIR}/rules)
  add_test(NAME rules.examples COMMAND tenken rules test ${PROJECT_SOURCE_DIR}/rules)
endif()
