# SPDX-License-Identifier: Apache-2.0
# Installs the build to a folder of its own, then builds and runs the stranger's project beside this file against it.
# Takes BUILD (the build folder), STRANGER (this folder), SCRATCH, RULES, COMPILER, GENERATOR, FLAGS and TYPE.
file(REMOVE_RECURSE "${SCRATCH}")
set(prefix "${SCRATCH}/prefix")

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(failed)
    message(FATAL_ERROR "${ARGV}\n${output}")
  endif()
endfunction()

run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}")
run("${CMAKE_COMMAND}" -S "${STRANGER}" -B "${SCRATCH}/build" -G "${GENERATOR}" "-DCMAKE_PREFIX_PATH=${prefix}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}" "-DCMAKE_BUILD_TYPE=${TYPE}")
run("${CMAKE_COMMAND}" --build "${SCRATCH}/build")

# The rules that were installed, so that they are seen to be whole.
execute_process(COMMAND "${SCRATCH}/build/what_is_due" "${prefix}/${RULES}/send-inspection-2016.proviso"
  RESULT_VARIABLE failed OUTPUT_VARIABLE output)
file(READ "${STRANGER}/expected.txt" expected)
if(failed OR NOT output STREQUAL expected)
  message(FATAL_ERROR "the stranger's program gave\n${output}instead of\n${expected}")
endif()

# The installed program finds the calendar that came with it.
execute_process(COMMAND "${prefix}/bin/proviso" check "${prefix}/${RULES}/send-inspection-2016.proviso"
  RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(failed)
  message(FATAL_ERROR "the installed program says\n${output}")
endif()

# Somebody who embeds the core alone asks for it by name.
file(WRITE "${SCRATCH}/core/CMakeLists.txt" "cmake_minimum_required(VERSION 3.25)
project(core LANGUAGES CXX)
set(CMAKE_DISABLE_FIND_PACKAGE_yaml-cpp TRUE)
find_package(Proviso 0.1 CONFIG REQUIRED COMPONENTS core)
add_executable(core main.cpp)
target_link_libraries(core PRIVATE Proviso::proviso)
")
file(WRITE "${SCRATCH}/core/main.cpp" "#include <proviso/rule_set.h>
int main() { return proviso::RuleSet::compile(\"a.proviso\", \"nonsense\", {}).has_value() ? 1 : 0; }
")
run("${CMAKE_COMMAND}" -S "${SCRATCH}/core" -B "${SCRATCH}/core/build" -G "${GENERATOR}" "-DCMAKE_PREFIX_PATH=${prefix}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}" "-DCMAKE_BUILD_TYPE=${TYPE}")
run("${CMAKE_COMMAND}" --build "${SCRATCH}/core/build")
run("${SCRATCH}/core/build/core")
