#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Examines the beginning of a request, as FastCGI records (FastCGI 1.0, section 3.3), before
/// libfcgi reads it. libfcgi waits for ever for a header that does not end, accepts one of any
/// size, and crashes on some lengths and some management records; none of these ever gets past this
/// check.
namespace gateway {

struct Beginning {
  enum class Kind {
    part,     ///< good so far, but not whole
    whole,    ///< all of FCGI_BEGIN_REQUEST and FCGI_PARAMS is there
    stray,    ///< begins with a record of no request, `size` bytes long; see answer_to()
    refused,  ///< not what a web server sends
  } kind;
  std::size_t size = 0;
  bool with_body = false;  ///< when whole: all of FCGI_STDIN is there as well
};

/// Examines what has arrived on a connection so far. More than `most` bytes before the end of
/// FCGI_PARAMS are refused.
Beginning inspect(std::string_view bytes, std::size_t most);

/// The answer to a stray record: FCGI_GET_VALUES_RESULT or FCGI_UNKNOWN_TYPE to a management record
/// (sections 4.1, 4.2); none to a late record of a request that has been answered.
std::string answer_to(std::string_view stray_record);

}  // namespace gateway
