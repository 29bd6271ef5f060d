// Every passage of doorward.toml in the documentation can be pasted as it stands.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <regex>
#include <sstream>

#include "config/keys.h"
#include "program/program.h"

namespace {

namespace fs = std::filesystem;

/// Lines of TOML, and the paragraph above them, which says where they go.
struct Passage {
  std::string instruction;
  std::vector<std::string> lines;
};

bool is_page_of_ours(const fs::path& path) {
  return path.extension() == ".md" && path.string().find("/build/") == std::string::npos &&
         path.string().find("/node_modules/") == std::string::npos;
}

std::vector<fs::path> pages() {
  std::vector<fs::path> found{source_path("README.md")};
  for (const auto* folder : {"deploy", "handlers", "lib", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(source_path(folder))) {
      if (is_page_of_ours(entry.path())) found.push_back(entry.path());
    }
  }
  return found;
}

std::string without_indent(const std::string& line) {
  return line.substr(std::min(line.find_first_not_of(' '), line.size()));
}

std::vector<Passage> passages_of(const fs::path& page) {
  std::vector<Passage> found;
  std::ifstream file(page);
  std::string paragraph, above;
  for (std::string line; std::getline(file, line);) {
    line = without_indent(line);
    if (line.starts_with("```")) {
      Passage passage{paragraph.empty() ? above : paragraph, {}};
      const bool is_toml = line == "```toml";
      while (std::getline(file, line) && !without_indent(line).starts_with("```")) {
        passage.lines.push_back(without_indent(line));
      }
      if (is_toml) found.push_back(std::move(passage));
      paragraph = above = "";
    } else if (line.empty()) {
      above = std::exchange(paragraph, "");
    } else {
      paragraph += line + " ";
    }
  }
  return found;
}

/// The file that the page is about: the one beside it, or the one that is installed.
std::string configuration_for(const fs::path& page) {
  for (const auto* name : {"doorward.toml", "service.toml"}) {
    const auto beside = page.parent_path() / name;
    if (fs::exists(beside)) return read_file(beside.string());
  }
  return read_file(source_path("deploy/doorward.toml"));
}

/// Where in the file the page says that its lines go.
std::size_t place_in(const std::string& file, const std::string& instruction) {
  std::smatch section;
  if (std::regex_search(instruction, section, std::regex(R"(below the line `(\[[a-z.]+\])`)"))) {
    const auto line = "\n" + section[1].str() + "\n";
    const auto at = file.find(line);
    BOOST_REQUIRE_MESSAGE(at != file.npos, "there is no line " << section[1]);
    return at + line.size();
  }
  if (instruction.find("at the top") != instruction.npos) return 0;
  const bool at_the_end = instruction.find("at the end") != instruction.npos;
  BOOST_REQUIRE_MESSAGE(at_the_end, "it does not say where the lines go: " << instruction);
  return file.size();
}

std::string followed(std::string file, const Passage& passage) {
  std::string text;
  for (const auto& line : passage.lines) text += line + "\n";
  return file.insert(place_in(file, passage.instruction), text);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(documented_settings, Program)

BOOST_AUTO_TEST_CASE(every_line_can_be_pasted_where_its_page_says) {
  std::size_t tried = 0;
  for (const auto& page : pages()) {
    auto file = configuration_for(page);
    for (const auto& passage : passages_of(page)) {
      BOOST_TEST_CONTEXT(page << ": " << passage.lines.front()) {
        file = followed(file, passage);
        scratch.write("doorward.toml", file);
        fs::permissions(scratch.at("doorward.toml"), fs::perms(0640));
        // No provider is asked, no mail server and no database: it is about the file alone.
        environment = {{"DOORWARD_PORTAL_JWKS_URL", ""},
                       {"DOORWARD_MAIL_SERVER", ""},
                       {"DOORWARD_DATABASE_URL", ""}};
        const auto ran = run_program({"check"});
        BOOST_TEST(says(ran, "OK     configuration doorward.toml"), ran.output);
        const auto loaded = config::load(scratch.at("doorward.toml"), {});
        for (const auto& fault : loaded.faults) BOOST_ERROR(fault.where << ": " << fault.what);
        ++tried;
      }
    }
  }
  BOOST_TEST(tried >= 6U);
}

BOOST_AUTO_TEST_CASE(no_page_shows_a_line_that_is_right_nowhere_in_the_shipped_file) {
  const std::regex setting(R"(([a-z_]+(?:\.[a-z_]+)+) *=)");
  for (const auto& page : pages()) {
    const auto text = read_file(page.string());
    for (std::sregex_iterator found(text.begin(), text.end(), setting), end; found != end;
         ++found) {
      const auto name = (*found)[1].str();
      const bool is_key = std::any_of(config::keys().begin(), config::keys().end(),
                                      [&](const auto& key) { return key.name == name; });
      BOOST_TEST(!is_key, page << " shows \"" << found->str() << "\"");
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
