#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The beginning of a request, as FastCGI records (FastCGI 1.0, section 3.3), looked at before
/// libfcgi reads it. libfcgi waits for ever for a header that does not end, takes one of any size,
/// and dies of some lengths and of some management records; none of these ever reaches it from
/// here.
namespace gateway {

struct Beginning {
  enum class Kind {
    part,     ///< good so far, but not whole
    whole,    ///< all of FCGI_BEGIN_REQUEST and FCGI_PARAMS is there
    stray,    ///< first comes a record that belongs to no request; `size` bytes, see answer_to()
    refused,  ///< nothing that a web server sends
  } kind;
  std::size_t size = 0;
  bool with_body = false;  ///< of a whole one: all of FCGI_STDIN is there as well
};

/// Reads what has come of a connection so far. More than `most` bytes before the end of FCGI_PARAMS
/// are refused.
Beginning inspect(std::string_view bytes, std::size_t most);

/// What to say to a stray record: FCGI_GET_VALUES_RESULT or FCGI_UNKNOWN_TYPE to one of management
/// (sections 4.1, 4.2), nothing to what comes late for a request that has been answered.
std::string answer_to(std::string_view stray_record);

}  // namespace gateway
