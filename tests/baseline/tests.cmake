# A baseline holds whatever is done to a plan that changes nothing it says: check_baseline.py tells of what.
if(TARGET tenken)
  find_package(Python3 QUIET COMPONENTS Interpreter)
  if(Python3_FOUND)
    add_test(NAME baseline.survives COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/check_baseline.py $<TARGET_FILE:tenken>
      ${PROJECT_SOURCE_DIR})
  endif()
endif()
