#include "support/browser.h"

#include <algorithm>
#include <regex>
#include <stdexcept>

#include "base/encoding.h"

namespace {

constexpr int kMostRedirects = 12;

std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> entities[] = {{"&quot;", "\""}, {"&#39;", "'"},
                                                          {"&lt;", "<"},    {"&gt;", ">"},
                                                          {"&#x2F;", "/"},  {"&amp;", "&"}};
  for (const auto& [entity, character] : entities) {
    text = std::regex_replace(text, std::regex(entity), character);
  }
  return text;
}

std::string attribute(const std::string& tag, const std::string& name) {
  std::smatch found;
  const std::regex pattern("\\b" + name + "=\"([^\"]*)\"");
  return std::regex_search(tag, found, pattern) ? unescaped(found[1]) : "";
}

}  // namespace

Answer Browser::send(HttpClient::Ask ask) {
  const bool says = std::any_of(ask.headers.begin(), ask.headers.end(),
                                [](const auto& line) { return line.starts_with("Accept:"); });
  if (!says) ask.headers.push_back("Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
  std::string cookies;
  for (const auto& [name, value] : cookies_) {
    cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
  }
  if (!cookies.empty()) ask.headers.push_back("Cookie: " + cookies);
  auto answer = http_.send(ask);
  keep_cookies(answer);
  return answer;
}

Answer Browser::open(const std::string& target, const std::vector<std::string>& headers) {
  return send({"GET", target, headers});
}

Answer Browser::submit(const std::string& target, const Fields& fields) {
  return send(
      {"POST", target, {"Content-Type: application/x-www-form-urlencoded"}, form_text(fields)});
}

Answer Browser::arrive(Answer answer) {
  for (int followed = 0; followed < kMostRedirects; ++followed) {
    std::string target(answer.header("location"));
    if (answer.status / 100 != 3 || target.empty()) return answer;
    if (target.starts_with(site_ + "/")) target.erase(0, site_.size());
    if (!target.starts_with('/')) return answer;
    answer = open(target);
  }
  throw std::runtime_error("too many redirects, the last to " +
                           std::string(answer.header("location")));
}

Answer Browser::press(const Answer& page, const Fields& fields) {
  std::smatch form;
  const std::regex whole("<form[^>]*>[^]*?</form>");
  if (!std::regex_search(page.body, form, whole)) throw std::runtime_error("no form: " + page.body);
  const auto text = form.str();
  auto all = fields;
  const std::regex input("<input[^>]*type=\"hidden\"[^>]*>");
  for (std::sregex_iterator at(text.begin(), text.end(), input), end; at != end; ++at) {
    all.emplace_back(attribute(at->str(), "name"), attribute(at->str(), "value"));
  }
  return submit(attribute(text, "action"), all);
}

Answer Browser::sign_in(const std::string& username, const std::string& password) {
  return submit("/authenticate/userpass", {{"username", username}, {"password", password}});
}

std::string Browser::cookie(const std::string& name) const {
  const auto found = cookies_.find(name);
  return found == cookies_.end() ? "" : found->second;
}

void Browser::keep_cookies(const Answer& answer) {
  for (const auto& [name, value] : answer.headers) {
    const auto equals = value.find('=');
    if (name != "set-cookie" || equals == value.npos) continue;
    const auto text = value.substr(equals + 1, value.find(';') - equals - 1);
    if (text.empty()) {
      cookies_.erase(value.substr(0, equals));
    } else {
      cookies_[value.substr(0, equals)] = text;
    }
  }
}

std::string form_text(const Browser::Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    text += (text.empty() ? "" : "&") + base::percent_encoded(name) + "=" +
            base::percent_encoded(value);
  }
  return text;
}
