#include "support/places.h"

std::string source_path(const std::string& name) { return DOORWARD_SOURCE_DIR "/" + name; }

std::string program_path() { return DOORWARD_BINARY; }
