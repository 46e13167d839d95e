# What people see in a terminal, taken from one: folded rows, colours, progress. Skipped with a line where tmux is not installed.
if(TARGET tenken)
  add_test(NAME terminal.screens COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_screens $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  set_tests_properties(terminal.screens PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 120)
endif()
