// Tokens of ours verified by implementations that are not ours, and theirs by ours.
#include <boost/test/unit_test.hpp>

#include "interop/peer.h"
#include "support/places.h"

namespace {

const Peer kPyJwt{{"/usr/bin/python3", source_path("tests/interop/pyjwt_peer.py")}};
const Peer kJose{{"node", DOORWARD_JOSE_DIR "/jose_peer.mjs"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(pyjwt)

BOOST_AUTO_TEST_CASE(takes_our_tokens_of_every_algorithm) { peer_verifies_ours(kPyJwt); }
BOOST_AUTO_TEST_CASE(makes_tokens_of_every_algorithm_that_we_take) { we_verify_those_of(kPyJwt); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(node_jose)

BOOST_AUTO_TEST_CASE(takes_our_tokens_of_every_algorithm) { peer_verifies_ours(kJose); }
BOOST_AUTO_TEST_CASE(makes_tokens_of_every_algorithm_that_we_take) { we_verify_those_of(kJose); }

BOOST_AUTO_TEST_SUITE_END()
