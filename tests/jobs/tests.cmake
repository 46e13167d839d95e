# Runs by several threads; the preset `thread` runs these with ThreadSanitizer.
if(TARGET tenken)
  add_test(NAME jobs.same_bytes COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_jobs $<TARGET_FILE:tenken> $<TARGET_FILE:make_corpus>
    ${PROJECT_SOURCE_DIR})
  set_tests_properties(jobs.same_bytes PROPERTIES TIMEOUT 600)
  add_test(NAME jobs.interrupts COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_interrupts $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR})
  add_test(NAME jobs.merge COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_merge $<TARGET_FILE:tenken> $<TARGET_FILE:make_corpus>
    ${PROJECT_SOURCE_DIR})
  set_tests_properties(jobs.merge PROPERTIES TIMEOUT 600)
  add_test(NAME jobs.alike COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_alike $<TARGET_FILE:tenken>)
  set_tests_properties(jobs.alike PROPERTIES TIMEOUT 300)
  foreach(kind parallel slurm)
    add_test(NAME machines.${kind} COMMAND ${CMAKE_CURRENT_LIST_DIR}/check_machines $<TARGET_FILE:tenken> ${PROJECT_SOURCE_DIR} ${kind})
    set_tests_properties(machines.${kind} PROPERTIES LABELS slow SKIP_REGULAR_EXPRESSION "SKIPPED:" TIMEOUT 300)
  endforeach()
endif()
