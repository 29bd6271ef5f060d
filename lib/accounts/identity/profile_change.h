#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/forward.h"
#include "accounts/identity/address_change.h"
#include "accounts/invalid.h"
#include "base/id.h"
#include "model/person.h"

namespace model {
struct Person;
}

namespace accounts {

/// What an account's owner tells of themselves, changed.
class ProfileChange {
 public:
  ProfileChange(Context& context, AddressChange& addresses);

  /// A part that is absent stays; one that is there without a value, or with an empty one, is
  /// cleared.
  struct Wish {
    std::map<std::string_view, std::optional<std::string>> texts = {};  ///< model::kProfileTexts
    std::optional<std::string> email = {};  ///< becomes theirs when it is confirmed
    std::optional<std::optional<long long>> preferred_pgp_key = {};  ///< id

    /// It wishes for nothing.
    bool is_empty() const { return texts.empty() && !email && !preferred_pgp_key; }

    /// What whoever read the wish has found: told together with what is found here.
    std::vector<base::Error> faults = {};
  };

  /// The person as they are then. All or nothing; tells webhooks ("profile:update") and the audit
  /// log. Refuses: Invalid, with every fault, under rules "profile.*" and "address.*";
  /// too_many_requests (mails).
  model::Person change(const base::Id& account, const Wish& wish, const Origin& origin);

 private:
  using Faults = std::vector<base::Error>;
  void ask_for(store::Session& session, const model::Account& owner, const std::string& email,
               const Origin& origin, Faults& faults);
  void prefer(store::Session& session, model::Account& owner, std::optional<long long> id,
              const Origin& origin, Faults& faults);

  const Context& context_;
  AddressChange& addresses_;
};

}  // namespace accounts
