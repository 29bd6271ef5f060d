#include "daemon/privileges.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include "support/forked.h"
#include "support/refusals.h"

using base::ErrorCode;
using daemonize::identity_of;

namespace {

bool is_root() { return geteuid() == 0; }

void drop_privileges(const std::string& user, const std::string& group) {
  daemonize::drop_privileges(identity_of(user, group));
}

/// Only root has privileges to drop; for anybody else the case is skipped.
const boost::unit_test::precondition for_root([](auto) {
  return boost::test_tools::assertion_result(is_root());
});

}  // namespace

BOOST_AUTO_TEST_SUITE(privileges)

BOOST_AUTO_TEST_CASE(root_becomes_the_user_for_good_and_keeps_no_group, *for_root) {
  Forked dropping([] {
    const gid_t extra[] = {0, 4};
    setgroups(2, extra);
    drop_privileges("nobody", "");
    const passwd* nobody = getpwnam("nobody");
    const bool is_nobody = getuid() == nobody->pw_uid && geteuid() == nobody->pw_uid &&
                           getgid() == nobody->pw_gid && getegid() == nobody->pw_gid;
    return is_nobody && getgroups(0, nullptr) == 0 && setuid(0) != 0 && setgid(0) != 0 ? 0 : 1;
  });
  BOOST_TEST(dropping.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_group_that_is_named_wins_over_that_of_the_user, *for_root) {
  Forked dropping([] {
    drop_privileges("nobody", "www-data");
    return getgid() == getgrnam("www-data")->gr_gid && getuid() != 0 ? 0 : 1;
  });
  BOOST_TEST(dropping.wait() == 0);
}

BOOST_AUTO_TEST_CASE(who_is_not_root_cannot_become_somebody_else) {
  Forked refused([] {
    if (is_root()) drop_privileges("nobody", "");
    return refuses(ErrorCode::internal, [] { drop_privileges("root", ""); }) ? 0 : 1;
  });
  BOOST_TEST(refused.wait() == 0);
}

BOOST_AUTO_TEST_CASE(being_somebody_already_and_naming_nobody_change_nothing) {
  Forked staying([] {
    if (is_root()) drop_privileges("nobody", "");
    drop_privileges("", "");
    drop_privileges(getpwuid(getuid())->pw_name, "");
    return 0;
  });
  BOOST_TEST(staying.wait() == 0);
}

BOOST_AUTO_TEST_CASE(names_that_nobody_has_are_refused) {
  BOOST_TEST(refuses(ErrorCode::invalid_argument, [] { drop_privileges("no-such-user", ""); }));
  BOOST_TEST(refuses(ErrorCode::invalid_argument, [] { drop_privileges("", "no-such-group"); }));
}

BOOST_AUTO_TEST_SUITE_END()
