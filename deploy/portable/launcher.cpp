// The program `doorward` of a portable folder. It stands alone (linked statically) and starts the
// real one, lib/program, by the loader and the libraries that lie beside it, wherever the folder
// is: nothing of the machine is needed but its kernel.
#include <sys/auxv.h>
#include <unistd.h>

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

/// Where this program is, symbolic links followed; without /proc by the path that started it.
std::string own_path() {
  char path[PATH_MAX];
  const auto length = readlink("/proc/self/exe", path, sizeof path);
  if (length > 0 && length < PATH_MAX) return {path, static_cast<std::size_t>(length)};
  const auto* const started = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
  return started != nullptr && realpath(started, path) != nullptr ? path : "";
}

// Whose certificates are trusted: what the distribution keeps up to date, else the folder's own
// list, which is as old as the folder.
std::string authorities(const std::string& library) {
  for (const std::string file : {"/etc/ssl/certs/ca-certificates.crt",  // Debian, Alpine, Arch
                                 "/etc/pki/tls/certs/ca-bundle.crt",    // Red Hat and its kin
                                 "/etc/ssl/ca-bundle.pem"}) {           // SUSE
    if (access(file.c_str(), R_OK) == 0) return file;
  }
  return library + "/ca-certificates.crt";
}

}  // namespace

int main(int count, char** arguments) {
  const auto own = own_path();
  const auto folder = own.substr(0, own.rfind('/'));
  const auto library = folder + "/lib";
  // The loader bears the program's name, so that `ps` and `pkill` show and find that.
  const auto loader = library + "/doorward", program = library + "/program";
  setenv("MARIADB_PLUGIN_DIR", (library + "/mariadb").c_str(), 0);
  setenv("SSL_CERT_FILE", authorities(library).c_str(), 0);
  std::vector<const char*> words{"doorward",      "--inhibit-cache", "--library-path",
                                 library.c_str(), "--argv0",         count > 0 ? arguments[0] : "",
                                 program.c_str()};
  for (int i = 1; i < count; ++i) words.push_back(arguments[i]);
  words.push_back(nullptr);
  execv(loader.c_str(), const_cast<char**>(words.data()));
  std::perror(loader.c_str());
  return 127;
}
