#include <boost/test/unit_test.hpp>

#include "e2e/account_walk.h"
#include "support/mariadb.h"

namespace {

void walk_behind(const Setup& setup, const Site::Settings& more = {}) {
  auto settings = walk_settings();
  settings.insert(more.begin(), more.end());
  Site site(setup, settings);
  walk_the_account_document(site);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lighttpd_socket)
BOOST_AUTO_TEST_CASE(answers_as_the_account_document_says) { walk_behind(kLighttpdSocket); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(lighttpd_bin_path)
BOOST_AUTO_TEST_CASE(answers_as_the_account_document_says) { walk_behind(kLighttpdBinPath); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(apache_proxy_fcgi)
BOOST_AUTO_TEST_CASE(answers_as_the_account_document_says) { walk_behind(kApacheProxyFcgi); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(apache_fcgid)
BOOST_AUTO_TEST_CASE(answers_as_the_account_document_says) { walk_behind(kApacheFcgid); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(apache_cgi)
BOOST_AUTO_TEST_CASE(answers_as_the_account_document_says) { walk_behind(kApacheCgi); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(shared_hosting_fcgid)
BOOST_AUTO_TEST_CASE(answers_as_the_account_document_says) { walk_behind(kSharedHostingFcgid); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(shared_hosting_cgi)
BOOST_AUTO_TEST_CASE(answers_as_the_account_document_says) { walk_behind(kSharedHostingCgi); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(nginx_socket)
BOOST_AUTO_TEST_CASE(answers_as_the_account_document_says) { walk_behind(kNginx); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(nginx_keepalive)
BOOST_AUTO_TEST_CASE(answers_as_the_account_document_says) { walk_behind(kNginxKeepalive); }
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(nginx_mariadb)
BOOST_AUTO_TEST_CASE(answers_as_the_account_document_says) {
  MariaDb mariadb;
  walk_behind(kNginx, {{"database.url", '"' + mariadb.new_database() + '"'}});
}
BOOST_AUTO_TEST_SUITE_END()
