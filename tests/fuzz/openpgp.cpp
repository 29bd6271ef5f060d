#include "fuzz/targets.h"
#include "openpgp/armor.h"
#include "openpgp/bounds.h"
#include "openpgp/packets.h"

namespace fuzz::of_openpgp {

void armour(std::string_view bytes) {
  openpgp::has_private_block(bytes);
  openpgp::check_bounds(openpgp::dearmored(openpgp::armour_in(bytes)));
}

void packets(std::string_view bytes) {
  openpgp::packets_in(bytes);
  openpgp::fingerprint_in(bytes);
  openpgp::check_bounds(bytes);
}

}  // namespace fuzz::of_openpgp
