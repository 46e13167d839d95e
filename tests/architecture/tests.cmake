add_test(NAME architecture.layers COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/check_layers.cmake)
add_test(NAME architecture.headers COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DCC=${CMAKE_C_COMPILER}
  -DFLAGS=-D_POSIX_C_SOURCE=200809L -P ${CMAKE_CURRENT_LIST_DIR}/check_headers.cmake)
if(TARGET tenken AND NOT TENKEN_SANITIZE)
  add_test(NAME architecture.no_network COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:tenken> -DNM=${CMAKE_NM}
    -P ${CMAKE_CURRENT_LIST_DIR}/check_imports.cmake)
endif()
if(NOT TENKEN_SANITIZE AND NOT TENKEN_COVERAGE AND NOT TENKEN_FUZZ)
  # Made for this test alone: no shared library is released yet, but its face is already decided by the visibility of the objects.
  add_library(tenken_shared SHARED $<TARGET_OBJECTS:tenken_objects> ${TENKEN_EMBEDDED_RULES})
  set_source_files_properties(${TENKEN_EMBEDDED_RULES} PROPERTIES GENERATED TRUE)
  add_dependencies(tenken_shared libtenken)
  target_include_directories(tenken_shared PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(tenken_shared PRIVATE tenken_settings tenken_archive PkgConfig::YAML PkgConfig::UTF8PROC ${CSV_LIBRARY} m)
  add_test(NAME architecture.exports COMMAND ${CMAKE_COMMAND} -DLIBRARY=$<TARGET_FILE:tenken_shared> -DNM=${CMAKE_NM}
    -P ${CMAKE_CURRENT_LIST_DIR}/check_exports.cmake)
endif()
