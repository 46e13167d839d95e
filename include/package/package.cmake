# What `cmake --install` puts where, and the packages CPack makes of it (.deb, .tar.gz). Included by the top CMakeLists.txt.
#
# The shared library shows the functions of include/tenken/tenken.h alone; the static one of the build tree is for the tests. The
# program carries the library's objects itself and needs no libtenken.so.
include(CMakePackageConfigHelpers)

add_library(libtenken_shared SHARED $<TARGET_OBJECTS:tenken_objects> ${TENKEN_EMBEDDED_RULES})
add_dependencies(libtenken_shared libtenken)
set_target_properties(libtenken_shared PROPERTIES OUTPUT_NAME tenken EXPORT_NAME tenken VERSION ${PROJECT_VERSION} SOVERSION 0)
target_include_directories(libtenken_shared PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include> PRIVATE src)
target_link_libraries(libtenken_shared PRIVATE tenken_settings tenken_optional PkgConfig::YAML PkgConfig::UTF8PROC ${CSV_LIBRARY} m)

configure_file(${CMAKE_CURRENT_LIST_DIR}/tenken.pc.in ${CMAKE_CURRENT_BINARY_DIR}/tenken.pc @ONLY)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/tenken-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/tenken-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tenken)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/tenken-config-version.cmake COMPATIBILITY SameMinorVersion)

install(TARGETS tenken)
install(TARGETS libtenken_shared EXPORT tenken-targets)
install(EXPORT tenken-targets NAMESPACE tenken:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tenken)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/tenken-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/tenken-config-version.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tenken)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/tenken.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES include/tenken/tenken.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tenken)
install(FILES ${TENKEN_PAGES}/tenken.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${TENKEN_PAGES}/ja/tenken.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/ja/man1)
install(FILES ${TENKEN_PAGES}/tenken.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME tenken)
install(FILES ${TENKEN_PAGES}/_tenken DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${TENKEN_PAGES}/tenken.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/guides docs/reference DESTINATION ${CMAKE_INSTALL_DOCDIR})
# To read, and to copy from: the program carries its own.
install(DIRECTORY rules DESTINATION ${CMAKE_INSTALL_DATADIR}/tenken FILES_MATCHING PATTERN "*.yaml")

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_CONTACT "the tenken developers <tenken@example.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "checks Japanese care plans against checklist items kept as data")
set(CPACK_PACKAGE_DESCRIPTION "Reads care plans and assessments in YAML or CSV (also the national exchange standard in Shift_JIS) and
 holds them against law, notices and municipal checklists. Offline and deterministic; text, JSON, SARIF, JUnit and more.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libarchive13, libxlsxwriter4")
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_STRIP_FILES ON)
include(CPack)
