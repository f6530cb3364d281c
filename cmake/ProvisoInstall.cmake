# SPDX-License-Identifier: Apache-2.0
# What an embedding project finds: `find_package(Proviso 0.1 CONFIG)` gives
#   Proviso::proviso    the engine: rules as text in, reports out; needs no file system and no YAML
#   Proviso::documents  and reading rule files and calendars from disk
# The rooms are installed as static libraries behind these two; their headers are not.

option(PROVISO_INSTALL "Install the program, the libraries and the rules" ${PROJECT_IS_TOP_LEVEL})
if(NOT PROVISO_INSTALL)
  return()
endif()

include(CMakePackageConfigHelpers)
set(proviso_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/Proviso")

# The core in one name: whoever links `run` gets everything left of it.
add_library(proviso_core INTERFACE)
set_target_properties(proviso_core PROPERTIES EXPORT_NAME proviso)
target_link_libraries(proviso_core INTERFACE proviso_run)
install(TARGETS proviso_base proviso_grammar proviso_calendar proviso_model proviso_graph proviso_analysis
                proviso_program proviso_run proviso_core
  EXPORT ProvisoTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)

# A set of its own, so that a project that asks for the core alone needs no yaml-cpp.
target_link_libraries(proviso_documents INTERFACE $<INSTALL_INTERFACE:yaml-cpp>)
install(TARGETS proviso_documents
  EXPORT ProvisoDocumentsTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)

install(EXPORT ProvisoTargets NAMESPACE Proviso:: DESTINATION ${proviso_package_dir} COMPONENT development)
install(EXPORT ProvisoDocumentsTargets NAMESPACE Proviso:: DESTINATION ${proviso_package_dir} COMPONENT development)
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/ProvisoConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/ProvisoConfig.cmake" INSTALL_DESTINATION ${proviso_package_dir}
  PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/ProvisoConfigVersion.cmake" COMPATIBILITY SameMajorVersion)
install(FILES "${PROJECT_BINARY_DIR}/ProvisoConfig.cmake" "${PROJECT_BINARY_DIR}/ProvisoConfigVersion.cmake"
  DESTINATION ${proviso_package_dir} COMPONENT development)

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/proviso" DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development
  FILES_MATCHING PATTERN "*.h")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/rules" DESTINATION ${CMAKE_INSTALL_DATADIR}/proviso COMPONENT rules)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs/schema" DESTINATION ${CMAKE_INSTALL_DATADIR}/proviso COMPONENT rules)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/NOTICE"
  DESTINATION ${CMAKE_INSTALL_DATADIR}/proviso COMPONENT rules)
