# doorward_part_from_symbols(doorward)
# Moves the debug symbols, which are twenty times as large as
# the program, to PROGRAM.debug beside it, where debuggers look for them. That file is installed, to
# .debug/ beside the program, only on request: cmake --install build/release --component debug
function(doorward_part_from_symbols target)
  if(NOT CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo" OR NOT CMAKE_OBJCOPY OR DOORWARD_SANITIZE)
    return()
  endif()
  set(program $<TARGET_FILE:${target}>)
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND ${CMAKE_OBJCOPY} --only-keep-debug --compress-debug-sections ${program} ${program}.debug
    COMMAND ${CMAKE_OBJCOPY} --strip-all --add-gnu-debuglink=${program}.debug ${program}
    VERBATIM)
  install(FILES ${program}.debug DESTINATION ${CMAKE_INSTALL_BINDIR}/.debug
          COMPONENT debug EXCLUDE_FROM_ALL)
endfunction()
