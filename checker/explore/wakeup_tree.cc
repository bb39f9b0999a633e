// Insertion by weak initials.
#include "checker/explore/wakeup_tree.h"

#include <algorithm>
#include <utility>

namespace racelab::explore {
namespace {

auto FirstOf(const Step& step, const std::vector<Step>& steps) {
  return std::find_if(steps.begin(), steps.end(),
                      [&](const Step& other) { return other.task == step.task; });
}

}  // namespace

bool MayBegin(const Step& step, const std::vector<Step>& steps) {
  const auto own = FirstOf(step, steps);
  if (own != steps.end() && !own->IsSame(step)) return false;
  return std::none_of(steps.begin(), own,
                      [&](const Step& other) { return Dependent(step, other); });
}

void WakeupTree::Insert(std::vector<Step> steps) {
  if (steps.empty()) return;
  for (Branch& branch : branches_) {
    if (!MayBegin(branch.step, steps)) continue;
    if (branch.rest.empty()) return;
    if (const auto own = FirstOf(branch.step, steps); own != steps.end()) steps.erase(own);
    return branch.rest.Insert(std::move(steps));
  }
  WakeupTree* tree = this;
  for (const Step& step : steps) {
    tree->branches_.push_back({step, {}});
    tree = &tree->branches_.back().rest;
  }
}

std::pair<Step, WakeupTree> WakeupTree::TakeFirst() {
  Branch first = std::move(branches_.front());
  branches_.pop_front();
  return {first.step, std::move(first.rest)};
}

}  // namespace racelab::explore
