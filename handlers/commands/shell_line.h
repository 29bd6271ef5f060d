#pragma once

#include <string>
#include <vector>

/// The line of a shell that runs these words as another user, with the configuration that the
/// environment names: "sudo -u doorward doorward account add 'a b'". No value of a variable is in
/// it, since some are secret.
std::string line_as(const std::string& user, const std::vector<std::string>& words);
