#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <regex>
#include <set>

#include "base/text.h"
#include "crypto/digest.h"
#include "pages/renderer.h"
#include "support/refusals.h"
#include "support/temp_directory.h"

namespace {

/// Parts of other pages.
constexpr const char* kParts[] = {"page-layout.html", "page-proof.html", "page-scope.html",
                                  "page-settings-head.html", "page-when.html"};

/// The names of all templates of a language.
std::set<std::string> files_of(const std::string& language) {
  std::set<std::string> names;
  for (const auto& file : pages::page_templates()) {
    const std::string name(file.name);
    if (name.starts_with(language + "/")) names.insert(name.substr(language.size() + 1));
  }
  return names;
}

/// The names of all whole pages, as show() takes them.
std::set<std::string> all_pages() {
  std::set<std::string> names;
  for (const auto& file : files_of("en")) {
    const bool part = std::find(std::begin(kParts), std::end(kParts), file) != std::end(kParts);
    if (!part && file.ends_with(".html")) names.insert(file.substr(5, file.size() - 10));
  }
  return names;
}

struct Pages {
  explicit Pages(const std::string& overrides = "")
      : texts(pages::page_templates(), overrides),
        renderer(texts, {"Site & Söhne", "en", "/base"}) {}

  gateway::Response show(const std::string& name, const std::string& language,
                         const templates::Values& values = {}) const {
    gateway::Request request;
    request.headers.add("accept-language", language);
    return renderer.show(request, name, values);
  }

  templates::Templates texts;
  pages::Renderer renderer;
};

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin);
  BOOST_REQUIRE(from != std::string::npos);
  const auto to = text.find(end, from + begin.size());
  BOOST_REQUIRE(to != std::string::npos);
  return text.substr(from + begin.size(), to - from - begin.size());
}

long count(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  return std::distance(std::sregex_iterator(text.begin(), text.end(), regex),
                       std::sregex_iterator());
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(page_templates)

BOOST_AUTO_TEST_CASE(the_templates_in_the_binary_are_sound) {
  BOOST_CHECK_NO_THROW(Pages().texts.check());
}

BOOST_AUTO_TEST_CASE(every_page_is_there_in_each_language_and_whole) {
  const Pages pages;
  for (const std::string language : {"en", "de"}) {
    for (const auto& name : all_pages()) {
      const auto html = pages.show(name, language).body;
      BOOST_TEST(html.starts_with("<!doctype html>\n<html lang=\"" + language + "\">"), name);
      BOOST_TEST(contains(html, "<meta name=\"viewport\""), name);
      BOOST_TEST(contains(html, "Site &amp; Söhne</title>"), name);
      BOOST_TEST(count(html, "<h1>") == 1, name);
      BOOST_TEST(count(html, "<main") == 1, name);
      BOOST_TEST(!contains(html, "{{"), name);
      BOOST_TEST(!contains(html, "<!--"), name);
    }
  }
  BOOST_TEST(contains(pages.show("verify", "de").body, "Konto bestätigen"));
  BOOST_TEST(contains(pages.show("verify", "fr, *;q=0.1").body, "Confirm my account"));
}

BOOST_AUTO_TEST_CASE(no_language_lacks_a_page) {
  auto english = files_of("en");
  english.erase("page-layout.html");
  english.erase("page.css");
  BOOST_TEST(files_of("de") == english, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_field_has_a_label_and_what_describes_it) {
  const Pages pages;
  const templates::Values faulty{
      {"faulty", true},        {"username_fault", true},     {"email_fault", true},
      {"has_password", true},  {"password_fault", true},     {"current_fault", true},
      {"comment_fault", true}, {"scopes_fault", true},       {"lifetime_fault", true},
      {"name_fault", true},    {"redirect_uris_fault", true}};
  const std::regex field(R"re(<(?:input|textarea) id="([^"]+)")re");
  const std::regex described(R"re(aria-describedby="([^"]*)")re");
  for (const auto& name : all_pages()) {
    const auto html = pages.show(name, "en", faulty).body;
    for (std::sregex_iterator at(html.begin(), html.end(), field), end; at != end; ++at) {
      BOOST_TEST(contains(html, "<label for=\"" + (*at)[1].str() + "\">"), name);
    }
    for (std::sregex_iterator at(html.begin(), html.end(), described), end; at != end; ++at) {
      const auto ids = (*at)[1].str();
      for (const auto id : base::split(ids, ' ')) {
        BOOST_TEST(count(html, "id=\"" + std::string(id) + "\"") == 1, name << " " << id);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(pages_have_no_script_and_load_nothing) {
  const Pages pages;
  for (const std::string language : {"en", "de"}) {
    for (const auto& name : all_pages()) {
      const auto html = pages.show(name, language).body;
      for (const auto* part : {"<script", "javascript:", " onclick=", "src=", "url(", "style="}) {
        BOOST_TEST(!contains(html, part), name << " has " << part);
      }
      if (name == "onward") continue;  // it is there to lead to a client
      BOOST_TEST(!contains(html, "http-equiv"), name);
      BOOST_TEST(count(html, "href=") == count(html, "href=\"(/base/[a-z/-]*|#content)\""), name);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_policy_allows_the_one_stylesheet_and_forms_to_ourselves) {
  const Pages pages;
  const auto response = pages.show("verify", "en");
  const auto css = between(response.body, "<style>", "</style>");
  BOOST_TEST(response.header("Content-Security-Policy") ==
             "default-src 'none'; style-src 'sha256-" + crypto::sha256_base64(css) +
                 "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
  BOOST_TEST(response.header("X-Frame-Options") == "DENY");
  BOOST_TEST(response.header("Referrer-Policy") == "same-origin");
  BOOST_TEST(contains(css, "prefers-color-scheme: dark"));
  BOOST_TEST(contains(css, ":focus-visible"));
}

BOOST_AUTO_TEST_CASE(values_are_escaped_whatever_they_hold) {
  const Pages pages;
  const std::string hostile = "<script>alert(\"1\" & '2')</script><!-- content -->";
  const auto html =
      pages.show("verify", "en", {{"username", hostile}, {"token", hostile}, {"action", hostile}})
          .body;
  BOOST_TEST(!contains(html, "<script"));
  BOOST_TEST(!contains(html, "alert(\""));
  BOOST_TEST(!contains(html, "<!--"));
  BOOST_TEST(contains(html, "&lt;script&gt;alert(&quot;1&quot; &amp; &apos;2&apos;)"));
}

BOOST_AUTO_TEST_CASE(a_site_can_replace_a_page_and_the_style) {
  TempDirectory site;
  site.write("en/page-verified.html", "<title>x</title>Hello {{username}}, from {{site}}");
  site.write("en/page.css", "body { color: red }");
  const Pages pages(site.path());
  const auto response = pages.show("verified", "en", {{"username", "alice"}});
  BOOST_TEST(contains(response.body, "Hello alice, from Site &amp; Söhne"));
  BOOST_TEST(contains(response.body, "<style>body { color: red }</style>"));
  BOOST_TEST(contains(std::string(response.header("Content-Security-Policy")),
                      crypto::sha256_base64("body { color: red }")));
}

BOOST_AUTO_TEST_CASE(a_layout_without_a_place_for_the_content_is_refused_at_start) {
  TempDirectory site;
  site.write("en/page-layout.html", "<!doctype html><!-- style -->");
  BOOST_TEST(refuses(base::ErrorCode::invalid_argument, [&] { const Pages pages(site.path()); }));
}

BOOST_AUTO_TEST_CASE(a_request_with_two_languages_headers_still_gets_its_error_page) {
  const Pages pages;
  gateway::Request request;
  request.headers.add("accept-language", "de");
  request.headers.add("accept-language", "en");
  const auto response =
      pages.renderer.show_error(base::Error(base::ErrorCode::invalid_argument), request, "req-1");
  BOOST_TEST(response.status == 400);
}

BOOST_AUTO_TEST_CASE(a_digest_is_that_of_the_standard) {
  BOOST_TEST(crypto::sha256_base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  BOOST_TEST(crypto::sha256_base64("") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

BOOST_AUTO_TEST_SUITE_END()
