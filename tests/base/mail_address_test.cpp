#include "base/mail_address.h"

#include <boost/test/unit_test.hpp>
#include <string>

using base::is_mail_address;
using base::is_sender_address;

BOOST_AUTO_TEST_SUITE(mail_address)

BOOST_AUTO_TEST_CASE(dot_atoms_at_host_names_are_addresses) {
  for (const std::string& text :
       {std::string("a@b.org"), std::string("Ada.Lovelace+x@Sub.Example.ORG"),
        std::string("{'}#$&*/?=^_`|~-a@xn--bcher-kva.example"),
        std::string(64, 'a') + "@" + std::string(63, 'b') + ".org"}) {
    BOOST_TEST(is_mail_address(text), text);
    BOOST_TEST(is_sender_address(text), text);
  }
}

BOOST_AUTO_TEST_CASE(nothing_that_could_end_a_line_a_header_or_an_address_is_in_one) {
  for (int byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<char>(byte);
    if (std::string_view("\r\n\t <>()[]\\,;:\"@%!").find(c) == std::string_view::npos &&
        byte > 0x20 && byte < 0x7f) {
      continue;
    }
    for (const auto& text : {std::string("a") + c + "b@c.org", std::string("a@b") + c + "c.org",
                             std::string("a@b.org") + c, c + std::string("a@b.org"),
                             std::string("a@b.org") + c + "X: y"}) {
      BOOST_TEST(!is_mail_address(text), byte << " " << text);
      BOOST_TEST(!is_sender_address(text), byte << " " << text);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_none_is_none) {
  for (const std::string& text : {std::string(),
                                  std::string("@"),
                                  std::string("a@"),
                                  std::string("@b.org"),
                                  std::string("a.b.org"),
                                  std::string(".a@b.org"),
                                  std::string("a.@b.org"),
                                  std::string("a..b@c.org"),
                                  std::string("-oQ/tmp@b.org"),
                                  std::string("=?utf-8?q?a?=@b.org"),
                                  std::string("a@.org"),
                                  std::string("a@b."),
                                  std::string("a@b..org"),
                                  std::string("a@-b.org"),
                                  std::string("a@b-.org"),
                                  std::string("a@b_c.org"),
                                  std::string("a@127.0.0.1"),
                                  std::string(65, 'a') + "@b.org",
                                  "a@" + std::string(64, 'b') + ".org",
                                  "a@" + std::string(250, 'b') + ".org"}) {
    BOOST_TEST(!is_mail_address(text), text);
    BOOST_TEST(!is_sender_address(text), text);
  }
}

BOOST_AUTO_TEST_CASE(mails_may_come_from_this_machine_but_nobody_has_an_address_there) {
  for (const auto* text : {"doorward@localhost", "doorward@web-1"}) {
    BOOST_TEST(is_sender_address(text), text);
    BOOST_TEST(!is_mail_address(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
