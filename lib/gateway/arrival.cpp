#include "gateway/arrival.h"

#include <algorithm>
#include <utility>

#include "gateway/body.h"

namespace gateway {

using records::kHeader;

namespace {

constexpr unsigned kResponder = 1;  // section 6.1
constexpr std::size_t kBeginBody = 8;
constexpr std::size_t kMostReplies = 16 * 1024;
constexpr std::size_t kUsualSize = 16 * 1024;

void clear(std::string& text) {
  text.clear();
  if (text.capacity() > kUsualSize) text.shrink_to_fit();
}

}  // namespace

Arrival::Arrival(const Limits& limits)
    : most_params_(2 * limits.parameter_bytes), most_body_(limits.body), pairs_(most_params_) {}

bool Arrival::is_responder() const { return role_ == kResponder; }

std::size_t Arrival::take(std::string_view bytes) {
  const auto all = bytes.size();
  while (!bytes.empty() && !is_settled()) {
    bytes.remove_prefix(take_piece(bytes));
    if (header_.size() == kHeader && left_ == 0 && padding_ == 0 && !is_settled()) finish_record();
  }
  if (stage_ == Stage::body) refuse_claim();
  return all - bytes.size();
}

/// Takes what there is of the next part of a record. Returns its size.
std::size_t Arrival::take_piece(std::string_view bytes) {
  if (header_.size() < kHeader) {
    const auto piece = bytes.substr(0, kHeader - header_.size());
    header_.append(piece);
    if (header_.size() == kHeader) take_header();
    return piece.size();
  }
  if (left_ > 0) {
    const auto piece = bytes.substr(0, left_);
    left_ -= piece.size();
    take_content(piece);
    return piece.size();
  }
  const auto skipped = std::min(padding_, bytes.size());
  padding_ -= skipped;
  return skipped;
}

/// Decides what the record is.
void Arrival::take_header() {
  record_ = records::header_of(header_);
  left_ = record_.length;
  padding_ = record_.padding;
  use_ = Use::pass_over;
  collected_.clear();
  if (record_.version != records::kVersion) return refuse();
  if (record_.id == 0 || record_.id != id_) return take_strange();
  take_own();
}

/// A record of no request, of another one or, when there is none yet, of one that begins or is
/// over.
void Arrival::take_strange() {
  if (record_.type == records::begin_request) {
    if (record_.id == 0 || record_.length != kBeginBody) return refuse();
    if (id_ == 0) {
      stage_ = Stage::header;
      use_ = Use::collect;
    }
  } else if (record_.id == 0) {
    use_ = Use::collect;
  }
}

void Arrival::take_own() {
  const bool in_body = stage_ == Stage::body;
  if (record_.type == records::params && !in_body) {
    use_ = Use::params;
  } else if (record_.type == records::input && in_body) {
    use_ = Use::input;
  } else if (record_.type != records::abort_request || !in_body) {
    refuse();
  }
}

void Arrival::take_content(std::string_view content) {
  switch (use_) {
    case Use::collect:
      collected_.append(content);
      break;
    case Use::params:
      take_params(content);
      break;
    case Use::input:
      take_input(content);
      break;
    case Use::pass_over:
      break;
  }
}

void Arrival::take_params(std::string_view content) {
  if (params_.size() + content.size() > most_params_ || !pairs_.follow(content)) return refuse();
  params_.append(content);
}

void Arrival::take_input(std::string_view content) {
  body_size_ += content.size();
  if (body_size_ > most_body_) return note_excess();
  body_.append(content);
}

/// On a connection that is to be kept, what is left of the body has to be taken before the answer.
void Arrival::note_excess() {
  clear(body_);
  ending_ = Ending::excess;
  if (!keep_ || body_size_ > kMostDiscarded) stage_ = Stage::complete;
}

/// A body that claims to be over the bound is refused before it comes.
void Arrival::refuse_claim() {
  if (std::exchange(claim_seen_, true)) return;
  const auto claim = Claim::parse(records::value_in(params_, "CONTENT_LENGTH"));
  if (claim.kind == Claim::Kind::length && claim.length > most_body_) note_excess();
}

void Arrival::finish_record() {
  header_.clear();
  switch (use_) {
    case Use::params:
      if (record_.length == 0) end_params();
      break;
    case Use::input:
      if (record_.length == 0) end_input();
      break;
    case Use::collect:
      record_.id == 0 ? reply(records::answer_to_management(record_.type, collected_)) : begin();
      break;
    case Use::pass_over:
      if (record_.id == id_) {
        end(Ending::cut);  // FCGI_ABORT_REQUEST
      } else if (record_.type == records::begin_request) {
        reply(records::refuse_second(record_.id));
      }
      break;
  }
}

void Arrival::begin() {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(collected_[at]); };
  id_ = record_.id;
  role_ = unsigned{byte(0)} << 8 | byte(1);
  keep_ = (byte(2) & 1) != 0;
}

void Arrival::reply(const std::string& record) {
  replies_ += record;
  if (replies_.size() > kMostReplies) refuse();
}

/// Other roles than the responder's are refused without their streams.
void Arrival::end_params() {
  if (!pairs_.at_border()) return refuse();
  stage_ = is_responder() ? Stage::body : Stage::complete;
}

void Arrival::end_input() {
  at_end_ = true;
  stage_ = Stage::complete;
}

void Arrival::end(Ending ending) {
  if (ending_ == Ending::whole) ending_ = ending;
  stage_ = Stage::complete;
}

std::string Arrival::take_replies() { return std::exchange(replies_, {}); }

void Arrival::append_to(std::string& records) const {
  records.reserve(records.size() + params_.size() + body_.size() + 8 * kHeader);
  records::append_header(records, {records::kVersion, records::begin_request, id_, kBeginBody, 0});
  const char begin[kBeginBody]{static_cast<char>(role_ >> 8), static_cast<char>(role_),
                               static_cast<char>(keep_)};
  records.append(begin, sizeof begin);
  records::append_stream(records, records::params, id_, params_);
  if (stage_ < Stage::body) return;
  records::append_header(records, {records::kVersion, records::params, id_, 0, 0});
  records::append_stream(records, records::input, id_, body_);
  if (at_end_) records::append_header(records, {records::kVersion, records::input, id_, 0, 0});
}

std::optional<std::string> Arrival::so_far() const {
  if (ending_ != Ending::whole || (is_settled() && !at_end_)) return std::nullopt;
  std::string out;
  if (id_ != 0) append_to(out);
  if (!is_settled()) append_unfinished(out);
  return out;
}

/// The record that is being taken, as far as append_to() has not told of it. What was passed over
/// is told as zeros.
void Arrival::append_unfinished(std::string& out) const {
  if (header_.size() < kHeader) {
    out += header_;
    return;
  }
  const bool is_kept = use_ == Use::params || use_ == Use::input;
  if (is_kept && left_ > 0) {
    return records::append_header(out, {records::kVersion, record_.type, id_, left_, padding_});
  }
  if (is_kept && record_.length > 0) {  // its padding, as that of a record that is passed over
    return records::append_header(
        out, {records::kVersion, record_.type, id_ ^ 1 ? id_ ^ 1 : 2, 0, padding_});
  }
  out += header_;
  out += collected_;
  out.append(record_.length - left_ - collected_.size() + record_.padding - padding_, '\0');
}

void Arrival::reset() {
  stage_ = Stage::silent;
  ending_ = Ending::whole;
  at_end_ = keep_ = claim_seen_ = false;
  id_ = role_ = 0;
  header_.clear();
  left_ = padding_ = 0;
  pairs_ = records::Pairs(most_params_);
  clear(params_);
  clear(body_);
  clear(collected_);
  body_size_ = 0;
}

}  // namespace gateway
