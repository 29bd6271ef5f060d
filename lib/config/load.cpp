#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "base/credentials.h"
#include "base/number.h"
#include "base/text.h"
#include "config/config.h"
#include "config/file.h"

extern char** environ;

namespace config {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "DOORWARD_";
constexpr std::string_view kFileVariable = "DOORWARD_CONFIG";
constexpr auto kSystemFile = "/etc/doorward/doorward.toml";

/// Parses the text of a variable as a value of the key's type.
std::optional<Value> parse(const std::string& text, const Key& key) {
  const auto standard = key.get({});
  if (std::holds_alternative<std::string>(standard)) return Value{text};
  if (std::holds_alternative<Strings>(standard)) {
    const auto parts = base::split(text, ',');
    return Value{Strings(parts.begin(), parts.end())};
  }
  if (std::holds_alternative<bool>(standard)) {
    if (text != "true" && text != "false") return std::nullopt;
    return Value{text == "true"};
  }
  if (std::holds_alternative<Duration>(standard)) return parse_duration(text, key.counted_in);
  return base::number_in<std::int64_t>(text);
}

const Key* key_of(std::string_view variable) {
  const auto found = std::ranges::find_if(keys(), [&](const Key& key) {
    return environment_name(key.name) == variable ||
           (!key.former.empty() && environment_name(key.former) == variable);
  });
  return found == keys().end() ? nullptr : &*found;
}

std::string hint_for(const std::string& variable) {
  std::vector<std::string> names;
  for (const Key& key : keys()) names.push_back(environment_name(key.name));
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const auto near = base::nearest(variable, candidates);
  return near ? "; did you mean " + std::string(*near) + "?" : "";
}

void apply(const std::string& variable, const std::string& text, Loaded& loaded, Origins& origins) {
  const Key* key = key_of(variable);
  if (key == nullptr) {
    return loaded.faults.push_back({variable, "no key has this variable" + hint_for(variable)});
  }
  auto value = parse(text, *key);
  if (!value) return loaded.faults.push_back({variable, "must be " + key->wanted()});
  take(*key, *std::move(value), variable, loaded.config, origins, loaded.faults);
}

void read_environment(const Environment& environment, Loaded& loaded, Origins& origins) {
  for (const auto& [variable, text] : environment) {
    if (variable == kFileVariable || !variable.starts_with(kPrefix)) continue;
    apply(variable, text, loaded, origins);
  }
}

/// Resolves a relative path after `scheme` against the directory of the file; an empty one stays.
void anchor(std::string& field, std::string_view scheme, const fs::path& base) {
  if (field.size() <= scheme.size() || !field.starts_with(scheme)) return;
  field = std::string(scheme) + (base / field.substr(scheme.size())).string();
}

void anchor_paths(Config& config, const fs::path& base) {
  anchor(config.directory, "", base);
  anchor(config.server.pid_file, "", base);
  anchor(config.server.listen, "unix:", base);
  anchor(config.database.url, "sqlite:", base);
  for (auto& url : config.usage.database) anchor(url, "sqlite:", base);
  anchor(config.mail.ca_file, "", base);
  anchor(config.mail.token_file, "", base);
  anchor(config.pages.templates, "", base);
  anchor(config.token.private_key_file, "", base);
  anchor(config.token.public_key_file, "", base);
  anchor(config.portal.jwks_ca_file, "", base);
  if (config.log.target != "stderr" && config.log.target != "syslog") {
    anchor(config.log.target, "", base);
  }
}

/// Adds to a fault where the wrong value was set, not only which key it belongs to.
Fault located(Fault fault, const Origins& origins) {
  const auto origin = origins.find(fault.where);
  if (origin != origins.end()) fault.where = origin->second + ": " + fault.where;
  return fault;
}

/// The path of this program; without /proc, as it was started.
fs::path own_path() {
  std::error_code failure;
  auto path = fs::read_symlink("/proc/self/exe", failure);
  const auto* const started = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
  if (failure && started != nullptr) path = fs::absolute(started, failure);
  return path;
}

/// A file that this user may not see counts as existing: with the defaults instead, a command would
/// silently work on another database than the service.
bool is_there_or_hidden(const char* file) {
  struct stat found {};
  return stat(file, &found) == 0 || errno == EACCES;
}

}  // namespace

Environment process_environment() {
  Environment out;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (equals != text.npos) out.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return out;
}

std::string find_file(const Environment& environment) {
  const auto named = environment.find(kFileVariable);
  if (named != environment.end()) return named->second;
  std::error_code failure;
  const auto beside = own_path().parent_path();
  const fs::path name = "doorward.toml";
  for (const auto& candidate : {name, beside / name, beside.parent_path() / name}) {
    if (fs::exists(candidate, failure)) return candidate.string();
  }
  return is_there_or_hidden(kSystemFile) ? kSystemFile : "";
}

Loaded load(const std::string& file, const Environment& environment) {
  Loaded loaded;
  loaded.file = file;
  Origins origins;
  if (!file.empty()) read_file(file, loaded.config, origins, loaded.faults);
  read_environment(environment, loaded, origins);
  anchor_paths(loaded.config, fs::path(file).parent_path());
  for (auto& fault : validate(loaded.config)) {
    loaded.faults.push_back(located(std::move(fault), origins));
  }
  for (auto& fault : loaded.faults) fault.what = base::without_credentials(fault.what);
  return loaded;
}

}  // namespace config
