#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/gateway.h"
#include "gateway/records.h"

namespace gateway {

/// A request as it arrives on a connection: takes its records (FastCGI 1.0, section 3.3) in
/// whatever pieces they come, looks at each byte once, and keeps what belongs to the request alone.
/// libfcgi waits for ever for a header that does not end, accepts one of any size, and crashes on
/// some lengths and some management records; it is given nothing but what has passed here, in
/// records that we have written (append_to()).
///
/// Records of no request (management) are answered at any time, a second request on the connection
/// is refused, other records of strangers are passed over; see take_replies().
class Arrival {
 public:
  /// How far it has come.
  enum class Stage {
    silent,    ///< nothing of a request is there yet
    header,    ///< something is
    body,      ///< FCGI_PARAMS is there as a whole
    complete,  ///< it can be answered; see Ending
    refused,   ///< not what a web server sends
  };

  /// Why no more of it is waited for.
  enum class Ending {
    whole,    ///< everything is there
    cut,      ///< aborted, or the connection ended
    excess,   ///< the body is over the bound, and what there is of it was not kept
    stalled,  ///< the rest did not come in time
  };

  explicit Arrival(const Limits& limits);

  /// Takes bytes of the connection, up to the end of the request. Returns how many it has taken:
  /// what follows a request is the beginning of the next one.
  std::size_t take(std::string_view bytes);

  /// No more of it will come. The header must be whole.
  void end(Ending ending);

  Stage stage() const { return stage_; }
  Ending ending() const { return ending_; }
  bool at_end() const { return at_end_; }  ///< all that the client sends of it has been taken
  bool wants_keep() const { return keep_; }
  bool is_responder() const;

  /// What has to be sent at once, whether or not the request is complete. Empties it.
  std::string take_replies();

  /// Appends the request, in records that we have written. It ends early when the request did.
  void append_to(std::string& records) const;

  /// Whether nothing is there, not even a part of a record.
  bool is_silent() const { return stage_ == Stage::silent && header_.empty(); }

  /// Bytes from which another Arrival comes to the same state; none when there are no such bytes,
  /// because some of the request was not kept.
  std::optional<std::string> so_far() const;

  /// Bytes of memory that it holds.
  std::size_t held() const { return params_.size() + body_.size() + collected_.size(); }

  /// Makes room for another request; keeps the memory of a usual one.
  void reset();

 private:
  /// What is done with the content of the record that is being taken.
  enum class Use { pass_over, collect, params, input };

  bool is_settled() const { return stage_ == Stage::complete || stage_ == Stage::refused; }
  std::size_t take_piece(std::string_view bytes);
  void take_header();
  void take_own();
  void take_strange();
  void take_content(std::string_view content);
  void take_params(std::string_view content);
  void take_input(std::string_view content);
  void finish_record();
  void begin();
  void reply(const std::string& record);
  void end_params();
  void end_input();
  void note_excess();
  void refuse_claim();
  void append_unfinished(std::string& out) const;
  void refuse() { stage_ = Stage::refused; }

  std::size_t most_params_;
  std::size_t most_body_;
  Stage stage_ = Stage::silent;
  Ending ending_ = Ending::whole;
  bool at_end_ = false;
  bool keep_ = false;
  bool claim_seen_ = false;  // whether CONTENT_LENGTH was compared with the bound
  unsigned id_ = 0;
  unsigned role_ = 0;

  std::string header_;  // of the record that is being taken, as far as it is there
  records::Header record_;
  Use use_ = Use::pass_over;
  std::size_t left_ = 0;     // of its content
  std::size_t padding_ = 0;  // of its padding

  records::Pairs pairs_;
  std::string params_;
  std::string body_;
  std::string collected_;      // content of the record, when it is looked at as a whole
  std::size_t body_size_ = 0;  // also of what was not kept
  std::string replies_;
};

}  // namespace gateway
