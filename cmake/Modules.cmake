# One folder is one library; one test folder is one test program.

find_package(PkgConfig REQUIRED)

# Headers of the standard library that nearly every file includes, read once for all: that saves a
# third of the time that compiling takes.
set(DOORWARD_COMMON_HEADERS <algorithm> <array> <chrono> <functional> <map> <memory> <optional>
    <string> <string_view> <utility> <variant> <vector>)

# Lets a target begin with the precompiled headers of `owner`, which begins with those named, too.
function(doorward_precompile target owner)
  if(target STREQUAL owner)
    target_precompile_headers(${target} PRIVATE ${ARGN} ${DOORWARD_COMMON_HEADERS})
  else()
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
endfunction()

# doorward_find_archive(FCGI fcgi)
# Finds the static archive of a small library that hardly ever
# changes, or else the shared library: every CGI process begins by loading all shared ones.
# Libraries that may need urgent fixes (OpenSSL, libmariadb, SQLite, libsodium) stay shared.
function(doorward_find_archive variable name)
  find_library(${variable} NAMES lib${name}.a ${name} REQUIRED)
endfunction()

# doorward_library(store SOURCES a.cpp b.cpp LINKS model base)
# The library doorward_store, whose headers are included as "store/a.h".
function(doorward_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(doorward_${name} STATIC ${ARG_SOURCES})
  target_include_directories(doorward_${name} PUBLIC ${PROJECT_SOURCE_DIR}/lib)
  list(TRANSFORM ARG_LINKS PREPEND doorward_)
  target_link_libraries(doorward_${name} PUBLIC ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
  doorward_precompile(doorward_${name} doorward_base)
endfunction()

# doorward_test(gateway LABEL unit SOURCES a_test.cpp LINKS gateway SUITES request fastcgi)
# The program gateway_test; each suite is a test of its own for ctest, so that they run in parallel.
function(doorward_test name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LINKS;PRIVATE_LINKS;SUITES" ${ARGN})
  add_executable(${name}_test ${ARG_SOURCES})
  target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${name}_test PRIVATE BOOST_TEST_DYN_LINK)
  list(TRANSFORM ARG_LINKS PREPEND doorward_)
  target_link_libraries(${name}_test PRIVATE ${ARG_LINKS} ${ARG_PRIVATE_LINKS}
                        doorward_test_main doorward_test_places Boost::unit_test_framework)
  doorward_precompile(${name}_test base_test <boost/test/unit_test.hpp>)
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  foreach(suite IN LISTS ARG_SUITES)
    add_test(NAME ${name}.${suite} COMMAND ${name}_test --run_test=${suite} --report_level=short)
    set_tests_properties(${name}.${suite} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT})
  endforeach()
endfunction()
