#include "templates/templates.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "support/temp_directory.h"

using templates::Templates;

namespace {

constexpr base::EmbeddedFile kFiles[] = {
    {"de/hello.txt", "Hallo {{name}}!"},
    {"en/hello.html", "<p>Hello {{name}}!</p>"},
    {"en/hello.txt", "Hello {{name}}!"},
};

std::string refusal_of(const std::string& name, const std::string& text) {
  const base::EmbeddedFile files[] = {{name, text}};
  try {
    const Templates set(files, "");
  } catch (const base::Error& error) {
    BOOST_TEST(name_of(error.code()) == name_of(base::ErrorCode::invalid_argument));
    return error.public_text();
  }
  return "";
}

std::string refusal_of_override(const TempDirectory& directory) {
  try {
    const Templates set(kFiles, directory.path());
  } catch (const base::Error& error) {
    return error.public_text();
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(template_set)

BOOST_AUTO_TEST_CASE(values_are_escaped_in_html_alone) {
  const Templates set(kFiles, "");
  const templates::Values values{{"name", R"(<b>"Ü&'</b>)"}};
  BOOST_TEST(set.render("en", "hello.txt", values) == R"(Hello <b>"Ü&'</b>!)");
  BOOST_TEST(set.render("en", "hello.html", values) ==
             "<p>Hello &lt;b&gt;&quot;Ü&amp;&apos;&lt;/b&gt;!</p>");
}

BOOST_AUTO_TEST_CASE(a_value_is_never_read_as_a_template) {
  const Templates set(kFiles, "");
  const templates::Values values{{"name", "{{secret}}{{{secret}}}"}, {"secret", "s3cret"}};
  BOOST_TEST(set.render("en", "hello.txt", values) == "Hello {{secret}}{{{secret}}}!");
}

BOOST_AUTO_TEST_CASE(a_missing_language_falls_back_to_english) {
  const Templates set(kFiles, "");
  const templates::Values values{{"name", "Eva"}};
  BOOST_TEST(set.render("de", "hello.txt", values) == "Hallo Eva!");
  BOOST_TEST(set.render("de", "hello.html", values) == "<p>Hello Eva!</p>");
  BOOST_TEST(set.render("fr", "hello.txt", values) == "Hello Eva!");
  BOOST_TEST(set.render("../..", "hello.txt", values) == "Hello Eva!");
}

BOOST_AUTO_TEST_CASE(a_name_that_there_is_not_is_our_fault) {
  const Templates set(kFiles, "");
  BOOST_CHECK_EXCEPTION(set.render("en", "no.txt", {}), base::Error, [](const auto& error) {
    return error.code() == base::ErrorCode::internal;
  });
}

BOOST_AUTO_TEST_CASE(languages_are_listed_once_and_sorted) {
  BOOST_TEST(Templates(kFiles, "").languages() == (std::vector<std::string>{"de", "en"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(templates_that_do_not_parse_are_refused_by_name) {
  const char* texts[] = {"{{name",   "{{#a}}",      "{{/a}}",      "{{#a}}{{/b}}",   "{{",
                         "{{{name}", "x{{",         "{{=<% %>=}}", "{{ = <% %> =}}", "{{=x =}}",
                         "\xff",     "{{#a}}{{name"};
  for (const auto* text : texts) {
    BOOST_TEST(refusal_of("en/bad.txt", text).find("en/bad.txt") != std::string::npos, text);
  }
}

BOOST_AUTO_TEST_CASE(html_that_shows_a_value_unescaped_is_refused) {
  for (const auto* text : {"{{{name}}}", "{{&name}}", "{{ & name }}", "{{\n&name}}", "{{ {name} }}",
                           "{{#a}}{{{b}}}{{/a}}", "{{=<% %>=}}<%& name %>"}) {
    BOOST_TEST(!refusal_of("en/bad.html", text).empty(), text);
  }
  BOOST_TEST(refusal_of("en/good.txt", "{{{name}}}") == "");
  BOOST_TEST(refusal_of("en/good.html", "<style>@media x{a{b:c}}</style>{{name}}{{! & }}") == "");
}

BOOST_AUTO_TEST_CASE(a_file_of_the_site_wins) {
  const TempDirectory site;
  site.write("en/hello.txt", "Howdy {{name}}");
  site.write("en/other.txt", "{{never read");
  const Templates set(kFiles, site.path());
  BOOST_TEST(set.render("en", "hello.txt", {{"name", "Eva"}}) == "Howdy Eva");
  BOOST_TEST(set.render("de", "hello.txt", {{"name", "Eva"}}) == "Hallo Eva!");
}

BOOST_AUTO_TEST_CASE(a_directory_that_is_not_there_holds_no_overrides) {
  const TempDirectory site;
  const Templates set(kFiles, site.file("none"));
  BOOST_TEST(set.render("en", "hello.txt", {{"name", "Eva"}}) == "Hello Eva!");
}

BOOST_AUTO_TEST_CASE(a_file_of_the_site_that_cannot_be_used_is_refused_by_path) {
  const TempDirectory site;
  const auto path = site.write("en/hello.html", "<p>{{{name}}}</p>");
  BOOST_TEST(refusal_of_override(site).find(path) != std::string::npos);
  site.write("en/hello.html", std::string(64 * 1024, 'x'));
  BOOST_TEST(refusal_of_override(site) == "");
  site.write("en/hello.html", std::string(64 * 1024 + 1, 'x'));
  BOOST_TEST(refusal_of_override(site).find("64 KiB") != std::string::npos);
  std::filesystem::remove(path);
  std::filesystem::create_directory(path);
  BOOST_TEST(refusal_of_override(site).find("not a file") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
