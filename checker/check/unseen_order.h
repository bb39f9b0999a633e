// Unseen order: what orders the threads of a program and the explorer cannot follow.
//
// Assembly that changes memory in one step, and libraries that were not compiled for the explorer
// and have locks of their own. What is only a guess about order then is no finding.
//
// **Thread safety**: pure apart from starting objdump and addr2line.
#ifndef RACELAB_CHECKER_CHECK_UNSEEN_ORDER_H_
#define RACELAB_CHECKER_CHECK_UNSEEN_ORDER_H_

#include <filesystem>
#include <string>

#include "absl/strings/string_view.h"
#include "checker/result/exploration.h"

namespace racelab {

// Whether an instruction, as objdump prints it, reads and writes memory in one step: with a lock
// prefix, or xchg. On the own stack such a one is only a fence.
bool IsAtomicInstruction(absl::string_view instruction);

// Takes the findings away that say that nothing orders two threads, if the program has something
// that does so unseen. Without any left there is no verdict, and the reason says what that is. Of
// what found nothing it takes away the claim that all schedules were run.
void DoubtUnseenOrder(const std::filesystem::path& program, Exploration& exploration);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_UNSEEN_ORDER_H_
