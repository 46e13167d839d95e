add_test(NAME architecture.layers COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -P ${CMAKE_CURRENT_LIST_DIR}/check_layers.cmake)
add_test(NAME architecture.headers COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DCC=${CMAKE_C_COMPILER}
  -DFLAGS=-D_POSIX_C_SOURCE=200809L -P ${CMAKE_CURRENT_LIST_DIR}/check_headers.cmake)
if(TARGET tenken AND NOT TENKEN_SANITIZE)
  add_test(NAME architecture.no_network COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:tenken> -DNM=${CMAKE_NM}
    -P ${CMAKE_CURRENT_LIST_DIR}/check_imports.cmake)
endif()
if(TARGET libtenken_shared AND NOT TENKEN_SANITIZE AND NOT TENKEN_COVERAGE)
  add_test(NAME architecture.exports COMMAND ${CMAKE_COMMAND} -DLIBRARY=$<TARGET_FILE:libtenken_shared> -DNM=${CMAKE_NM}
    -P ${CMAKE_CURRENT_LIST_DIR}/check_exports.cmake)
endif()
