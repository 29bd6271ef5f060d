#pragma once

#include <memory>
#include <vector>

#include "base/entropy.h"
#include "base/id.h"
#include "store/database.h"
#include "store/usage_places.h"

namespace store {

/// The databases that usage is counted in: the main one, or others with the same tables, among
/// which a hash of the account decides. The main one remembers which they were, and each remembers
/// its place among them, so that nothing is counted, or looked for, in the wrong one when their
/// number or order has changed.
class UsageDatabases {
 public:
  /// The main one alone. It must outlive this.
  explicit UsageDatabases(Database& main);
  /// These, in their order; without any, the main one. All must outlive this.
  UsageDatabases(Database& main, const std::vector<Settings>& own, base::Entropy& entropy,
                 cache::Generations& generations);

  /// Whether they are others than the main one.
  bool are_apart() const { return !own_.empty(); }
  int count() const { return are_apart() ? static_cast<int>(own_.size()) : 1; }

  /// The one that has everything of this account, ready for use. Throws base::Error (unavailable)
  /// when it does not answer, is not up to date, or is not the one that was counted in before.
  Database& of(const base::Id& account);
  /// One of them by its number, from 0; the same.
  Database& at(int number);

  /// The same as it is, for whoever brings it up to date.
  Database& unprepared(int number) { return *own_.at(static_cast<std::size_t>(number)); }

  /// Throws base::Error (invalid_argument), in words for the operator, when there were more of them
  /// or fewer, or when usage is in the main one and they are apart.
  void check_list();
  /// The same when the one of that number is not the one that was counted in at its place.
  /// `is_made`: whether it has its tables.
  void check(int number, bool is_made = true);
  /// check(), and from then on it is the one at its place.
  void claim(int number);
  /// These are the ones from now on, whatever was counted where before.
  void give();

  /// Asks each for a sign of life. Throws as Database::ping().
  void ping();

 private:
  void open(int number);
  UsagePlace new_place(int number);
  bool is_main(int number) const;

  Database& main_;
  base::Entropy* entropy_ = nullptr;
  std::vector<std::unique_ptr<Database>> own_;
  std::vector<bool> is_main_;
  std::vector<bool> opened_;
};

}  // namespace store
