// A statement is compiled once and run many times, with one value or another.
#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "base/error.h"
#include "store/duplicate.h"
#include "store/session.h"
#include "support/refusals.h"

using base::ErrorCode;
using store::Session;

namespace {

using Text = std::string;

struct Pair {
  std::optional<Text> text;
  std::optional<long> number;
};

constexpr auto kInsert = "insert into pairs (id, label, amount) values (:id, :label, :amount)";
constexpr auto kFind = "select label, amount from pairs where id = :id";
constexpr auto kAll = "select label from pairs order by id";

/// A table of a text and a number, both of which may be null.
template <typename On>
struct Pairs : EmptyStore<On> {
  Pairs() {
    ask([](Session& session) {
      session.change_schema(
          "create table pairs (id int not null primary key, label mediumtext, amount bigint)");
    });
  }

  template <typename Work>
  auto ask(Work work) {
    return this->database().transaction(work);
  }

  void insert(int id, const std::optional<Text>& text, std::optional<long> number) {
    ask([&](Session& session) {
      session.statement(kInsert).with("id", id).with("label", text).with("amount", number).run();
    });
  }

  Pair find(int id) {
    return ask([&](Session& session) {
      return session.statement(kFind)
          .with("id", id)
          .template first<Pair, std::optional<Text>, std::optional<long>>()
          .value();
    });
  }

  void expect(int id, const std::optional<Text>& text, std::optional<long> number) {
    const auto found = find(id);
    BOOST_TEST((found.text == text), "the text of " << id);
    BOOST_TEST((found.number == number), "the number of " << id);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(statements)

BOOST_AUTO_TEST_CASE_TEMPLATE(each_run_has_its_own_values_and_nulls, On, Backends) {
  Pairs<On> pairs;
  const Text large(100'000, 'x');
  const auto least = std::numeric_limits<long>::min();
  const auto most = std::numeric_limits<long>::max();
  pairs.insert(1, "one", 1);
  pairs.insert(2, std::nullopt, std::nullopt);
  pairs.insert(3, large, least);
  pairs.insert(4, "", most);
  for (int round = 0; round < 20; ++round) {
    pairs.expect(1, "one", 1);
    pairs.expect(2, std::nullopt, std::nullopt);
    pairs.expect(3, large, least);
    pairs.expect(4, "", most);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(values_may_come_in_another_order_and_of_another_type, On, Backends) {
  Pairs<On> pairs;
  pairs.insert(1, "one", 1);
  pairs.ask([](Session& session) {
    session.statement(kInsert)
        .with("amount", Text("2"))
        .with("label", Text("two"))
        .with("id", 2)
        .run();
  });
  pairs.insert(3, "three", 3);
  pairs.expect(2, "two", 2);
  pairs.expect(3, "three", 3);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(columns_may_be_read_as_others, On, Backends) {
  Pairs<On> pairs;
  pairs.insert(1, "7", 8);
  pairs.ask([](Session& session) {
    const auto find = [&] { return session.statement(kFind).with("id", 1).template value<Text>(); };
    BOOST_TEST(find().value() == "7");
  });
  pairs.expect(1, "7", 8);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(two_of_the_same_text_do_not_mix, On, Backends) {
  Pairs<On> pairs;
  pairs.insert(1, "one", 1);
  pairs.insert(2, "two", 2);
  pairs.ask([](Session& session) {
    auto first = session.statement(kFind);
    auto second = session.statement(kFind);
    first.with("id", 1);
    second.with("id", 2);
    BOOST_TEST(second.template value<Text>().value() == "two");
    BOOST_TEST(first.template value<Text>().value() == "one");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_text_in_the_place_of_another_is_another_statement, On, Backends) {
  Pairs<On> pairs;
  pairs.ask([](Session& session) {
    Text sql = "select 1";
    BOOST_TEST(session.statement(sql).template value<int>().value() == 1);
    sql.back() = '2';
    BOOST_TEST(session.statement(sql).template value<int>().value() == 2);
    BOOST_TEST(
        session.statement(std::string_view(sql).substr(0, 8)).template value<int>().value() == 2);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_that_was_refused_is_run_again, On, Backends) {
  Pairs<On> pairs;
  pairs.insert(1, "one", 1);
  for (int id = 2; id < 4; ++id) {
    BOOST_CHECK_THROW(pairs.insert(1, "again", 0), store::Duplicate);
    pairs.insert(id, "more", id);
  }
  pairs.expect(1, "one", 1);
  pairs.expect(3, "more", 3);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_value_that_is_missing_is_none_of_the_run_before, On, Backends) {
  Pairs<On> pairs;
  pairs.insert(1, "one", 1);
  const auto insert = [&] {
    pairs.ask([](Session& session) { session.statement(kInsert).with("id", 2).run(); });
  };
  if (pairs.database().is_embedded()) {
    insert();
    pairs.expect(2, std::nullopt, std::nullopt);
  } else {
    BOOST_TEST(refuses(ErrorCode::internal, insert));
  }
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_number_is_not_read_as_one) {
  Pairs<Mariadb> pairs;  // SQLite makes a number of every text
  pairs.insert(1, "12 apples", 1);
  pairs.insert(2, "", 1);
  constexpr auto kAsNumber = "select label from pairs where id = :id";
  const auto number = [&](int id) {
    return pairs.ask([&](Session& session) {
      return session.statement(kAsNumber).with("id", id).value<long>().value();
    });
  };
  BOOST_TEST(refuses(ErrorCode::internal, [&] { number(1); }));
  BOOST_TEST(refuses(ErrorCode::internal, [&] { number(2); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(texts_that_are_made_for_one_use_fill_no_memory, On, Backends) {
  Pairs<On> pairs;
  pairs.ask([](Session& session) {
    store::Held held(session.soci(), session.dialect());
    std::vector<Text> texts;
    for (int i = 0; i < 2000; ++i) texts.push_back("select " + std::to_string(i));
    for (const auto& sql : texts) held.put_back(sql, held.take(sql));
    BOOST_TEST(held.size() > 100U);
    BOOST_TEST(held.size() < 1000U);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_large_is_kept, On, Backends) {
  Pairs<On> pairs;
  pairs.insert(1, Text(1'000'000, 'x'), 1);
  pairs.ask([](Session& session) {
    using Kind = store::Variable::Kind;
    store::Held held(session.soci(), session.dialect());
    const auto find = held.take(kFind);
    const std::array kinds{Kind::text, Kind::number};
    find->set_columns(kinds);
    find->value("id", Kind::number).number = 1;
    BOOST_REQUIRE(find->execute());
    BOOST_TEST(find->column(0).text.size() == 1'000'000U);
    find->finish();
    BOOST_TEST(find->column(0).text.capacity() < 2000U);
  });
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

/// A counter of MariaDB.
long status(store::Database& database, const Text& name) {
  struct Row {
    Text name;
    Text value;
  };
  return database.read([&](Session& session) {
    const auto sql = "show status like '" + name + "'";
    return std::stol(session.statement(sql).first<Row, Text, Text>()->value);
  });
}

long runs_by_name(store::Database& database) { return status(database, "Com_execute_sql"); }

/// A server of its own with the table of pairs, and one pair.
struct PairsOf {
  explicit PairsOf(std::vector<Text> options = {}) : server(std::move(options)) {
    database.transaction([](Session& session) {
      session.change_schema("create table pairs (id int not null primary key, label text)");
      session.statement("insert into pairs values (1, 'one')").run();
    });
  }

  bool finds(const Text& sql) {
    return database.read([&](Session& session) {
      return session.statement(sql).with("id", 1).value<Text>() == "one";
    });
  }

  MariaDb server;
  FakeEntropy entropy;
  cache::Generations generations;
  store::Database database{{server.new_database(), 20s}, entropy, generations};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(server_statements)

BOOST_AUTO_TEST_CASE(what_is_run_often_is_run_by_its_name) {
  Pairs<Mariadb> pairs;
  pairs.insert(1, "one", 1);
  pairs.expect(1, "one", 1);
  BOOST_TEST(runs_by_name(pairs.database()) == 0);
  for (int i = 0; i < 20; ++i) pairs.expect(1, "one", 1);
  BOOST_TEST(runs_by_name(pairs.database()) > 10);
}

BOOST_AUTO_TEST_CASE(a_value_that_is_named_twice_goes_to_both_places) {
  Pairs<Mariadb> pairs;
  pairs.insert(1, "one", 1);
  pairs.insert(2, "two", 7);
  constexpr auto kTwice =
      "select label from pairs where (id = :n or amount = :n) and label <> :not";
  for (int i = 0; i < 20; ++i) {
    pairs.ask([&](Session& session) {
      const auto find = [&](int number) {
        const auto found =
            session.statement(kTwice).with("not", Text("x'")).with("n", number).value<Text>();
        return found.value_or("");
      };
      BOOST_TEST(find(1) == "one");
      BOOST_TEST(find(7) == "two");
    });
  }
  BOOST_TEST(runs_by_name(pairs.database()) > 10);
}

BOOST_AUTO_TEST_CASE(one_that_is_refused_again_and_again_is_compiled_once) {
  Pairs<Mariadb> pairs;
  for (int i = 0; i < 40; ++i) pairs.insert(i, "more", i);
  for (int i = 0; i < 40; ++i) {
    BOOST_CHECK_THROW(pairs.insert(1, "again", 0), store::Duplicate);
    for (int k = 0; k < 10; ++k) pairs.insert(100 + 10 * i + k, "more", k);
  }
  BOOST_TEST(status(pairs.database(), "Com_prepare_sql") == 1);
}

BOOST_AUTO_TEST_CASE(a_server_that_compiles_none_is_sent_texts) {
  PairsOf pairs({"--max-prepared-stmt-count=0"});
  for (int i = 0; i < 20; ++i) BOOST_TEST(pairs.finds("select label from pairs where id = :id"));
  BOOST_TEST(status(pairs.database, "Com_prepare_sql") == 1);
}

BOOST_AUTO_TEST_CASE(a_connection_has_so_many_compiled_and_no_more) {
  PairsOf pairs;
  std::vector<Text> texts;
  for (int i = 0; i < 100; ++i) {
    texts.push_back("select label from pairs where id = :id and id <> " + std::to_string(i + 2));
  }
  for (const auto& sql : texts) {
    for (int i = 0; i < 10; ++i) BOOST_REQUIRE(pairs.finds(sql));
  }
  const auto compiled = status(pairs.database, "Prepared_stmt_count");
  BOOST_TEST(compiled > 10);
  BOOST_TEST(compiled < 50);
}

BOOST_AUTO_TEST_CASE(one_that_the_server_has_forgotten_is_run_over_a_new_connection) {
  PairsOf pairs;
  const Text sql = "select label from pairs where id = :id";
  for (int i = 0; i < 20; ++i) BOOST_TEST(pairs.finds(sql));
  pairs.database.read(
      [](Session& session) { return session.statement("deallocate prepare doorward0").run(); });
  BOOST_TEST(pairs.finds(sql));
}

BOOST_AUTO_TEST_CASE(a_connection_that_dies_at_any_run_is_opened_anew) {
  for (int runs = 0; runs < 12; ++runs) {
    Pairs<Mariadb> pairs;
    pairs.insert(1, "one", 1);
    for (int i = 0; i < runs; ++i) pairs.expect(1, "one", 1);
    const auto found = pairs.database().read([done = false](Session& session) mutable {
      if (!std::exchange(done, true)) kill_connection(session);
      return session.statement(kFind).with("id", 1).value<Text>();
    });
    BOOST_TEST((found == "one"), "after " << runs);
  }
}

BOOST_AUTO_TEST_CASE(a_schema_that_changes_harms_none) {
  PairsOf pairs;
  const Text sql = "select label from pairs where id = :id";
  for (int i = 0; i < 20; ++i) BOOST_TEST(pairs.finds(sql));
  pairs.server.execute("alter table test1.pairs add column more int first");
  BOOST_TEST(pairs.finds(sql));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(statements_of_sqlite)

BOOST_AUTO_TEST_CASE(a_row_that_was_read_holds_no_lock_on_the_file) {
  Pairs<Sqlite> pairs;
  for (int id = 1; id < 10; ++id) pairs.insert(id, "more", id);
  pairs.database().read([](Session& session) {
    return session.statement(kAll).value<Text>();  // the first of nine
  });
  store::Database other(pairs.settings(), pairs.entropy, pairs.generations);
  const auto busy = other.read([](Session& session) {
    return session.statement("pragma wal_checkpoint(truncate)").value<int>();
  });
  BOOST_TEST(busy.value() == 0);
}

BOOST_AUTO_TEST_CASE(a_row_that_could_not_be_read_holds_no_lock_on_the_file) {
  Pairs<Sqlite> pairs;
  pairs.insert(1, std::nullopt, 1);
  pairs.insert(2, "two", 2);
  BOOST_TEST(refuses(ErrorCode::internal, [&] {
    pairs.database().read([](Session& session) { return session.statement(kAll).value<Text>(); });
  }));
  store::Database other(pairs.settings(), pairs.entropy, pairs.generations);
  const auto busy = other.read([](Session& session) {
    return session.statement("pragma wal_checkpoint(truncate)").value<int>();
  });
  BOOST_TEST(busy.value() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
