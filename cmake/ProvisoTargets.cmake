# SPDX-License-Identifier: Apache-2.0
# How a room becomes a target: proviso_room(model SOURCES a.cpp b.cpp LINKS proviso::grammar).

add_library(proviso_warnings INTERFACE)
target_compile_options(
  proviso_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
                             -Wold-style-cast -Wcast-qual -Wimplicit-fallthrough
                             $<$<BOOL:${PROVISO_WARNINGS_AS_ERRORS}>:-Werror>)
# g++ 12 sees an overlap in `"text" + std::string()` that is not there (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(proviso_warnings INTERFACE -Wno-restrict)
endif()

function(proviso_room name)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "SOURCES;LINKS;PRIVATE_LINKS")
  add_library(proviso_${name} STATIC ${room_SOURCES})
  add_library(proviso::${name} ALIAS proviso_${name})
  target_compile_features(proviso_${name} PUBLIC cxx_std_20)
  set_target_properties(proviso_${name} PROPERTIES
    CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON
    EXPORT_NAME ${name})
  target_include_directories(proviso_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(proviso_${name} PUBLIC ${room_LINKS} PRIVATE ${room_PRIVATE_LINKS} $<BUILD_INTERFACE:proviso_warnings>)
  set_property(GLOBAL APPEND PROPERTY PROVISO_ROOMS proviso_${name})
endfunction()

# A GoogleTest program and its tests: proviso_test(model_test SOURCES a_test.cpp LINKS proviso::model).
function(proviso_test name)
  cmake_parse_arguments(PARSE_ARGV 1 test "" "" "SOURCES;LINKS")
  add_executable(${name} ${test_SOURCES})
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/include)
  target_compile_definitions(${name} PRIVATE PROVISO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${test_LINKS} proviso_warnings GTest::gmock GTest::gtest_main)
  # What is tested keeps its optimisation. A test's own code runs once and is hardly worth optimising: this is a third
  # of its compile time, and of the time that a full run of the tests takes.
  target_compile_options(${name} PRIVATE -O0)
  # Without the values, which GoogleTest prints as bytes of memory: a name is then the same in every run.
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST NO_PRETTY_VALUES PROPERTIES TIMEOUT 300)
endfunction()
