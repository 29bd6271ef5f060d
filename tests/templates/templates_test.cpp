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
    set.check();
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

BOOST_AUTO_TEST_CASE(a_text_is_given_as_it_stands_there_with_its_parts) {
  const base::EmbeddedFile files[] = {{"en/part.css", "b { {{color}} }"},
                                      {"en/whole.css", "a{} {{>part.css}}"}};
  const Templates set(files, "");
  BOOST_TEST(set.text("de", "whole.css") == "a{} b { {{color}} }");
  BOOST_CHECK_THROW(set.text("en", "other.css"), base::Error);
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

BOOST_AUTO_TEST_CASE(lists_and_truths_choose_what_is_shown) {
  const base::EmbeddedFile files[] = {
      {"en/x.html",
       "{{#keys}}[{{name}}{{#old}} old{{/old}} {{owner}}]{{/keys}}{{^keys}}none{{/keys}}"}};
  const Templates set(files, "");
  const auto show = [&](const templates::Values& values) {
    return set.render("en", "x.html", values);
  };
  BOOST_TEST(show({{"owner", "eva"},
                   {"keys", templates::Value::List{{{"name", "a"}, {"old", true}},
                                                   {{"name", "b"}, {"old", false}},
                                                   {{"name", "c"}, {"owner", "bob"}}}}}) ==
             "[a old eva][b eva][c bob]");
  BOOST_TEST(show({{"keys", templates::Value::List{}}}) == "none");
  BOOST_TEST(show({{"keys", false}}) == "none");
  BOOST_TEST(show({}) == "none");
}

BOOST_AUTO_TEST_CASE(texts_in_lists_are_escaped_too) {
  const base::EmbeddedFile files[] = {{"en/x.html", "{{#a}}{{#b}}{{c}}{{/b}}{{/a}}"}};
  const templates::Value::List inner{{{"c", "<i>\"&'{{c}}"}}};
  BOOST_TEST(Templates(files, "").render("en", "x.html",
                                         {{"a", templates::Value::List{{{"b", inner}}}}}) ==
             "&lt;i&gt;&quot;&amp;&apos;{{c}}");
}

BOOST_AUTO_TEST_CASE(a_part_stands_in_its_place_in_the_same_language) {
  const base::EmbeddedFile files[] = {{"de/part.html", "Hallo {{name}}"},
                                      {"de/x.html", "<p>{{>part.html}}, {{> only.html }}</p>"},
                                      {"en/only.html", "hello"},
                                      {"en/part.html", "Hi {{name}}"},
                                      {"en/x.html", "<p>{{>part.html}}</p>"}};
  const Templates set(files, "");
  BOOST_TEST(set.render("de", "x.html", {{"name", "<b>"}}) == "<p>Hallo &lt;b&gt;, hello</p>");
  BOOST_TEST(set.render("en", "x.html", {{"name", "Eva"}}) == "<p>Hi Eva</p>");
}

BOOST_AUTO_TEST_CASE(parts_that_cannot_be_used_are_refused) {
  BOOST_TEST(refusal_of("en/x.html", "{{>none.html}}").find("none.html") != std::string::npos);
  BOOST_TEST(!refusal_of("en/x.html", "{{>x.html}}").empty());
  const base::EmbeddedFile files[] = {{"en/raw.txt", "{{{name}}}"}, {"en/x.html", "{{>raw.txt}}"}};
  BOOST_CHECK_THROW(Templates(files, ""), base::Error);
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
