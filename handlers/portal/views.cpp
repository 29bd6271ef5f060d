#include "portal/views.h"

#include <chrono>

#include "base/calendar.h"
#include "json/json.h"
#include "model/account.h"

namespace portal {

using gateway::Response;
using model::UsageKind;

namespace {

/// The zero time of those who know this API: nobody here has a subscription.
constexpr auto kNever = "0001-01-01T00:00:00Z";

constexpr int kBits = 8;

json::Value transfer(const model::UsageEvent& event) {
  const bool is_upload = event.kind == UsageKind::upload;
  json::Value item{
      {"id", model::short_id(event.id)},
      {"skylink", event.skylink},
      {"name", ""},
      {"size", event.bytes},
      {is_upload ? "uploadedOn" : "downloadedOn", base::rfc3339_with_millis(event.at)}};
  if (is_upload) item["rawStorage"] = event.bandwidth;
  return item;
}

/// These three stand only inside of texts, where they may be written like that.
std::string_view escaped(char c) {
  switch (c) {
    case '<':
      return "\\u003c";
    case '>':
      return "\\u003e";
    case '&':
      return "\\u0026";
    default:
      return {};
  }
}

}  // namespace

Response json_answer(std::string_view json, int status) {
  std::string body;
  for (const char c : json) {
    const auto escape = escaped(c);
    body += escape.empty() ? std::string_view(&c, 1) : escape;
  }
  return {status, {{"Content-Type", "application/json; charset=utf-8"}}, body + "\n"};
}

std::string user_view(std::string_view subject, const model::Account& account,
                      const model::UsageStats& used) {
  return json::dump({{"sub", subject},
                     {"tier", account.tier},
                     {"username", account.username},
                     {"subscribedUntil", kNever},
                     {"bandwidthUsed", used.month_bandwidth()},
                     {"storageUsed", used.storage()}});
}

std::string transfers_view(const accounts::Usage::Page& page, const PageQuery& query) {
  auto items = json::Value::array();
  for (const auto& event : page.items) items.push_back(transfer(event));
  return json::dump({{"items", items},
                     {"offset", query.offset},
                     {"pageSize", query.size},
                     {"count", page.count}});
}

std::string stats_view(const model::UsageStats& stats) {
  const auto& uploads = stats.of(UsageKind::upload);
  const auto& downloads = stats.of(UsageKind::download);
  const auto& reads = stats.of(UsageKind::registry_read);
  const auto& writes = stats.of(UsageKind::registry_write);
  return json::dump(
      {{"rawStorageUsed", stats.raw_storage()},       {"numRegReads", reads.month.events},
       {"numRegReadsTotal", reads.all.events},        {"numRegWrites", writes.month.events},
       {"numRegWritesTotal", writes.all.events},      {"numUploads", uploads.month.events},
       {"numUploadsTotal", uploads.all.events},       {"numDownloads", downloads.month.events},
       {"numDownloadsTotal", downloads.all.events},   {"uploadsSize", uploads.month.bytes},
       {"totalUploadsSize", uploads.all.bytes},       {"downloadsSize", downloads.month.bytes},
       {"totalDownloadsSize", downloads.all.bytes},   {"bwUploads", uploads.month.bandwidth},
       {"bwUploadsTotal", uploads.all.bandwidth},     {"bwDownloads", downloads.month.bandwidth},
       {"bwDownloadsTotal", downloads.all.bandwidth}, {"bwRegReads", reads.month.bandwidth},
       {"bwRegReadsTotal", reads.all.bandwidth},      {"bwRegWrites", writes.month.bandwidth},
       {"bwRegWritesTotal", writes.all.bandwidth}});
}

std::string allowance_view(const Allowance& allowance, bool in_bytes) {
  const auto& limits = allowance.limits;
  const int unit = in_bytes ? 1 : kBits;
  return json::dump({{"sub", allowance.subject},
                     {"tierID", allowance.tier},
                     {"tierName", limits.name},
                     {"upload", limits.upload_bandwidth * unit},
                     {"download", limits.download_bandwidth * unit},
                     {"maxUploadSize", limits.max_upload_size},
                     {"registry", limits.registry_delay}});
}

std::string tiers_view(const model::Tiers& tiers) {
  auto all = json::Value::array();
  for (const auto& limits : tiers) {
    all.push_back({{"tierName", limits.name},
                   {"uploadBandwidth", limits.upload_bandwidth * kBits},
                   {"downloadBandwidth", limits.download_bandwidth * kBits},
                   {"maxUploadSize", limits.max_upload_size},
                   {"maxNumberUploads", limits.max_uploads},
                   {"registryDelay", limits.registry_delay},
                   {"storageLimit", limits.storage}});
  }
  return json::dump({{"userLimits", all}});
}

}  // namespace portal
