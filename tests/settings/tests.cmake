# Where tenken.yaml is looked for: check_nearest.
if(TARGET tenken)
  add_test(NAME settings.nearest COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_nearest $<TARGET_FILE:tenken>)
endif()
