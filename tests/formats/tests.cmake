# The machine formats, held by what others wrote about them; README.md says by what. Skipped with a line where a validator is absent.
if(TARGET tenken)
  add_test(NAME formats.validators COMMAND ${CMAKE_CURRENT_LIST_DIR}/../schema/run_python ${CMAKE_CURRENT_LIST_DIR}/check_formats.py
    $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  add_test(NAME formats.junit COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_junit $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR}
    ${CMAKE_CURRENT_LIST_DIR}/junit.xsd)
  set_tests_properties(formats.validators formats.junit PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 300)
  add_test(NAME formats.forms COMMAND ${CMAKE_CURRENT_LIST_DIR}/../schema/run_python ${CMAKE_CURRENT_LIST_DIR}/check_forms.py
    $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  add_test(NAME formats.html COMMAND ${CMAKE_CURRENT_LIST_DIR}/../schema/run_python ${CMAKE_CURRENT_LIST_DIR}/check_html.py
    $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  add_test(NAME formats.report COMMAND ${CMAKE_CURRENT_LIST_DIR}/../schema/run_python ${CMAKE_CURRENT_LIST_DIR}/check_report.py
    $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  add_test(NAME formats.counts COMMAND ${CMAKE_CURRENT_LIST_DIR}/../schema/run_python ${CMAKE_CURRENT_LIST_DIR}/check_counts.py
    $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  set_tests_properties(formats.forms formats.html formats.report formats.counts PROPERTIES SKIP_REGULAR_EXPRESSION "SKIPPED:")
  # LibreOffice is large: slow, and skipped where it is not there.
  add_test(NAME formats.spreadsheets COMMAND ${CMAKE_CURRENT_LIST_DIR}/../schema/run_python ${CMAKE_CURRENT_LIST_DIR}/check_spreadsheets.py
    $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  set_tests_properties(formats.spreadsheets PROPERTIES LABELS slow SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 600)
  # A checker from npm and a browser: slow, and skipped where neither is there.
  add_test(NAME formats.html_judged COMMAND ${CMAKE_CURRENT_LIST_DIR}/run_html $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR}
    ${CMAKE_CURRENT_BINARY_DIR}/vnu)
  set_tests_properties(formats.html_judged PROPERTIES LABELS slow SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 600)
  # What takes the place of libxlsxwriter and libarchive in a build without them: compiled and run in every build, so that it holds.
  add_library(without_libraries OBJECT ${PROJECT_SOURCE_DIR}/src/report/tables/xlsx_book.c ${PROJECT_SOURCE_DIR}/src/readers/zip/zip_expander.c)
  target_include_directories(without_libraries PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(without_libraries PRIVATE tenken_settings)
  add_executable(tenken_without_libraries ${TENKEN_CLI_SOURCES} $<TARGET_OBJECTS:without_libraries>)
  target_include_directories(tenken_without_libraries PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(tenken_without_libraries PRIVATE tenken_settings libtenken)
  add_test(NAME formats.without_libraries COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_without_libraries $<TARGET_FILE:tenken_without_libraries>
    ${PROJECT_SOURCE_DIR})
  add_test(NAME formats.outputs COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_outputs $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  foreach(page vendor vendor.ja)
    add_test(NAME formats.recipes.${page} COMMAND ${CMAKE_CURRENT_LIST_DIR}/run_recipes $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR}
      ${PROJECT_SOURCE_DIR}/docs/guides/${page}.md)
  endforeach()
endif()
