#include "support/oauth_clients.h"

#include <regex>
#include <stdexcept>

#include "base/encoding.h"
#include "base/text.h"
#include "support/process.h"

namespace {

std::string printed(const std::string& output, const std::string& word) {
  std::smatch found;
  const std::regex line("(?:^|\n)" + word + " +(\\S+)");
  return std::regex_search(output, found, line) ? found[1].str() : "";
}

}  // namespace

Browser::Fields OAuthClient::with(Browser::Fields fields) const {
  fields.emplace_back("client_id", id);
  if (!secret.empty()) fields.emplace_back("client_secret", secret);
  return fields;
}

OAuthClient add_client(const Scratch& site, const std::vector<std::string>& words) {
  const auto log = site.at("client.log");
  std::vector<std::string> arguments{site.at("bin/doorward"), "client", "add"};
  arguments.insert(arguments.end(), words.begin(), words.end());
  site.write("client.log", "");
  const int code =
      run({arguments, {{"DOORWARD_CONFIG", site.at("doorward.toml")}}, site.path(), log});
  const auto output = read_file(log);
  if (code != 0) throw std::runtime_error("client add: " + output);
  return {printed(output, "id"), printed(output, "secret")};
}

std::string parameter(std::string_view address, const std::string& name) {
  const auto query = address.substr(std::min(address.size(), address.find('?') + 1));
  for (const auto field : base::split(query.substr(0, query.find('#')), '&')) {
    const auto equals = std::min(field.find('='), field.size());
    if (field.substr(0, equals) != name) continue;
    return base::percent_decoded(field.substr(std::min(field.size(), equals + 1))).value_or("");
  }
  return {};
}
