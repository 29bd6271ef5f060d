#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "fuzz/require.h"
#include "fuzz/targets.h"
#include "gateway/arrival.h"
#include "gateway/form.h"
#include "gateway/parameters.h"
#include "gateway/target.h"

namespace fuzz::of_gateway {

namespace {

constexpr std::size_t kMostBytes = 120 * 1024;
constexpr std::size_t kMostFields = 64;

/// Feeds an arrival whole, or in pieces of so many bytes; what has become of it.
std::string arrived(std::string_view bytes, std::size_t piece) {
  gateway::Arrival arrival(gateway::Limits{});
  while (!bytes.empty()) {
    const auto taken = arrival.take(bytes.substr(0, piece));
    using Stage = gateway::Arrival::Stage;
    const bool over =
        arrival.stage() == Stage::complete || arrival.stage() == Stage::refused || taken == 0;
    bytes.remove_prefix(taken);
    if (over) break;
  }
  std::string records;
  if (arrival.stage() == gateway::Arrival::Stage::complete) arrival.append_to(records);
  return records + arrival.take_replies();
}

}  // namespace

/// Whatever pieces they come in, the same comes out.
void records(std::string_view bytes) {
  require(arrived(bytes, bytes.size()) == arrived(bytes, 1), "records depend on their pieces");
}

/// Entries of an environment, each ended by a NUL.
void variables(std::string_view bytes) {
  std::string kept(bytes);
  std::vector<const char*> entries;
  for (std::size_t at = 0; at < kept.size(); at += std::strlen(kept.c_str() + at) + 1) {
    entries.push_back(kept.c_str() + at);
  }
  entries.push_back(nullptr);
  const gateway::Parameters parameters(entries.data(), {});
  for (const auto& [name, value] : parameters) parameters.whole(name);
}

void path(std::string_view bytes) {
  const auto target = gateway::split_target(bytes);
  const auto decoded = gateway::decode_path(target.path);
  if (decoded) require(gateway::is_canonical(*decoded), "a decoded path is not canonical");
  gateway::decode_odd_path(target.path);
}

void query(std::string_view bytes) { gateway::parse_form(bytes, kMostBytes, kMostFields); }

/// The content type is the first line.
void multipart(std::string_view bytes) {
  const auto end = std::min(bytes.find('\n'), bytes.size());
  gateway::parse_multipart(bytes.substr(std::min(end + 1, bytes.size())), bytes.substr(0, end),
                           kMostBytes, kMostFields);
}

void cookies(std::string_view bytes) { gateway::parse_cookies(bytes, kMostFields); }

}  // namespace fuzz::of_gateway
