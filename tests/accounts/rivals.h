#pragma once

#include <boost/test/unit_test.hpp>
#include <vector>

#include "base/error.h"
#include "support/forked.h"
#include "support/refusals.h"

/// What a rival does: 0 when it was the one, 1 when it was refused as whoever comes too late, 2 for
/// any other refusal. A database that is busy is asked again.
template <typename Work>
int outcome_among_rivals(base::ErrorCode too_late, Work work) {
  for (;;) {
    const auto error = refusal_of(work);
    if (!error) return 0;
    if (error->code() == too_late) return 1;
    if (error->code() != base::ErrorCode::unavailable) return 2;
  }
}

/// Of all of them one has won, and the others came too late.
inline void expect_one_winner(std::vector<Forked>& rivals) {
  int won = 0;
  for (auto& rival : rivals) {
    const int outcome = rival.wait();
    BOOST_TEST(outcome <= 1);
    if (outcome == 0) ++won;
  }
  BOOST_TEST(won == 1);
}
