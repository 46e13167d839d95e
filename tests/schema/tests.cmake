# The JSON Schemas of `tenken schema`, held by a public validator (python3-jsonschema) against every example, rule file and result,
# and against what the reader itself says. Skipped with a line where the validator is not installed.
if(TARGET tenken)
  add_test(NAME schema.validator COMMAND ${CMAKE_CURRENT_LIST_DIR}/run_python ${CMAKE_CURRENT_LIST_DIR}/check_schemas.py
    $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  set_tests_properties(schema.validator PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 600)
  # An editor completes keys in both languages: yaml-language-server, from npm. Slow, and skipped where npm or the network is absent.
  add_test(NAME schema.editor COMMAND ${CMAKE_CURRENT_LIST_DIR}/run_editor $<TARGET_FILE:tenken> ${CMAKE_CURRENT_BINARY_DIR}/editor)
  set_tests_properties(schema.editor PROPERTIES LABELS slow SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 600)
endif()
