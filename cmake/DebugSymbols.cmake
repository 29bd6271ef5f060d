# doorward_part_from_symbols(doorward)
# An optimised program is a twentieth of what its debug symbols are: these go to a file of their
# own beside it, PROGRAM.debug, where debuggers look for it. It is installed, to .debug/ beside the
# program, when it is asked for: cmake --install build/release --component debug
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
