# `tenken convert` there and back, held against a canonicaliser that shares no code with it. Skipped with a line where Python lacks yaml.
if(TARGET tenken)
  add_test(NAME convert.round_trip COMMAND ${PROJECT_SOURCE_DIR}/tests/schema/run_python ${CMAKE_CURRENT_LIST_DIR}/round_trip.py
    $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  set_tests_properties(convert.round_trip PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 600)
endif()
