#include "openpgp/rnp.h"

namespace openpgp {

const Rnp& Rnp::library() {
  static const Rnp rnp;
  return rnp;
}

Text::~Text() {
  if (text_ != nullptr) Rnp::library().buffer_destroy(text_);
}

bool open(Input& input, std::string_view text) {
  if (text.empty()) return false;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  return ok(Rnp::library().input_from_memory(input.out(), bytes, text.size(), false));
}

std::string written(const Output& output) {
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (!ok(Rnp::library().output_memory_get_buf(output.get(), &bytes, &size, false))) return {};
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace openpgp
