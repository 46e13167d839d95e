# Ordinary good plans of invented people: what a rule says of them is measured, so that a new rule does not trouble good work.
if(TARGET tenken)
  add_test(NAME plans.good COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_good.sh $<TARGET_FILE:tenken> ${CMAKE_CURRENT_LIST_DIR}/good)
endif()
