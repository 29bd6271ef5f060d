#pragma once

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/process.h"
#include "support/temp_directory.h"

/// A foreign implementation: a program that knows "check FILE" and "make DIR".
struct Peer {
  std::vector<std::string> program;
};

/// What a program said, and how it ended.
struct Answer {
  int code;
  std::string text;
};
Answer answer_of(const TempDirectory& directory, std::vector<std::string> arguments);

/// `doorward token verify` with these words. What stands in `input` is its standard input.
Answer verify_by_doorward(const TempDirectory& directory, std::vector<std::string> words,
                          const std::string& input = {});

/// Over every algorithm: the peer takes our tokens, and not the ones that were changed.
void peer_verifies_ours(const Peer& peer);

/// Over every algorithm: we take the peer's tokens, and not the ones that were changed.
void we_verify_those_of(const Peer& peer);
