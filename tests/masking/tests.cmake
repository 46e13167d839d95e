# No output of any format holds a personal value of the examples, or of the plans here that make it hard; check_masking.py.
if(TARGET tenken)
  find_package(Python3 QUIET COMPONENTS Interpreter)
  if(Python3_FOUND)
    add_test(NAME masking.outputs COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/check_masking.py $<TARGET_FILE:tenken>
      ${PROJECT_SOURCE_DIR})
    set_tests_properties(masking.outputs PROPERTIES TIMEOUT 300)
  endif()
endif()
