#include "base/shared_library.h"

#include <dlfcn.h>

#include "base/error.h"

namespace base {

SharedLibrary::SharedLibrary(const char* file, const char* refusal)
    : refusal_(refusal), library_(dlopen(file, RTLD_NOW | RTLD_LOCAL)) {
  if (library_ == nullptr) refuse();
}

SharedLibrary::Address SharedLibrary::operator[](const char* function) const {
  void* const found = dlsym(library_, function);
  if (found == nullptr) refuse();
  return Address(found);
}

void SharedLibrary::refuse() const {
  const char* reason = dlerror();
  throw Error(ErrorCode::unavailable, {refusal_}, {reason == nullptr ? "not found" : reason});
}

}  // namespace base
