#include "pages/asked.h"

#include <algorithm>

#include "accounts/origin.h"
#include "base/encoding.h"
#include "base/url.h"
#include "gateway/form.h"
#include "grants/errors.h"
#include "grants/kept_requests.h"
#include "pages/prompts.h"
#include "pages/strays.h"

namespace pages {

using gateway::Fields;
using gateway::Request;
using gateway::Response;
using grants::KeptRequests;

namespace {

constexpr auto kKept = "kept";
constexpr std::size_t kLongestKey = 64;
constexpr std::size_t kMostFields = 256;
/// Of a path that goes into the header of an answer, encoded once more, and back out of it.
constexpr std::size_t kLongestWayBack = 2000;
/// That the header of an answer has room for, whichever web server passes it on.
constexpr std::size_t kLongestLocation = 3300;

Fields form_of(const Request& request) try { return request.form(); } catch (const base::Error&) {
  return {};
}

/// What the form of a consent has besides the request that it is about.
bool is_an_answer(const std::string& name) {
  return name == "form_token" || name == "accept" || name == "reject" || name.starts_with("scope:");
}

std::string target_of(std::string path, const Fields& fields) {
  for (const auto& [name, value] : fields) base::add_parameter(path, name, value);
  return path;
}

std::string query_of(const Fields& fields) {
  const auto target = target_of("", fields);
  return target.empty() ? target : target.substr(1);
}

std::string first(const Fields& fields, std::string_view name) {
  const auto values = fields.all(name);
  return values.empty() ? std::string() : std::string(values.front());
}

bool fits(const std::string& target) {
  return base::percent_encoded(target).size() <= kLongestWayBack;
}

/// Where a kept request goes on. Besides its key it has what the pages in between go by, which then
/// need not ask for it, as far as there is room: that it is a client's, to which scheme that leads,
/// who is meant, and in which language they read.
std::string target_of_kept(const std::string& path, const Fields& fields, const std::string& kept) {
  auto target = path;
  base::add_parameter(target, kKept, kept);
  for (const std::string_view name : {"client_id", "redirect_uri", "ui_locales", "login_hint"}) {
    auto value = first(fields, name);
    if (name == "redirect_uri") value.erase(std::min(value.find(':') + 1, value.size()));
    auto longer = target;
    base::add_parameter(longer, name, value);
    if (!value.empty() && fits(longer)) target = std::move(longer);
  }
  return target;
}

base::Error gone() {
  return grants::invalid_request("The request is too old, or was never made.")
      .under("authorization.gone");
}

base::Error too_long() {
  return grants::invalid_request("The request is longer than 16 KiB.")
      .under("authorization.too_long");
}

}  // namespace

Asked read_asked(const Keeper& keeper, const Fields& given) {
  const auto text = given.find(kKept);
  if (!text) {
    if (query_of(given).size() > KeptRequests::kLongest) throw too_long();
    return {given};
  }
  const auto kept = keeper.requests.find(*text);
  if (!kept) throw gone();
  return {gateway::parse_form(kept->query, KeptRequests::kLongest, kMostFields), kept->asked_at};
}

Fields brought(const Request& request) {
  const auto given = request.method == gateway::Method::post ? form_of(request) : request.query;
  Fields fields;
  for (const auto& [name, value] : given) {
    if (!is_an_answer(name)) fields.add(name, value);
  }
  return fields;
}

bool is_consent(const Request& request) {
  const auto form = form_of(request);
  return std::any_of(form.begin(), form.end(),
                     [](const Fields::Field& field) { return is_an_answer(field.name); });
}

std::string way_back(const Keeper& keeper, const Request& request, Keeping keeping) {
  const auto fields = brought(request);
  const auto kept = first(fields, kKept);
  if (!kept.empty()) return target_of_kept(request.path, fields, kept.substr(0, kLongestKey));
  auto target = target_of(request.path, fields);
  if (keeping == Keeping::when_long && fits(target)) return target;
  const auto query = query_of(fields);
  if (query.size() > KeptRequests::kLongest) throw too_long();
  return target_of_kept(request.path, fields,
                        keeper.requests.keep(query, keeper.origin_of(request)));
}

std::string way_back_if_any(const Keeper& keeper, const Request& request) try {
  return way_back(keeper, request, Keeping::when_long);
} catch (const base::Error&) {
  return {};
}

// A long state makes a long answer.
Response send_on(const Renderer& renderer, const Request& request, std::string location) {
  if (location.size() <= kLongestLocation) return Response::see_other(std::move(location));
  if (!is_browser(request)) throw too_long();
  return show_onward(renderer, request, location);
}

}  // namespace pages
