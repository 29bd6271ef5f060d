#include "guards/api.h"

#include "router/error_response.h"

namespace guards {

void Api::add(Method method, std::string_view path, Guard guard, Answer answer) {
  auto guarded = [&gatekeeper = gatekeeper_, guard, answer = std::move(answer)](const Call& call) {
    const auto pass = gatekeeper(guard, call.request);
    try {
      return answer(call, pass.caller);
    } catch (const base::Error& error) {
      if (pass.otherwise && router::status_of(error.code()) < 500)
        throw base::Error(*pass.otherwise);
      throw;
    }
  };
  table_.add({method, std::string(path), guard.name, std::move(guarded)});
}

}  // namespace guards
