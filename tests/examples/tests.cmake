if(TARGET tenken)
  add_test(NAME examples.findings COMMAND ${CMAKE_CURRENT_LIST_DIR}/run_examples $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR}
    ${CMAKE_CURRENT_LIST_DIR}/expected.txt)
endif()
