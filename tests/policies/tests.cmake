# No item of the policy documents is missing.
if(TARGET tenken)
  add_test(NAME policies.items COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_items $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
endif()
