# Every relative link leads somewhere.
add_test(NAME docs.links COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_links ${PROJECT_SOURCE_DIR})

# The commands in the documentation run. Pages that show how to set up (./tests/run) would run the tests inside the tests: those
# blocks are ```console in the pages.
if(TARGET tenken)
  file(GLOB_RECURSE pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/*.md)
  foreach(page ${pages} ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/examples/README.md)
    file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${page})
    add_test(NAME docs.${name} COMMAND ${CMAKE_CURRENT_LIST_DIR}/run_blocks $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR} ${page})
  endforeach()
  add_test(NAME docs.help COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_help $<TARGET_FILE:tenken>
    ${PROJECT_SOURCE_DIR}/docs/reference/command-line.md)
endif()
