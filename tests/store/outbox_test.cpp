#include "store/outbox.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "backends.h"

using store::Outbox;

namespace {

template <typename S>
model::Message insert(S& store, base::Time due_at = kNow) {
  const model::Message message{store.id(), "mail", "{\"to\":\"\u00fc\"}", kNow, due_at, 0,
                               false,      ""};
  store.template in<Outbox>([&](auto& outbox) { outbox.insert(message); });
  return message;
}

std::vector<model::Message> lease(Outbox& outbox, base::Time now, base::Time until, int limit) {
  return outbox.lease(outbox.due({"mail", limit}, now), now, until);
}

template <typename S>
std::size_t leased(S& store, base::Time now, base::Time until, int limit = 100) {
  return store.template in<Outbox>(
      [&](auto& outbox) { return lease(outbox, now, until, limit).size(); });
}

/// The receivers of what is due of the channel "webhook".
template <typename S>
std::vector<std::string> receivers(S& store, Outbox::Wanted wanted) {
  wanted.channel = "webhook";
  const auto due =
      store.template in<Outbox>([&](auto& outbox) { return outbox.due(wanted, kNow); });
  std::vector<std::string> names;
  for (const auto& message : due) names.push_back(message.receiver);
  return names;
}

template <typename S>
void insert_webhooks(S& store, int count, const std::string& receiver, base::Time due_at = kNow) {
  store.template in<Outbox>([&](auto& outbox) {
    for (int i = 0; i < count; ++i) {
      outbox.insert({store.id(), "webhook", "{}", kNow, due_at, 0, false, "", receiver});
    }
  });
}

using Names = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(outbox_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_message_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  const auto stored = insert(store, kNow + 5ms);
  const auto found =
      store.template in<Outbox>([&](auto& outbox) { return outbox.find(stored.id); });
  BOOST_REQUIRE(found);
  BOOST_TEST((found->id == stored.id));
  BOOST_TEST(found->channel == "mail");
  BOOST_TEST(found->payload == stored.payload);
  BOOST_TEST((found->created_at == kNow));
  BOOST_TEST((found->due_at == kNow + 5ms));
  BOOST_TEST(found->attempts == 0);
  BOOST_TEST(!found->dead);
  BOOST_TEST(found->last_error == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_lease_counts_the_attempt_and_keeps_others_away, On, Backends) {
  Store<On> store;
  insert(store);
  const auto mine =
      store.template in<Outbox>([](auto& outbox) { return lease(outbox, kNow, kNow + 1min, 10); });
  BOOST_REQUIRE(mine.size() == 1U);
  BOOST_TEST(mine[0].attempts == 1);
  BOOST_TEST(leased(store, kNow, kNow + 1min) == 0U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_lease_that_has_run_out_is_anybodys, On, Backends) {
  Store<On> store;
  insert(store);
  BOOST_TEST(leased(store, kNow, kNow + 1min) == 1U);
  BOOST_TEST(leased(store, kNow + 1min - 1ms, kNow + 2min) == 0U);
  BOOST_TEST(leased(store, kNow + 1min, kNow + 2min) == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(only_what_is_due_is_leased_the_longest_due_first, On, Backends) {
  Store<On> store;
  const auto later = insert(store, kNow - 1ms);
  const auto first = insert(store, kNow - 2ms);
  insert(store, kNow + 1ms);
  const auto one =
      store.template in<Outbox>([](auto& outbox) { return lease(outbox, kNow, kNow + 1min, 1); });
  BOOST_REQUIRE(one.size() == 1U);
  BOOST_TEST((one[0].id == first.id));
  BOOST_TEST(leased(store, kNow, kNow + 1min) == 1U);
  BOOST_TEST(leased(store, kNow, kNow + 1min) == 0U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_somebody_else_has_leased_or_put_off_is_not_leased, On,
                              Backends) {
  Store<On> store;
  const auto message = insert(store);
  const auto seen = store.template in<Outbox>([](auto& outbox) {
    return outbox.due({"mail", 9}, kNow);
  });
  const auto late = [&] {
    return store.template in<Outbox>(
        [&](auto& outbox) { return outbox.lease(seen, kNow, kNow + 1min).size(); });
  };
  leased(store, kNow, kNow + 1min);
  BOOST_TEST(late() == 0U);
  store.template in<Outbox>([&](auto& outbox) { outbox.failed(message.id, kNow + 1s, "later"); });
  BOOST_TEST(late() == 0U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(each_channel_has_its_own_queue, On, Backends) {
  Store<On> store;
  insert(store);
  insert_webhooks(store, 1, "a.example");
  BOOST_TEST(leased(store, kNow, kNow + 1min) == 1U);
  BOOST_TEST(receivers(store, {"", 10}) == Names{"a.example"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_receiver_with_many_messages_hides_no_other, On, Backends) {
  Store<On> store;
  insert_webhooks(store, 50, "slow.example:8080", kNow - 1s);
  insert_webhooks(store, 3, "b.example");
  const Outbox::Wanted wanted{"", 10, 2};
  BOOST_TEST(receivers(store, wanted) == (Names{"slow.example:8080", "slow.example:8080"}),
             boost::test_tools::per_element());
  auto busy = wanted;
  busy.under_way = {{"slow.example:8080", 2}, {"b.example", 1}};
  BOOST_TEST(receivers(store, busy) == Names{"b.example"}, boost::test_tools::per_element());
  busy.under_way["b.example"] = 3;
  BOOST_TEST(receivers(store, busy).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_a_sequence_only_the_oldest_is_due_until_it_is_done_or_given_up, On,
                              Backends) {
  Store<On> store;
  std::vector<base::Id> ids;
  store.template in<Outbox>([&](auto& outbox) {
    for (const auto* sequence : {"one", "one", "one", "two", ""}) {
      ids.push_back(store.id());
      const auto at = kNow - 1h + 1ms * ids.size();
      outbox.insert({.id = ids.back(),
                     .channel = "webhook",
                     .payload = "{}",
                     .created_at = at,
                     .due_at = at,
                     .last_error = "",
                     .sequence = sequence});
    }
  });
  auto now = kNow;
  const auto due = [&] {
    return store.template in<Outbox>([&](auto& outbox) {
      std::vector<base::Id> found;
      for (const auto& each : outbox.due({"webhook", 9}, now)) found.push_back(each.id);
      return found;
    });
  };
  const auto is_due = [&](std::initializer_list<int> numbers) {
    std::vector<base::Id> wanted;
    for (const int number : numbers) wanted.push_back(ids[static_cast<std::size_t>(number)]);
    return due() == wanted;
  };
  BOOST_TEST(is_due({0, 3, 4}));
  store.template in<Outbox>([&](auto& outbox) { outbox.failed(ids[0], kNow + 1h, "no"); });
  BOOST_TEST(is_due({3, 4}));
  const auto due_at = [&](int number) {
    return store.template in<Outbox>(
        [&](auto& outbox) { return outbox.find(ids[static_cast<std::size_t>(number)])->due_at; });
  };
  for (const int waiting : {1, 2}) BOOST_TEST((due_at(waiting) == kNow + 1h));
  BOOST_TEST((due_at(3) < kNow));
  now = kNow + 1h;
  store.template in<Outbox>([&](auto& outbox) { outbox.dead(ids[0], "no"); });
  BOOST_TEST(is_due({3, 4, 1}));
  store.template in<Outbox>([&](auto& outbox) { outbox.delivered(ids[1]); });
  BOOST_TEST(is_due({3, 4, 2}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(old_calls_and_old_mails_that_are_dead_are_purged_each_in_their_time,
                              On, Backends) {
  Store<On> store;
  const auto mail = insert(store);
  insert_webhooks(store, 3, "a.example");
  const auto dead = [&](bool really) {
    return store.template in<Outbox>([&](auto& outbox) { return outbox.list(really, 10); });
  };
  for (const auto& message : dead(false)) {
    store.template in<Outbox>([&](auto& outbox) { outbox.dead(message.id, "gone"); });
  }
  insert_webhooks(store, 1, "a.example");
  const auto purged = [&](base::Time before, int limit) {
    return store.template in<Outbox>(
        [&](auto& outbox) { return outbox.purge_dead_calls(before, limit); });
  };
  BOOST_TEST(purged(kNow, 10) == 0);
  BOOST_TEST(purged(kNow + 1ms, 2) == 2);
  BOOST_TEST(purged(kNow + 1ms, 2) == 1);
  BOOST_REQUIRE(dead(true).size() == 1U);
  BOOST_TEST((dead(true)[0].id == mail.id));
  BOOST_TEST(dead(false).size() == 1U);
  const auto purged_mails = [&](base::Time before) {
    return store.template in<Outbox>(
        [&](auto& outbox) { return outbox.purge_dead_mails(before, 10); });
  };
  BOOST_TEST(purged_mails(kNow) == 0);
  BOOST_TEST(purged_mails(kNow + 1ms) == 1);
  BOOST_TEST(dead(true).empty());
  BOOST_TEST(dead(false).size() == 1U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_failed_delivery_is_tried_again_when_due, On, Backends) {
  Store<On> store;
  const auto message = insert(store);
  leased(store, kNow, kNow + 1min);
  store.template in<Outbox>(
      [&](auto& outbox) { outbox.failed(message.id, kNow + 30s, "451 greylisted"); });
  BOOST_TEST(leased(store, kNow + 30s - 1ms, kNow + 1min) == 0U);
  const auto again = store.template in<Outbox>(
      [](auto& outbox) { return lease(outbox, kNow + 30s, kNow + 2min, 10); });
  BOOST_REQUIRE(again.size() == 1U);
  BOOST_TEST(again[0].attempts == 2);
  BOOST_TEST(again[0].last_error == "451 greylisted");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_delivered_message_is_gone, On, Backends) {
  Store<On> store;
  const auto message = insert(store);
  leased(store, kNow, kNow + 1min);
  store.template in<Outbox>([&](auto& outbox) { outbox.delivered(message.id); });
  BOOST_TEST(!store.template in<Outbox>([&](auto& outbox) { return outbox.find(message.id); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_dead_message_waits_for_the_operator, On, Backends) {
  Store<On> store;
  const auto message = insert(store);
  leased(store, kNow, kNow + 1min);
  const auto listed = [&](bool dead) {
    return store.template in<Outbox>([&](auto& outbox) { return outbox.list(dead, 10).size(); });
  };
  store.template in<Outbox>([&](auto& outbox) { outbox.dead(message.id, "550 no such user"); });
  BOOST_TEST(listed(true) == 1U);
  BOOST_TEST(listed(false) == 0U);
  BOOST_TEST(leased(store, kNow + 1h, kNow + 2h) == 0U);
  BOOST_TEST(store.template in<Outbox>(
      [&](auto& outbox) { return outbox.requeue(message.id, kNow + 1h); }));
  const auto again = store.template in<Outbox>(
      [](auto& outbox) { return lease(outbox, kNow + 1h, kNow + 2h, 10); });
  BOOST_REQUIRE(again.size() == 1U);
  BOOST_TEST(again[0].attempts == 1);
  BOOST_TEST(!again[0].dead);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_not_there_cannot_be_requeued_or_dropped, On, Backends) {
  Store<On> store;
  const auto message = insert(store);
  store.template in<Outbox>([&](auto& outbox) {
    BOOST_TEST(outbox.drop(message.id));
    BOOST_TEST(!outbox.drop(message.id));
    BOOST_TEST(!outbox.requeue(message.id, kNow));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_list_is_bounded_and_oldest_first, On, Backends) {
  Store<On> store;
  std::vector<base::Id> ids;
  for (int i = 0; i < 3; ++i) ids.push_back(insert(store).id);
  std::ranges::sort(ids);
  const auto listed = store.template in<Outbox>([](auto& outbox) { return outbox.list(false, 2); });
  BOOST_REQUIRE(listed.size() == 2U);
  BOOST_TEST((listed[0].id == ids[0]));
  BOOST_TEST((listed[1].id == ids[1]));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(any_error_of_a_mail_server_can_be_kept, On, Backends) {
  Store<On> store;
  const auto message = insert(store);
  const auto kept = [&](const std::string& error) {
    return store.template in<Outbox>([&](auto& outbox) {
      outbox.failed(message.id, kNow, error);
      return outbox.find(message.id)->last_error;
    });
  };
  BOOST_TEST(kept("550 F\xfcr den nicht") == "550 F?r den nicht");
  BOOST_TEST(kept(std::string(5000, 'x')).size() == 1000U);
  BOOST_TEST(kept(std::string(999, 'x') + "\u00fc").size() == 1000U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(many_couriers_get_each_message_once, On, Backends) {
  Store<On> store;
  constexpr int kMessages = 60;
  store.template in<Outbox>([&](auto& outbox) {
    for (int i = 0; i < kMessages; ++i) {
      outbox.insert({store.id(), "mail", "{}", kNow, kNow, 0, false, ""});
    }
  });
  const int sum = store.in_processes(4, [](store::Database& database, int) {
    int mine = 0;
    for (int left = 1; left > 0;) {
      mine += database.transaction([](store::Session& session) {
        Outbox outbox(session);
        return static_cast<int>(lease(outbox, kNow, kNow + 1min, 7).size());
      });
      left = database.read([](store::Session& session) {
        return static_cast<int>(Outbox(session).due({"mail", 1}, kNow).size());
      });
    }
    return mine;
  });
  BOOST_TEST(sum == kMessages);
}

BOOST_AUTO_TEST_SUITE_END()
