# Wording rules hold their precision on sentences they were never tuned on, and the table of docs/reference/wording.md is true.
find_program(TENKEN_PYTHON python3)
if(TARGET tenken AND TENKEN_PYTHON)
  add_test(NAME wording COMMAND ${TENKEN_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/run $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
endif()
