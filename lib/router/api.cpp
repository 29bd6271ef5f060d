#include "router/api.h"

#include <algorithm>
#include <stdexcept>

#include "router/pattern.h"

namespace router {
namespace {

std::string words_of(const Route& route) {
  return std::string(gateway::name_of(route.method)) + " " + route.path;
}

bool are_twins(const Route& one, const Route& other) {
  return (answers(one.method, other.method) || answers(other.method, one.method)) &&
         nameless(one.path) == nameless(other.path);
}

}  // namespace

void Api::add(Route route) {
  refuse_twin_of(route);
  const auto first = first_segment_of(route.path);
  const auto index = routes_.size();
  const bool anywhere = first.find('{') != first.npos;
  auto* own = anywhere
                  ? &anywhere_
                  : &by_first_segment_.try_emplace(std::string(first), anywhere_).first->second;
  routes_.push_back(std::move(route));
  insert(*own, index);
  if (!anywhere) return;
  for (auto& [segment, indices] : by_first_segment_) insert(indices, index);
}

void Api::insert(Indices& indices, std::size_t index) const {
  const auto place = std::upper_bound(
      indices.begin(), indices.end(), index, [this](std::size_t one, std::size_t other) {
        return is_more_specific(routes_[one].path, routes_[other].path);
      });
  indices.insert(place, index);
}

void Api::refuse_twin_of(const Route& route) const {
  const auto twin = std::find_if(routes_.begin(), routes_.end(),
                                 [&](const Route& other) { return are_twins(route, other); });
  if (twin == routes_.end()) return;
  throw std::logic_error(name_ + " has " + words_of(route) + " twice: " + words_of(*twin) +
                         " takes the same requests");
}

void Api::share(std::string pattern, Sharing sharing) {
  shared_.insert_or_assign(std::move(pattern), std::move(sharing));
}

const Sharing* Api::sharing_of(std::string_view pattern) const {
  if (shared_.empty()) return nullptr;
  auto found = shared_.find(pattern);
  if (found == shared_.end()) found = shared_.find(std::string_view());
  return found == shared_.end() ? nullptr : &found->second;
}

const std::vector<std::size_t>& Api::routes_at(std::string_view first_segment) const {
  const auto found = by_first_segment_.find(first_segment);
  return found == by_first_segment_.end() ? anywhere_ : found->second;
}

bool answers(Method row, Method asked) {
  return row == asked || (row == Method::get && asked == Method::head);
}

}  // namespace router
