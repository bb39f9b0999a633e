// The steps of a failing execution on a page: a column for each task, or a list.
//
// **Thread safety**: belongs to one thread, as the page does.
#ifndef RACELAB_CHECKER_REPORT_INTERLEAVING_H_
#define RACELAB_CHECKER_REPORT_INTERLEAVING_H_

#include <cstddef>
#include <cstdint>

#include "checker/report/page.h"
#include "checker/result/finding.h"

namespace racelab {

// Nothing for a finding without steps. Only the first `count` steps, laid out as if all were there.
// Columns for up to three tasks where the page is wide enough; else each step in a line of its own,
// with the task's name in front.
void WriteInterleaving(Page& page, const Finding& finding, size_t count = SIZE_MAX);

// "It failed in 1 of 1,700 schedules."; "" when that is not known.
std::string RaritySentence(const Rarity& rarity);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_INTERLEAVING_H_
