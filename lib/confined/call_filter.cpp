#include "confined/call_filter.h"

#include <linux/sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include <cerrno>
#include <memory>

#include "base/error.h"
#include "base/shared_library.h"
#include "confined/call_lists.h"

namespace confined {
namespace {

/// Loaded at first use, since a process of CGI has no need of it.
struct LibSeccomp {
  base::SharedLibrary file{"libseccomp.so.2", ""};

  decltype(&::seccomp_init) init = file["seccomp_init"];
  decltype(&::seccomp_release) release = file["seccomp_release"];
  decltype(&::seccomp_load) load = file["seccomp_load"];
  decltype(&::seccomp_attr_set) set_attribute = file["seccomp_attr_set"];
  decltype(&::seccomp_rule_add_array) add_rule = file["seccomp_rule_add_array"];
  decltype(&::seccomp_syscall_resolve_name) number_of = file["seccomp_syscall_resolve_name"];

  /// Throws base::Error (unavailable) when it is not there.
  static const LibSeccomp& library() {
    static const LibSeccomp loaded;
    return loaded;
  }
};

class Filter {
 public:
  explicit Filter(const LibSeccomp& library)
      : library_(library), rules_(library.init(SCMP_ACT_ERRNO(EPERM)), library.release) {
    if (!rules_) throw base::busy("no memory for a filter of system calls");
    library_.set_attribute(rules_.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);  // a tree, not a list
  }

  template <typename List>
  void allow(const List& names) const {
    for (const auto* name : names) add(SCMP_ACT_ALLOW, name);
  }

  /// Refuses it as a kernel does that does not know it, so that the C library takes another way.
  void hide(const char* name) const { add(SCMP_ACT_ERRNO(ENOSYS), name); }

  void allow_if(const char* name, scmp_arg_cmp condition) const {
    library_.add_rule(rules_.get(), SCMP_ACT_ALLOW, library_.number_of(name), 1, &condition);
  }

  void enforce() const { library_.load(rules_.get()); }

 private:
  void add(std::uint32_t action, const char* name) const {
    const int number = library_.number_of(name);
    if (number != __NR_SCMP_ERROR) library_.add_rule(rules_.get(), action, number, 0, nullptr);
  }

  const LibSeccomp& library_;
  std::unique_ptr<void, decltype(&::seccomp_release)> rules_;
};

scmp_arg_cmp is(unsigned argument, std::uint64_t value) {
  return {argument, SCMP_CMP_EQ, value, 0};
}

scmp_arg_cmp has_none_of(unsigned argument, std::uint64_t bits) {
  return {argument, SCMP_CMP_MASKED_EQ, bits, 0};
}

/// No memory becomes a program, but for what libraries are loaded from.
void allow_memory(const Filter& filter) {
  filter.allow_if("mmap", has_none_of(2, PROT_WRITE));
  filter.allow_if("mmap", has_none_of(2, PROT_EXEC));
  filter.allow_if("mprotect", has_none_of(2, PROT_EXEC));
  filter.allow_if("pkey_mprotect", has_none_of(2, PROT_EXEC));
}

/// How much there is to read, and whether it is a terminal.
void allow_questions(const Filter& filter) {
  constexpr std::uint64_t questions[] = {FIONREAD, FIONBIO, FIOCLEX, TCGETS};
  for (const auto request : questions) {
    filter.allow_if("ioctl", is(1, request));
  }
}

/// Threads and children, but no namespaces.
void allow_clone(const Filter& filter) {
  constexpr std::uint64_t namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |
                                       CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
  filter.allow_if("clone", has_none_of(0, namespaces));
  filter.hide("clone3");  // its flags stand where no filter can look
}

void allow_sockets(const Filter& filter) {
  for (const auto family : {AF_UNIX, AF_INET, AF_INET6}) {
    filter.allow_if("socket", is(0, static_cast<std::uint64_t>(family)));
  }
  filter.allow_if("socketpair", is(0, AF_UNIX));
}

}  // namespace

bool has_call_filter() try {
  LibSeccomp::library();
  return prctl(PR_GET_SECCOMP) >= 0;
} catch (const base::Error&) {
  return false;
}

void filter_calls(Sandbox::Calls calls) {
  if (!has_call_filter()) return;
  const Filter filter(LibSeccomp::library());
  filter.allow(kComputing);
  allow_memory(filter);
  allow_questions(filter);
  allow_clone(filter);
  if (calls == Sandbox::Calls::serving) {
    filter.allow(kServing);
    allow_sockets(filter);
  }
  filter.enforce();
}

}  // namespace confined
