// Guarded PHP pages: they run for whoever may pass, nobody else sees their output, and nobody at
// all their source, however the address is spelled and whatever else the configuration has.

#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "support/guards.h"
#include "support/php.h"

namespace {

/// What whoever has signed in gets: a page that has run, a file, or nothing to see.
enum class Seen { page, file, nothing };

struct Spelling {
  const char* path;
  Seen seen;
};

/// Each is one way to write an address of something that is guarded, or to hope for a way past it.
constexpr Spelling kSpellings[] = {
    {"/members/a.php", Seen::page},
    {"/members/a.php?x=/y.jpg", Seen::page},
    {"/members/a.php/x", Seen::page},
    {"/members/a.php/x.jpg", Seen::page},
    {"/members/a.php/b.php", Seen::page},
    {"/members/a.php%2fx", Seen::page},
    {"/members/%61.php", Seen::page},
    {"/members/a%2ephp", Seen::page},
    {"/members/a.ph%70", Seen::page},
    {"/%6dembers/a.php", Seen::page},
    {"/members%2fa.php", Seen::page},
    {"//members/a.php", Seen::page},
    {"/members//a.php", Seen::page},
    {"///members///a.php", Seen::page},
    {"/./members/a.php", Seen::page},
    {"/%2e/members/a.php", Seen::page},
    {"/members/./a.php", Seen::page},
    {"/members/%2e/a.php", Seen::page},
    {"/x/../members/a.php", Seen::page},
    {"/x/%2e%2e/members/a.php", Seen::page},
    {"/x/..%2fmembers/a.php", Seen::page},
    {"/members/sub/../a.php", Seen::page},
    {"/health/../members/a.php", Seen::page},
    {"/members/sub/", Seen::page},
    {"/members/sub", Seen::nothing},
    {"/members/sub/index.php", Seen::page},
    {"/members/page.html", Seen::file},
    {"/members/%70age.html", Seen::file},
    {"//members/page.html", Seen::file},
    {"/members/style.css", Seen::file},
    {"/members/style.css?v=1.php", Seen::file},
    {"/members/SCRIPT.JS", Seen::file},
    {"/members/x.min.mjs", Seen::file},
    {"/members/a.Png", Seen::file},
    {"/members/a.woff2", Seen::file},
    {"/members/a.pdf", Seen::file},
    {"/members/a.mp4", Seen::file},
    {"/members/sub/v1.2/", Seen::file},
    {"/members/sub/v1.2", Seen::nothing},
    {"/members/a.module", Seen::nothing},
    {"/members/a.module?x=y.html", Seen::nothing},
    {"/members/a.module/x.html", Seen::nothing},
    {"/members/a.module%2fx.html", Seen::nothing},
    {"/members/a.module/", Seen::nothing},
    {"/members/a.module%00.html", Seen::nothing},
    {"/members/a.module%0a", Seen::nothing},
    {"/members/a.module;.html", Seen::nothing},
    {"/members/a.%6dodule", Seen::nothing},
    {"/members/sub/../a.module", Seen::nothing},
    {"//members//a.module", Seen::nothing},
    {"/members/config.ini", Seen::nothing},
    {"/members/a.sql", Seen::nothing},
    {"/members/a.SQL", Seen::nothing},
    {"/members/sub/a.sql", Seen::nothing},
    {"/members/a.tar.gz", Seen::nothing},
    {"/members/a.zip", Seen::nothing},
    {"/members/a.php.txt", Seen::nothing},
    {"/members/a.html.bak", Seen::nothing},
    {"/members/page.html~", Seen::nothing},
    {"/members/a.css.orig", Seen::nothing},
    {"/members/composer.json", Seen::nothing},
    {"/members/a.yml", Seen::nothing},
    {"/members/a.log", Seen::nothing},
    {"/members/a.twig", Seen::nothing},
    {"/members/a.pl", Seen::nothing},
    {"/members/a.sqlite", Seen::nothing},
    {"/members/Makefile", Seen::nothing},
    {"/members/id_rsa", Seen::nothing},
    {"/members/html", Seen::nothing},
    {"/members/a.", Seen::nothing},
    {"/members/a.html.", Seen::nothing},
    {"/members/.html", Seen::nothing},
    {"/members/.git/config", Seen::nothing},
    {"/members/%2egit/config", Seen::nothing},
    {"/MEMBERS/a.php", Seen::nothing},
    {"/Members/a.php", Seen::nothing},
    {"/members/A.PHP", Seen::nothing},
    {"/members/a.PHP", Seen::nothing},
    {"/members/B.PHP", Seen::nothing},
    {"/members;x/a.php", Seen::nothing},
    {"/members;/a.php", Seen::nothing},
    {"/members/;/a.php", Seen::nothing},
    {"/members/a.php;x", Seen::nothing},
    {"/members/a.php.", Seen::nothing},
    {"/members/a.php%20", Seen::nothing},
    {"/members/a.php%00", Seen::nothing},
    {"/members/a.php%00.jpg", Seen::nothing},
    {"/members/a.php%0a", Seen::nothing},
    {"/members/a.php%5cx", Seen::nothing},
    {"/members%5ca.php", Seen::nothing},
    {"/members/a.php%252fx", Seen::nothing},
    {"/%252e/members/a.php", Seen::nothing},
    {"/membersa.php", Seen::nothing},
    {"/members", Seen::nothing},
    {"/members/", Seen::nothing},
    {"/members/plain/", Seen::nothing},
    {"/members/picture.jpg/x.php", Seen::nothing},
    {"/members/page.html/x.php", Seen::nothing},
    {"/members/none.php", Seen::nothing},
    {"/members/.hidden.php", Seen::nothing},
    {"/members/%2ehidden.php", Seen::nothing},
    {"/members/.htaccess", Seen::nothing},
    {"/members/.a.php.swp", Seen::nothing},
    {"/members/a.php~", Seen::nothing},
    {"/members/a.php%7e", Seen::nothing},
    {"/members/a.php.bak", Seen::nothing},
    {"/members/a.phps", Seen::nothing},
    {"/members/a.phtml", Seen::nothing},
    {"/members/a.php7", Seen::nothing},
    {"/members/a.inc", Seen::nothing},
    {"/members/notes~", Seen::nothing},
    {"/.doorward/auth", Seen::nothing},
    {"/.doorward/auth/members/a.php", Seen::nothing},
    {"/guarded/members/a.php", Seen::nothing},
    {"/../guarded/members/a.php", Seen::nothing},
};

/// What only an oversight of the site's owner could lead to.
constexpr Spelling kCarelessWays[] = {
    {"/new/a.php", Seen::page},        {"/new/a.php/x", Seen::page},
    {"/kept/a.php", Seen::page},       {"/new/page.html", Seen::file},
    {"/kept/page.html", Seen::file},   {"/old/a.php", Seen::nothing},
    {"/old/page.html", Seen::nothing}, {"/old/picture.jpg", Seen::nothing},
    {"/tried/thing", Seen::page},      {"/tried/sub/", Seen::page},
    {"/accelerated.php", Seen::page},
};

bool shows(const Answer& answer, std::string_view text) {
  return answer.body.find(text) != std::string::npos;
}

bool is_text(const Answer& answer) { return shows(answer, "kept back"); }

bool is_page(const Answer& answer) { return shows(answer, "page ran"); }

bool is_file(const Answer& answer) { return shows(answer, "Members only"); }

void strangers_see_nothing(const Site& site, const Spelling& spelling) {
  for (const auto* method : {"GET", "POST", "HEAD"}) {
    for (const auto& header :
         {"Accept: text/html", "Accept: */*", "Host: other.example.org", "X-Auth-User: ada"}) {
      const auto answer = site.client().send({method, spelling.path, {header}});
      BOOST_TEST_CONTEXT(method << " " << header << " " << answer.status << " " << answer.body) {
        BOOST_TEST((!is_text(answer) && !is_page(answer) && !is_file(answer)));
      }
    }
  }
}

void members_see(const Site& site, Browser& browser, const Spelling& spelling) {
  const auto stranger = site.client().get(spelling.path);
  const auto answer = browser.open(spelling.path);
  BOOST_TEST_CONTEXT(answer.status << " " << answer.body) {
    BOOST_TEST(!is_text(answer));
    BOOST_TEST(is_page(answer) == (spelling.seen == Seen::page));
    BOOST_TEST(is_file(answer) == (spelling.seen == Seen::file));
  }
  if (spelling.seen != Seen::nothing) BOOST_TEST(stranger.status != 200);
}

template <typename Spellings>
void try_all(const Site& site, Browser& browser, const Spellings& spellings) {
  for (const auto& spelling : spellings) {
    BOOST_TEST_CONTEXT(spelling.path) {
      strangers_see_nothing(site, spelling);
      members_see(site, browser, spelling);
    }
  }
}

/// Once it is clear who asks: a stranger is told nothing of what is there.
void directories_get_their_slash(const Site& site, Browser& browser) {
  for (const std::string path : {"/members/sub", "/members/sub/v1.2"}) {
    const auto answer = browser.open(path);
    BOOST_TEST(answer.status == 301, path);
    BOOST_TEST(answer.header("location").ends_with(path + "/"), answer.header("location"));
    BOOST_TEST(site.client().get(path).status == 401, path);
  }
  BOOST_TEST(site.client().get("/members/none").status == 401);
}

/// What a page is told, as PHP prints it; a member that it is not told is not in it.
std::string told(const std::string& name, const std::string& value) {
  return '"' + name + "\":\"" + value + '"';
}

/// Headers that would make the caller somebody else, if anything believed them.
const std::vector<std::string> kClaims{
    "X-Auth-Id: forged",      "X-Auth-User: forged",   "X-Auth-Email: forged",
    "X-Auth-Client: forged",  "X-Auth-Scope: forged",  "X-Auth-Sign-In: forged",
    "Remote-User: forged",    "Remote_User: forged",   "X_Auth_User: forged",
    "OIDC_CLAIM_sub: forged", "OIDC-CLAIM-sub: forged"};

void pages_are_told_who_it_is(Browser& browser, const Person& ada) {
  const auto page = browser.open("/members/a.php/some/where", kClaims);
  for (const auto* name : {"REMOTE_USER", "HTTP_REMOTE_USER", "HTTP_X_AUTH_USER"}) {
    BOOST_TEST(shows(page, told(name, ada.username)), name << ": " << page.body);
  }
  BOOST_TEST(shows(page, told("HTTP_X_AUTH_ID", ada.id)), page.body);
  BOOST_TEST(shows(page, told("HTTP_X_AUTH_EMAIL", ada.email)), page.body);
  BOOST_TEST(shows(page, told("PATH_INFO", "/some/where")), page.body);
  BOOST_TEST(!shows(page, "forged"), page.body);
}

/// A password beside the cookie: no page may take it for what doorward has said.
void unchecked_passwords_are_nobody(Browser& browser) {
  const auto page = browser.open("/members/a.php", {"Authorization: Basic Zm9yZ2VkOngK"});
  BOOST_TEST(!shows(page, "forged"), page.body);
  BOOST_TEST(!shows(page, "Zm9yZ2Vk"), page.body);
}

void tokens_do_not_reach_pages(const Site& site, const Person& ada) {
  const auto app =
      add_client(site.scratch(), {"--name", "App", "--grant", "password", "--scope", "profile"});
  const auto token = tokens_of(site, app, ada, "profile").access;
  const auto page = site.client().with_token("GET", "/members/a.php", token);
  BOOST_TEST(shows(page, told("HTTP_X_AUTH_CLIENT", app.id)), page.body);
  BOOST_TEST(shows(page, told("HTTP_X_AUTH_SCOPE", "profile")), page.body);
  BOOST_TEST(!shows(page, token), page.body);
}

/// Whoever is not known is so to the last; also when doorward does not answer.
void without_doorward_nothing_opens(Site& site, Browser& browser) {
  site.daemon().stop();
  for (const auto* path : {"/members/a.php", "/members/page.html", "/members/sub/"}) {
    const auto answer = browser.open(path);
    BOOST_TEST_CONTEXT(path << " " << answer.status << " " << answer.body) {
      BOOST_TEST((!is_text(answer) && !is_page(answer) && !is_file(answer)));
    }
  }
}

/// Apache answers 404 to encoded slashes, and has PHP run one more kind of file.
Spelling as_apache_reads(Spelling spelling) {
  const std::string_view path = spelling.path;
  if (path.find("%2f") != path.npos) spelling.seen = Seen::nothing;
  if (path.ends_with(".phtml")) spelling.seen = Seen::page;
  return spelling;
}

struct Guarded {
  explicit Guarded(const Setup& setup)
      : site(setup, {{"public_url", "\"{url}\""}, {"oauth.id_token_algorithm", "\"RS256\""}}),
        php(site.scratch()),
        ada(register_person(site, "ada")),
        browser(site.url()) {}

  Site site;
  PhpFpm php;
  Person ada;
  Browser browser;
};

void nginx_guards(const Setup& setup) {
  Guarded guarded(setup);
  guarded.browser.sign_in(guarded.ada.username, guarded.ada.password);
  try_all(guarded.site, guarded.browser, kSpellings);
  directories_get_their_slash(guarded.site, guarded.browser);
  pages_are_told_who_it_is(guarded.browser, guarded.ada);
  unchecked_passwords_are_nobody(guarded.browser);
  tokens_do_not_reach_pages(guarded.site, guarded.ada);
  without_doorward_nothing_opens(guarded.site, guarded.browser);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(guarded_php_nginx)

BOOST_AUTO_TEST_CASE(pages_run_for_members_alone_where_the_server_has_nothing_else) {
  nginx_guards(kNginxGuarded);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(guarded_php_debian)

BOOST_AUTO_TEST_CASE(pages_run_for_members_alone_where_the_server_runs_php_by_itself) {
  nginx_guards(kNginxGuardedDebian);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(guarded_php_careless)

BOOST_AUTO_TEST_CASE(no_rewriting_and_no_error_page_of_the_server_leads_past_the_guard) {
  Guarded guarded(kNginxGuardedCareless);
  guarded.browser.sign_in(guarded.ada.username, guarded.ada.password);
  try_all(guarded.site, guarded.browser, kCarelessWays);
  pages_are_told_who_it_is(guarded.browser, guarded.ada);
  without_doorward_nothing_opens(guarded.site, guarded.browser);
  try_all(guarded.site, guarded.browser,
          std::vector<Spelling>{{"//members/a.php", Seen::nothing},
                                {"/members//a.php", Seen::nothing},
                                {"/members/a.php", Seen::nothing}});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(guarded_php_apache)

BOOST_AUTO_TEST_CASE(pages_run_for_members_alone_by_whatever_address) {
  Guarded guarded(kApacheOpenIdc);
  auto& browser = guarded.browser;
  const auto consent = browser.arrive(
      browser.press(browser.visit("/members/page.html"),
                    {{"username", guarded.ada.username}, {"password", guarded.ada.password}}));
  BOOST_REQUIRE(is_file(browser.arrive(browser.press(consent, {{"accept", "yes"}}))));
  for (const auto& spelling : kSpellings) {
    try_all(guarded.site, browser, std::vector<Spelling>{as_apache_reads(spelling)});
  }
  try_all(guarded.site, browser,
          std::vector<Spelling>{{"/again/a.php", Seen::page},
                                {"/again/page.html", Seen::file},
                                {"/new/a.php", Seen::page},
                                {"/new/.htaccess", Seen::nothing}});
  directories_get_their_slash(guarded.site, browser);
  const auto page = browser.open("/members/a.php", kClaims);
  BOOST_TEST(shows(page, told("REMOTE_USER", guarded.ada.username)), page.body);
  BOOST_TEST(!shows(page, "sub\":\"forged"), page.body);
}

BOOST_AUTO_TEST_SUITE_END()
