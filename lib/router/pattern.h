#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The path of a route. A segment is a word, "{name}" for any one segment, "~{name}.txt" for one
/// that begins and ends so, or at the end "{name...}" for the rest of the path, slashes and all.
namespace router {

/// {name} and what stands for it.
using Values = std::vector<std::pair<std::string_view, std::string_view>>;

std::string_view first_segment_of(std::string_view path);

bool takes_rest(std::string_view pattern);

/// Whether the path, which begins with '/' as the pattern does, is one of the pattern; then
/// `values` has what stands for its names.
bool matches(std::string_view pattern, std::string_view path, Values& values);

/// Whether a path that both take belongs to the first: at the leftmost segment that differs, a word
/// comes before one with a name in it, of these the one with the longer text around the name, and
/// the rest of a path comes last. A strict order of patterns, in which only those that differ in
/// nothing but their names are equal.
bool is_more_specific(std::string_view pattern, std::string_view other);

/// The pattern without its names: "/x/{}". Two that are alike in this take the same paths.
std::string nameless(std::string_view pattern);

}  // namespace router
