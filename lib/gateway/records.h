#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The records of FastCGI 1.0 (section 3.3), as far as a responder that serves one request at a
/// time on a connection needs them.
namespace gateway::records {

enum Type : std::uint8_t {
  begin_request = 1,
  abort_request = 2,
  end_request = 3,
  params = 4,
  input = 5,
  get_values = 9,
  get_values_result = 10,
  unknown_type = 11
};

inline constexpr std::uint8_t kVersion = 1;
inline constexpr std::size_t kHeader = 8;            ///< bytes
inline constexpr std::size_t kMostContent = 65'528;  ///< of a record that we write

/// What stands before the content of a record.
struct Header {
  std::uint8_t version = kVersion;
  std::uint8_t type = 0;
  unsigned id = 0;  ///< 0: of no request, so a management record
  std::size_t length = 0;
  std::size_t padding = 0;
};

/// Reads the first kHeader bytes.
Header header_of(std::string_view bytes);

/// Appends a header; content and padding are the caller's to append.
void append_header(std::string& out, const Header& header);

/// Appends the content of a stream (FCGI_PARAMS, FCGI_STDIN) as records, without its end.
void append_stream(std::string& out, Type type, unsigned id, std::string_view content);

/// The answer to a management record: FCGI_GET_VALUES_RESULT or FCGI_UNKNOWN_TYPE (sections 4.1,
/// 4.2).
std::string answer_to_management(std::uint8_t type, std::string_view content);

/// The refusal of a second request on a connection that has one: FCGI_END_REQUEST with
/// FCGI_CANT_MPX_CONN (section 5.5).
std::string refuse_second(unsigned id);

/// Follows name-value pairs (section 3.4) as they come, whatever pieces they come in.
class Pairs {
 public:
  /// `most`: the longest name or value.
  explicit Pairs(std::size_t most) : most_(most) {}

  /// False when a length is over the bound.
  bool follow(std::string_view content);

  bool at_border() const { return to_skip_ == 0 && !value_next_ && missing_ == 0; }

 private:
  bool take_length_byte(std::uint8_t byte);
  bool finish_length();

  std::size_t most_;
  std::size_t length_ = 0;
  std::size_t pair_ = 0;     // bytes of the pair whose lengths are being read
  std::size_t to_skip_ = 0;  // bytes of its name and value that are still to come
  int missing_ = 0;          // bytes of a four-byte length
  bool value_next_ = false;
};

/// The value of a pair; empty when there is none. `pairs` is whole.
std::string_view value_in(std::string_view pairs, std::string_view name);

}  // namespace gateway::records
