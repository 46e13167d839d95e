# What is installed: the manual page and completions say all the program knows, and a program of somebody else builds with the library.
if(TARGET libtenken_shared AND TARGET tenken)
  add_test(NAME package.pages COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_pages $<TARGET_FILE:tenken> ${TENKEN_PAGES})
  if(NOT TENKEN_SANITIZE AND NOT TENKEN_COVERAGE)
    add_test(NAME package.install COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_install ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}
      ${CMAKE_C_COMPILER})
    set_tests_properties(package.install PROPERTIES TIMEOUT 300)
    # The packages, in a Debian with nothing else in it. Slow; skipped with a line without debootstrap, root or a mirror.
    add_test(NAME package.chroot COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_chroot ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
    set_tests_properties(package.chroot PROPERTIES LABELS slow SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 900 RUN_SERIAL TRUE)
  endif()
endif()
