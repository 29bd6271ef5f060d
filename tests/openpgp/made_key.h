#pragma once

#include <string>
#include <vector>

/// An armoured key that gpg would not make, by the arguments of make_key.py. Throws
/// std::runtime_error when there is none.
std::string made_key(const std::vector<std::string>& arguments);
