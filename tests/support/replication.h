#pragma once

#include <string>

#include "support/mariadb.h"

/// A primary on 127.0.0.1 and a replica that follows it by GTID, both of the tests' own.
class Replication {
 public:
  explicit Replication(int free_port)
      : primary({"--bind-address=127.0.0.1", "--port=" + std::to_string(free_port), "--server-id=1",
                 "--log-bin=binlog", "--binlog-format=ROW"}),
        replica({"--skip-networking", "--server-id=2"}) {
    primary.execute(
        "create user follower@'%' identified by 'word';"
        "grant replication slave on *.* to follower@'%'");
    replica.execute(
        "change master to master_host='127.0.0.1', master_port=" + std::to_string(free_port) +
        ", master_user='follower', master_password='word', master_connect_retry=1,"
        " master_use_gtid=slave_pos; start slave");
  }

  /// A database on both; its URL on the primary. catch_up() sees to the other.
  std::string new_database() { return primary.new_database(); }
  /// The same database on the replica.
  std::string on_replica(const std::string& url) const {
    return replica.url(url.substr(url.rfind("/test") + 1, url.find('?') - url.rfind("/test") - 1));
  }

  /// Waits until the replica has everything; whether it does.
  bool catch_up() const {
    const auto position = primary.ask("select @@gtid_binlog_pos");
    return replica.ask("select master_gtid_wait('" + position + "', 20)") == "0";
  }

  /// It applies nothing until it is resumed.
  void hold() const { replica.execute("stop slave sql_thread"); }
  void resume() const { replica.execute("start slave sql_thread"); }

  MariaDb primary;
  MariaDb replica;
};
