#pragma once

/// What a command tells whoever started it.
enum ExitCode {
  kDone = 0,
  kFailed = 1,          ///< it could not be done, or a fault was found
  kUsage = 2,           ///< the command line makes no sense
  kConfiguration = 78,  ///< the configuration has faults (EX_CONFIG of sysexits.h)
};
